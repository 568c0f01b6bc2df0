"""The edit that adds an ignore comment for a finding of a manifest."""

from __future__ import annotations

import re

from forgecfg.document.comments import find_comments
from forgecfg.document.document import Document, load
from forgecfg.document.nodes import to_data
from forgecfg.document.positions import Edit
from forgecfg.edits.apply import apply_edits
from forgecfg.findings import Finding
from forgecfg.linter.suppressions import read_suppressions
from forgecfg.rules.table import UNSUPPRESSABLE

_LIST = re.compile(r"forgecfg:\s*ignore\s*\[([^\[\]\n]*)\]")
_MARK = "forgecfg:"


def ignore_edit(document: Document, finding: Finding) -> Edit | None:
    """The edit that ignores a finding with a comment on its first line, or above that line.

    A rule is added to a comment that exists. None if the finding cannot be ignored, or if a comment
    would change the data.
    """
    if finding.code in UNSUPPRESSABLE or document.root is None:
        return None
    data = to_data(document.root)
    for edit in _candidates(document, finding):
        changed = load(apply_edits(document.text, [edit]))
        if changed.root is None or to_data(changed.root) != data:
            continue
        above = edit.text.count("\n")
        span = finding.span
        span = span._replace(line=span.line + above, end_line=span.end_line + above)
        if read_suppressions(changed, _MARK).cover(finding._replace(span=span)):
            return edit
    return None


def _candidates(document: Document, finding: Finding) -> list[Edit]:
    """An entry in a comment of the line, a comment at its end, and a comment above it."""
    lines, text = document.lines, document.text
    number = finding.span.line
    line = lines.line(number)
    start = lines.start(number)
    for comment in find_comments(text, document.root, _MARK):
        match = _LIST.search(comment.text)
        if match is not None and start <= comment.start <= start + len(line):
            at = comment.start + match.end(1)
            return [Edit(lines.span(at, at), f", {finding.name}")]
    indent = line[: len(line) - len(line.lstrip())]
    note = f"# forgecfg: ignore[{finding.name}]"
    newline = "\r\n" if text[start + len(line) : start + len(line) + 1] == "\r" else "\n"
    stop = start + len(line.rstrip())
    return [
        *([Edit(lines.span(stop, stop), f"  {note}")] if "#" not in line else []),
        Edit(lines.span(start, start), f"{indent}{note}{newline}"),
    ]
