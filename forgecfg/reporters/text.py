"""`--format text`: findings for people, with the source they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from forgecfg.findings import FileReport, Finding, Related, Safety
from forgecfg.reporters.cells import cells, wrap
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import SEVERITY_ROLES, Line, Role, colored, plain
from forgecfg.reporters.summary import Summary

FLAGS = {Safety.SAFE: "--fix", Safety.UNSAFE: "--unsafe-fixes"}
"""The option of `forgecfg check` that applies a fix."""

_MIN_WIDTH = 40
_INDENT = 2


class TextReporter:
    """Writes each finding as a paragraph, and a line of counts at the end."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._width = max(output.width, _MIN_WIDTH)
        self._closing = output.closing
        self._render = colored() if output.color else plain

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        for finding in file.findings:
            lines = _paragraph(finding, file.lines_of(finding.file), self._width)
            self._write("".join(f"{self._render(line)}\n" for line in lines) + "\n")

    def finish(self, summary: Summary) -> None:
        """Write the counts."""
        if not self._closing:
            return
        for line in _flow(counts(summary), self._width):
            self._write(f"{self._render(line)}\n")


def _paragraph(finding: Finding, lines: Mapping[int, str], width: int) -> Iterator[Line]:
    # Most manifests have no findings.
    from forgecfg.reporters.excerpt import excerpt

    span = finding.span
    # Never wrapped: it is what terminals make clickable and CI jobs search for.
    yield [
        (escape(f"{finding.file}:{span.line}:{span.column}"), "file"),
        ("  ", "plain"),
        (finding.severity.label, SEVERITY_ROLES[finding.severity]),
        (f"  {finding.name} ", "plain"),
        (f"[{finding.code}]", "code"),
    ]
    marked = list(excerpt(finding, lines, width))
    # The carets carry the hint; without them it goes with the message.
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
    """A labelled text whose lines after the first stand under it."""
    indent = _INDENT + cells(label) + 1
    first, *rest = wrap(escape(text), width - indent)
    yield [(" " * _INDENT, "plain"), (label, role), (f" {first}", "plain")]
    for line in rest:
        yield [(" " * indent + line, "plain")]


def _is_named(related: Related, finding: Finding) -> bool:
    """Whether the message or the hint already tells of a place, as in "(line 10)"."""
    if related.file:
        return False
    return bool(re.search(rf"\bline {related.span.line}\b", finding.full_message))


def counts(summary: Summary) -> list[Line]:
    """The counts in parts that stay together where the line is too long."""
    if summary.files == 0:
        return [[("no files checked", "plain")]]
    counts: list[tuple[int, str, Role]] = [
        (summary.errors, "error", "error"),
        (summary.warnings, "warning", "warning"),
        (summary.infos, "info", "info"),
    ]
    parts: list[Line] = [[(_many(count, noun), role)] for count, noun, role in counts if count]
    if not parts:
        return [[(f"no findings in {_many(summary.files, 'file')}", "plain")]]
    for part in parts[:-2]:
        part.append((",", "plain"))
    if len(parts) > 1:
        parts[-1].insert(0, ("and ", "plain"))
    affected = f"{summary.affected} of " if summary.affected < summary.files else ""
    parts.append([(f"in {affected}{_many(summary.files, 'file')}", "plain")])
    unsafe = summary.fixable - summary.safe
    if summary.safe:
        end = "," if unsafe else ")"
        parts.append([(f"({summary.safe} fixable with {FLAGS[Safety.SAFE]}{end}", "plain")])
    if unsafe:
        # Asking for unsafe fixes applies the safe ones as well.
        start = f"{summary.fixable}" if summary.safe else f"({unsafe} fixable"
        parts.append([(f"{start} with {FLAGS[Safety.UNSAFE]})", "plain")])
    return parts


def _flow(parts: list[Line], width: int) -> Iterator[Line]:
    """Lines of at most `width` cells, made of parts with spaces between."""
    line: Line = []
    for part in parts:
        if line and cells(plain([*line, *part])) + 1 > width:
            yield line
            line = []
        line = [*line, (" ", "plain"), *part] if line else part
    yield line


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
