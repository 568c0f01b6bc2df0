"""What the rules about translations share: which texts are named, and what locales hold."""

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
    """One item of `translations.resources`: its code, the places of code and path, the path."""

    code: str
    key: Cursor
    location: Cursor
    path: str


def used_texts(manifest: Manifest) -> Iterator[tuple[str, Cursor, str]]:
    """Each `{i18n: key}` below a module: the module's label, the place of the key, the key."""
    if "i18n" not in manifest.document.text:
        return
    for module in manifest.modules:
        locations = [module.cursor]
        while locations:
            location = locations.pop()
            named = location.get("i18n")
            if named is not None and named.text:
                yield module.label, named, named.text
            locations += location.items()
            locations += (value for _, value in location.entries())


def fitting_texts(context: Context) -> Iterator[tuple[str, Cursor, str]]:
    """Those of the used texts that may be where they are and can be names of texts."""
    malformed = malformed_locations(context, "wrong-type")
    for owner, location, key in used_texts(context.manifest):
        if location.path not in malformed and location.path[:-1] not in malformed:
            yield owner, location, key


def locales(manifest: Manifest) -> Iterator[Locale]:
    """The declared locales whose code and path are known."""
    for item in manifest.items("translations", "resources"):
        key, location = item.get("key"), item.get("path")
        if key is not None and key.text and location is not None and location.text:
            yield Locale(key.text, key, location, location.text)


def default_locale(manifest: Manifest) -> Locale | None:
    """The locale that must have every text."""
    default = manifest.at("translations", "fallback", "default")
    code = default.text if default is not None else None
    return next((locale for locale in locales(manifest) if locale.code == code), None)


def texts_of(files: ProjectFiles, locale: Locale) -> Texts | None:
    """What the file of a locale holds; None where it holds no JSON object."""
    content = read_texts(files, locale)
    return content if isinstance(content, dict) else None


def read_texts(files: ProjectFiles, locale: Locale) -> Texts | str:
    """What the file of a locale holds, or what is wrong with it, as the end of a sentence."""
    source = files.text(locale.path)
    if source is None:
        return "cannot be read as UTF-8 text"
    try:
        content = json.loads(source)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        return f"is not valid JSON: {what} (line {error.lineno}, column {error.colno})"
    except (ValueError, RecursionError):
        # Numbers with thousands of digits, or lists nested too deeply.
        return "cannot be read as JSON"
    return content if isinstance(content, dict) else "does not contain a JSON object"


def text(texts: Texts, key: str) -> str | None:
    """The text under a key: written out, or nested at its dots (measured)."""
    found: Any = texts.get(key)
    if not found:
        found = texts
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, str) and found else None


def keys(texts: Texts, before: str = "") -> Iterator[str]:
    """The keys of all texts, with dots where they are nested."""
    for name, value in texts.items():
        if isinstance(value, dict):
            yield from keys(value, f"{before}{name}.")
        else:
            yield before + name
