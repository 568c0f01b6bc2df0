"""The reference index: all references to endpoints, functions, resources, …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from forgecfg.catalog import function_sites, other_sites, reference_sites, resource_sites
from forgecfg.document.cursor import Cursor
from forgecfg.manifest.sites import follow


class Target(StrEnum):
    """The kind of declaration that a reference refers to; the value is the word in messages."""

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
    """One reference to a declaration.

    `value` is the cursor of the name, `site` its path in the module item (or from the root),
    `owner` the label of the module or section, as in `macro "hello"`; `module_type` is "" for root
    sections. If only a part of the value is the name, that is `part`; `before` is the text before
    it, `rest` the text after its separator: the entry in `main/start`, the path in
    `resource:images;logo.svg`.
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
        """The name, None if it is not a known string."""
        return self.value.text if self.part is None else self.part


class Module(NamedTuple):
    """One item under `modules`: its type, its cursor, and the cursor of its key, if any."""

    type: str
    cursor: Cursor
    key: Cursor | None

    @property
    def name(self) -> str | None:
        """The key, None if it is not a known string."""
        return self.key.text if self.key is not None else None

    @property
    def label(self) -> str:
        """The name of the module in messages: `macro "hello"`, or `macro 2` without a key."""
        if self.name is not None:
            return f'{self.type} "{self.name}"'
        index = self.cursor.path[-1]
        return f"{self.type} {index + 1}" if isinstance(index, int) else self.type


# These are declarations; an `endpoint` or `function` property on them is not a reference.
_DECLARING = ("endpoint", "function")

_Sites = Mapping[str, tuple[str, ...]]

_TABLES: tuple[tuple[Target, _Sites, tuple[str, ...]], ...] = (
    (Target.ENDPOINT, reference_sites.ENDPOINT_SITES, reference_sites.GENERIC_ENDPOINT_SITES),
    (Target.REMOTE, reference_sites.REMOTE_SITES, ()),
    (Target.SERVICE, reference_sites.SERVICE_SITES, ()),
    (Target.FUNCTION, function_sites.FUNCTION_SITES, function_sites.GENERIC_FUNCTION_SITES),
    (Target.FUNCTION, function_sites.DOCUMENTED_FUNCTION_SITES, ()),
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
    """The sites of references in modules of a type: those of the catalog, then the generic ones.

    Forge's linter also follows `endpoint`, `function` and those under `resolver` on every module
    type, even on unknown ones (verified with @forge/manifest 13.7).
    """
    sites: dict[tuple[Target, str], None] = {}
    for target, table, generic in _TABLES:
        generic_sites = () if module_type in _DECLARING else generic
        for site in (*table.get(module_type, ()), *generic_sites):
            sites[target, site] = None
    return tuple(sites)


def collect(
    root: Cursor, modules: Iterable[Module], names_files: bool = True
) -> Iterator[Reference]:
    """All references of a manifest. Values that are not strings are left to the schema rules.

    `names_files` can be false if the text does not contain `resource:`.
    """
    for module in modules:
        kind, label = module.type, module.label
        for target, site in sites_of(kind):
            for cursor in follow(module.cursor, site):
                if isinstance(cursor.value, str):
                    yield from _reference(target, cursor, site, label, kind)
        if names_files:
            yield from _file_references(module.cursor, label, kind)
    for target, sites in _ROOT_SITES:
        for site in sites:
            for cursor in follow(root, site):
                if isinstance(cursor.value, str):
                    yield Reference(target, cursor, site, _section(site), "")


def _section(site: str) -> str:
    """The name of the section of a root site in messages."""
    return site.partition("[]")[0].removesuffix(".{*}")


def _file_references(item: Cursor, owner: str, kind: str) -> Iterator[Reference]:
    """The values `resource:<key>;<path>` at any depth of a module item."""
    pending = [item]
    while pending:
        cursor = pending.pop()
        text = cursor.text
        if text is None:
            pending += cursor.items()
            pending += (value for _, value in cursor.entries())
        elif text.startswith(FILE_PREFIX):
            name, _, path = text.removeprefix(FILE_PREFIX).partition(";")
            site = ".".join(str(part) for part in cursor.path[len(item.path) :])
            yield Reference(Target.RESOURCE, cursor, site, owner, kind, name, FILE_PREFIX, path)


def _reference(
    target: Target, cursor: Cursor, site: str, owner: str, kind: str
) -> Iterator[Reference]:
    text = cursor.text
    if target is Target.RESOURCE and text is not None and "/" in text:
        name, _, entry = text.partition("/")
        yield Reference(target, cursor, site, owner, kind, name, "", entry)
    elif target is Target.MODULE and kind == "confluence:customContent":
        # `page`, `space` etc. are not references.
        if text is not None and text.startswith(other_sites.OWN_CONTENT):
            name = text.removeprefix(other_sites.OWN_CONTENT)
            yield Reference(target, cursor, site, owner, kind, name, other_sites.OWN_CONTENT)
    else:
        yield Reference(target, cursor, site, owner, kind)
