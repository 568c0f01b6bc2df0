"""`--format markdown`: for a comment on a pull request, and for the summary of a job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forgecfg.impact.changes import Change, ManifestDiff, Side
from forgecfg.impact.kinds import AS_OF
from forgecfg.impact.reports.verdict import sentence
from forgecfg.reporters.markdown import code_span

_MAX_BYTES = 60_000
"""GitHub accepts comments of 65,536 characters."""

_FOOTER = (
    f"Compared with the base only: forgecfg does not know what is deployed. Rules as of {AS_OF}.\n"
)
_HEADER = "| Cost | Location | Change | Why |\n| --- | --- | --- | --- |\n"


def markdown(diffs: Sequence[ManifestDiff]) -> str:
    """The report in Markdown; names from manifests are in code spans only."""
    text = f"### forgecfg diff: {sentence(diffs)}\n"
    left_out = 0
    for diff in diffs:
        if not diff.changes and not diff.unused:
            continue
        text += f"\n**{code_span(diff.file or diff.base_file)}**"
        text += f" against {code_span(diff.base_file)}\n\n" if diff.base_file else "\n\n"
        text += _HEADER if diff.changes else ""
        for row in _rows(diff):
            if len(text.encode("utf-8")) + len(row.encode("utf-8")) > _MAX_BYTES:
                left_out += 1
            else:
                text += row
        for message in diff.unused:
            text += f"\nNote: {code_span(message)}\n"
    if left_out:
        text += f"\n{left_out} more changes are left out here.\n"
    return f"{text}\n{_FOOTER}"


def _rows(diff: ManifestDiff) -> Iterator[str]:
    for change in diff.changes:
        cost = "accepted" if change.accepted else change.impact.title
        what = code_span(change.message)
        yield f"| {cost} | {_place(change, diff)} | {what} | {_why(change)} |\n"


def _place(change: Change, diff: ManifestDiff) -> str:
    file = diff.file if change.side is Side.NEW else diff.base_file
    return code_span(f"{file}:{change.span.line}:{change.span.column}")


def _why(change: Change) -> str:
    if change.accepted:
        return code_span(change.accepted)
    reason = change.reason.replace("|", "\\|")
    page = f" ([{change.certainty.value}]({change.page}))" if change.page else ""
    instead = f"<br>{change.instead}" if change.instead else ""
    return f"{reason}{page}{instead}"
