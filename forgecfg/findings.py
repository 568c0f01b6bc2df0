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
    """Another location that helps to understand a finding.

    `file` is "" if it is the file of the finding.
    """

    span: Span
    message: str
    file: str = ""


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

    @property
    def selectors(self) -> tuple[str, ...]:
        """What selects the rule of the finding: its name, its code and the prefixes of the code."""
        return (self.name, *(self.code[:length] for length in range(2, len(self.code) + 1)))

    def is_selected_by(self, selector: str) -> bool:
        """Whether a name, a code or a prefix of codes ("FC2") selects the rule of the finding."""
        is_prefix = selector.startswith("FC") and self.code.startswith(selector)
        return selector == self.name or is_prefix


class FileReport(NamedTuple):
    """The findings of one file, sorted by position, and the source lines around them.

    `lines` maps 1-based line numbers to lines without line breaks. `forge_schema` is the label of
    the official schema that was used, "" for none. A finding may be in a source file of the app:
    `sources` has the lines of those by the file names in the findings. The edits of fixes are
    always edits of the manifest. `notes` are messages for the user, shown once in a run.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})
    forge_schema: str = ""
    sources: Mapping[str, Mapping[int, str]] = MappingProxyType({})
    notes: tuple[str, ...] = ()

    def lines_of(self, file: str) -> Mapping[int, str]:
        """The lines of one of the files that have findings."""
        return self.lines if file == self.file else self.sources.get(file, {})
