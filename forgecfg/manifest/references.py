"""The reference index: who names which endpoint, function, resource, …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from forgecfg.catalog import function_sites, other_sites, reference_sites, resource_sites
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.sites import follow


class Target(StrEnum):
    """What a reference points to; the value is the word that messages use."""

    ENDPOINT = "endpoint"
    REMOTE = "remote"
    SERVICE = "service"
    FUNCTION = "function"
    RESOURCE = "resource"
    ACTION = "action"
    PROVIDER = "provider"
    SKILL = "skill"
    WORKFLOW = "workflow"
    STATE = "state"
    MODULE = "module"
    LOCALE = "locale"


class Reference(NamedTuple):
    """One place that names something declared elsewhere.

    `value` is the place of the name, `site` its path below the module item (or the root), `owner`
    what it belongs to, as in `macro "hello"`; `module_type` is "" for root sections. Where only a
    part of the value is the name, that is `part`. `before` stands before it; what comes after it
    is `rest`: the entry in `main/start`, the path in `resource:images;logo.svg`.
    """

    target: Target
    value: Cursor
    site: str
    owner: str
    module_type: str
    part: str | None = None
    before: str = ""
    rest: str | None = None

    @property
    def name(self) -> str | None:
        """The name, where it is a string that is known."""
        return self.value.text if self.part is None else self.part


class Module(NamedTuple):
    """One item under `modules`: its type, its place, and the place of its key (if it has one)."""

    type: str
    cursor: Cursor
    key: Cursor | None

    @property
    def name(self) -> str | None:
        """The key, where it is a string that is known."""
        return self.key.text if self.key is not None else None

    @property
    def label(self) -> str:
        """How messages call the module: `macro "hello"`, or `macro 2` where it has no key."""
        if self.name is not None:
            return f'{self.type} "{self.name}"'
        index = self.cursor.path[-1]
        return f"{self.type} {index + 1}" if isinstance(index, int) else self.type


# These declare what others refer to; an `endpoint` or `function` property on them means nothing.
_DECLARING = ("endpoint", "function")

_Sites = Mapping[str, tuple[str, ...]]

_TABLES: tuple[tuple[Target, _Sites, tuple[str, ...]], ...] = (
    (Target.ENDPOINT, reference_sites.ENDPOINT_SITES, reference_sites.GENERIC_ENDPOINT_SITES),
    (Target.REMOTE, reference_sites.REMOTE_SITES, ()),
    (Target.SERVICE, reference_sites.SERVICE_SITES, ()),
    (Target.FUNCTION, function_sites.FUNCTION_SITES, function_sites.GENERIC_FUNCTION_SITES),
    (Target.RESOURCE, resource_sites.RESOURCE_SITES, resource_sites.GENERIC_RESOURCE_SITES),
    (Target.ACTION, other_sites.ACTION_SITES, ()),
    (Target.PROVIDER, other_sites.PROVIDER_SITES, ()),
    (Target.SKILL, other_sites.SKILL_SITES, ()),
    (Target.WORKFLOW, other_sites.WORKFLOW_SITES, ()),
    (Target.STATE, other_sites.STATE_SITES, ()),
    (Target.MODULE, other_sites.MODULE_SITES, ()),
)

_ROOT_SITES: tuple[tuple[Target, tuple[str, ...]], ...] = (
    (Target.REMOTE, reference_sites.ROOT_REMOTE_SITES),
    (Target.FUNCTION, function_sites.ROOT_FUNCTION_SITES),
    (Target.LOCALE, ("translations.fallback.{*}", "translations.fallback.{*}[]")),
)

FILE_PREFIX = "resource:"


@cache
def sites_of(module_type: str) -> tuple[tuple[Target, str], ...]:
    """Where modules of a type name something: the catalogued sites, then the generic ones.

    Forge's linter too follows `endpoint`, `function` and those under `resolver` on every type
    (measured), those that it does not know included.
    """
    found: dict[tuple[Target, str], None] = {}
    for target, table, generic in _TABLES:
        also = () if module_type in _DECLARING else generic
        for site in (*table.get(module_type, ()), *also):
            found[target, site] = None
    return tuple(found)


def collect(
    root: Cursor, modules: Iterable[Module], names_files: bool = True
) -> Iterator[Reference]:
    """Every reference of a manifest. Values that are no strings are left to the structure rules.

    `names_files` may be false where `resource:` stands nowhere in the text.
    """
    for module in modules:
        kind, label, cursor = module.type, module.label, module.cursor
        for target, site in sites_of(kind):
            for location in follow(cursor, site):
                if isinstance(location.value, str):
                    yield from _reference(target, location, site, label, kind)
        if names_files:
            yield from _file_references(cursor, label, kind)
    for target, sites in _ROOT_SITES:
        for site in sites:
            for location in follow(root, site):
                if isinstance(location.value, str):
                    yield Reference(target, location, site, _section(site), "")


def _section(site: str) -> str:
    """How messages call what a site outside modules belongs to."""
    return site.partition("[]")[0].removesuffix(".{*}")


def _file_references(item: Cursor, owner: str, kind: str) -> Iterator[Reference]:
    """The values `resource:<key>;<path>` at any depth of a module item."""
    locations = [item]
    while locations:
        location = locations.pop()
        text = location.text
        if text is None:
            locations += location.items()
            locations += (value for _, value in location.entries())
        elif text.startswith(FILE_PREFIX):
            name, _, path = text.removeprefix(FILE_PREFIX).partition(";")
            site = ".".join(str(part) for part in location.path[len(item.path) :])
            yield Reference(Target.RESOURCE, location, site, owner, kind, name, FILE_PREFIX, path)


def _reference(
    target: Target, location: Cursor, site: str, owner: str, kind: str
) -> Iterator[Reference]:
    text = location.text
    if target is Target.RESOURCE and text is not None and "/" in text:
        name, _, entry = text.partition("/")
        yield Reference(target, location, site, owner, kind, name, "", entry)
    elif target is Target.MODULE and kind == "confluence:customContent":
        # `page`, `space` and the like are no names.
        if text is not None and text.startswith(other_sites.OWN_CONTENT):
            name = text.removeprefix(other_sites.OWN_CONTENT)
            yield Reference(target, location, site, owner, kind, name, other_sites.OWN_CONTENT)
    else:
        yield Reference(target, location, site, owner, kind)
