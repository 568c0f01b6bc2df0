"""What a rule is: a pure function with frozen metadata and examples.

The docstring and the examples of a rule are its tests, the text of `forgecfg explain` and its docs
page. A rule without them cannot be built. The table of rules holds only codes, names and gates; the
file of a rule is loaded when its gate passes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.groups import BY_PREFIX, Group

if TYPE_CHECKING:
    from forgecfg.document.document import Document
    from forgecfg.files.app_files import ProjectFiles
    from forgecfg.manifest.view import Manifest
    from forgecfg.schema.official.load import ForgeSchema
    from forgecfg.source.facts import SourceFacts

NOT_INSTALLED = (
    'source code was not read: install it with `pip install "forgecfg[source]"`, '
    "or pass --no-source"
)


class Context:
    """The input of a rule.

    `files` are the files of the app, None if they are not available; `forge_schema` is an official
    schema to check against in addition to our own. `read_source`: whether to read the app's source.
    """

    def __init__(
        self,
        document: Document,
        manifest: Manifest,
        files: ProjectFiles | None = None,
        forge_schema: ForgeSchema | None = None,
        read_source: bool = True,
    ) -> None:
        self.document = document
        self.manifest = manifest
        self.files = files
        self.forge_schema = forge_schema
        self._read_source = read_source
        self.notes: tuple[str, ...] = ()

    @cached_property
    def reads_source(self) -> bool:
        """Whether the app has source code that calls Forge, and it can be read."""
        manifest, files = self.manifest, self.files
        if files is None or not self._read_source or manifest.root is None:
            return False
        if not {"modules.function", "function", "resources"} & self.sections:
            return False
        from forgecfg.source.grammar import is_available
        from forgecfg.source.mention import mentions_forge

        if not mentions_forge(manifest, files):
            return False
        if not is_available():
            self.note(NOT_INSTALLED)
            return False
        return True

    @cached_property
    def source(self) -> SourceFacts:
        """What the app's source code says; empty if it is not read."""
        from forgecfg.source.facts import SourceFacts
        from forgecfg.source.read import read_source

        if not self.reads_source or self.files is None:
            return SourceFacts()
        return read_source(self.manifest, self.files)

    @cached_property
    def sections(self) -> frozenset[str]:
        """The properties of the root, and of its mappings in the form `modules.endpoint`."""
        root = self.manifest.root
        if root is None:
            return frozenset()
        # Rules read the first of two sections with the same name.
        sections = dict(reversed([*root.entries()]))
        children = (f"{name}.{child}" for name in sections for child, _ in sections[name].entries())
        return frozenset((*sections, *children))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The names of all properties of all modules."""
        items = (module.cursor for module in self.manifest.modules)
        return frozenset(name for item in items for name, _ in item.entries())

    @cached_property
    def structure(self) -> Mapping[str, list[Violation]]:
        """The schema violations by the name of the rule that reports them, computed once."""
        from forgecfg.schema.check import check

        return check(self.manifest.root, self.forge_schema, self.note)

    def note(self, message: str) -> None:
        """Add a message for the user, which is shown once in a run."""
        self.notes = (*self.notes, message)


class Good(NamedTuple):
    """A manifest for which the rule reports nothing.

    `files` are the files of the app by path, None if they are not available. `why` is a sentence
    that explains why the manifest is valid, if that is not obvious.
    """

    text: str | bytes
    files: Mapping[str, str] | None = None
    why: str = ""


class Bad(NamedTuple):
    """A manifest that the rule reports, first at `at` (1-based line and column).

    `says` is part of the message or the hint; `severity` is set if it differs from the rule's
    default; `fixed` is the text after all fixes of the rule, if there are any. `given` is the
    setup: "file", "missing-file" or "crashing-rule". `times` repeats the text, for size limits.
    `files` are the files of the app by path; `file` is the one with the finding, "" for the
    manifest.
    """

    text: str | bytes
    at: tuple[int, int]
    says: str
    severity: Severity | None = None
    fixed: str | None = None
    given: str = "file"
    times: int = 1
    files: Mapping[str, str] | None = None
    file: str = ""


Check = Callable[[Context], Iterator[Violation]]
Gate = Callable[[Context], bool]


class RuleContent(NamedTuple):
    """What the file of a rule holds; its code and name are in the table alone.

    `how_to_fix` is the part of the docstring after the line `How to fix:`.
    """

    severity: Severity
    since: str
    fix: Safety | None
    summary: str
    explanation: str
    how_to_fix: str
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]
    check: Check

    @property
    def name(self) -> str:
        """The rule's name, from the name of its function."""
        return self.check.__name__.replace("_", "-")


class Rule(NamedTuple):
    """One rule in the table of rules. `code` and `name` never change and are never reused.

    `gate` decides quickly whether the rule can report anything; only then is its file loaded.
    `severity_of_all`, if set, overrides the severity of all its findings. `always_enabled` rules
    cannot be switched off, `suppressible` ones can be ignored by a comment, and a finding of a
    `fatal` one means that the run could not be completed.
    """

    code: str
    name: str
    gate: Gate
    severity_of_all: Severity | None = None
    always_enabled: bool = False
    suppressible: bool = True
    fatal: bool = False

    @property
    def content(self) -> RuleContent:
        """The content of the rule's file, which is loaded."""
        content: RuleContent = getattr(import_module(self.module), self.name.replace("-", "_"))
        return content

    @property
    def module(self) -> str:
        """The name of the Python module that defines the rule."""
        return f"forgecfg.rules.{self.group.name}.{self.name.replace('-', '_')}"

    @property
    def group(self) -> Group:
        """The group of the rule, by the prefix of its code."""
        return BY_PREFIX[self.code[:3]]

    @property
    def severity(self) -> Severity:
        """The default severity of the rule's findings."""
        return self.severity_of_all or self.content.severity

    @property
    def since(self) -> str:
        """The version that added the rule."""
        return self.content.since

    @property
    def fix(self) -> Safety | None:
        """The safety of the rule's best fix, None if it has no fix."""
        return self.content.fix

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.content.summary

    @property
    def explanation(self) -> str:
        """Why it matters, in Markdown."""
        return self.content.explanation

    @property
    def how_to_fix(self) -> str:
        """What to change in the manifest, in Markdown."""
        return self.content.how_to_fix

    @property
    def good(self) -> tuple[Good, ...]:
        """Manifests for which the rule reports nothing."""
        return self.content.good

    @property
    def bad(self) -> tuple[Bad, ...]:
        """Manifests that the rule reports."""
        return self.content.bad

    def check(self, context: Context) -> Iterator[Violation]:
        """The rule's violations in one document; its file is loaded only if the gate passes."""
        if self.gate(context):
            for violation in self.content.check(context):
                if self.severity_of_all is not None:
                    violation = violation._replace(severity=self.severity_of_all)
                yield violation


def rule(
    severity: Severity,
    *,
    good: tuple[Good, ...],
    bad: tuple[Bad, ...],
    since: str = "0.1.0",
    fix: Safety | None = None,
) -> Callable[[Check], RuleContent]:
    """Define a rule by a function.

    The docstring of the function is the summary (first line), the explanation, and last what
    follows the line `How to fix:`. `fix` is the safety of the rule's best fix, None if it has no
    fix.

    Raises ValueError if the metadata and the examples do not match.
    """

    def build(check: Check) -> RuleContent:
        text = inspect.cleandoc(check.__doc__ or "")
        summary, _, body = text.partition("\n")
        explanation, *how_to_fix = re.split(r"^How to fix:\s+", body, flags=re.MULTILINE)
        name = check.__name__
        if not summary or not explanation.strip():
            raise ValueError(f"{name}: missing summary or explanation in the docstring")
        if len(how_to_fix) != 1:
            raise ValueError(f"{name}: the docstring needs `How to fix:` once")
        if not good or not bad:
            raise ValueError(f"{name}: missing good or bad examples")
        if (fix is not None) != any(example.fixed is not None for example in bad):
            raise ValueError(f"{name}: `fix` and the fixed examples disagree")
        return RuleContent(
            severity=severity,
            since=since,
            fix=fix,
            summary=summary,
            explanation=explanation.strip(),
            how_to_fix="".join(how_to_fix).strip(),
            good=good,
            bad=bad,
            check=check,
        )

    return build
