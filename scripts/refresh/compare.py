"""What differs between two sets of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from refresh import MODULE_TYPE, OF_PATHS, PROPERTY, REQUIRED, SUBJECTS, WHOLE, Facts

NEW = "new"
GONE = "gone"
DIFFERENT = "different"

# A module of a type.
_ITEM = re.compile(r"modules\.([^.\[]+)\[\]")


class Difference(NamedTuple):
    """One fact that is new, gone or different; `theirs` and `ours` are its values where it has."""

    subject: str
    status: str
    name: str
    theirs: str = ""
    ours: str = ""


class Accepted(NamedTuple):
    """Intended differences: `*` in `name` stands for any text; `subject` "" for any subject."""

    subject: str
    status: str
    name: str
    reason: str

    def covers(self, one: Difference) -> bool:
        """Whether this is one of them."""
        form = ".*".join(re.escape(part) for part in self.name.split("*"))
        return (
            self.subject in ("", one.subject)
            and self.status == one.status
            and re.fullmatch(form, one.name) is not None
        )


class Comparison(NamedTuple):
    """What differs, how many differences are intended, and which intended ones no longer occur."""

    differences: tuple[Difference, ...]
    on_purpose: int
    unused: tuple[Accepted, ...]


def compare(theirs: Facts, ours: Facts, accepted: Iterable[Accepted]) -> Comparison:
    """Compare fact by fact; subjects of which `theirs` has nothing are left out."""
    table = tuple(accepted)
    used: set[Accepted] = set()
    left = []
    on_purpose = 0
    for one in _differences(theirs, ours):
        covering = [entry for entry in table if entry.covers(one)]
        used.update(covering)
        if covering:
            on_purpose += 1
        else:
            left.append(one)
    unused = tuple(entry for entry in table if entry not in used)
    return Comparison(tuple(left), on_purpose, unused)


def _differences(theirs: Facts, ours: Facts) -> Iterator[Difference]:
    for subject in SUBJECTS:
        if not theirs.get(subject):
            continue
        there, here = theirs[subject], ours.get(subject, {})
        for name in sorted(there.keys() | here.keys()):
            if subject in OF_PATHS and not _is_worth_saying(subject, name, theirs, ours):
                continue
            if name not in here:
                yield Difference(subject, NEW, name, theirs=there[name])
            elif name not in there:
                yield Difference(subject, GONE, name, ours=here[name])
            elif there[name] != here[name]:
                yield Difference(subject, DIFFERENT, name, there[name], here[name])


def _is_worth_saying(subject: str, name: str, theirs: Facts, ours: Facts) -> bool:
    """Whether it does not follow from a place that only one of the two knows.

    Of a new module type the properties are reported, not their content.
    """
    path = name.partition(" = ")[0]
    if subject in (PROPERTY, REQUIRED):
        path = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
    item = _ITEM.fullmatch(path)
    is_new = item is not None and item[1] not in ours.get(MODULE_TYPE, {})
    return is_new or (_knows(theirs, path) and _knows(ours, path))


def _knows(facts: Facts, path: str) -> bool:
    item = _ITEM.fullmatch(path)
    if item is not None:
        return item[1] in facts.get(MODULE_TYPE, {})
    return path in ("", WHOLE) or path in facts.get(PROPERTY, {})
