"""What a check speaks of: places, edits, fixes, findings. Frozen data, no logic.

Lines and columns are 1-based and count characters (Unicode code points); a span's end is
exclusive. Offsets are 0-based indexes into the text that was checked.

They are named tuples rather than dataclasses, which take three times as long to define: every
start of the program pays for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.locations import Location
from forgecfg.document.positions import Edit, Span, YamlPath

if TYPE_CHECKING:
    from forgecfg.document.changes import Change, Plan
    from forgecfg.document.document import Document


class Severity(IntEnum):
    """How much a finding matters; a higher value is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word that users see."""
        return self.name.lower()


class Safety(StrEnum):
    """Whether a fix is the only possible reading (safe) or a good guess (unsafe)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(NamedTuple):
    """One way to mend a finding: edits that belong together, and the change of data they mean."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...] = ()


class FixBuilder(NamedTuple):
    """A way to mend a fault. The engine makes a fix of it, if the document can be edited there.

    `plan` makes the edits for the document that the fault was found in.
    """

    title: str
    safety: Safety
    plan: Callable[[Document], Plan]


class Violation(NamedTuple):
    """What a rule found at one place; the engine makes a finding of it.

    `hint` completes the message ("did you mean …"), `help` says what to do. `related` are other
    places with a word on each. `severity` overrides the rule's own. `remedies`: the best first.
    """

    location: Location
    message: str
    hint: str = ""
    help: str = ""
    related: tuple[tuple[Location, str], ...] = ()
    severity: Severity | None = None
    fixes: tuple[FixBuilder, ...] = ()


class Related(NamedTuple):
    """Another place that helps to understand a finding."""

    span: Span
    message: str


class Finding(NamedTuple):
    """One fault in one file.

    `path` leads from the document's root to the place (keys and 0-based indexes). `hint` is the
    "did you mean" that completes `message`; `help` says what to do next.
    """

    file: str
    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    path: YamlPath = ()
    hint: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def full_message(self) -> str:
        """Message and hint in one line, for formats without a place for hints."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


class FileReport(NamedTuple):
    """The findings of one file in order of place, and the source lines that they touch.

    `lines` maps 1-based line numbers to the text of the line without its line break.
    `forge_schema` names the official schema that was used, "" where it was not.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})
    forge_schema: str = ""


class FixResult(NamedTuple):
    """What fixing came to.

    `text` is the mended text, `applied` the number of fixes in it, `report` what is left. A fix
    that forgecfg got wrong is not in the text; it is a finding of the rule internal-error instead.
    """

    text: str
    applied: int
    report: FileReport


class Unresolved(NamedTuple):
    """Something that scaffolding cannot decide: what, and what to do about it."""

    message: str
    advice: str


class ManualEdit(NamedTuple):
    """An addition that cannot be made safely: why, where (None: the whole file), what to paste."""

    reason: str
    location: Span | None
    snippet: str


class ScaffoldResult(NamedTuple):
    """What scaffolding came to.

    `text` is the new text, the old one where nothing was missing. `added` says what is new, `open`
    what could not be decided and how to go on, `by_hand` what could not be written.
    """

    text: str
    added: tuple[str, ...]
    open: tuple[Unresolved, ...]
    by_hand: tuple[ManualEdit, ...]
