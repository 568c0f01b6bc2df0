"""forgecfg as a library.

```python
from forgecfg.api import check_text

report = check_text(Path("manifest.yml").read_bytes(), file="manifest.yml")
for finding in report.findings:
    print(finding.span.line, finding.name, finding.message)
```

Functions read files only if their docstring says so. Problems of a manifest are findings, never
exceptions.
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
    Related,
    Safety,
    Severity,
)
from forgecfg.linter.limit import MAX_FINDINGS, MAX_FIXES
from forgecfg.rules.base import Rule
from forgecfg.rules.selection import choose_rules, find_rule
from forgecfg.rules.table import RULES
from forgecfg.scaffold.options import ScaffoldOptions

if TYPE_CHECKING:
    from forgecfg.audit.build import audit_text
    from forgecfg.audit.model import Audit
    from forgecfg.graph.build import graph_text
    from forgecfg.graph.model import Graph
    from forgecfg.impact.accept import Acceptance
    from forgecfg.impact.changes import ManifestDiff
    from forgecfg.impact.compare import diff_text
    from forgecfg.linter.fix import FixResult
    from forgecfg.scaffold.prompts import NameConflict, Prompter
    from forgecfg.scaffold.results import ManualEdit, ScaffoldResult, Unresolved
    from forgecfg.schema.official.load import ForgeSchema

__all__ = [
    "Acceptance",
    "Audit",
    "CheckOptions",
    "DiskFiles",
    "Edit",
    "FileReport",
    "Finding",
    "Fix",
    "FixResult",
    "ForgecfgError",
    "Graph",
    "InMemoryFiles",
    "ManifestDiff",
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
    "audit_text",
    "check_file",
    "check_text",
    "choose_rules",
    "diff_text",
    "find_manifests",
    "find_rule",
    "fix_text",
    "graph_text",
    "options",
    "scaffold_text",
]


# Types that a check does not need, imported on first use.
_LAZY = {
    "Acceptance": "forgecfg.impact.accept",
    "Audit": "forgecfg.audit.model",
    "Graph": "forgecfg.graph.model",
    "ManifestDiff": "forgecfg.impact.changes",
    "audit_text": "forgecfg.audit.build",
    "diff_text": "forgecfg.impact.compare",
    "FixResult": "forgecfg.linter.fix",
    "graph_text": "forgecfg.graph.build",
    "ManualEdit": "forgecfg.scaffold.results",
    "NameConflict": "forgecfg.scaffold.prompts",
    "Prompter": "forgecfg.scaffold.prompts",
    "ScaffoldResult": "forgecfg.scaffold.results",
    "Unresolved": "forgecfg.scaffold.results",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class CheckOptions(NamedTuple):
    """How to check. `rules`: the rules to run. `suppressions`: whether to respect ignore comments.

    `forge_schema`: an official schema to check against as well;
    `forgecfg.schema.official.load.load` reads one from a file. `source`: whether to read the app's
    source code, if its files are available and the extra `forgecfg[source]` is installed. `limit`:
    how many findings to keep for one file, the most severe ones first; None for all.
    """

    rules: tuple[Rule, ...] = RULES
    suppressions: bool = True
    forge_schema: ForgeSchema | None = None
    source: bool = True
    limit: int | None = MAX_FINDINGS

    def __repr__(self) -> str:
        """A short form, because `help()` shows it as a default."""
        rules = "all rules" if self.rules == RULES else ", ".join(rule.name for rule in self.rules)
        return f"<CheckOptions: {rules}{'' if self.suppressions else ', no ignore comments'}>"


DEFAULT = CheckOptions()
"""All rules, respecting ignore comments."""


def options(
    select: Iterable[str] = (), ignore: Iterable[str] = (), suppressions: bool = True
) -> CheckOptions:
    """Options from rule selectors: codes, prefixes of codes, or names.

    Raises UsageError, with a suggestion, for an unknown rule.
    """
    return CheckOptions(choose_rules(select, ignore), suppressions)


def check_text(
    source: str | bytes,
    file: str = "manifest.yml",
    options: CheckOptions = DEFAULT,
    files: ProjectFiles | None = None,
) -> FileReport:
    """Check the text of one manifest.

    `source` is the text, or its bytes on disk. `file` is the name to report; it is not read.
    `files` are the files of the app (`DiskFiles` for a directory, `InMemoryFiles` for texts in
    memory); without them, no file is checked. The findings are sorted by position; lines and
    columns are 1-based and count characters. Raises nothing, whatever the text contains.
    """
    from forgecfg.document.document import load
    from forgecfg.linter.lint import run

    return run(load(source), file, files=files, **options._asdict())


def check_file(path: Path, options: CheckOptions = DEFAULT) -> FileReport:
    """Read and check one manifest, and the files of its app that it references.

    If nothing else of an app is next to the manifest, no other file is checked. An unreadable
    manifest is a finding (FC001).
    """
    from forgecfg.files.read import Unreadable, read_manifest_file
    from forgecfg.linter.lint import unreadable_report

    source = read_manifest_file(path)
    if isinstance(source, Unreadable):
        return unreadable_report(path.as_posix(), source.reason)
    return check_text(source, path.as_posix(), options, files_beside(path))


def scaffold_text(
    text: str, options: ScaffoldOptions | None = None, prompter: Prompter | None = None
) -> ScaffoldResult:
    """Add the missing parts of the remote wiring of a manifest.

    These are: undeclared endpoints and remotes, routes of endpoints that Forge's backend calls, the
    storage declaration of remotes that store data, the scopes of enabled tokens and those of the
    options, and the permission to fetch from the remotes of providers. New text follows the style
    of the file, and existing text stays unchanged, byte for byte. `prompter` answers questions
    (default: use defaults without asking). What cannot be decided or written is part of the result.
    Raises nothing, whatever the text contains.
    """
    from forgecfg.scaffold.build import scaffold
    from forgecfg.scaffold.prompts import NonInteractivePrompter

    return scaffold(text, options or ScaffoldOptions(), prompter or NonInteractivePrompter())


def fix_text(
    text: str,
    file: str = "manifest.yml",
    options: CheckOptions = DEFAULT,
    unsafe: bool = False,
    files: ProjectFiles | None = None,
) -> FixResult:
    """Apply the safe fixes of a manifest's findings, with `unsafe` also the unsafe ones.

    Fixes are edits of the text: all other text stays unchanged, byte for byte, including a byte
    order mark. They are applied until none is left; each result is parsed again and must contain
    the old data plus exactly the intended change. `files` as for `check_text`. Returns the text,
    the number of applied fixes, and the report of the remaining findings. Raises nothing, whatever
    the text contains.
    """
    from forgecfg.linter.fix import fix

    def check_fixable(current: str) -> FileReport:
        from forgecfg.document.document import load
        from forgecfg.linter.lint import run

        fixable = Safety.UNSAFE if unsafe else Safety.SAFE
        limited = options._replace(limit=options.limit and MAX_FIXES)
        return run(load(current), file, files=files, fixable=fixable, **limited._asdict())

    return fix(text, lambda text: check_text(text, file, options, files), unsafe, check_fixable)
