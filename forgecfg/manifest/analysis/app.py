"""What else an app declares: modules, storage, licensing, compatibility, variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Mapping
from forgecfg.manifest.analysis.canonical import (
    Canonical,
    canonical,
    is_true,
    properties,
    text_of,
)
from forgecfg.manifest.analysis.ranges import SourceRange, item_range, key_range, value_range
from forgecfg.manifest.view import Manifest

_READ_ELSEWHERE = frozenset({"endpoint"})
_PRODUCTS = ("jira", "confluence", "bitbucket", "compass")


class ModuleGrant(NamedTuple):
    """One module. `data` are its properties without `key`, by name.

    `key` is unique among modules of its type: a module without one has its place as key.
    """

    type: str
    key: str
    data: dict[str, Canonical]
    at: SourceRange

    @property
    def label(self) -> str:
        """How messages call it."""
        return f'{self.type} "{self.key}"'

    @property
    def is_dynamic_web_trigger(self) -> bool:
        """Whether it is a web trigger that may answer with anything.

        `dynamic` is the default (manifest-reference/modules/web-trigger).
        """
        if self.type != "webtrigger":
            return False
        response = self.data.get("response")
        return not (isinstance(response, tuple) and ("type", "static") in response)


class EntityGrant(NamedTuple):
    """One custom entity: the type of each attribute, and its indexes in canonical form."""

    name: str
    attributes: dict[str, str]
    indexes: dict[Canonical, SourceRange]
    at: SourceRange


class VariableGrant(NamedTuple):
    """One declared environment variable; `default` is None where it has none."""

    name: str
    default: str | None
    at: SourceRange


class ProductGrant(NamedTuple):
    """One product of `app.compatibility`."""

    product: str
    required: bool
    at: SourceRange


class SectionGrant(NamedTuple):
    """A section that grants nothing by itself; `name` is its path."""

    name: str
    data: Canonical
    at: SourceRange


def read_modules(manifest: Manifest) -> tuple[ModuleGrant, ...]:
    """All modules but endpoints."""
    found: dict[tuple[str, str], ModuleGrant] = {}
    count: Counter[tuple[str, str]] = Counter()
    for module in manifest.modules:
        if module.type in _READ_ELSEWHERE:
            continue
        key = text_of(module.key)
        if key is None:
            key = f"#{module.cursor.path[-1]}"
        count[module.type, key] += 1
        number = count[module.type, key]
        # A key that occurs twice is an error of the manifest; both are kept apart here.
        name = key if number == 1 else f"{key}#{number}"
        data = properties(module.cursor)
        data.pop("key", None)
        found[module.type, name] = ModuleGrant(module.type, name, data, item_range(module.cursor))
    return tuple(found.values())


def read_connect_modules(manifest: Manifest) -> tuple[SectionGrant, ...]:
    """The Connect modules, one for each type."""
    section = manifest.at("connectModules")
    if section is None:
        return ()
    return tuple(
        SectionGrant(f"connectModules.{name}", canonical(value.node, name), key_range(value))
        for name, value in section.entries()
    )


def read_entities(manifest: Manifest) -> tuple[EntityGrant, ...]:
    """The custom entities of `app.storage.entities`."""
    found: dict[str, EntityGrant] = {}
    for item in manifest.items("app", "storage", "entities"):
        name = text_of(item.get("name"))
        if name is not None:
            found.setdefault(name, _entity(name, item))
    return tuple(found.values())


def _entity(name: str, item: Cursor) -> EntityGrant:
    attributes = item.get("attributes")
    indexes = item.get("indexes")
    return EntityGrant(
        name,
        {
            attribute: text_of(value.get("type")) or ""
            for attribute, value in (attributes.entries() if attributes is not None else ())
        },
        {
            canonical(index.node): value_range(index.get("name") or index)
            for index in (indexes.items() if indexes is not None else ())
        },
        item_range(item),
    )


def index_name(index: Canonical) -> str:
    """How messages call an index: its name, or the attribute that it is of."""
    if isinstance(index, str):
        return index
    if isinstance(index, tuple):
        for entry in index[1:]:
            if isinstance(entry, tuple) and entry[0] == "name":
                return str(entry[1])
    return "?"


def read_compatibility(manifest: Manifest) -> tuple[ProductGrant, ...]:
    """The products of `app.compatibility`; absent `required` counts as true."""
    section = manifest.at("app", "compatibility")
    if section is None:
        return ()
    return tuple(
        ProductGrant(name, _required(value), key_range(value))
        for name, value in section.entries()
        if name in _PRODUCTS
    )


def _required(product: Cursor) -> bool:
    required = product.get("required")
    return required is None or required.value is not False


def read_variables(manifest: Manifest) -> tuple[VariableGrant, ...]:
    """The variables of `environment.variables`."""
    section = manifest.at("environment", "variables")
    found: dict[str, VariableGrant] = {}
    for item in section.items() if section is not None else ():
        place = item.get("key") if item.is_mapping else item
        name = text_of(place)
        if place is not None and name is not None:
            default = text_of(item.get("default")) if item.is_mapping else None
            found.setdefault(name, VariableGrant(name, default, value_range(place)))
    return tuple(found.values())


def read_licensing(manifest: Manifest) -> tuple[bool, SourceRange | None]:
    """Whether licensing is enabled, and where."""
    enabled = manifest.at("app", "licensing", "enabled")
    return is_true(enabled), key_range(enabled) if enabled is not None else None


# What is compared in its own words; all other sections are compared as a whole.
_APP_APART = frozenset({"id", "compatibility"})
_ROOT_APART = frozenset(
    {"app", "modules", "permissions", "remotes", "providers", "services", "environment"}
    | {"connectModules"}
)


def read_sections(manifest: Manifest) -> tuple[SectionGrant, ...]:
    """The sections that grant nothing by themselves, such as `app.runtime` and `resources`."""
    return tuple(_sections(manifest))


def _sections(manifest: Manifest) -> Iterator[SectionGrant]:
    app = manifest.at("app")
    for name, value in app.entries() if app is not None else ():
        if name not in _APP_APART:
            yield SectionGrant(f"app.{name}", _section_data(name, value), key_range(value))
    for name, value in manifest.root.entries() if manifest.root is not None else ():
        if name not in _ROOT_APART:
            yield SectionGrant(name, canonical(value.node, name), key_range(value))


def _section_data(name: str, value: Cursor) -> Canonical:
    """A section without the parts that are compared in their own words."""
    parts = {"storage": ("entities",), "licensing": ("enabled",), "connect": ("key",)}
    apart = parts.get(name, ())
    if apart and isinstance(value.node, Mapping):
        rest = [(key, data) for key, data in properties(value).items() if key not in apart]
        return ("map", *sorted(rest)) if rest else ()
    return canonical(value.node, name)
