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

# A fix takes as long as the mapping is large, and no person repeats a key more often than this.
_MOST_FIXES = 100


@rule(
    "FC003",
    "duplicate-yaml-key",
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
            says='key "remotes" stands twice',
        ),
        Bad('app: {name: a, "name": b}\n', at=(1, 16), says='key "name" stands twice'),
        Bad(
            "permissions:\n  scopes: []\nremotes: []\npermissions:\n  scopes: []\n",
            at=(4, 1),
            says='key "permissions" stands twice',
            fixed="permissions:\n  scopes: []\nremotes: []\n",
        ),
    ),
)
def duplicate_yaml_key(context: Context) -> Iterator[Violation]:
    """A mapping holds the same key twice.

    Forge refuses the file. Quotes make no difference: `name` and `"name"` are one key. The other
    rules go on with the first of the two. Where both hold the same, `--fix` removes the second.
    """
    twins = _Twins(context)
    for duplicates in context.document.duplicates:
        first = duplicates.first
        yield Violation(
            Location(duplicates.again.start, duplicates.again.end, duplicates.path),
            f"key {quote(duplicates.name)} stands twice in this mapping",
            help="remove one of them, or merge what they hold",
            related=((Location(first.start, first.end), "the first one"),),
            fixes=twins.fixes(duplicates),
        )


class _Twins:
    """The entries of the mappings with repeated keys, each mapping looked through once."""

    def __init__(self, context: Context) -> None:
        self._root = context.document.root
        self._seen: set[YamlPath] = set()
        # By the key node: the first entry of that name, how many stand before, and the entry.
        self._entries: dict[int, tuple[Entry, int, Entry]] = {}

    def fixes(self, duplicates: DuplicateKey) -> tuple[FixBuilder, ...]:
        """Removing the second entry, where it says the same as the first."""
        self._look_through(duplicates.path[:-1])
        first, nth, again = self._entries.get(id(duplicates.again), (None, 0, None))
        if first is None or again is None:
            return ()
        if not 0 < nth <= _MOST_FIXES or not _equal(to_data(first.value), to_data(again.value)):
            return ()
        location = Cursor(again.value, duplicates.path, duplicates.again)
        return remove_entry(location, Safety.SAFE, "remove the second one", nth)

    def _look_through(self, path: YamlPath) -> None:
        if path in self._seen:
            return
        self._seen.add(path)
        location: Cursor | None = Cursor(self._root) if self._root else None
        for part in path:
            if location is not None:
                location = location.item(part) if isinstance(part, int) else location.get(part)
        if location is None or not isinstance(location.node, Mapping):
            return
        named: dict[str, list[Entry]] = {}
        for entry in location.node.entries:
            same = named.setdefault(entry.name, [])
            self._entries[id(entry.key)] = (same[0] if same else entry, len(same), entry)
            same.append(entry)


def _equal(a: object, b: object) -> bool:
    """Whether two values say the same; `1` and `true` do not."""
    return a == b and repr(a) == repr(b)
