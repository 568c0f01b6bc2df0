"""FC504."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.handlers import code_folder, handlers, source_of
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.suggest import closest

_GOOD = """\
modules:
  function:
    - key: on-issue
      handler: issues.onIssue
"""
_CODE = "export async function onIssue() {}\nconst x = 1;\nexport { x as extra };\n"

_NAME = r"([\w$]+)"
_EXPORT = re.compile(
    rf"""^[ \t]*export\s+(?:declare\s+)?(?:async\s+)?
    (?:const|let|var|function\*?|class|enum)\s+{_NAME}
    |\b(?:module\.)?exports\.{_NAME}\s*=""",
    re.MULTILINE | re.VERBOSE,
)
_DEFAULT = re.compile(r"^[ \t]*export\s+default\b", re.MULTILINE)
_LIST = re.compile(r"\bexport\s*\{([^}]*)\}|\bmodule\.exports\s*=\s*\{([\w\s$,]*)\}")
_LISTED = re.compile(rf"(?:.*\bas\s+)?{_NAME}", re.DOTALL)
# What is exported in such ways cannot be read off.
_UNCLEAR = re.compile(
    r"\bexport\s*\*|\bexport\s+(?:const|let|var)\s*[{\[]|\bmodule\.exports\b(?!\.\w|\s*=\s*\{[\w\s$,]*\})"
    r"|\bexports\[|defineProperty\(\s*exports|\bexport\s*=|\bexport\s+import\b"
)
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.DOTALL)


@rule(
    "FC504",
    "missing-handler-export",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files={"src/issues.js": _CODE}),
        Good(_GOOD, files={"src/issues.js": "export * from './more';\n"}),
        Good(_GOOD, files={"src/issues.cjs": "module.exports = { onIssue };\n"}),
    ),
    bad=(
        Bad(
            _GOOD.replace("onIssue", "onIsue"),
            at=(4, 23),
            says='did you mean "onIssue"?',
            fixed=_GOOD,
            files={"src/issues.js": _CODE},
        ),
        Bad(
            _GOOD,
            at=(4, 23),
            says='"src/issues.ts" does not export "onIssue"',
            files={"src/issues.ts": "const onIssue = () => {};\n"},
        ),
    ),
)
def missing_handler_export(context: Context) -> Iterator[Violation]:
    """The file of a function's handler does not export what the handler names.

    The call then fails with an error that only the app's log shows. Exports are read off where they
    are written plainly; of a file that passes on those of other files nothing is said. (`forge
    lint` looks at the code too; the check of the manifest alone does not.)
    """
    files, folder = context.files, code_folder(context.manifest)
    if files is None or folder is None:
        return
    read: dict[str, frozenset[str] | None] = {}
    for handler in handlers(context.manifest):
        path = source_of(files, folder, handler.file)
        if path is None:
            continue
        if path not in read:
            read[path] = _exports_of(context, path)
        known = read[path]
        if known is None or handler.export in known:
            continue
        near = closest(handler.export, sorted(known))
        yield Violation(
            at_part(context.document.text, handler.location, handler.export, "."),
            f"{handler.owner}: {quote(path)} does not export {quote(handler.export)}",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "export it there, or name what is exported",
            fixes=replace_with(handler.location, f"{handler.file}.{near}") if near else (),
        )


def _exports_of(context: Context, path: str) -> frozenset[str] | None:
    """The exports of a file: exact where the source is read, along re-exports too."""
    if context.reads_source:
        for handler in context.source.handlers.values():
            if handler.file == path:
                return handler.exports
    return exports(context.files.text(path)) if context.files is not None else None


def exports(code: str | None) -> frozenset[str] | None:
    """The names that JavaScript or TypeScript exports; None where that cannot be read off."""
    if code is None:
        return None
    code = _COMMENT.sub(" ", code)
    if _UNCLEAR.search(code):
        return None
    names = {first or second for first, second in _EXPORT.findall(code)}
    for first, second in _LIST.findall(code):
        listed = (_LISTED.fullmatch(part.strip()) for part in (first or second).split(","))
        names.update(match[1] for match in listed if match is not None)
    if _DEFAULT.search(code):
        names.add("default")
    return frozenset(names)
