"""FC501."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.handlers import handler_locations, handlers
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  function:
    - key: resolver
      handler: index.handler
    - key: on-issue
      handler: events/issues.onIssue
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("index.handler", "index"),
            at=(4, 16),
            says='invalid handler "index" in function "resolver"; expected `file.export`, for '
            "example `index.handler`",
        ),
        Bad(
            _GOOD.replace("index.handler", "src/index.js.handler"),
            at=(4, 16),
            says='did you mean "index.handler"?',
            fixed=_GOOD,
        ),
    ),
)
def invalid_handler(context: Context) -> Iterator[Violation]:
    """The `handler` of a function does not have the form `file.export`.

    `index.handler` is the export `handler` of `src/index.js` (or another supported extension). It
    is written without `src/`, without the extension, and with `/` between directories. Forge
    rejects other forms (verified with @forge/manifest 13.7).

    How to fix:
    Write the path of the file below `src/` without its extension, a dot, and the name of the
    export: `events/issues.onIssue` for `onIssue` in `src/events/issues.ts`.
    """
    manifest = context.manifest
    valid = {handler.location.path for handler in handlers(manifest)}
    for owner, location in handler_locations(manifest):
        if location.path in valid:
            continue
        text = location.text or ""
        intended = _intended(text)
        yield Violation(
            at_value(location),
            f"invalid handler {quote(text)} in {owner}; expected `file.export`, for example "
            "`index.handler`",
            hint=f"did you mean {quote(intended)}?" if intended else "",
            fixes=replace_with(location, intended) if intended else (),
        )


def _intended(text: str) -> str | None:
    """A handler without the directory `src` and the file extension, if it has an extension."""
    file, _, export = text.rpartition(".")
    file, _, extension = file.rpartition(".")
    if not file or extension not in ("js", "ts", "jsx", "tsx", "cjs", "mjs"):
        return None
    return f"{file.removeprefix('./').removeprefix('src/')}.{export}"
