"""FC606."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule

# A scheme, the host with `*` for any part of it, and a path. Measured.
_SCHEME = re.compile(r"[A-Za-z]+:")
_PATTERN = re.compile(r"[A-Za-z]+:[/\\]*[A-Za-z0-9*-]+(?:(?:\.:|[.:])[A-Za-z0-9*-]+)*(?:/.*)?")

_GOOD = """\
modules:
  macro:
    - key: video
      title: Video
      resource: main
      autoConvert:
        matchers:
          - pattern: https://*.example.com/videos/{id}
"""


def _with(pattern: str) -> str:
    return _GOOD.replace("https://*.example.com/videos/{id}", pattern)


@rule(
    "FC606",
    "invalid-auto-convert",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_with("https://example.com:8080")), Good(_with('"${VIDEO_SITE}"'))),
    bad=(
        Bad(
            _with("example.com/videos/*"),
            at=(8, 22),
            says='did you mean "https://example.com/videos/*"?',
            fixed=_with("https://example.com/videos/*"),
        ),
        Bad(
            _with("https://{team}.example.com/videos"),
            at=(8, 22),
            says="has a host that Forge does not take",
        ),
    ),
)
def invalid_auto_convert(context: Context) -> Iterator[Violation]:
    """A pattern of links to turn into a macro that Forge does not take.

    Confluence turns a pasted link into the macro where a pattern under `autoConvert.matchers` fits
    it. Forge takes patterns with a scheme, and a host of letters, digits, `-` and `*`; whatever
    follows the first slash after the host is free (measured).
    """
    for module in context.manifest.modules:
        for pattern in follow(module.cursor, "autoConvert.matchers[].pattern"):
            text = pattern.text
            # An undeclared variable is a fault of its own, and length is one of shape.
            if not text or "${" in text or _PATTERN.fullmatch(text):
                continue
            meant = f"https://{text.removeprefix('//')}"
            plain = "." in text and not _SCHEME.match(text) and _PATTERN.fullmatch(meant)
            yield Violation(
                at_value(pattern),
                f"{module.label}: pattern {quote(text)} {_wrong(text)}",
                hint=f"did you mean {quote(meant)}?" if plain else "",
                help=""
                if plain
                else "write a scheme, a host, and what follows after a slash, "
                "as in https://*.example.com/videos/*",
                fixes=replace_with(pattern, meant) if plain else (),
            )


def _wrong(text: str) -> str:
    if not _SCHEME.match(text):
        return "has no scheme such as https:"
    return "has a host that Forge does not take: it has only letters, digits, '-' and '*'"
