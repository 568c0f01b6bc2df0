"""What a comparison yields: changes with their cost. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from forgecfg.document.positions import Span, YamlPath
from forgecfg.findings import FileReport
from forgecfg.manifest.analysis.ranges import SourceRange


class Impact(IntEnum):
    """What a change costs; a higher value is worse."""

    MINOR = 1
    MAYBE_MAJOR = 2
    MAJOR = 3
    DATA_LOSS = 4
    IMPOSSIBLE = 5

    @property
    def label(self) -> str:
        """The name in options and output: `data-loss`."""
        return _LABELS[self]

    @property
    def title(self) -> str:
        """The name in text for people."""
        return _TITLES[self]


_LABELS = {
    Impact.MINOR: "minor",
    Impact.MAYBE_MAJOR: "may-be-major",
    Impact.MAJOR: "major",
    Impact.DATA_LOSS: "data-loss",
    Impact.IMPOSSIBLE: "impossible",
}
_TITLES = {**_LABELS, Impact.MAYBE_MAJOR: "may be major", Impact.DATA_LOSS: "data loss"}


class Certainty(StrEnum):
    """How well the cost of a change is known."""

    DOCUMENTED = "documented"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Which of the two manifests a place is in."""

    BASE = "base"
    NEW = "new"


class Draft(NamedTuple):
    """A change before its places are known as lines.

    `kind` is a name of the table of kinds. `subject` names what changed, without its section.
    At least one of `base` and `new` is set; what is gone has only `base`.
    """

    kind: str
    subject: str
    message: str
    base: SourceRange | None = None
    new: SourceRange | None = None


class Change(NamedTuple):
    """One change of what an app declares.

    `kind` and `subject` name it, as in `scope-added` and `read:jira-work`. `reason` says why it
    has its `impact`, `page` is the address of the Forge page that says so ("" where none does),
    `instead` what to do to avoid it. `side` tells which manifest `span` and `path` are in: the
    new one, or the base where the thing is gone; `anchor` is always in the new one. Lines and
    columns are 1-based. `accepted` is the reason why it was accepted, "" where it was not.
    """

    kind: str
    subject: str
    impact: Impact
    certainty: Certainty
    message: str
    reason: str
    page: str
    instead: str
    side: Side
    span: Span
    path: YamlPath
    anchor: Span
    accepted: str = ""


class ManifestDiff(NamedTuple):
    """The changes between two versions of one manifest, the most costly first.

    `base_file` and `file` are the names of the two. `base_lines` and `lines` map 1-based numbers
    to the source lines that changes are in. `unreadable` holds the reports of sides that could
    not be compared; there are no changes then. `unused` are acceptances that matched nothing.
    """

    base_file: str
    file: str
    changes: tuple[Change, ...] = ()
    base_lines: Mapping[int, str] = MappingProxyType({})
    lines: Mapping[int, str] = MappingProxyType({})
    unreadable: tuple[FileReport, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def verdict(self) -> Impact | None:
        """The worst impact of the changes that are not accepted; None where there is none."""
        return max((change.impact for change in self.changes if not change.accepted), default=None)
