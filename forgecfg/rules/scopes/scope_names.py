"""What the rules about scopes have in common: which scopes a manifest means to declare."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.variables import REFERENCE
from forgecfg.manifest.view import Manifest
from forgecfg.rules.cascades import has_misspelling_of, is_among_modules

# Forge does not expand it, which is a fault of its own (FC006).
MERGE_KEY = "<<"

# Scopes differ from each other by a word (`read:page:…`, `read:space:…`), so names are compared
# word by word. Over whole names, almost every scope that is new would pass for a slip.
_WORD_CUTOFF = 0.75
_LONGEST = 200
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def intended_name(name: str) -> str | None:
    """The known scope that an unknown name is a slip of, None where there is none.

    A slip is another case, other separators or spaces, or one word that is slightly wrong.
    """
    if len(name) > _LONGEST:
        return None
    words = _words(name)
    best, best_likeness = None, 0.0
    for known, known_words in _known_words():
        likeness = _likeness(words, known_words)
        if likeness > best_likeness:
            best, best_likeness = known, likeness
    return best


@cache
def _known_words() -> tuple[tuple[str, list[str]], ...]:
    # Sorted, so that of two names equally near the answer is always the same.
    return tuple((name, _words(name)) for name in sorted(KNOWN_SCOPES))


def _words(name: str) -> list[str]:
    return _SEPARATORS.split(name.strip().casefold())


def _likeness(words: list[str], known: list[str]) -> float:
    """How much two names are alike: 1 where only separators differ, 0 where it is no slip."""
    if "".join(words) == "".join(known):
        return 1.0
    if len(words) != len(known):
        return 0.0
    differing = [pair for pair in zip(words, known, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return 0.0
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, *differing[0])
    # The quick ratio is an upper bound of the slow one.
    if matcher.quick_ratio() < _WORD_CUTOFF:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _WORD_CUTOFF else 0.0


def intended_scopes(manifest: Manifest) -> frozenset[str] | None:
    """The declared scopes, a slip counting as the scope it stands for.

    None where they cannot be known: a variable, a merge key, or a section of the wrong type.
    """
    if manifest.root is None:
        return None
    permissions = manifest.root.get("permissions")
    scopes = permissions.get("scopes") if permissions is not None else None
    if permissions is None and has_misspelling_of(manifest.root, "permissions"):
        return None
    if is_among_modules(manifest.root, "permissions"):
        return None
    if permissions is not None and scopes is None and has_misspelling_of(permissions, "scopes"):
        return None
    if not _may_hold_entries(permissions, scopes):
        return None
    if scopes is not None and any(_hidden(item) for item in scopes.items()):
        return None
    if scopes is not None and scopes.get(MERGE_KEY) is not None:
        return None
    names = (scope.name for scope in manifest.scopes)
    return frozenset(
        name if name in KNOWN_SCOPES else intended_name(name) or name for name in names
    )


def _may_hold_entries(permissions: Cursor | None, scopes: Cursor | None) -> bool:
    if permissions is not None and not (permissions.is_mapping or permissions.is_null):
        return False
    return scopes is None or scopes.is_mapping or scopes.is_list or scopes.is_null


def _hidden(item: Cursor) -> bool:
    return item.is_mapping or item.is_list or item.unknown or is_literal_variable(item)


def is_literal_variable(item: Cursor) -> bool:
    """Whether a value has a `${NAME}` that is not declared, a fault of its own (FC007)."""
    return item.text is not None and REFERENCE.search(item.text) is not None
