"""FC504."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.handlers import handlers, source_directory, source_path
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.suggest import Names

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
_LIST = re.compile(r"\bexport\s*\{([^{}]*)\}|\bmodule\.exports\s*=\s*\{([\w\s$,]*)\}")
_LISTED = re.compile(rf"(?:.*\bas\s+)?{_NAME}", re.DOTALL)
# Exports written in these ways are not recognized, so nothing is reported.
_UNCLEAR = re.compile(
    r"\bexport\s*\*|\bexport\s+(?:const|let|var)\s*[{\[]|\bmodule\.exports\b(?!\.\w|\s*=\s*\{[\w\s$,]*\})"
    r"|\bexports\[|defineProperty\(\s*exports|\bexport\s*=|\bexport\s+import\b"
)
_COMMENT_START = re.compile(r"/\*|(?<![:\"'`\\])//")


@rule(
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
            says='"src/issues.ts" does not export "onIssue", the handler of function "on-issue"',
            files={"src/issues.ts": "const onIssue = () => {};\n"},
        ),
    ),
)
def missing_handler_export(context: Context) -> Iterator[Violation]:
    """The file of a function does not export its handler.

    The function then fails when it is called, with an error that only the app logs show. forgecfg
    recognizes exports that are written plainly, and reports nothing if a file re-exports other
    files. (`forge lint` also looks at the code; the check of the manifest alone does not.)

    How to fix:
    Export the handler from the file, or change `handler` to a name that the file exports.
    """
    files, directory = context.files, source_directory(context.manifest)
    if files is None or directory is None:
        return
    read: dict[str, Names | None] = {}
    for handler in handlers(context.manifest):
        path = source_path(files, directory, handler)
        if path is None:
            continue
        if path not in read:
            found = _exports_of(context, path)
            read[path] = Names(sorted(found)) if found is not None else None
        known = read[path]
        if known is None or handler.export in known:
            continue
        candidate = known.nearest(handler.export)
        yield Violation(
            at_part(context.document.text, handler.location, handler.export, "."),
            f"{quote(path)} does not export {quote(handler.export)}, the handler of "
            f"{handler.owner}",
            hint=f"did you mean {quote(candidate)}?" if candidate else "",
            help="" if candidate else "export it from the file, or use a name that it exports",
            fixes=replace_with(handler.location, f"{handler.file}.{candidate}")
            if candidate
            else (),
        )


def _exports_of(context: Context, path: str) -> frozenset[str] | None:
    """The exports of a file: exact where the source is read, along re-exports too."""
    if context.reads_source:
        for handler in context.source.handlers.values():
            if handler.file == path:
                return handler.exports
    return exports(context.files.text(path)) if context.files is not None else None


def exports(code: str | None) -> frozenset[str] | None:
    """The names that JavaScript or TypeScript code exports; None if they cannot be recognized."""
    if code is None:
        return None
    code = _without_comments(code)
    if _UNCLEAR.search(code):
        return None
    names = {first or second for first, second in _EXPORT.findall(code)}
    for first, second in _LIST.findall(code):
        listed = (_LISTED.fullmatch(part.strip()) for part in (first or second).split(","))
        names.update(match[1] for match in listed if match is not None)
    if _DEFAULT.search(code):
        names.add("default")
    return frozenset(names)


def _without_comments(code: str) -> str:
    """The code with a space for each comment; a comment that is not closed stays."""
    pieces: list[str] = []
    at = copied = 0
    last_end = code.rfind("*/")
    while match := _COMMENT_START.search(code, at):
        start, at = match.span()
        if match[0] == "//":
            end = code.find("\n", at)
            end = len(code) if end < 0 else end
        elif at <= last_end:
            end = code.find("*/", at) + 2
        else:
            continue
        pieces += code[copied:start], " "
        at = copied = end
    return "".join((*pieces, code[copied:]))
