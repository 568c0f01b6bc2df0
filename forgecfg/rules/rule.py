"""What a rule is: a pure function with frozen metadata and examples.

The examples of a rule are its tests, the text of `forgecfg explain` and its page in the docs.
A rule without them cannot be built. The list of rules holds only their codes and names, and when
they can have something to say: the file of a rule is loaded when it is needed.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.faults import Fault, Place, Remedy, at_item, at_key, at_part, at_value, quote
from forgecfg.findings import Safety, Severity
from forgecfg.rules.groups import BY_PREFIX, Group

if TYPE_CHECKING:
    from forgecfg.document import Document
    from forgecfg.files import Files
    from forgecfg.forge_schema import ForgeSchema
    from forgecfg.manifest import Manifest
    from forgecfg.source.facts import SourceFacts

NOT_INSTALLED = (
    "source code was not read: install it with `pip install 'forgecfg[source]'`, "
    "or pass --no-source"
)

# All that a rule needs to speak.
__all__ = [
    "Bad",
    "Context",
    "Definition",
    "Fault",
    "Good",
    "Place",
    "Remedy",
    "Rule",
    "at_item",
    "at_key",
    "at_part",
    "at_value",
    "quote",
    "rule",
]


class Context:
    """What a rule may look at.

    `files` are those of the app, None where they are not known; `forge_schema` is an official
    schema that counts beside our own; `read_source` says whether the app's source is read.
    """

    def __init__(
        self,
        document: Document,
        manifest: Manifest,
        files: Files | None = None,
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
        """Whether the app has source that calls Forge, and it can be read."""
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
            self.notes = (NOT_INSTALLED,)
            return False
        return True

    @cached_property
    def source(self) -> SourceFacts:
        """What the app's source says; nothing where it is not read."""
        from forgecfg.source.facts import SourceFacts
        from forgecfg.source.read import read_source

        if not self.reads_source or self.files is None:
            return SourceFacts()
        return read_source(self.manifest, self.files)

    @cached_property
    def sections(self) -> frozenset[str]:
        """The properties of the root, and those below it as in `modules.endpoint`."""
        root = self.manifest.root
        if root is None:
            return frozenset()
        # Of a section that is there twice, rules look at the first.
        names = dict(reversed([*root.entries()]))
        below = (f"{name}.{inner}" for name in names for inner, _ in names[name].entries())
        return frozenset((*names, *below))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The properties that any module has, whatever its type."""
        items = (module.cursor for module in self.manifest.modules)
        return frozenset(name for item in items for name, _ in item.entries())

    @cached_property
    def structure(self) -> Mapping[str, list[Fault]]:
        """The faults of shape by the name of the rule that reports them, worked out once."""
        from forgecfg.structure.check import check

        return check(self.manifest.root, self.forge_schema)


class Good(NamedTuple):
    """A manifest on which the rule is silent.

    `files` are those beside it, by their paths; None where they are not known. `why` is a sentence
    that says what is good about it, where that is not plain to see.
    """

    text: str | bytes
    files: Mapping[str, str] | None = None
    why: str = ""


class Bad(NamedTuple):
    """A manifest on which the rule fires, first at `at` (1-based line and column).

    `says` is part of the message or the hint; `severity` is given where it differs from the
    rule's own; `fixed` is the text after all fixes of the rule, if it has any. `given` says how
    the text comes to be checked: as a file, as a file that is missing, or with a crashing rule.
    `times` repeats the text, for faults of size. `files` are those beside it, by their paths, and
    `file` is the one of them that the finding is in, "" for the manifest.
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


Check = Callable[[Context], Iterator[Fault]]
When = Callable[[Context], bool]


class Definition(NamedTuple):
    """What the file of a rule says. `code` and `name` never change and are never used again."""

    code: str
    name: str
    severity: Severity
    since: str
    fix: Safety | None
    summary: str
    explanation: str
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]
    check: Check


class Rule(NamedTuple):
    """One rule in the list of rules.

    `when` tells quickly whether the rule can find anything; only then is its file loaded.
    `severity_of_all`, where it is given, is the severity of all its findings; `check_by` takes the
    place of its own function.
    """

    code: str
    name: str
    when: When
    severity_of_all: Severity | None = None
    check_by: Check | None = None

    @property
    def definition(self) -> Definition:
        """What the rule's own file says."""
        found: Definition = getattr(import_module(self.module), self.name.replace("-", "_"))
        return found

    @property
    def module(self) -> str:
        """The name of the module that defines it."""
        return f"forgecfg.rules.{self.group.name}.{self.name.replace('-', '_')}"

    @property
    def group(self) -> Group:
        """The rules that this one is among, as its code says."""
        return BY_PREFIX[self.code[:3]]

    @property
    def severity(self) -> Severity:
        """The severity of a finding that has none of its own."""
        return self.severity_of_all or self.definition.severity

    @property
    def since(self) -> str:
        """The version that the rule came with."""
        return self.definition.since

    @property
    def fix(self) -> Safety | None:
        """The safety of the rule's best fix, None where it has none."""
        return self.definition.fix

    @property
    def summary(self) -> str:
        """One line."""
        return self.definition.summary

    @property
    def explanation(self) -> str:
        """Why it matters, in Markdown."""
        return self.definition.explanation

    @property
    def good(self) -> tuple[Good, ...]:
        """Manifests on which the rule is silent."""
        return self.definition.good

    @property
    def bad(self) -> tuple[Bad, ...]:
        """Manifests on which the rule fires."""
        return self.definition.bad

    def check(self, context: Context) -> Iterator[Fault]:
        """The rule's faults in one document; nothing is loaded where there can be none."""
        if self.check_by is not None:
            yield from self.check_by(context)
        elif self.when(context):
            for fault in self.definition.check(context):
                if self.severity_of_all is not None:
                    fault = fault._replace(severity=self.severity_of_all)
                yield fault


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    good: tuple[Good, ...],
    bad: tuple[Bad, ...],
    since: str = "0.1.0",
    fix: Safety | None = None,
) -> Callable[[Check], Definition]:
    """Make a rule of a function; its docstring is summary (first line) and explanation.

    `fix` is the safety of the rule's best fix, None where it has none.

    Raises ValueError where metadata and examples do not fit together.
    """

    def build(check: Check) -> Definition:
        text = inspect.cleandoc(check.__doc__ or "")
        summary, _, explanation = text.partition("\n")
        if not re.fullmatch(r"FC\d{3}", code) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
            raise ValueError(f"{code} {name}: malformed code or name")
        if not summary or not explanation.strip():
            raise ValueError(f"{code}: the docstring lacks a summary or an explanation")
        if not good or not bad:
            raise ValueError(f"{code}: a rule needs good and bad examples")
        if (fix is not None) != any(example.fixed is not None for example in bad):
            raise ValueError(f"{code}: `fix` and the fixed examples disagree")
        return Definition(
            code, name, severity, since, fix, summary, explanation.strip(), good, bad, check
        )

    return build
