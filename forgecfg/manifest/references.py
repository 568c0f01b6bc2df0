"""The reference index: who names which endpoint, remote or service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from forgecfg.catalogue.reference_sites import (
    ENDPOINT_SITES,
    GENERIC_ENDPOINT_SITES,
    REMOTE_SITES,
    ROOT_REMOTE_SITES,
    SERVICE_SITES,
)
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.sites import follow


class Target(StrEnum):
    """What a reference points to; the value is the word that messages use."""

    ENDPOINT = "endpoint"
    REMOTE = "remote"
    SERVICE = "service"


class Reference(NamedTuple):
    """One place that names something declared elsewhere.

    `value` is the place of the name, `site` its path below the module item (or the root), `owner`
    what it belongs to, as in `macro "hello"`; `module_type` is "" for root sections.
    """

    target: Target
    value: Cursor
    site: str
    owner: str
    module_type: str

    @property
    def name(self) -> str | None:
        """The name, where it is a string that is known."""
        return self.value.text


class Module(NamedTuple):
    """One item under `modules`: its type, its place, and the place of its key (if it has one)."""

    type: str
    cursor: Cursor
    key: Cursor | None

    @property
    def label(self) -> str:
        """How messages call the module: `macro "hello"`, or `macro 2` where it has no key."""
        name = self.key.text if self.key is not None else None
        if name is not None:
            return f'{self.type} "{name}"'
        index = self.cursor.path[-1]
        return f"{self.type} {index + 1}" if isinstance(index, int) else self.type


# These declare what others refer to; an `endpoint` property on them means nothing.
_DECLARING = ("endpoint", "function")


@cache
def endpoint_sites(module_type: str) -> tuple[str, ...]:
    """Where modules of a type name endpoints: the catalogued sites, then the generic ones.

    Forge's linter too follows `endpoint` and `resolver.endpoint` on every type (measured), those
    that it does not know included.
    """
    if module_type in _DECLARING:
        return ()
    return tuple(dict.fromkeys(ENDPOINT_SITES.get(module_type, ()) + GENERIC_ENDPOINT_SITES))


def collect(root: Cursor, modules: Iterable[Module]) -> Iterator[Reference]:
    """Every reference of a manifest. Values that are no strings are left to the structure rules."""
    for module in modules:
        kind = module.type
        for site in endpoint_sites(kind):
            yield from _at(Target.ENDPOINT, module.cursor, site, module.label, kind)
        for site in REMOTE_SITES.get(kind, ()):
            yield from _at(Target.REMOTE, module.cursor, site, module.label, kind)
        for site in SERVICE_SITES.get(kind, ()):
            yield from _at(Target.SERVICE, module.cursor, site, module.label, kind)
    for site in ROOT_REMOTE_SITES:
        yield from _at(Target.REMOTE, root, site, site.partition("[]")[0], "")


def _at(target: Target, start: Cursor, site: str, owner: str, kind: str) -> Iterator[Reference]:
    for place in follow(start, site):
        if isinstance(place.value, str):
            yield Reference(target, place, site, owner, kind)
