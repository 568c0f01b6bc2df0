"""Mending to a fixed point: apply what is found, look again, until nothing is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forgecfg.document.changes import Change
from forgecfg.edits.apply import apply_edits, choose
from forgecfg.edits.plan import Planned
from forgecfg.edits.verify import verify

# As many rounds as ruff allows; a manifest needs two or three.
ROUNDS = 100


class Refused(NamedTuple):
    """A plan whose result was not what it meant: a fault of forgecfg, never of the file."""

    plan: Planned
    problem: str


class Converged(NamedTuple):
    """The outcome of `converge`.

    `text` is the last one that is known to be right; `applied` counts the plans that went into
    it. `stable` is false where the rounds ran out: then `text` is the text that was given.
    """

    text: str
    applied: int
    rounds: int
    stable: bool
    refused: tuple[Refused, ...]


def converge(text: str, find: Callable[[str], Sequence[Planned]], limit: int = ROUNDS) -> Converged:
    """Apply the plans that `find` gives for a text, and those for the result, until there are none.

    In each round as many plans as go together are applied (see `apply.choose`) and the result is
    verified as a whole; where that fails, one plan after another is tried, and those whose result
    is wrong are refused and left out from then on. A text that comes back is no fixed point: the
    rounds then count as run out. There are `limit` rounds, or twice as many as plans
    are found at first, if that is more.
    """
    here, applied, number = text, 0, 0
    refused: list[Refused] = []
    seen = {text}
    while number < limit:
        bad = [refusal.plan.changes for refusal in refused]
        plans = [plan for plan in find(here) if plan.edits and plan.changes not in bad]
        if not number:
            # All may want to insert at one offset: then each has a round of its own.
            limit = max(limit, 2 * len(plans))
        new, count, wrong = _round(here, plans)
        refused += wrong
        if not count and not wrong:
            return Converged(here, applied, number, True, tuple(refused))
        number += 1
        if count and new in seen:
            break
        seen.add(new)
        here, applied = new, applied + count
    return Converged(text, 0, number, False, tuple(refused))


def _round(text: str, plans: Sequence[Planned]) -> tuple[str, int, list[Refused]]:
    """The text after what goes together, how many plans that were, and those that went wrong."""
    chosen = [plans[index] for index in choose([plan.edits for plan in plans])]
    together = list({plan.edits: plan for plan in reversed(chosen)}.values())[::-1]
    new, problem = _tried(text, together)
    if problem is None:
        return new, len(together), []
    wrong: list[Refused] = []
    good: list[Planned] = []
    here = text
    for plan in together:
        _, problem = _tried(text, [plan])
        if problem is not None:
            wrong.append(Refused(plan, problem))
            continue
        new, problem = _tried(text, [*good, plan])
        if problem is None:
            good.append(plan)
            here = new
    return here, len(good), wrong


def _tried(text: str, plans: Sequence[Planned]) -> tuple[str, str | None]:
    """The text after plans that do not touch each other, and what is wrong with it."""
    # From the end of the file to its start: so no change moves the index in another's path.
    backwards = sorted(plans, key=lambda plan: plan.edits[-1].span.start, reverse=True)
    edits = [edit for plan in plans for edit in plan.edits]
    changes: list[Change] = [change for plan in backwards for change in plan.changes]
    new = apply_edits(text, edits)
    return new, verify(text, new, changes, edits)
