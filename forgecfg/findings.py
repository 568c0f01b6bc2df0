"""What a check speaks of: places, edits, fixes, findings. Frozen data, no logic.

Lines and columns are 1-based and count characters (Unicode code points); a span's end is
exclusive. Offsets are 0-based indexes into the text that was checked.

They are named tuples rather than dataclasses, which take three times as long to define: every
start of the program pays for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from forgecfg.edits import Change

INCOMPLETE = frozenset({"FC000", "FC001"})
"""Codes of findings that mean that the run has no full result."""

PathPart = str | int
YamlPath = tuple[PathPart, ...]


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


class Span(NamedTuple):
    """A piece of the text: offsets, and the same as 1-based lines and columns."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """Replace `span` by `text`; an empty span inserts, an empty text removes."""

    span: Span
    text: str


class Fix(NamedTuple):
    """One way to mend a finding: edits that belong together, and the change of data they mean."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...] = ()


class Related(NamedTuple):
    """Another place that helps to understand a finding.

    `file` is "" where it is in the same file as the finding.
    """

    span: Span
    message: str
    file: str = ""


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
    `forge_schema` names the official schema that was used, "" where it was not. A finding may be in
    a source file of the app: `sources` has the lines of those by the names that findings carry.
    Edits of fixes are always edits of the manifest. `notes` are to be shown once in a run.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})
    forge_schema: str = ""
    sources: Mapping[str, Mapping[int, str]] = MappingProxyType({})
    notes: tuple[str, ...] = ()

    def lines_of(self, file: str) -> Mapping[int, str]:
        """The lines of one of the files that findings are in."""
        return self.lines if file == self.file else self.sources.get(file, {})
