"""FC501."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.handlers import handler_places, handlers
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
    "FC501",
    "invalid-handler",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("index.handler", "index"),
            at=(4, 16),
            says="handler is a file and an export of it, as in `index.handler`",
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
    """A function's `handler` is not of the form `file.export`.

    `index.handler` is the export `handler` of `src/index.js` (or another of the known endings):
    without `src/`, without the ending, and with `/` between folders. Forge refuses other forms
    (measured).
    """
    manifest = context.manifest
    fit = {handler.location.path for handler in handlers(manifest)}
    for owner, location in handler_places(manifest):
        if location.path in fit:
            continue
        text = location.text or ""
        near = _meant(text)
        yield Violation(
            at_value(location),
            f"{owner} has the handler {quote(text)}, but a handler is a file and an export of it, "
            "as in `index.handler`",
            hint=f"did you mean {quote(near)}?" if near else "",
            fixes=replace_with(location, near) if near else (),
        )


def _meant(text: str) -> str | None:
    """A handler that names the folder or the ending of its file too, without them."""
    file, _, export = text.rpartition(".")
    file, _, ending = file.rpartition(".")
    if not file or ending not in ("js", "ts", "jsx", "tsx", "cjs", "mjs"):
        return None
    return f"{file.removeprefix('./').removeprefix('src/')}.{export}"
