"""What the rules about keyboard shortcuts have in common: where they are, and how they are read.

A shortcut is a sequence of key combinations with a space between them: `command+shift+1 g`. The
names of keys are those of the Forge documentation, manifest-reference/keyboard-shortcuts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
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
# What people write for the names above.
_OTHER_NAMES = {
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
    """The keyboard shortcuts of all modules, where they are strings that are known."""
    for module in manifest.modules:
        accelerator = module.cursor.at("keyboardShortcut", "accelerator")
        if accelerator is not None and accelerator.text is not None:
            yield module, accelerator


def fault_of(accelerator: str) -> str | None:
    """What is wrong with a shortcut, in words; None where Forge takes it."""
    if not accelerator.strip():
        return "is empty"
    if accelerator != accelerator.strip(" ") or "  " in accelerator:
        return "has a space too many: one space stands between the keys of a sequence"
    if accelerator == "+" or " +" in accelerator or "+ " in accelerator:
        return "has a space beside +: the keys of a combination are joined as in ctrl+g"
    for combination in accelerator.split(" "):
        keys = combination.split("+")
        if "" in keys:
            return "has a + without a key; the key + itself is called plus"
        unknown = [key for key in keys if not _is_key(key)]
        if unknown:
            return f'has the key "{unknown[0]}", which Forge does not know'
        if len(set(keys)) < len(keys):
            return f"has a key twice in {combination}"
        others = [key for key in keys if key not in MODIFIERS]
        if len(others) > 1:
            return f"has more than one key besides modifiers in {combination}"
        if others and keys[-1] != others[0]:
            return f"has a modifier after the key {others[0]}"
    return None


def fixed(accelerator: str) -> str | None:
    """The shortcut that a faulty one seems to mean, None where that is not plain."""
    joined = re.sub(r"\s*\+\s*", "+", accelerator.strip())
    combinations = [_tidy(combination) for combination in joined.split()]
    guess = " ".join(combinations)
    return guess if guess != accelerator and guess and fault_of(guess) is None else None


def _tidy(combination: str) -> str:
    names = [key if len(key) == 1 else key.lower() for key in combination.split("+")]
    names = [_OTHER_NAMES.get(name, name) for name in names]
    return "+".join(sorted(names, key=lambda name: name not in MODIFIERS))


def _is_key(key: str) -> bool:
    # A single key is one unit of UTF-16 to Forge.
    return key in _NAMED or (len(key) == 1 and ord(key) < 0x10000)
