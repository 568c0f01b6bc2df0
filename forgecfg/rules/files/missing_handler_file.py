"""FC503."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.handlers import EXTENSIONS, handlers, source_directory, source_path
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import is_missing, missing
from forgecfg.suggest import Names

_GOOD = """\
modules:
  function:
    - key: on-issue
      handler: events/issues.onIssue
"""
_CODE = "export const onIssue = () => {};"


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files={"src/events/issues.ts": _CODE}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 16),
            says='file "src/events/issues.js" of function "on-issue" does not exist with '
            'any supported extension; did you mean "events/issue"?',
            files={"src/events/issue.js": _CODE},
        ),
        Bad(
            _GOOD,
            at=(4, 16),
            says="a .mjs file exists, but Forge does not support that extension",
            files={"src/events/issues.mjs": _CODE},
        ),
    ),
)
def missing_handler_file(context: Context) -> Iterator[Violation]:
    """The file of a function's handler does not exist.

    `handler: events/issues.onIssue` means `src/events/issues` with one of the extensions tsx, jsx,
    ts, js and cjs (verified with @forge/manifest 13.7). With `bundler: manual@2026` Forge looks for
    it in `app.package.path` instead of `src`.

    How to fix:
    Create the file, or correct the part of `handler` before the dot. It is the path below `src/`,
    without the extension.
    """
    files, directory = context.files, source_directory(context.manifest)
    if files is None or directory is None:
        return
    known: Names | None = None
    reported = False
    for handler in handlers(context.manifest):
        if source_path(files, directory, handler) is not None:
            continue
        violation = missing(
            files,
            at_part(context.document.text, handler.location, handler.file),
            f"file {quote(f'{directory}/{handler.file}.js')} of {handler.owner} does not exist "
            "with any supported extension",
            f"{directory}/{handler.file}.js",
            f"create it, or correct the path (supported extensions: {', '.join(EXTENSIONS)})",
        )
        if violation.severity is Severity.INFO:
            # One is enough: the build creates all of them.
            if not reported:
                yield violation
            reported = True
            continue
        if not is_missing(files, f"{directory}/{handler.file}.mjs"):
            hint = "a .mjs file exists, but Forge does not support that extension"
            violation = violation._replace(hint=hint)
        else:
            known = known or Names(
                path.removeprefix(f"{directory}/").rpartition(".")[0]
                for path in files.below(directory)
                if path.rpartition(".")[2] in EXTENSIONS
            )
            candidate = known.nearest(handler.file)
            if candidate:
                violation = violation._replace(hint=f"did you mean {quote(candidate)}?")
        yield violation
