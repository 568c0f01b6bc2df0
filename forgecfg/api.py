"""forgecfg as a library.

```python
from forgecfg.api import check_text

report = check_text(Path("manifest.yml").read_bytes(), file="manifest.yml")
for finding in report.findings:
    print(finding.span.line, finding.name, finding.message)
```

All functions are pure but for those that say that they read files. What is wrong with a manifest
is never an exception: it is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from forgecfg.document.positions import Edit, Span
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files.app_files import DiskFiles, InMemoryFiles, ProjectFiles, files_beside
from forgecfg.files.discovery import find_manifests
from forgecfg.findings import (
    FileReport,
    Finding,
    Fix,
    FixResult,
    ManualEdit,
    Related,
    Safety,
    ScaffoldResult,
    Severity,
    Unresolved,
)
from forgecfg.rules.base import Rule
from forgecfg.rules.selection import choose_rules, find_rule
from forgecfg.rules.table import RULES
from forgecfg.scaffold.options import ScaffoldOptions

if TYPE_CHECKING:
    from forgecfg.scaffold.ask import NameConflict, Prompter
    from forgecfg.schema.official.load import ForgeSchema

__all__ = [
    "CheckOptions",
    "DiskFiles",
    "Edit",
    "FileReport",
    "Finding",
    "Fix",
    "FixResult",
    "ForgecfgError",
    "InMemoryFiles",
    "ManualEdit",
    "NameConflict",
    "ProjectFiles",
    "Prompter",
    "Related",
    "Rule",
    "Safety",
    "ScaffoldOptions",
    "ScaffoldResult",
    "Severity",
    "Span",
    "Unresolved",
    "UsageError",
    "check_file",
    "check_text",
    "choose_rules",
    "find_manifests",
    "find_rule",
    "fix_text",
    "options",
    "scaffold_text",
]


# Types that checking does without: they are imported when they are first asked for.
_LATER = {
    "Prompter": "forgecfg.scaffold.ask",
    "NameConflict": "forgecfg.scaffold.ask",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class CheckOptions(NamedTuple):
    """How to check. `rules` are those that run; `suppressions`: whether ignore comments count.

    `forge_schema` is an official schema to check against as well;
    `forgecfg.schema.official.load.load` reads one from a file.
    """

    rules: tuple[Rule, ...] = RULES
    suppressions: bool = True
    forge_schema: ForgeSchema | None = None

    def __repr__(self) -> str:
        """In short: `help()` shows it as a default."""
        rules = "all rules" if self.rules == RULES else ", ".join(rule.name for rule in self.rules)
        return f"<CheckOptions: {rules}{'' if self.suppressions else ', no ignore comments'}>"


DEFAULT = CheckOptions()
"""All rules, ignore comments taken notice of."""


def options(
    select: Iterable[str] = (), ignore: Iterable[str] = (), suppressions: bool = True
) -> CheckOptions:
    """Options from names of rules: codes, prefixes of codes, or names.

    Raises UsageError, with a suggestion, for a name that no rule has.
    """
    return CheckOptions(choose_rules(select, ignore), suppressions)


def check_text(
    source: str | bytes,
    file: str = "manifest.yml",
    options: CheckOptions = DEFAULT,
    files: ProjectFiles | None = None,
) -> FileReport:
    """Check the text of one manifest.

    `source` is the text, or its bytes as they are on disk; `file` is the name that findings carry
    (nothing is read from it). `files` are the files of the app (`DiskFiles` reads them from a
    folder, `InMemoryFiles` holds texts in memory); without them, nothing is said of files. The
    findings come in order of place; their lines and columns are
    1-based and count characters. Raises nothing for whatever the text holds.
    """
    from forgecfg.document.document import load
    from forgecfg.linter.lint import run

    rules, suppressions, forge_schema = options
    return run(load(source), file, rules, suppressions, files, forge_schema)


def check_file(path: Path, options: CheckOptions = DEFAULT) -> FileReport:
    """Read and check one file, and the files that it names; those are sought beside it.

    Of a manifest without anything else of its app beside it, nothing is said of files.

    That the file cannot be read is a finding too (FC001).
    """
    from forgecfg.files.read import Unreadable, read_manifest_file

    source = read_manifest_file(path)
    if isinstance(source, Unreadable):
        return unreadable_report(path.as_posix(), source.reason)
    return check_text(source, path.as_posix(), options, files_beside(path))


def unreadable_report(file: str, reason: str) -> FileReport:
    """The report of a file that cannot be read (FC001); `reason` ends a sentence."""
    from forgecfg.linter.lint import file_finding
    from forgecfg.rules.syntax.unreadable_file import describe, unreadable_file

    return FileReport(file, (file_finding(unreadable_file, describe(reason), file),))


def scaffold_text(
    text: str, options: ScaffoldOptions | None = None, ask: Prompter | None = None
) -> ScaffoldResult:
    """Add what the remote wiring of a manifest lacks.

    That is: endpoints and remotes that are named and not declared, routes where Forge's backend
    calls, the declaration of remotes that store data, the scopes of enabled tokens and those
    that the options name, and the permission to fetch from the remotes of providers. New text
    follows the file's own habits, and all that is there stays byte for byte. `ask` answers
    where there is a choice (default: nobody is asked). What cannot be decided or written is
    part of the result. Raises nothing for whatever the text holds.
    """
    from forgecfg.scaffold.ask import NonInteractivePrompter
    from forgecfg.scaffold.build import scaffold

    return scaffold(text, options or ScaffoldOptions(), ask or NonInteractivePrompter())


def fix_text(
    text: str,
    file: str = "manifest.yml",
    options: CheckOptions = DEFAULT,
    unsafe: bool = False,
    files: ProjectFiles | None = None,
) -> FixResult:
    """Apply the safe fixes of a manifest's findings, and with `unsafe` the good guesses too.

    Fixes are edits of the text: whatever they do not speak of stays byte for byte, a byte order
    mark included. They are applied until none is left; each result is read again and must hold the
    old data plus exactly the intended change. `files` as for `check_text`. Returns the text, the
    number of fixes that went into it, and the report of what is left. Raises nothing for whatever
    the text holds.
    """
    from forgecfg.linter.fix import fix

    return fix(text, lambda here: check_text(here, file, options, files), unsafe)
