"""Sets the findings of one manifest against what the official validator says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from comparison.kinds import MEANING, SHAPE
from comparison.official import Said, Verdict, plain
from comparison.stricter import reason
from forgecfg.api import Finding, Severity

_VARIABLE = re.compile(r"\$\{(\w+)\}")


class Judged(NamedTuple):
    """One manifest. `agreed`, `theirs` and `aside` hold what the official validator says.

    `agreed` has a counterpart of ours, `follows` follows from an error of the same module that has
    one, `theirs` has none, `aside` is left out of the count. Of our errors, `stricter` are those
    that are intended errors, `ours` those that nothing explains.
    """

    agreed: tuple[Said, ...]
    follows: tuple[Said, ...]
    theirs: tuple[Said, ...]
    aside: tuple[Said, ...]
    stricter: tuple[Finding, ...]
    ours: tuple[Finding, ...]


def judge(verdict: Verdict, findings: Sequence[Finding]) -> Judged:
    """The errors of both tools, and those of only one."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    aside = tuple(said for said in verdict.said if said.kind and said.kind.aside)
    counted = [said for said in verdict.said if said not in aside]
    agreed = tuple(said for said in counted if any(same(said, f) for f in findings))
    others = [said for said in counted if said not in agreed]
    follows = tuple(said for said in others if any(causes(f, said) for f in errors))
    alone = [
        finding
        for finding in errors
        if reached(finding, verdict)
        and not any(same(said, finding) or causes(finding, said) for said in counted)
    ]
    return Judged(
        agreed,
        follows,
        tuple(said for said in others if said not in follows),
        aside,
        tuple(finding for finding in alone if reason(finding)),
        tuple(finding for finding in alone if not reason(finding)),
    )


def same(said: Said, finding: Finding) -> bool:
    """Whether a finding says the same: a rule of that kind, at the place or about the name."""
    kind = said.kind
    if finding.name == "undeclared-variable" and said.name:
        # The variable stays literal, which Forge then rejects.
        return any(f'"{name}"' in finding.message for name in _VARIABLE.findall(said.name))
    if kind is None or finding.name not in kind.rules + kind.also:
        return False
    if finding.severity is not Severity.ERROR and not kind.warns:
        return False
    if said.path is not None:
        return nearby(said.path, finding)
    # Long names are cut in messages.
    name = said.name
    return name is None or name in finding.path or f'"{name[:60]}' in finding.full_message


def causes(finding: Finding, said: Said) -> bool:
    """Whether a message follows from an error that is reported differently.

    It may be about a variant of a module that would be valid without this error.
    """
    if said.kind is None:
        return False
    if said.kind.branches and said.path:
        return finding.code.startswith("FC1") and place_of(finding)[:1] == said.path[:1]
    return finding.name in said.kind.causes


def nearby(path: tuple[str, ...], finding: Finding) -> bool:
    """Whether a finding is at the place, above it or below it."""
    own = place_of(finding)
    shorter = min(len(path), len(own))
    return path[:shorter] == own[:shorter] and (bool(path) or len(own) <= 1)


def place_of(finding: Finding) -> tuple[str, ...]:
    """The place of a finding in the words of official messages."""
    names = [part for part in finding.path if isinstance(part, str)]
    below = names[1:] if names[:1] == ["modules"] else names
    # A name may have spaces: then a message has more words for it.
    return plain(word for name in below for word in name.split())


def reached(finding: Finding, verdict: Verdict) -> bool:
    """Whether the official validator came to look at what a finding speaks of."""
    of_shape = finding.code.startswith("FC1") and finding.name != "unknown-module-type"
    return verdict.stage == MEANING or (verdict.stage == SHAPE and of_shape)
