"""Shared code of the rules about translations: used texts, and the texts of locales."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.files.app_files import ProjectFiles
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.rules.malformed import malformed_locations

Texts = dict[str, Any]


class Locale(NamedTuple):
    """One item of `translations.resources`: its code, the cursors of code and path, the path."""

    code: str
    key: Cursor
    location: Cursor
    path: str


def used_texts(manifest: Manifest) -> Iterator[tuple[str, Cursor, str]]:
    """Each `{i18n: key}` in a module: the module's label, the cursor of the key, the key."""
    if "i18n" not in manifest.document.text:
        return
    for module in manifest.modules:
        pending = [module.cursor]
        while pending:
            cursor = pending.pop()
            key = cursor.get("i18n")
            if key is not None and key.text:
                yield module.label, key, key.text
            pending += cursor.items()
            pending += (value for _, value in cursor.entries())


def valid_texts(context: Context) -> Iterator[tuple[str, Cursor, str]]:
    """The used texts that the schema rules do not report."""
    malformed = malformed_locations(context, "wrong-type")
    for label, cursor, key in used_texts(context.manifest):
        if cursor.path not in malformed and cursor.path[:-1] not in malformed:
            yield label, cursor, key


def locales(manifest: Manifest) -> Iterator[Locale]:
    """The declared locales with a known code and path."""
    for item in manifest.items("translations", "resources"):
        key, path = item.get("key"), item.get("path")
        if key is not None and key.text and path is not None and path.text:
            yield Locale(key.text, key, path, path.text)


def default_locale(manifest: Manifest) -> Locale | None:
    """The default locale, which must have every text; None if it is not declared."""
    default = manifest.at("translations", "fallback", "default")
    code = default.text if default is not None else None
    return next((locale for locale in locales(manifest) if locale.code == code), None)


def texts_of(files: ProjectFiles, locale: Locale) -> Texts | None:
    """The content of a locale's file; None if it is not a JSON object."""
    content = read_texts(files, locale)
    return content if isinstance(content, dict) else None


def read_texts(files: ProjectFiles, locale: Locale) -> Texts | str:
    """The content of a locale's file, or an error message that starts with a verb."""
    source = files.text(locale.path)
    if source is None:
        return "cannot be read as UTF-8 text"
    try:
        content = json.loads(source)
    except json.JSONDecodeError as error:
        details = error.msg[:1].lower() + error.msg[1:]
        return f"is invalid JSON: {details} (line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError):
        # Numbers with thousands of digits, deep nesting.
        return "is not readable as JSON"
    return content if isinstance(content, dict) else "is not a JSON object"


def text(texts: Texts, key: str) -> str | None:
    """The text of a key, which may be nested at its dots (verified with @forge/manifest 13.7)."""
    value: Any = texts.get(key)
    if not value:
        value = texts
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, str) and value else None


def keys(texts: Texts, prefix: str = "") -> Iterator[str]:
    """The keys of all texts; nested keys are joined with dots."""
    for name, value in texts.items():
        if isinstance(value, dict):
            yield from keys(value, f"{prefix}{name}.")
        else:
            yield prefix + name
