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

# A scheme, a host with `*` for any part of it, and a path.
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
            says='the host can only contain letters, digits, "-" and "*"',
        ),
    ),
)
def invalid_auto_convert(context: Context) -> Iterator[Violation]:
    """An `autoConvert` pattern of a macro is invalid.

    Confluence converts a pasted link to the macro if a pattern under `autoConvert.matchers` matches
    it. Forge accepts patterns with a scheme, and a host of letters, digits, `-` and `*`. Everything
    after the first slash behind the host is free (verified with @forge/manifest 13.7).

    How to fix:
    Write the pattern with its scheme, and use variables such as `{id}` only after the host:
    `https://*.example.com/videos/{id}`.
    """
    for module in context.manifest.modules:
        for pattern in follow(module.cursor, "autoConvert.matchers[].pattern"):
            text = pattern.text
            # Other rules report undeclared variables, and the schema check reports the length.
            if not text or "${" in text or _PATTERN.fullmatch(text):
                continue
            candidate = f"https://{text.removeprefix('//')}"
            is_likely = "." in text and not _SCHEME.match(text) and _PATTERN.fullmatch(candidate)
            yield Violation(
                at_value(pattern),
                f"invalid autoConvert pattern {quote(text)} in {module.label}: {_problem(text)}",
                hint=f"did you mean {quote(candidate)}?" if is_likely else "",
                help=""
                if is_likely
                else "write scheme, host and path, for example https://*.example.com/videos/*",
                fixes=replace_with(pattern, candidate) if is_likely else (),
            )


def _problem(text: str) -> str:
    if not _SCHEME.match(text):
        return "missing scheme such as https:"
    return 'the host can only contain letters, digits, "-" and "*"'
