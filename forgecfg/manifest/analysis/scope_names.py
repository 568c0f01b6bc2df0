"""Shared code of the rules about scopes: which scopes a manifest is intended to declare."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.variables import REFERENCE
from forgecfg.manifest.analysis.misplaced import has_misspelling_of, is_among_modules
from forgecfg.manifest.analysis.word_index import WordIndex
from forgecfg.manifest.view import Manifest

# Forge does not expand it (reported as FC006).
MERGE_KEY = "<<"

# Scopes differ from each other by a word (`read:page:…`, `read:space:…`), so names are compared
# word by word. A comparison of whole names would treat almost every new scope as a typo.
_WORD_CUTOFF = 0.75
_MAX_LENGTH = 200
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def intended_name(name: str) -> str | None:
    """The known scope that an unknown name is a typo of, None if there is none.

    A typo is a difference in case, separators or spaces, or in a few letters of one word.
    """
    if len(name) > _MAX_LENGTH:
        return None
    words = _words(name)
    by_letters, index = _known()
    same = by_letters.get("".join(words))
    if same is not None:
        return same
    best, best_similarity = None, 0.0
    for known, word, known_word in sorted(index.differing_in_one(words)):
        similarity = _similarity(word, known_word)
        if similarity > best_similarity:
            best, best_similarity = known, similarity
    return best


_MAX_NEAREST = 3


def nearest_scopes(name: str) -> tuple[str, ...]:
    """The known scopes that are nearest to an unknown one: same product, best the same verb too.

    At most three, the most similar first; none for a name without a known product.
    """
    verb, _, rest = name.casefold().partition(":")
    noun, _, product = rest.rpartition(":")
    if not noun:
        return ()
    candidates = [known for known in KNOWN_SCOPES if known.endswith(f":{product}")]
    same_verb = [known for known in candidates if known.startswith(f"{verb}:")]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=noun[:_MAX_LENGTH])

    def similarity(known: str) -> tuple[float, str]:
        matcher.set_seq1(known.split(":")[1])
        return -matcher.ratio(), known

    return tuple(sorted(same_verb or candidates, key=similarity)[:_MAX_NEAREST])


@cache
def _known() -> tuple[dict[str, str], WordIndex]:
    """The known scopes by their letters, and by their words."""
    # Sorted, so that the choice between two equally similar names is always the same.
    names = [(name, _words(name)) for name in sorted(KNOWN_SCOPES)]
    return {"".join(words): name for name, words in reversed(names)}, WordIndex(names)


def _words(name: str) -> list[str]:
    return _SEPARATORS.split(name.strip().casefold())


def _similarity(word: str, known: str) -> float:
    """The similarity of two words, 0 if one is not a typo of the other."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, word, known)
    # `quick_ratio` is an upper bound of `ratio`.
    if matcher.quick_ratio() < _WORD_CUTOFF:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _WORD_CUTOFF else 0.0


def intended_scopes(manifest: Manifest) -> frozenset[str] | None:
    """The declared scopes, with typos replaced with the intended scopes.

    None if they are unknown because of a variable, a merge key, or a section of the wrong type.
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
    if not _has_valid_types(permissions, scopes):
        return None
    if scopes is not None and any(_is_unknown(item) for item in scopes.items()):
        return None
    if scopes is not None and scopes.get(MERGE_KEY) is not None:
        return None
    names = (scope.name for scope in manifest.scopes)
    return frozenset(
        name if name in KNOWN_SCOPES else intended_name(name) or name for name in names
    )


def _has_valid_types(permissions: Cursor | None, scopes: Cursor | None) -> bool:
    if permissions is not None and not (permissions.is_mapping or permissions.is_null):
        return False
    return scopes is None or scopes.is_mapping or scopes.is_list or scopes.is_null


def _is_unknown(item: Cursor) -> bool:
    return item.is_mapping or item.is_list or item.unknown or is_literal_variable(item)


def is_literal_variable(item: Cursor) -> bool:
    """Whether a value contains an undeclared `${NAME}` (reported as FC007)."""
    return item.text is not None and REFERENCE.search(item.text) is not None
