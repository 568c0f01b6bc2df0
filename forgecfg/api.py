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

from forgecfg.discovery import find_manifests
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files import Files, FolderFiles, GivenFiles, files_beside
from forgecfg.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    Related,
    Safety,
    Severity,
    Span,
)
from forgecfg.rules import RULES, Rule
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.select import choose_rules, find_rule

if TYPE_CHECKING:
    from forgecfg.forge_schema import ForgeSchema
    from forgecfg.results import ByHand, FixResult, Open, ScaffoldResult
    from forgecfg.scaffold.ask import Ask, Guess

__all__ = [
    "Ask",
    "ByHand",
    "CheckOptions",
    "Edit",
    "FileReport",
    "Files",
    "Finding",
    "Fix",
    "FixResult",
    "FolderFiles",
    "ForgecfgError",
    "GivenFiles",
    "Guess",
    "Open",
    "Related",
    "Rule",
    "Safety",
    "ScaffoldOptions",
    "ScaffoldResult",
    "Severity",
    "Span",
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
    "Ask": "forgecfg.scaffold.ask",
    "ByHand": "forgecfg.results",
    "FixResult": "forgecfg.results",
    "Guess": "forgecfg.scaffold.ask",
    "Open": "forgecfg.results",
    "ScaffoldResult": "forgecfg.results",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class CheckOptions(NamedTuple):
    """How to check. `rules` are those that run; `suppressions`: whether ignore comments count.

    `forge_schema` is an official schema that counts beside our own; `forgecfg.forge_schema.load`
    reads one from a file. `source`: whether the app's source code is read, where its files are
    known and the extra `forgecfg[source]` is installed.
    """

    rules: tuple[Rule, ...] = RULES
    suppressions: bool = True
    forge_schema: ForgeSchema | None = None
    source: bool = True

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
    files: Files | None = None,
) -> FileReport:
    """Check the text of one manifest.

    `source` is the text, or its bytes as they are on disk; `file` is the name that findings carry
    (nothing is read from it). `files` are the files of the app (`FolderFiles` reads them from a
    folder, `GivenFiles` holds texts in memory); without them, nothing is said of files. The
    findings come in order of place; their lines and columns are
    1-based and count characters. Raises nothing for whatever the text holds.
    """
    from forgecfg.document import load
    from forgecfg.engine import run

    rules, suppressions, forge_schema, reads_source = options
    return run(load(source), file, rules, suppressions, files, forge_schema, reads_source)


def check_file(path: Path, options: CheckOptions = DEFAULT) -> FileReport:
    """Read and check one file, and the files that it names; those are sought beside it.

    Of a manifest without anything else of its app beside it, nothing is said of files.

    That the file cannot be read is a finding too (FC001).
    """
    from forgecfg.reading import read_manifest_file

    source = read_manifest_file(path)
    if isinstance(source, FileReport):
        return source
    return check_text(source, path.as_posix(), options, files_beside(path))


def scaffold_text(
    text: str, options: ScaffoldOptions | None = None, ask: Ask | None = None
) -> ScaffoldResult:
    """Add what the remote wiring of a manifest lacks.

    That is: endpoints and remotes that are named and not declared, routes where Forge's backend
    calls, the declaration of remotes that store data, the scopes of enabled tokens and those
    that the options name, and the permission to fetch from the remotes of providers. New text
    follows the file's own habits, and all that is there stays byte for byte. `ask` answers
    where there is a choice (default: nobody is asked). What cannot be decided or written is
    part of the result. Raises nothing for whatever the text holds.
    """
    from forgecfg.scaffold.ask import Defaults
    from forgecfg.scaffold.build import scaffold

    return scaffold(text, options or ScaffoldOptions(), ask or Defaults())


def fix_text(
    text: str,
    file: str = "manifest.yml",
    options: CheckOptions = DEFAULT,
    unsafe: bool = False,
    files: Files | None = None,
) -> FixResult:
    """Apply the safe fixes of a manifest's findings, and with `unsafe` the good guesses too.

    Fixes are edits of the text: whatever they do not speak of stays byte for byte, a byte order
    mark included. They are applied until none is left; each result is read again and must hold the
    old data plus exactly the intended change. `files` as for `check_text`. Returns the text, the
    number of fixes that went into it, and the report of what is left. Raises nothing for whatever
    the text holds.
    """
    from forgecfg.mending import fix

    return fix(text, lambda here: check_text(here, file, options, files), unsafe)
