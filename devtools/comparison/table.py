"""Every kind of official message at the level of errors, by stage, and our counterpart of it.

Measured on `@forge/manifest` 13.7.0. The first kind of a stage whose pattern is found counts.
"""

from __future__ import annotations

from comparison.kinds import MEANING, OF_FILES, OF_STUBS, OF_VARIABLES, SHAPE, SYNTAX, Kind
from comparison.meanings import MEANINGS

# An error has many consequences for a validator that tries one variant after the other.
_SHAPES = (
    "missing-property",
    "unknown-property",
    "misspelt-property",
    "wrong-type",
    "invalid-value",
    "invalid-format",
    "conflicting-properties",
    "merge-key",
)

_SYNTAX = (
    Kind("a key twice in one mapping", r"keys must be unique", ("duplicate-yaml-key",)),
    Kind("a second document", r"multiple documents", ("multiple-documents",)),
    Kind(
        "a prompt in a missing file",
        r"reading resource file",
        ("missing-resource-file",),
        aside=OF_FILES,
    ),
    Kind(
        "a prompt in a resource that is not declared, or without a path",
        r"find resource: '([^;']+)|path not defined for resource: '([^;']+)",
        ("undefined-resource", "missing-property"),
        causes=("wrong-type",),
    ),
    Kind("a prompt in a file that is not text", r"file type not supported", (), aside=OF_FILES),
    Kind(
        "a variable without a value",
        r"find environment variable",
        (),
        aside="the values of variables are not in the manifest",
    ),
    Kind(
        "a crash for a section that is empty or of the wrong type",
        r"is not a function|Cannot (?:read|use|convert|destructure)|is not iterable|circular",
        ("not-a-mapping", "wrong-type", "invalid-yaml"),
        "the finding says what is of the wrong type",
    ),
    Kind(
        "text that is not YAML",
        r"failed to parse",
        ("invalid-yaml", "multiple-documents", "duplicate-yaml-key"),
        "all independent errors are reported, each at its position",
    ),
)

_SHAPE = (
    Kind("several required products", r"^Only one context", ("multiple-required-products",)),
    Kind(
        "a full page that does not fit the products",
        r"Full page modules must match|Invalid product '(.*)' in app\.compat",
        ("misplaced-full-page",),
    ),
    Kind("a value of the shape that comes from a variable", OF_VARIABLES, (), aside=OF_STUBS),
    Kind(
        "a missing required property",
        r"have required property",
        ("missing-property", "misspelt-property"),
        "for a misspelled property, or a section under `modules`, the finding says",
        also=(*_SHAPES, "unknown-module-type"),
    ),
    Kind(
        "an unknown property",
        r"NOT have additional prop",
        ("unknown-property", "unknown-token", "merge-key", "unknown-value"),
        "an unknown region or locale is a warning, with the date of the catalog",
        also=_SHAPES,
        warns=True,
    ),
    Kind(
        "a property that is known and not allowed there",
        r"not support the following",
        ("unknown-property",),
        also=_SHAPES,
    ),
    Kind(
        "none or several of the properties of which exactly one is required",
        r"required properties are",
        ("missing-property", "conflicting-properties"),
        also=_SHAPES,
        branches=True,
    ),
    Kind(
        "a value that fits none of several forms",
        r"schema in|not match schema",
        ("missing-property", "unknown-property", "wrong-type"),
        "one problem is one finding, about the property that is wrong",
        also=_SHAPES,
        branches=True,
    ),
    Kind(
        "a value of the wrong type",
        r"must be (?:string|object|array|boolean|number|integer|null)",
        ("wrong-type",),
        also=(*_SHAPES, "not-a-mapping"),
        branches=True,
    ),
    Kind(
        "a value that is not allowed",
        r"allowed values are",
        ("invalid-value", "unknown-value"),
        "a warning, with the date of the catalog, unless it is nearly a known value or was removed",
        also=_SHAPES,
        warns=True,
        branches=True,
    ),
    Kind(
        "a text that is not of the right form",
        r"must match (?:pattern|format)",
        ("invalid-format",),
        also=_SHAPES,
    ),
    Kind(
        "a text or a name that is too long or too short",
        r"(?:more|fewer) than \d+ char",
        ("invalid-format", "invalid-handler"),
        also=_SHAPES,
    ),
    Kind(
        "too many or too few items or properties",
        r"(?:more|fewer) than \d+ (?:items|properties)",
        ("invalid-value",),
        also=_SHAPES,
    ),
    Kind(
        "an item twice in a list",
        r"duplicate items",
        ("invalid-value", "duplicate-key", "duplicate-locale"),
    ),
    Kind("a number out of its range", r"must be (?:[<>]=?|multiple)", ("invalid-value",)),
    Kind(
        "a name in a mapping that may not be one",
        r"must be valid$|must NOT be valid",
        ("invalid-format", "unknown-property"),
        also=_SHAPES,
    ),
)

# These carry the same reference as messages about the shape.
_TEXTS = (
    Kind(
        "a display condition that cannot be read",
        r"[Dd]isplay cond|^[\w.]+; allowed",
        ("invalid-display-condition",),
    ),
    Kind(
        "translated texts without `translations`",
        r"translations property is missing",
        ("missing-translations",),
    ),
    Kind(
        "a fallback that is not declared",
        r"fallback language: '(.*)'",
        ("undefined-locale", "duplicate-locale"),
    ),
    Kind(
        "a locale that is declared twice, or is its own fallback",
        r"Duplicate(?:d fallback| translations)",
        ("duplicate-locale",),
    ),
    Kind("the file of a locale", r"reading JSON", ("missing-locale-file",), aside=OF_FILES),
    Kind(
        "a text that the default locale does not have",
        r"i18n (?:key|value)",
        ("undefined-translation",),
        aside=OF_FILES,
    ),
)

TABLE: dict[str, tuple[tuple[str, Kind], ...]] = {
    "valid-yaml-required": tuple((SYNTAX, kind) for kind in _SYNTAX),
    "valid-document-required": (
        *((MEANING, kind) for kind in _TEXTS),
        *((SHAPE, kind) for kind in _SHAPE),
    ),
    "": tuple((MEANING, kind) for kind in MEANINGS),
}
"""The kinds with their stages by the reference of messages, in the order in which they are tried.

References that are not among these have the kinds of "".
"""
