"""A manifest to be changed: its text, and every place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random
from typing import TypeVar

from forgecfg.document.changes import Data, Plan
from forgecfg.document.cursor import Cursor
from forgecfg.document.document import Document, load
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.ensure import ensure
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.insert import set_keys
from forgecfg.edits.remove import remove
from forgecfg.edits.value import rename_key

T = TypeVar("T")

REFERENCES = frozenset(
    ("action", "endpoint", "function", "page", "provider", "remote", "resource", "service")
)
"""Names of properties whose value is the key of something else."""


class Page:
    """The text of a manifest that can be read, and its content.

    All methods that change something return the new text, or None where this text does not allow
    the change.
    """

    def __init__(self, text: str) -> None:
        self.document: Document = load(text)
        self.text = self.document.text

    @cached_property
    def locations(self) -> tuple[Cursor, ...]:
        """The root and all that is below it, without the content of aliases."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[Cursor]:
        waiting = [Cursor(self.document.root)] if self.document.root is not None else []
        while waiting:
            location = waiting.pop()
            if not location.node.aliased:
                yield location
                below = [inner for _, inner in location.entries()]
                waiting += reversed([*below, *location.items()])

    @property
    def entries(self) -> list[Cursor]:
        """Values of keys."""
        return [location for location in self.locations if location.key is not None]

    @property
    def items(self) -> list[Cursor]:
        """Items of lists."""
        return [
            location
            for location in self.locations
            if location.path and isinstance(location.path[-1], int)
        ]

    @property
    def mappings(self) -> list[Cursor]:
        return [location for location in self.locations if location.is_mapping]

    @property
    def scalars(self) -> list[Cursor]:
        """Scalars that are written in one line, and not as nothing."""
        return [location for location in self.locations if self._is_short(location)]

    def _is_short(self, location: Cursor) -> bool:
        node = location.node
        written = self.text[node.start : node.end]
        return isinstance(node, Scalar) and bool(written) and "\n" not in written

    def named(self, *names: str) -> list[Cursor]:
        """Values of keys with one of these names."""
        return [location for location in self.entries if location.path[-1] in names]

    def below(self, *path: str) -> list[Cursor]:
        """All that is inside of a section."""
        length = len(path)
        return [p for p in self.locations if len(p.path) > length and p.path[:length] == path]

    def items_of(self, *path: str) -> list[Cursor]:
        """The items of the list at a path; `*` stands for any one name."""
        return [
            item
            for item in self.items
            if len(item.path) == len(path) + 1
            and all(want in ("*", have) for want, have in zip(path, item.path, strict=False))
        ]

    @property
    def references(self) -> list[Cursor]:
        """Scalars that name something else."""
        return [location for location in self.named(*REFERENCES) if location.text]

    @property
    def keys(self) -> list[Cursor]:
        """The keys under which things are declared."""
        return [location for location in self.named("key") if location.text]

    def replace(self, location: Cursor, new: str) -> str:
        """Other characters in the place of a value, and nothing else."""
        return self._splice(location.node.start, location.node.end, new)

    def retype(self, location: Cursor, new: str) -> str | None:
        """A value, whatever it holds, becomes one that is written in a line."""
        if location.key is None:
            return self.replace(location, new)
        text = self.text[location.key.end : location.node.start]
        if ":" not in text or "&" in text:
            return None
        end = max(location.key.end + 1, len(self.text[: location.node.end].rstrip()))
        return self._splice(location.key.end, end, f": {new}")

    def rename(self, location: Cursor, name: str) -> str | None:
        """Another name for the key of a value."""
        return self._apply(lambda: rename_key(self.document, location.path, name))

    def remove(self, location: Cursor) -> str | None:
        """Without a key and its value, or without an item."""
        return self._apply(lambda: remove(self.document, location.path, keep=True))

    def add(self, location: Cursor, data: dict[str, Data]) -> str | None:
        """With more keys in a mapping."""
        return self._apply(lambda: set_keys(self.document, location.path, data))

    def ensure(self, path: YamlPath, data: Data) -> str | None:
        """With data that is there, created on the way where it is not."""
        return self._apply(lambda: ensure(self.document, path, data))

    def repeat(self, location: Cursor) -> str | None:
        """An item or a key twice, if it has separate lines."""
        lines = self.rows(location)
        if lines is None:
            return None
        start, end = lines
        block = self.text[start:end]
        return self._splice(end, end, block if block.endswith("\n") else f"\n{block}")

    def rows(self, location: Cursor) -> tuple[int, int] | None:
        """The offsets of the whole lines of an item or a key; None where it shares them."""
        head = location.node.start if location.key is None else location.key.start
        start = self.text.rfind("\n", 0, head) + 1
        if self.text[start:head].strip(" ") != ("" if location.key is not None else "-"):
            return None
        last = max(head, len(self.text[: location.node.end].rstrip()))
        end = self.text.find("\n", last)
        return start, len(self.text) if end < 0 else end + 1

    def _splice(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def _apply(self, plan: Callable[[], Plan]) -> str | None:
        try:
            return apply_edits(self.text, plan().edits)
        except CannotEdit:
            return None


def pick(random: Random, of: list[T] | tuple[T, ...]) -> T:
    """One of several. Raises Nothing where there is none."""
    if not of:
        raise Nothing
    return random.choice(of)


class Nothing(Exception):  # noqa: N818 - not an error
    """A manifest has no place for a change."""


def misspell(random: Random, word: str) -> str:
    """A word with one typo: a letter lost, doubled, swapped or in the wrong case."""
    at = random.randrange(len(word))
    slips = [
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        word[:at] + word[at].swapcase() + word[at + 1 :],
        word[:at] + "x" + word[at + 1 :],
    ]
    changed = [slip for slip in slips if slip not in ("", word)]
    return random.choice(changed) if changed else f"{word}x"
