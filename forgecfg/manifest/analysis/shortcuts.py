"""Keyboard shortcuts, and their syntax: shared by rules.

A shortcut is a sequence of key combinations with a space between them: `command+shift+1 g`. The
names of keys are those of the Forge documentation, manifest-reference/keyboard-shortcuts.
"""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.manifest.references import Module
from forgecfg.manifest.view import Manifest

MODIFIERS = ("shift", "ctrl", "alt", "option", "meta", "command", "mod")
_NAMED = frozenset(
    (
        *MODIFIERS,
        *(f"f{number}" for number in range(1, 13)),
        *("backspace", "tab", "enter", "return", "capslock", "esc", "escape"),
        *("pageup", "pagedown", "end", "home", "left", "up", "right", "down"),
        *("ins", "del", "space", "plus"),
    )
)
# Common other names of these keys.
_ALIASES = {
    "control": "ctrl",
    "cmd": "command",
    "opt": "option",
    "win": "meta",
    "windows": "meta",
    "super": "meta",
    "delete": "del",
    "insert": "ins",
    "spacebar": "space",
    "caps": "capslock",
    "pgup": "pageup",
    "pgdn": "pagedown",
}


def accelerators(manifest: Manifest) -> Iterator[tuple[Module, Cursor]]:
    """The keyboard shortcuts of all modules whose text is known."""
    for module in manifest.modules:
        accelerator = module.cursor.at("keyboardShortcut", "accelerator")
        if accelerator is not None and accelerator.text is not None:
            yield module, accelerator


def shortcut_error(accelerator: str) -> str | None:
    """What is wrong with a shortcut, as messages say it; None if Forge accepts it."""
    if not accelerator.strip():
        return "it is empty"
    if accelerator != accelerator.strip(" ") or "  " in accelerator:
        return "use exactly one space between key combinations"
    if accelerator == "+" or " +" in accelerator or "+ " in accelerator:
        return "spaces around + are not allowed"
    for combination in accelerator.split(" "):
        keys = combination.split("+")
        if "" in keys:
            return "missing key next to +; the key + itself is called plus"
        unknown = [key for key in keys if not _is_key(key)]
        if unknown:
            return f"unknown key {quote(unknown[0])}"
        if len(set(keys)) < len(keys):
            return f"duplicate key in {quote(combination)}"
        non_modifiers = [key for key in keys if key not in MODIFIERS]
        if len(non_modifiers) > 1:
            return f"more than one key that is not a modifier in {quote(combination)}"
        if non_modifiers and keys[-1] != non_modifiers[0]:
            return f"modifier after the key {quote(non_modifiers[0])}"
    return None


def corrected_shortcut(accelerator: str) -> str | None:
    """The shortcut that an invalid one probably means, None if that is unclear."""
    joined = "+".join(part.strip() for part in accelerator.split("+"))
    combinations = [_normalize(combination) for combination in joined.split()]
    candidate = " ".join(combinations)
    if not candidate or candidate == accelerator or shortcut_error(candidate) is not None:
        return None
    return candidate


def _normalize(combination: str) -> str:
    names = [key if len(key) == 1 else key.lower() for key in combination.split("+")]
    names = [_ALIASES.get(name, name) for name in names]
    return "+".join(sorted(names, key=lambda name: name not in MODIFIERS))


def _is_key(key: str) -> bool:
    # Forge counts UTF-16 units: a character beyond U+FFFF is not a single key.
    return key in _NAMED or (len(key) == 1 and ord(key) < 0x10000)
