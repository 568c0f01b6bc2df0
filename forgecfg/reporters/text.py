"""`--format text`: findings for people, with an excerpt of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from forgecfg.document.display import counted
from forgecfg.findings import FileReport, Finding, Related, Safety
from forgecfg.reporters.display_width import display_width, wrap
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import SEVERITY_ROLES, Line, Role, colored, plain
from forgecfg.reporters.summary import Summary

FLAGS = {Safety.SAFE: "--fix", Safety.UNSAFE: "--fix --unsafe-fixes"}
"""The options of `forgecfg check` that apply a fix."""

_MIN_WIDTH = 40
_INDENT = 2


class TextReporter:
    """Writes each finding as a paragraph, and a line of counts at the end."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._width = max(output.width, _MIN_WIDTH)
        self._show_summary = output.show_summary
        self._render = colored() if output.color else plain

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        for finding in file.findings:
            lines = _paragraph(finding, file.lines_of(finding.file), self._width)
            self._write("".join(f"{self._render(line)}\n" for line in lines) + "\n")

    def finish(self, summary: Summary) -> None:
        """Write the counts."""
        if not self._show_summary:
            return
        for line in _flow(counts(summary), self._width):
            self._write(f"{self._render(line)}\n")


def _paragraph(finding: Finding, lines: Mapping[int, str], width: int) -> Iterator[Line]:
    from forgecfg.reporters.excerpt import excerpt

    span = finding.span
    # Never wrapped, so that terminals can link it and scripts can search it.
    yield [
        (escape(f"{finding.file}:{span.line}:{span.column}"), "file"),
        ("  ", "plain"),
        (finding.severity.label, SEVERITY_ROLES[finding.severity]),
        (f"  {finding.name} ", "plain"),
        (f"[{finding.code}]", "code"),
    ]
    marked = list(excerpt(finding, lines, width))
    # The hint is next to the carets, or in the message if there is no excerpt.
    message = finding.message if marked else finding.full_message
    indent = " " * _INDENT
    for text in wrap(escape(message), width - _INDENT, hang=_INDENT):
        yield [(indent + text, "plain")]
    yield from marked
    for related in finding.related:
        if not _is_named(related, finding):
            line = related.span.line
            where = f"{escape(related.file)}:{line}:" if related.file else f"line {line}:"
            yield from _note(where, "source", related.message, width)
    if finding.help:
        yield from _note("help:", "help", finding.help, width)
    for fix in finding.fixes[:1]:
        yield from _note("fix:", "help", f"{fix.title} ({FLAGS[fix.safety]})", width)


def _note(label: str, role: Role, text: str, width: int) -> Iterator[Line]:
    """A labeled text, with later lines aligned to the first."""
    indent = _INDENT + display_width(label) + 1
    first, *rest = wrap(escape(text), width - indent)
    yield [(" " * _INDENT, "plain"), (label, role), (f" {first}", "plain")]
    for line in rest:
        yield [(" " * indent + line, "plain")]


def _is_named(related: Related, finding: Finding) -> bool:
    """Whether the message or the hint already mentions the line, as in "(line 10)"."""
    if related.file:
        return False
    return bool(re.search(rf"\bline {related.span.line}\b", finding.full_message))


def counts(summary: Summary) -> list[Line]:
    """The counts, in parts that are not split if the line is wrapped."""
    if summary.files == 0:
        return [[("no files checked", "plain")]]
    counts: list[tuple[int, str, Role]] = [
        (summary.errors, "error", "error"),
        (summary.warnings, "warning", "warning"),
        (summary.infos, "info", "info"),
    ]
    parts: list[Line] = [[(counted(count, noun), role)] for count, noun, role in counts if count]
    if not parts:
        return [[(f"no findings in {counted(summary.files, 'file')}", "plain")]]
    for part in parts[:-2]:
        part.append((",", "plain"))
    if len(parts) > 1:
        parts[-1].insert(0, ("and ", "plain"))
    affected = f"{summary.affected} of " if summary.affected < summary.files else ""
    parts.append([(f"in {affected}{counted(summary.files, 'file')}", "plain")])
    unsafe = summary.fixable - summary.safe
    if summary.safe:
        end = "," if unsafe else ")"
        parts.append([(f"({summary.safe} fixable with {FLAGS[Safety.SAFE]}{end}", "plain")])
    if unsafe:
        # --unsafe-fixes includes the safe fixes.
        start = f"{summary.fixable}" if summary.safe else f"({unsafe} fixable"
        parts.append([(f"{start} with {FLAGS[Safety.UNSAFE]})", "plain")])
    return parts


def _flow(parts: list[Line], width: int) -> Iterator[Line]:
    """Lines of at most `width` cells, made of parts joined by spaces."""
    line: Line = []
    for part in parts:
        if line and display_width(plain([*line, *part])) + 1 > width:
            yield line
            line = []
        line = [*line, (" ", "plain"), *part] if line else part
    yield line
