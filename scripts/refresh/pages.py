"""Names in pages of documentation that the catalog does not know.

Pages say nothing in a form that a program could rely on, so that only what looks like the name of
an event, a scope or a module type is picked out, and only where it is set as code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from forgecfg.catalog.events import KNOWN_EVENTS
from forgecfg.catalog.module_types import CONNECT_MODULE_TYPES, MODULE_TYPES
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.errors import UsageError
from refresh import EVENT, MODULE_TYPE, SCOPE

_FENCED = re.compile(r"^\s*```[^\n]*\n(.*?)^\s*```", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"[\w.:/-]*[\w]")
_KEY = re.compile(r"^  ([\w-]+:[A-Za-z]+):", re.MULTILINE)
# Events of the app's own life have no product: forgecfg does not list them.
_EVENT = re.compile(r"avi:(?!forge:)[a-z-]+:[\w.:-]+:[\w.:-]+")

_KNOWN: Mapping[str, frozenset[str]] = {
    EVENT: KNOWN_EVENTS,
    SCOPE: KNOWN_SCOPES,
    MODULE_TYPE: MODULE_TYPES | CONNECT_MODULE_TYPES,
}

_THREE = [name.split(":") for name in KNOWN_SCOPES if name.count(":") == 2]
_VERBS, _SCOPED = {parts[0] for parts in _THREE}, {parts[2] for parts in _THREE}
_PRODUCTS = {name.partition(":")[0] for name in _KNOWN[MODULE_TYPE] if ":" in name}


class Mention(NamedTuple):
    """A name that pages mention: of what it seems to be, and in which pages, from their folder."""

    subject: str
    name: str
    pages: tuple[str, ...]


def unknown_names(folder: Path) -> tuple[Mention, ...]:
    """All such names in the Markdown files below a folder, by subject and name.

    Raises UsageError where there is no such folder, or no page in it.
    """
    pages = sorted(folder.rglob("*.md"))
    if not pages:
        raise UsageError(f"--docs {folder}: there is no folder with Markdown files")
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for page in pages:
        text = page.read_text(encoding="utf-8", errors="replace")
        for subject, name in sorted(_names(text)):
            if name not in _KNOWN[subject]:
                found[subject, name].append(page.relative_to(folder).as_posix())
    return tuple(Mention(*key, tuple(where)) for key, where in sorted(found.items()))


def _names(text: str) -> set[tuple[str, str]]:
    fenced = _FENCED.findall(text)
    words = {word for code in (*fenced, *_QUOTED.findall(text)) for word in _WORD.findall(code)}
    keys = {key for code in fenced for key in _KEY.findall(code)}
    return {
        *((EVENT, word) for word in words if _EVENT.fullmatch(word)),
        *((SCOPE, word) for word in words if _is_like_scope(word)),
        *((MODULE_TYPE, key) for key in keys if key.partition(":")[0] in _PRODUCTS),
    }


def _is_like_scope(word: str) -> bool:
    """Whether a word has three parts, and the first and the last are those of known scopes."""
    parts = word.split(":")
    return len(parts) == 3 and parts[0] in _VERBS and parts[2] in _SCOPED
