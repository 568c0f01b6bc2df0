"""Fix to a fixed point: apply fixes and check again, until there are no more fixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forgecfg.document.changes import Change
from forgecfg.edits.apply import apply_edits, choose
from forgecfg.edits.plan import Planned
from forgecfg.edits.verify import verify

# The limit of ruff; a manifest needs two or three rounds.
ROUNDS = 100


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

    Each round applies the plans that can be applied together (see `apply.choose`) and verifies the
    result. If that fails, the plans are tried one by one, and those with a wrong result are
    excluded from then on. A text that occurs twice counts as reaching the limit. There are `limit`
    rounds, or twice the number of plans of the first round, if that is more.
    """
    current, applied, number = text, 0, 0
    refused: list[Refused] = []
    done: list[Planned] = []
    seen = {text}
    while number < limit:
        bad = [refusal.plan.changes for refusal in refused]
        plans = [plan for plan in find(current) if plan.edits and plan.changes not in bad]
        if not number:
            # Plans that insert at the same offset need one round each.
            limit = max(limit, 2 * len(plans))
        new, good, wrong = _round(current, plans)
        count = len(good)
        refused += wrong
        done += good
        if not count and not wrong:
            return Converged(current, applied, number, True, tuple(refused), tuple(done))
        number += 1
        if count and new in seen:
            break
        seen.add(new)
        current, applied = new, applied + count
    return Converged(text, 0, number, False, tuple(refused))


def _round(text: str, plans: Sequence[Planned]) -> tuple[str, Sequence[Planned], list[Refused]]:
    """The text after one round, the applied plans, and the excluded plans."""
    chosen = [plans[index] for index in choose([plan.edits for plan in plans])]
    together = list({plan.edits: plan for plan in reversed(chosen)}.values())[::-1]
    new, problem = _tried(text, together)
    if problem is None:
        return new, together, []
    wrong: list[Refused] = []
    good: list[Planned] = []
    current = text
    for plan in together:
        _, problem = _tried(text, [plan])
        if problem is not None:
            wrong.append(Refused(plan, problem))
            continue
        new, problem = _tried(text, [*good, plan])
        if problem is None:
            good.append(plan)
            current = new
    return current, good, wrong


def _tried(text: str, plans: Sequence[Planned]) -> tuple[str, str | None]:
    """The text after plans that do not touch each other, and what is wrong with it."""
    # From the end of the file to its start, so that no change shifts the indexes of another path.
    backwards = sorted(plans, key=lambda plan: plan.edits[-1].span.start, reverse=True)
    edits = [edit for plan in plans for edit in plan.edits]
    changes: list[Change] = [change for plan in backwards for change in plan.changes]
    new = apply_edits(text, edits)
    return new, verify(text, new, changes, edits)
