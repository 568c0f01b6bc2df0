"""The facts of an installed `@forge/manifest`: what of it is data is read, nothing of it is run.

The allow-list of module types is a part of a program; from its text only the names are taken that
are there in quotes, as four types have no shape in the schema.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.catalog.events import Scopes
from forgecfg.schema.official.find import find_at
from forgecfg.schema.official.load import load
from refresh import AGENT_PRODUCT, CONDITION, EVENT, MODULE_TYPE, SCOPE, Facts
from refresh.facts import facts_of
from refresh.ours import needed
from refresh.shapes import shapes

# Next to the directory of the schema.
_ALLOWED = Path("types", "module-types.js")
_SCOPES = Path("scopes")
_EVENTS = Path("mapping", "product-event-to-scope-mapping.json")
_AGENTS = Path("mapping", "agent-product-context-to-scope-mapping.json")
_CONDITIONS = Path("schema", "display-conditions-schema.json")

# A product and a type in quotes; the first two products are left out in manifests.
_NAME = re.compile(r'"(?:core:|xen:)?((?<=:)[A-Za-z]+|[A-Za-z-]+:[A-Za-z]+)"')
_OPERATORS = {"and", "or", "not"}


class Official(NamedTuple):
    """The facts, the version of the package, and the data that it does not have as expected."""

    facts: Facts
    label: str
    absent: tuple[str, ...]


def official_facts(folder: Path) -> Official:
    """Read the package in a folder that npm installed into, or the package's own folder.

    Raises UsageError where there is no schema that can be used.
    """
    schema = load(find_at(folder))
    out = Path(schema.path).parent.parent
    facts = facts_of(shapes(schema.content))
    absent = []
    for subject, location, read in (
        (MODULE_TYPE, _ALLOWED, _module_types),
        (SCOPE, _SCOPES, _scopes),
        (EVENT, _EVENTS, _events),
        (AGENT_PRODUCT, _AGENTS, _agents),
        (CONDITION, _CONDITIONS, _conditions),
    ):
        try:
            facts.setdefault(subject, {}).update(read(out / location))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            absent.append(f"{location.as_posix()} ({subject})")
    return Official(facts, schema.label, tuple(absent))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _module_types(path: Path) -> dict[str, str]:
    return dict.fromkeys(_NAME.findall(path.read_text(encoding="utf-8")), "")


def _scopes(folder: Path) -> dict[str, str]:
    lists = [_json(path) for path in sorted(folder.glob("*.json"))]
    names = {name for one in lists if isinstance(one, list) for name in one}
    if not names:
        raise ValueError(folder)
    return dict.fromkeys(names, "")


def _events(path: Path) -> dict[str, str]:
    """Event -> the scopes that it requires: all of one kind, or else all of the other."""
    return {
        one["productEvent"]: needed(
            Scopes(*(tuple(one["oAuthScopes"].get(kind, ())) for kind in ("current", "beta")))
        )
        for one in _json(path)["mapping"]
    }


def _agents(path: Path) -> dict[str, str]:
    return {
        one["productContext"]: " ".join(one["oAuthScopes"].get("current", ()))
        for one in _json(path)["mapping"]
    }


def _conditions(path: Path) -> dict[str, str]:
    found = (
        re.fullmatch(r"modules\.([^.\[]+)\.([^.\[{]+)", location)
        for location in shapes(_json(path))
    )
    return {
        f"{one[1]} {one[2]}": "" for one in found if one is not None and one[2] not in _OPERATORS
    }
