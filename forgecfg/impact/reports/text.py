"""`--format text`: the verdict, then the changes in groups, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forgecfg.impact.changes import Change, Impact, ManifestDiff, Side
from forgecfg.impact.reports.verdict import SEVERITIES, as_finding, sentence, verdict
from forgecfg.reporters.display_width import display_width, wrap
from forgecfg.reporters.escape import escape
from forgecfg.reporters.excerpt import excerpt
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.style import SEVERITY_ROLES, Line, Role, colored, plain

_INDENT = "  "


def write_text(diffs: Sequence[ManifestDiff], output: Output) -> None:
    """Write the report for people."""
    render = colored() if output.color else plain
    for line in _report(diffs, max(output.width, 40)):
        output.write(f"{render(line)}\n")


def _report(diffs: Sequence[ManifestDiff], width: int) -> Iterator[Line]:
    worst = verdict(diffs)
    role: Role = SEVERITY_ROLES[SEVERITIES[worst]] if worst is not None else "plain"
    yield [(sentence(diffs), role)]
    for diff in diffs:
        if diff.changes:
            yield []
            yield from _manifest(diff, width)
        for message in diff.unused:
            yield [(escape(f"note: {diff.file}: {message}"), "help")]


def _manifest(diff: ManifestDiff, width: int) -> Iterator[Line]:
    if diff.file and diff.base_file:
        yield [(escape(diff.file), "file"), (escape(f" against {diff.base_file}"), "source")]
    else:
        yield [(escape(diff.file or diff.base_file), "file")]
    for impact in sorted(Impact, reverse=True):
        changes = [c for c in diff.changes if c.impact is impact and not c.accepted]
        if changes:
            yield []
            yield [(impact.title, SEVERITY_ROLES[SEVERITIES[impact]])]
            for change in changes:
                yield from _change(change, diff, width)
    accepted = [change for change in diff.changes if change.accepted]
    if accepted:
        yield []
        yield [("accepted", "help")]
        for change in accepted:
            yield _head(change, diff)
            yield from _note("reason:", change.accepted, width)


def _head(change: Change, diff: ManifestDiff) -> Line:
    file = diff.file if change.side is Side.NEW else diff.base_file
    return [
        (_INDENT, "plain"),
        (escape(f"{file}:{change.span.line}:{change.span.column}"), "file"),
        (escape(f"  {change.message} "), "plain"),
        (f"[{change.kind}]", "code"),
    ]


def _change(change: Change, diff: ManifestDiff, width: int) -> Iterator[Line]:
    yield _head(change, diff)
    if change.impact is Impact.MINOR:
        return
    lines = diff.lines if change.side is Side.NEW else diff.base_lines
    yield from excerpt(as_finding(change, ""), lines, width)
    certainty = f" ({change.certainty.value})"
    yield from _note("reason:", f"{change.reason}{certainty}", width)
    if change.page:
        yield from _note("page:", change.page, width)
    if change.instead:
        yield from _note("help:", change.instead, width)


def _note(label: str, text: str, width: int) -> Iterator[Line]:
    indent = 2 * len(_INDENT) + display_width(label) + 1
    first, *rest = wrap(escape(text), width - indent)
    yield [(2 * _INDENT, "plain"), (label, "help"), (f" {first}", "plain")]
    for line in rest:
        yield [(" " * indent + line, "plain")]
