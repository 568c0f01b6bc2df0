"""FC003."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Location
from forgecfg.document.nodes import Entry, Mapping, to_data
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

if TYPE_CHECKING:
    from forgecfg.document.tree import DuplicateKey

# The time of a fix grows with the mapping; more duplicates of one key get no fix.
_MAX_FIXES = 100


@rule(
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(Good("remotes: []\npermissions:\n  scopes: []\n"),),
    bad=(
        Bad(
            """\
remotes:
  - key: one
    baseUrl: https://one.example.com
permissions:
  scopes: []
remotes:
  - key: two
    baseUrl: https://two.example.com
""",
            at=(6, 1),
            says='duplicate key "remotes"',
        ),
        Bad('app: {name: a, "name": b}\n', at=(1, 16), says='duplicate key "name"'),
        Bad(
            "permissions:\n  scopes: []\nremotes: []\npermissions:\n  scopes: []\n",
            at=(4, 1),
            says='duplicate key "permissions"',
            fixed="permissions:\n  scopes: []\nremotes: []\n",
        ),
    ),
)
def duplicate_yaml_key(context: Context) -> Iterator[Violation]:
    """A mapping contains the same key twice.

    Forge rejects the file. Quotes make no difference: `name` and `"name"` are the same key. All
    other rules use the first of the two entries.

    How to fix:
    Remove one of the two entries, or merge their values into one entry. If both values are equal,
    `forgecfg check --fix` removes the second entry.
    """
    entries = _DuplicateEntries(context)
    for duplicates in context.document.duplicates:
        first = duplicates.first
        yield Violation(
            Location(duplicates.duplicate.start, duplicates.duplicate.end, duplicates.path),
            f"duplicate key {quote(duplicates.name)}",
            help="remove one of the two entries, or merge their values",
            related=((Location(first.start, first.end), "first occurrence"),),
            fixes=entries.fixes(duplicates),
        )


class _DuplicateEntries:
    """The entries of the mappings with duplicate keys; each mapping is read once."""

    def __init__(self, context: Context) -> None:
        self._root = context.document.root
        self._read_paths: set[YamlPath] = set()
        # By the id of the key node: the first entry of that name, how many precede, the entry.
        self._entries: dict[int, tuple[Entry, int, Entry]] = {}

    def fixes(self, duplicates: DuplicateKey) -> tuple[FixBuilder, ...]:
        """The fix that removes the second entry, if it equals the first."""
        self._read(duplicates.path[:-1])
        first, nth, second = self._entries.get(id(duplicates.duplicate), (None, 0, None))
        if first is None or second is None:
            return ()
        if not 0 < nth <= _MAX_FIXES or not _equal(to_data(first.value), to_data(second.value)):
            return ()
        cursor = Cursor(second.value, duplicates.path, duplicates.duplicate)
        return remove_entry(cursor, Safety.SAFE, "remove the duplicate", nth)

    def _read(self, path: YamlPath) -> None:
        if path in self._read_paths:
            return
        self._read_paths.add(path)
        cursor: Cursor | None = Cursor(self._root) if self._root else None
        for part in path:
            if cursor is not None:
                cursor = cursor.item(part) if isinstance(part, int) else cursor.get(part)
        if cursor is None or not isinstance(cursor.node, Mapping):
            return
        by_name: dict[str, list[Entry]] = {}
        for entry in cursor.node.entries:
            previous = by_name.setdefault(entry.name, [])
            self._entries[id(entry.key)] = (
                previous[0] if previous else entry,
                len(previous),
                entry,
            )
            previous.append(entry)


def _equal(a: object, b: object) -> bool:
    """Whether two values are equal; `1` and `true` are not."""
    return a == b and repr(a) == repr(b)
