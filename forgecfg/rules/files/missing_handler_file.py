"""FC503."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.handlers import ENDINGS, code_folder, handlers, source_of
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.missing_files import is_missing, missing
from forgecfg.suggest import Names

_GOOD = """\
modules:
  function:
    - key: on-issue
      handler: events/issues.onIssue
"""
_CODE = "export const onIssue = () => {};"


@rule(
    "FC503",
    "missing-handler-file",
    Severity.ERROR,
    good=(Good(_GOOD, files={"src/events/issues.ts": _CODE}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 16),
            says='"src/events/issues.js" is not there, nor with another ending; did you mean '
            '"events/issue"?',
            files={"src/events/issue.js": _CODE},
        ),
        Bad(
            _GOOD,
            at=(4, 16),
            says="its ending is .mjs, which Forge does not take",
            files={"src/events/issues.mjs": _CODE},
        ),
    ),
)
def missing_handler_file(context: Context) -> Iterator[Violation]:
    """The file of a function's handler is not there.

    `handler: events/issues.onIssue` means `src/events/issues` with one of the endings tsx, jsx, ts,
    js and cjs (measured). Where the app is packed by hand (`bundler: manual@2026`), it is sought
    below `app.package.path`.
    """
    files, folder = context.files, code_folder(context.manifest)
    if files is None or folder is None:
        return
    known: Names | None = None
    for handler in handlers(context.manifest):
        if source_of(files, folder, handler.file) is not None:
            continue
        violation = missing(
            at_part(context.document.text, handler.location, handler.file),
            f"{handler.owner}: {quote(f'{folder}/{handler.file}.js')} is not there, nor with "
            "another ending",
            folder,
            f"Forge looks for the endings {', '.join(ENDINGS)}",
        )
        if not is_missing(files, f"{folder}/{handler.file}.mjs"):
            violation = violation._replace(hint="its ending is .mjs, which Forge does not take")
        else:
            known = known or Names(
                path.removeprefix(f"{folder}/").rpartition(".")[0]
                for path in files.below(folder)
                if path.rpartition(".")[2] in ENDINGS
            )
            near = known.nearest(handler.file)
            violation = violation._replace(hint=f"did you mean {quote(near)}?" if near else "")
        yield violation
