"""What a rule is: a pure function with frozen metadata and examples.

The examples of a rule are its tests, the text of `forgecfg explain` and its page in the docs.
A rule without them cannot be built.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.faults import Fault, Place, Remedy, at_item, at_key, at_value, quote
from forgecfg.findings import Safety, Severity

if TYPE_CHECKING:
    from forgecfg.document import Document
    from forgecfg.manifest import Manifest

# All that a rule needs to speak.
__all__ = [
    "Bad",
    "Context",
    "Fault",
    "Good",
    "Place",
    "Remedy",
    "Rule",
    "at_item",
    "at_key",
    "at_value",
    "quote",
    "rule",
]


class Context:
    """What a rule may look at."""

    def __init__(self, document: Document, manifest: Manifest) -> None:
        self.document = document
        self.manifest = manifest

    @cached_property
    def structure(self) -> Mapping[str, list[Fault]]:
        """The faults of shape by the name of the rule that reports them, worked out once."""
        from forgecfg.structure.check import check

        return check(self.manifest.root)


class Good(NamedTuple):
    """A manifest on which the rule is silent."""

    text: str | bytes


class Bad(NamedTuple):
    """A manifest on which the rule fires, first at `at` (1-based line and column).

    `says` is part of the message or the hint; `severity` is given where it differs from the
    rule's own; `fixed` is the text after all fixes of the rule, if it has any. `given` says how
    the text comes to be checked: as a file, as a file that is missing, or with a crashing rule.
    `times` repeats the text, for faults of size.
    """

    text: str | bytes
    at: tuple[int, int]
    says: str
    severity: Severity | None = None
    fixed: str | None = None
    given: str = "file"
    times: int = 1


Check = Callable[[Context], Iterator[Fault]]


class Rule(NamedTuple):
    """One rule. `code` and `name` never change their meaning and are never used again."""

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


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    good: tuple[Good, ...],
    bad: tuple[Bad, ...],
    since: str = "0.1.0",
    fix: Safety | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is summary (first line) and explanation.

    `fix` is the safety of the rule's best fix, None where it has none.

    Raises ValueError where metadata and examples do not fit together.
    """

    def build(check: Check) -> Rule:
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
        return Rule(
            code, name, severity, since, fix, summary, explanation.strip(), good, bad, check
        )

    return build
