"""The additions of `add module`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.errors import UsageError
from forgecfg.manifest.declarations import module_keys
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import Addition, Additions, Note, Planner
from forgecfg.scaffold.connect import site_of
from forgecfg.scaffold.plan import Item, module_addition
from forgecfg.scaffold.validation import check_key, check_new, did_you_mean
from forgecfg.schema.load import Schema, manifest_schema, module_schema, resolve
from forgecfg.suggest import closest

if TYPE_CHECKING:
    from forgecfg.document.changes import Data

# `forge register` replaces it.
_APP_ID = "ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000"
_RUNTIME = "nodejs24.x"

# Module types with their own command.
_COMMANDS = {
    "endpoint": "endpoint",
    "function": "function",
    "trigger": "trigger",
    "scheduledTrigger": "scheduled-trigger",
}
# Texts that users see; the key is a fair first value.
_TITLES = ("title", "name")


class NewModule(NamedTuple):
    """A new module: properties as `name=value`, nested ones as `a.b=value`, and references."""

    type: str
    key: str
    properties: Mapping[str, str]
    references: Mapping[Target, str]


def add_module(new: NewModule) -> Planner:
    """A new module, and the section `app` if the manifest has none.

    Raises UsageError for an unknown type, an invalid key or value, and a missing property; the
    planner raises it for a key that exists already.
    """
    if new.type not in MODULE_TYPES:
        raise UsageError(f"unknown module type {new.type!r}{_hint(new.type)}")
    if new.type in _COMMANDS:
        raise UsageError(f"use `forgecfg add {_COMMANDS[new.type]}`")
    check_key(new.key, f"{new.type} key", longest=None)
    item = _item(new)
    missing = [name for name in required_properties(new.type) if name not in item]
    if missing:
        listed = " ".join(f"--set {name}=…" for name in missing)
        raise UsageError(f"a {new.type} requires more properties; pass {listed}")

    def plan(manifest: Manifest) -> Additions:
        check_new(new.key, {key.text for _, key in module_keys(manifest)}, "module")
        if manifest.at("app") is None:
            app: Data = {"runtime": {"name": _RUNTIME}, "id": _APP_ID}
            yield Addition(("app",), app, "app")
            yield Note("app.id is a placeholder; `forge register` replaces it")
        yield module_addition(manifest, new.type, item)

    return plan


def required_properties(module_type: str) -> Iterator[str]:
    """The properties that a new module of a known type must be given; not its key and its title."""
    schema = _items(module_type)
    for name in schema.get("required", ()):
        if name != "key" and name not in _TITLES:
            yield name


def describe_property(module_type: str, name: str) -> str:
    """What a property of a module type is, as a phrase."""
    description = str(_property(module_type, name).get("description", ""))
    return description.partition(". ")[0].rstrip(".")


def _item(new: NewModule) -> Item:
    item: Item = {"key": new.key}
    required = _items(new.type).get("required", ())
    for name in _TITLES:
        if name in required:
            item[name] = new.key.replace("-", " ").replace("_", " ").capitalize()
    for name, value in new.properties.items():
        _put(item, name, _value(new.type, name, value))
    for target, key in new.references.items():
        _put(item, site_of(new.type, target), key)
    return item


def _put(item: Item, path: str, value: Data) -> None:
    *sections, last = path.split(".")
    for name in sections:
        section = item.setdefault(name, {})
        if not isinstance(section, dict):
            raise UsageError(f"{path!r} is below {name!r}, which is not a mapping")
        item = section
    item[last] = value


def _value(module_type: str, name: str, text: str) -> Data:
    """The value of a property: text, or JSON where the schema requires something else."""
    kind = _property(module_type, name.partition(".")[0]).get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    looks_like_json = text[:1] in ("[", "{") or text in ("true", "false")
    if "." in name or kind is None:
        is_json = looks_like_json
    else:
        is_json = "string" not in kinds or (len(kinds) > 1 and looks_like_json)
    if not is_json:
        return text
    try:
        data: Data = json.loads(text)
    except ValueError:
        raise UsageError(f"invalid value of {name}: {text!r} is not JSON") from None
    return data


def _items(module_type: str) -> Schema:
    root = manifest_schema(())
    return resolve(resolve(module_schema(module_type), root)["items"], root)


def _property(module_type: str, name: str) -> Schema:
    found: Schema = _items(module_type).get("properties", {}).get(name, {})
    return resolve(found, manifest_schema(()))


def _hint(kind: str) -> str:
    return did_you_mean(closest(kind, MODULE_TYPES))
