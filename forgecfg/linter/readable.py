"""Whether a text can be analyzed as a Forge manifest at all."""

from __future__ import annotations

from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping
from forgecfg.document.positions import Span
from forgecfg.files.detect import looks_like_forge
from forgecfg.findings import FileReport, Finding

_RULES = (
    "file-too-large",
    "invalid-encoding",
    "invalid-yaml",
    "multiple-documents",
    "not-a-mapping",
)


_OWN = ("modules", "connectModules")


def find_unreadable(document: Document, source: str | bytes, file: str) -> FileReport | None:
    """The findings that keep a document from being analyzed; None where there are none.

    `source` is what the document was loaded from, `file` the name that findings carry.
    """
    broken = not document.readable or document.root is None or document.second_document is not None
    if broken:
        from forgecfg.linter.lint import run
        from forgecfg.rules.table import BY_NAME

        rules = tuple(BY_NAME[name] for name in _RULES)
        report = run(document, file, rules, suppressions=False)
        if report.findings:
            return report
    data = source if isinstance(source, bytes) else source.encode("utf-8", errors="replace")
    if broken or not (_has_own_section(document) or looks_like_forge(data)):
        return _not_forge(file)
    return None


def _has_own_section(document: Document) -> bool:
    """Whether the root has a section that only Forge has; a part of a manifest will do."""
    root = document.root
    return isinstance(root, Mapping) and any(root.get(name) is not None for name in _OWN)


def _not_forge(file: str) -> FileReport:
    from forgecfg.rules.table import BY_NAME

    rule = BY_NAME["not-a-mapping"]
    message = "not a Forge manifest: expected `app` and `modules`"
    span = Span(0, 0, 1, 1, 1, 1)
    finding = Finding(file, rule.code, rule.name, rule.severity, message, span)
    return FileReport(file, (finding,))
