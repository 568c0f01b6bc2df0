"""Fix to a fixed point: apply fixes and check again, until there are no more fixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forgecfg.edits.apply import apply_edits
from forgecfg.edits.combine import changes_of, combine
from forgecfg.edits.plan import Planned
from forgecfg.edits.verify import verify

# The limit of ruff; a manifest needs two or three rounds.
ROUNDS = 100
# A round stops looking for more wrong plans after this many.
_MAX_WRONG = 20


class Refused(NamedTuple):
    """A plan whose result was not the intended change, which is a bug in forgecfg."""

    plan: Planned
    problem: str


class Converged(NamedTuple):
    """The result of `converge`.

    `text` is the last verified text, `applied` the number of plans in it. `stable` is false if the
    limit of rounds was reached: then `text` is the original text. `plans` are the applied plans.
    """

    text: str
    applied: int
    rounds: int
    stable: bool
    refused: tuple[Refused, ...]
    plans: tuple[Planned, ...] = ()


def converge(text: str, find: Callable[[str], Sequence[Planned]], limit: int = ROUNDS) -> Converged:
    """Apply the plans that `find` returns for a text, then those for the result, and so on.

    Each round applies the plans that can be applied together (see `combine`) and verifies the
    result. If that fails, the plans with a wrong result are searched, and excluded from then on. A
    text that occurs twice counts as reaching the limit. There are `limit` rounds, or twice the
    number of plans of the first round, if that is more.
    """
    current, applied, number = text, 0, 0
    refused: list[Refused] = []
    done: list[Planned] = []
    bad: list[object] = []
    seen = {text}
    while number < limit:
        plans = [plan for plan in find(current) if plan.edits and _key(current, plan) not in bad]
        if not number:
            # Plans that insert at the same offset need one round each.
            limit = max(limit, 2 * len(plans))
        new, good, wrong = _round(current, plans)
        count = len(good)
        refused += wrong
        done += good
        bad += [_key(current, refusal.plan) for refusal in wrong]
        if not count and not wrong:
            return Converged(current, applied, number, True, tuple(refused), tuple(done))
        number += 1
        if count and new in seen:
            break
        seen.add(new)
        current, applied = new, applied + count
    return Converged(text, 0, number, False, tuple(refused))


def _key(text: str, plan: Planned) -> object:
    """What identifies a plan from round to round; its offsets change with the text."""
    # A plan that changes no data removes a comment.
    return plan.changes or [(text[e.span.start : e.span.end], e.text) for e in plan.edits]


def _round(text: str, plans: Sequence[Planned]) -> tuple[str, Sequence[Planned], list[Refused]]:
    """The text after one round, the applied plans, and the excluded plans."""
    together = combine(plans).plans
    if not together:
        return text, (), []
    new, problem = _tried(text, together)
    if problem is None:
        return new, together, []
    wrong = _find_wrong(text, together)
    excluded = {id(refused.plan) for refused in wrong}
    good = [plan for plan in together if id(plan) not in excluded]
    new, problem = _tried(text, good)
    if problem is None:
        return new, good, wrong
    # These are only wrong together.
    for plan in good:
        new, problem = _tried(text, [plan])
        if problem is None:
            return new, (plan,), wrong
    return text, (), wrong


def _find_wrong(text: str, plans: Sequence[Planned]) -> list[Refused]:
    """The plans of a group with a wrong result that have a wrong result alone, up to a limit.

    Halving the group finds a few in a large group with few attempts.
    """
    wrong: list[Refused] = []
    groups = [list(plans)]
    while groups and len(wrong) < _MAX_WRONG:
        group = groups.pop()
        _, problem = _tried(text, group)
        if problem is None:
            continue
        if len(group) == 1:
            wrong.append(Refused(group[0], problem))
        else:
            middle = len(group) // 2
            groups += (group[middle:], group[:middle])
    return wrong


def _tried(text: str, plans: Sequence[Planned]) -> tuple[str, str | None]:
    """The text after plans that can be applied together, and what is wrong with it."""
    edits = [edit for plan in plans for edit in plan.edits]
    new = apply_edits(text, edits)
    return new, verify(text, new, changes_of(plans), edits)
