"""Values that the schema does not list: typos, values that Forge has removed, or newer ones.

Forge adds values at any time, so any other value may be newer than the catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from forgecfg.document.locations import Location
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Violation
from forgecfg.schema import wording
from forgecfg.schema.load import Schema, resolve
from forgecfg.suggest import is_typo

if TYPE_CHECKING:
    from forgecfg.schema.diagnose import Issue

_RUNTIME = ("app", "runtime", "name")
_NODE = re.compile(r"node(?:js)?[-_ ]?v?(\d{1,3})(?:\.?x|(?:\.[x\d]+)*)", re.IGNORECASE)
_PLAUSIBLE = re.compile(r"[\w@.:/+-]{1,100}")
# Choices that the schema has as patterns, by the name of the property.
_CHOICES = {
    "scripts": ("unsafe-eval", "unsafe-hashes", "unsafe-inline", "blob:"),
    "supportedContainerTypes": ("space", "page", "blogpost"),
    "supportedChildTypes": ("attachment", "comment"),
    "bearerMethod": ("authorization-header", "form-encoded", "uri-query"),
}
_KEY_OR_HASH = re.compile(r"this:|sha\d", re.IGNORECASE)
_APPLICATORS = ("allOf", "anyOf", "oneOf")


def typo_of(path: YamlPath, value: str, known: Sequence[str]) -> str | None:
    """The known value that a value is clearly a typo of, or that replaces a removed one.

    None for a value that may be newer than the catalog: it is never replaced with an older one.
    """
    if path == _RUNTIME:
        return _intended_runtime(value, known)
    return next((name for name in known if is_typo(value, name)), None)


def _intended_runtime(value: str, known: Sequence[str]) -> str | None:
    """The runtime of the same version, or the newest one for a version older than that."""
    match = _NODE.fullmatch(value)
    if match is None:
        return None
    versions = {int(found[1]): name for name in known if (found := _NODE.fullmatch(name))}
    version, newest = int(match[1]), max(versions, default=0)
    if version not in versions and version < newest:
        return versions[newest]
    return versions.get(version)


def unknown_value(location: Location, value: str, place: str, known: Sequence[str]) -> Violation:
    """The violation that the catalog does not list a value."""
    message = wording.describe_unknown_value(value, place)
    return Violation(location, message, help=wording.describe_known_values(known))


def is_new(root: Schema, issue: Issue) -> bool:
    """Whether a value may be newer than the schema, in which no place allows it."""
    return is_plausible(issue.data) and issue.data not in known_values(root, issue.path)


def is_plausible(value: str) -> bool:
    """Whether Forge could have a value like this: a word, not a sentence, a variable or nothing."""
    return _PLAUSIBLE.fullmatch(value) is not None and not _KEY_OR_HASH.match(value)


def choices_of(issue: Issue) -> list[str]:
    """The strings of which one is required where an issue is, keys and hashes left out."""
    if issue.keyword == "enum":
        return [name for name in issue.schema["enum"] if isinstance(name, str)]
    names = [part for part in issue.path if isinstance(part, str)]
    return [*_CHOICES.get(names[-1], ())] if issue.keyword == "pattern" and names else []


def is_name_list(path: YamlPath) -> bool:
    """Whether the names of a mapping at a path are values that Forge extends: regions, locales."""
    in_remote = path[:1] == ("remotes",) and path[2:] == ("baseUrl",)
    return in_remote or path == ("translations", "fallback")


def known_values(root: Schema, path: YamlPath) -> set[str]:
    """All strings that a schema lists for the value at a path, in any of its branches."""
    parts = list(_branches(root, root))
    for name in path:
        inner = (
            part.get("items")
            if isinstance(name, int)
            else part.get("properties", {}).get(name, part.get("additionalProperties"))
            for part in parts
        )
        found = [one for one in inner if isinstance(one, dict)]
        parts = [branch for one in found for branch in _branches(root, one)]
    return {value for part in parts for value in part.get("enum", ()) if isinstance(value, str)}


def _branches(root: Schema, part: Schema) -> Iterator[Schema]:
    part = resolve(part, root)
    yield part
    for keyword in _APPLICATORS:
        for branch in part.get(keyword, ()):
            yield from _branches(root, branch)
    for keyword in ("then", "else"):
        if keyword in part:
            yield from _branches(root, part[keyword])
