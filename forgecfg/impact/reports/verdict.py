"""The one line that answers the question: does this change need the consent of admins?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forgecfg.document.display import counted
from forgecfg.findings import Finding, Severity
from forgecfg.impact.changes import Change, Impact, ManifestDiff

SEVERITIES = {
    Impact.IMPOSSIBLE: Severity.ERROR,
    Impact.DATA_LOSS: Severity.ERROR,
    Impact.MAJOR: Severity.ERROR,
    Impact.MAYBE_MAJOR: Severity.WARNING,
    Impact.MINOR: Severity.INFO,
}
"""How formats that know only severities show an impact."""


def verdict(diffs: Iterable[ManifestDiff]) -> Impact | None:
    """The worst impact of all; None where nothing changes but what is accepted."""
    found = [diff.verdict for diff in diffs]
    return max((impact for impact in found if impact is not None), default=None)


def sentence(diffs: Sequence[ManifestDiff]) -> str:
    """The verdict in words, such as `major: 2 changes need admin consent`."""
    failed = sum(bool(diff.unreadable) for diff in diffs)
    if failed:
        return f"not compared: {counted(failed, 'manifest')} could not be read"
    changes = [change for diff in diffs for change in diff.changes]
    accepted = sum(bool(change.accepted) for change in changes)
    note = f" ({accepted} accepted)" if accepted else ""
    worst = verdict(diffs)
    if worst is None:
        return f"no changes to report{note}" if changes else "no changes"
    count = sum(change.impact is worst and not change.accepted for change in changes)
    majors = sum(change.impact is Impact.MAJOR and not change.accepted for change in changes)
    # The question that people ask is about consent, whatever else is wrong.
    more = f"; {_words(Impact.MAJOR, majors)}" if majors and worst > Impact.MAJOR else ""
    return f"{worst.title}: {_words(worst, count)}{more}{note}"


def _words(worst: Impact, count: int) -> str:
    one = count == 1
    noun = "1 change" if one else f"{count} changes"
    if worst is Impact.IMPOSSIBLE:
        return f"Forge rejects {noun}"
    if worst is Impact.DATA_LOSS:
        return f"{noun} {'loses' if one else 'lose'} stored data, what users placed, or URLs"
    if worst is Impact.MAJOR:
        return f"{noun} {'needs' if one else 'need'} admin consent"
    if worst is Impact.MAYBE_MAJOR:
        return f"{noun} {'grants' if one else 'grant'} more, and no page says what it costs"
    return f"no admin consent needed for {noun}"


def as_finding(change: Change, file: str) -> Finding:
    """A change in the form that the reporters of findings show; `file` is where its span is."""
    return Finding(
        file,
        change.kind,
        change.kind,
        SEVERITIES[change.impact],
        change.message,
        change.span,
        change.path,
        help=change.instead,
    )
