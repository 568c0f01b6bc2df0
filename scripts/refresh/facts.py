"""The facts that a schema holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from refresh import (
    CHOICE,
    CLOSED,
    LOCALE,
    MODULE_TYPE,
    PROPERTY,
    REGION,
    REQUIRED,
    SITE,
    TYPE,
    WHOLE,
)
from refresh.shapes import Shape

# What the last step of a path references, if it is a text.
_KINDS = {
    "endpoint": "endpoint",
    "function": "function",
    "resource": "resource",
    "remote": "remote",
    "remotes[]": "remote",
    "service": "service",
    "provider": "provider",
    "auth[]": "provider",
    "actions[]": "action",
    "tools[]": "action",
    "skills[]": "skill",
    "workflow": "workflow",
    "startAt": "state",
    "next": "state",
    "page": "module",
    "adminPage": "module",
    "supportedContainerTypes[]": "module",
    "supportedChildTypes[]": "module",
}
_MODULE = re.compile(r"modules\.([^.\[{]+)(?:\[\])?")
_ITEM = re.compile(r"modules\.([^.\[]+)\[\]\.(.+)")


def facts_of(shapes: Mapping[str, Shape]) -> dict[str, dict[str, str]]:
    """What the shapes of a manifest's places say, by subject."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, shape in shapes.items():
        module = _MODULE.fullmatch(path)
        if module is not None:
            found[MODULE_TYPE][module[1]] = ""
        elif path:
            found[PROPERTY][path] = ""
        for name in shape.required:
            found[REQUIRED][f"{path}.{name}".lstrip(".")] = ""
        if "object" in shape.types:
            found[CLOSED][path or WHOLE] = "refused" if shape.closed else "accepted"
        if shape.types:
            found[TYPE][path or WHOLE] = " or ".join(sorted(shape.types))
        for choice in shape.choices:
            found[CHOICE][f"{path} = {choice}"] = ""
        if "string" in shape.types:
            found[SITE] |= dict.fromkeys(_sites(path), "")
        if re.fullmatch(r"remotes\[\]\.baseUrl\.[^.{]+", path):
            found[REGION][path.rpartition(".")[2]] = ""
    locales = shapes.get("translations.resources[].key")
    found[LOCALE] |= dict.fromkeys(locales.choices if locales else (), "")
    return found


def _sites(path: str) -> Iterator[str]:
    """A path as a reference site, if it is one: what is named, module type, path in the module."""
    kind = _KINDS.get(path.rpartition(".")[2])
    if kind is None:
        return
    item = _ITEM.fullmatch(path)
    if item is not None:
        yield f"{kind}: {item[1]} {item[2]}"
    elif not path.startswith("modules."):
        yield f"{kind}: {path}"
