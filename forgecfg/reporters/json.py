"""`--format json`: version 1 of the output for programs, `schemas/output-v1.schema.json`.

Each finding is one line, written as soon as its file has been checked.
"""

from __future__ import annotations

from forgecfg import __version__
from forgecfg.catalog.date import AS_OF
from forgecfg.findings import FileReport
from forgecfg.reporters.dump import dump
from forgecfg.reporters.record import finding_record
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary


class JsonReporter:
    """Writes one JSON object. `files` lists every file that was checked, clean ones too."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        # The list of files is written after the findings, so only their names are kept.
        self._files: list[str] = []
        self._separator = "\n"
        # Version 1 is frozen with this spelling.
        tool = {"name": "forgecfg", "version": __version__, "catalogue": AS_OF}
        self._write(f'{{"version": 1, "tool": {dump(tool)}, "findings": [')

    def add(self, file: FileReport) -> None:
        """Write the findings of one file."""
        self._files.append(file.file)
        for finding in file.findings:
            self._write(self._separator + dump(finding_record(finding)))
            self._separator = ",\n"

    def finish(self, summary: Summary) -> None:
        """Write the files and the counts, and close the object."""
        counts = {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "fixable": summary.fixable,
        }
        end = "]" if self._separator == "\n" else "\n]"
        self._write(f'{end}, "files": {dump(self._files)}, "summary": {dump(counts)}}}\n')
