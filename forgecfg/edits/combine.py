"""Which plans of one round can be applied together, and the edits and changes of all of them.

Plans that were made independently do not touch each other, with one exception: plans that append to
the same list insert at the same offset. Their items are appended in order, so that a thousand
additions to one list need one round.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from forgecfg.document.changes import Change, Data, Drop, Put
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits.plan import Planned


class Combination:
    """The plans that are applied together, in the order in which they were added."""

    def __init__(self) -> None:
        self.plans: list[Planned] = []
        self._edits: set[tuple[Edit, ...]] = set()
        self._starts: list[int] = []
        self._ends: list[int] = []
        # The lists that are appended to, by the offset of the insertion.
        self._insertions: dict[int, set[YamlPath]] = {}
        # The items that are appended to each list, as texts that can be looked up.
        self._appended: dict[YamlPath, set[str]] = {}
        self._names: set[YamlPath] = set()

    def add(self, plan: Planned) -> None:
        """Add a plan, unless it touches another one or gives the same name to another entry."""
        if plan.edits in self._edits:
            return
        appended = _appended_items(plan)
        names = {name for change in plan.changes if (name := _new_name(change)) is not None}
        if not names.isdisjoint(self._names) or not self._are_new(appended):
            return
        if not all(self._is_free(edit, appended.keys()) for edit in plan.edits):
            return
        for edit in plan.edits:
            start, end = edit.span.start, edit.span.end
            if start in self._insertions and start == end:
                continue
            at = bisect_right(self._starts, start)
            self._starts.insert(at, start)
            self._ends.insert(at, end)
            if start == end and appended:
                self._insertions[start] = set(appended)
        for path, items in appended.items():
            self._appended.setdefault(path, set()).update(map(repr, items))
        self._names |= names
        self._edits.add(plan.edits)
        self.plans.append(plan)

    def _are_new(self, appended: dict[YamlPath, list[Data]]) -> bool:
        return all(
            self._appended.get(path, set()).isdisjoint(map(repr, items))
            for path, items in appended.items()
        )

    def _is_free(self, edit: Edit, lists: Iterable[YamlPath]) -> bool:
        """Whether an edit touches no other, or appends to the same list as the others there."""
        start, end = edit.span.start, edit.span.end
        at = bisect_right(self._starts, end)
        if at == 0 or self._ends[at - 1] < start:
            return True
        shared = self._insertions.get(start)
        if start != end or shared is None or shared.isdisjoint(lists):
            return False
        # Nothing but the insertions at this offset may touch it.
        own = at - 1
        return (self._starts[own], self._ends[own]) == (start, start) and (
            own == 0 or self._ends[own - 1] < start
        )


def combine(plans: Iterable[Planned]) -> Combination:
    """The plans that can be applied together; earlier ones win."""
    combination = Combination()
    for plan in plans:
        combination.add(plan)
    return combination


def changes_of(plans: Sequence[Planned]) -> list[Change]:
    """The changes of plans that are applied together, in an order that keeps all paths valid."""
    counts: dict[YamlPath, int] = {}
    for plan in plans:
        for path in _appended_items(plan):
            counts[path] = counts.get(path, 0) + 1
    shared = {path for path, count in counts.items() if count > 1}
    first: list[Change] = []
    following: dict[YamlPath, int] = {}
    for plan in plans:
        for change in plan.changes:
            if _is_append(change, shared):
                parent, index = change.path[:-1], change.path[-1]
                assert isinstance(change, Put)
                assert isinstance(index, int)
                index = following.setdefault(parent, index)
                following[parent] += 1
                first.append(Put((*parent, index), change.data))
    # From the end of the file to its start, so that no change shifts the indexes of another path.
    backwards = sorted(plans, key=lambda plan: plan.edits[-1].span.start, reverse=True)
    rest = [c for plan in backwards for c in plan.changes if not _is_append(c, shared)]
    return first + rest


def _is_append(change: Change, lists: set[YamlPath]) -> bool:
    is_item = isinstance(change, Put) and bool(change.path) and isinstance(change.path[-1], int)
    return is_item and change.path[:-1] in lists


def _appended_items(plan: Planned) -> dict[YamlPath, list[Data]]:
    """The items that a plan inserts into lists, by the path of each list."""
    found: dict[YamlPath, list[Data]] = {}
    if all(edit.span.start == edit.span.end for edit in plan.edits):
        for change in plan.changes:
            if isinstance(change, Put) and change.path and isinstance(change.path[-1], int):
                found.setdefault(change.path[:-1], []).append(change.data)
    return found


def _new_name(change: Change) -> YamlPath | None:
    """The path of the entry that a change names, None if it names none."""
    if isinstance(change, Drop) or not change.path or isinstance(change.path[-1], int):
        return None
    return change.path if isinstance(change, Put) else (*change.path[:-1], change.key)
