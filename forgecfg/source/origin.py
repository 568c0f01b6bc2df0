"""Where a value comes from: a `@forge/` package, and the steps that led from it to the value."""

from __future__ import annotations

from typing import NamedTuple

CALLED = "()"
CREATED = "new"
RETURNED = "=>"
INSTANCE = "new>"
HELD = "{"
"""Marks in the path of an origin.

`CALLED` and `CREATED` are steps: the result of a call, of a `new`. The others say what holds the
value: a function that returns it, a class whose instances have it, an object with it under a name
(`HELD` and the name). The holder nearest to the value comes first.
"""

WRAPPER = "wrapper"
"""The package of the app's own functions that pass a parameter on to a Forge call."""

_LONGEST = 8


class Origin(NamedTuple):
    """`package` and the steps from it; `instance` tells objects made by `new` or a call apart."""

    package: str
    path: tuple[str, ...] = ()
    instance: str = ""

    def then(self, *steps: str) -> Origin | None:
        """The origin some steps on; None where it has become too long to follow."""
        path = (*self.path, *steps)
        return self._replace(path=path) if len(path) <= _LONGEST else None

    def member(self, name: str) -> Origin | None:
        """What a property of the value is; None where it is something else than was followed."""
        last = self.path[-1] if self.path else ""
        if last[:1] == HELD:
            return self._replace(path=self.path[:-1]) if last[1:] == name else None
        if last in (RETURNED, INSTANCE):
            return None
        if name == "default" and not self.path:
            return self
        return self.then(name)

    def members(self, names: tuple[str, ...]) -> Origin | None:
        """What a property of a property … of the value is."""
        found: Origin | None = self
        for name in names:
            found = found.member(name) if found is not None else None
        return found

    def called(self) -> Origin | None:
        """What a call of the value returns."""
        last = self.path[-1] if self.path else ""
        if last == RETURNED:
            return self._replace(path=self.path[:-1])
        return None if last[:1] == HELD or last == INSTANCE else self.then(CALLED)

    def created(self) -> Origin | None:
        """What `new` makes of the value."""
        last = self.path[-1] if self.path else ""
        if last == INSTANCE:
            return self._replace(path=self.path[:-1])
        return None if last[:1] == HELD or last == RETURNED else self.then(CREATED)

    @property
    def is_held(self) -> bool:
        """Whether the value is something that holds what was followed, not that itself."""
        last = self.path[-1] if self.path else ""
        return last[:1] == HELD or last in (RETURNED, INSTANCE)
