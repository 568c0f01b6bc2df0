"""Findings, fixes and results. Frozen data, no logic.

Lines and columns are 1-based and count characters (Unicode code points); a span's end is
exclusive. Offsets are 0-based indexes into the text that was checked.
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
        """The lowercase name that users see."""
        return self.name.lower()


class Safety(StrEnum):
    """Safe: the fix keeps the meaning or is the only possible one. Unsafe: it may be wrong."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(NamedTuple):
    """One way to fix a finding: edits that belong together, and the change of data they make."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...] = ()


class FixBuilder(NamedTuple):
    """Builds a fix for a violation, if the document can be edited at that location.

    `plan` makes the edits for the document that contains the violation.
    """

    title: str
    safety: Safety
    plan: Callable[[Document], Plan]


class Violation(NamedTuple):
    """What a rule reports at one location; the linter turns it into a finding.

    `hint` completes the message ("did you mean …"), `help` is an instruction. `related`: other
    locations, with a message each. `severity` overrides that of the rule. `fixes`: the best first.
    """

    location: Location
    message: str
    hint: str = ""
    help: str = ""
    related: tuple[tuple[Location, str], ...] = ()
    severity: Severity | None = None
    fixes: tuple[FixBuilder, ...] = ()


class Related(NamedTuple):
    """Another location that helps to understand a finding."""

    span: Span
    message: str


class Finding(NamedTuple):
    """One problem in one file.

    `path` is the YAML path of the location (keys and 0-based indexes). `hint` completes `message`
    ("did you mean …"); `help` is an instruction.
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
        """Message and hint on one line, for formats without hints."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


class FileReport(NamedTuple):
    """The findings of one file, sorted by position, and the source lines around them.

    `lines` maps 1-based line numbers to lines without line breaks. `forge_schema` is the label of
    the official schema that was used, "" for none.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})
    forge_schema: str = ""


class FixResult(NamedTuple):
    """The result of fixing a text.

    `text` is the fixed text, `applied` the number of fixes in it, `report` the remaining findings.
    A fix with a wrong result is not applied; it becomes a finding of the rule internal-error.
    """

    text: str
    applied: int
    report: FileReport


class Unresolved(NamedTuple):
    """Something that scaffolding cannot add by itself, and what to do about it."""

    message: str
    advice: str


class ManualEdit(NamedTuple):
    """An addition that cannot be made safely: reason, location (None: the whole file), text."""

    reason: str
    location: Span | None
    snippet: str


class ScaffoldResult(NamedTuple):
    """The result of scaffolding.

    `text` is the new text, or the old one if nothing was missing. `added` describes the additions,
    `open` what is still missing and how to continue, `by_hand` what could not be written.
    """

    text: str
    added: tuple[str, ...]
    open: tuple[Unresolved, ...]
    by_hand: tuple[ManualEdit, ...]
