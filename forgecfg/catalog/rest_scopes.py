"""REST operations of Jira, Confluence and Assets, and the scopes that each needs.

Made from public copies of the OpenAPI descriptions by `scripts/compact_rest_scopes.py`. An
operation that is missing is not known, which says nothing of its scopes. Loaded when first used.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

PRODUCT_WORDS = (
    ("confluence", "confluence"),
    ("bitbucket", "bitbucket"),
    ("jira", "jira"),
    ("servicedesk", "jira"),
    ("cmdb", "jira"),
)


class Operation(NamedTuple):
    """One REST operation.

    All of `current` together are enough, or all of `granular`. Where the description names scopes
    in its security section alone, these are `only`: any of them, and there may be other sets.
    `state` is the month of the description.
    """

    method: str
    path: str
    current: tuple[str, ...]
    granular: tuple[str, ...]
    only: tuple[str, ...]
    product: str
    state: str

    def missing(self, declared: frozenset[str]) -> tuple[str, ...]:
        """The scopes to add so that the operation is allowed; empty where it is already.

        Those of the set that some scopes are declared of already, else of the current one.
        """
        sets = [kind for kind in (self.current, self.granular) if kind]
        if not sets:
            return () if not self.only or declared & {*self.only} else self.only[:1]
        lacking = [tuple(scope for scope in kind if scope not in declared) for kind in sets]
        if not all(lacking):
            return ()
        started = [left for left, kind in zip(lacking, sets, strict=True) if len(left) < len(kind)]
        return started[0] if started else lacking[0]

    @property
    def scopes(self) -> frozenset[str]:
        """Every scope that has to do with the operation."""
        return frozenset((*self.current, *self.granular, *self.only))


def product_of(scope: str) -> str | None:
    """The product whose API a scope is for, None for scopes of Forge itself."""
    return next((product for word, product in PRODUCT_WORDS if word in scope), None)


def has_scope_of(product: str, declared: frozenset[str]) -> bool:
    """Whether any scope of a product is declared."""
    return any(product_of(scope) == product for scope in declared)


@cache
def operations() -> dict[tuple[str, int], list[Operation]]:
    """All operations by product and number of segments of their path."""
    text = files("forgecfg.catalog").joinpath("rest_scopes.txt").read_text(encoding="utf-8")
    first, *lines = text.splitlines()
    names = first.split(" ")
    found: dict[tuple[str, int], list[Operation]] = {}
    product = state = ""
    for line in lines:
        if line[0] == "#":
            _, product, state, _ = line.split(" ", 3)
            continue
        method, path, *lists = line.split("\t")
        sets = [tuple(names[int(n)] for n in one.split(",") if n) for one in lists]
        sets += [()] * (3 - len(sets))
        operation = Operation(method, path, sets[0], sets[1], sets[2], product, state)
        found.setdefault((product, path.count("/")), []).append(operation)
    return found


@lru_cache(maxsize=4096)
def matching(product: str, method: str, segments: tuple[str | None, ...]) -> Operation | None:
    """The operation that a request calls; None where none, or more than one, is known.

    `segments` are those of the path, None for one that is not known. A segment that is not known
    only matches a parameter of the template; of several templates the one with more literal
    segments counts.
    """
    best: list[Operation] = []
    most = -1
    for operation in operations().get((product, len(segments)), ()):
        if operation.method != method:
            continue
        score = _score(operation.path.split("/")[1:], segments)
        if score > most:
            best, most = [operation], score
        elif score == most and score >= 0:
            best.append(operation)
    return best[0] if len(best) == 1 else None


def _score(template: list[str], segments: tuple[str | None, ...]) -> int:
    """The number of literal segments that agree, -1 where the path does not match."""
    score = 0
    for expected, given in zip(template, segments, strict=True):
        if expected[:1] == "{":
            continue
        if given is None or given != expected:
            return -1
        score += 1
    return score
