"""FC003."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import Place
from forgecfg.document.nodes import Entry, Mapping, to_data
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import take_out
from forgecfg.findings import Fault, Remedy, Safety, Severity
from forgecfg.rules.base import Bad, Context, Good, rule

if TYPE_CHECKING:
    from forgecfg.document.tree import Repeated

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
def duplicate_yaml_key(context: Context) -> Iterator[Fault]:
    """A mapping holds the same key twice.

    Forge refuses the file. Quotes make no difference: `name` and `"name"` are one key. The other
    rules go on with the first of the two. Where both hold the same, `--fix` removes the second.
    """
    twins = _Twins(context)
    for repeated in context.document.repeated:
        first = repeated.first
        yield Fault(
            Place(repeated.again.start, repeated.again.end, repeated.path),
            f"key {quote(repeated.name)} stands twice in this mapping",
            help="remove one of them, or merge what they hold",
            related=((Place(first.start, first.end), "the first one"),),
            remedies=twins.remedies(repeated),
        )


class _Twins:
    """The entries of the mappings with repeated keys, each mapping looked through once."""

    def __init__(self, context: Context) -> None:
        self._root = context.document.root
        self._seen: set[YamlPath] = set()
        # By the key node: the first entry of that name, how many stand before, and the entry.
        self._entries: dict[int, tuple[Entry, int, Entry]] = {}

    def remedies(self, repeated: Repeated) -> tuple[Remedy, ...]:
        """Removing the second entry, where it says the same as the first."""
        self._look_through(repeated.path[:-1])
        first, nth, again = self._entries.get(id(repeated.again), (None, 0, None))
        if first is None or again is None:
            return ()
        if not 0 < nth <= _MOST_FIXES or not _equal(to_data(first.value), to_data(again.value)):
            return ()
        place = Cursor(again.value, repeated.path, repeated.again)
        return take_out(place, Safety.SAFE, "remove the second one", nth)

    def _look_through(self, path: YamlPath) -> None:
        if path in self._seen:
            return
        self._seen.add(path)
        place: Cursor | None = Cursor(self._root) if self._root else None
        for part in path:
            if place is not None:
                place = place.item(part) if isinstance(part, int) else place.get(part)
        if place is None or not isinstance(place.node, Mapping):
            return
        named: dict[str, list[Entry]] = {}
        for entry in place.node.entries:
            same = named.setdefault(entry.name, [])
            self._entries[id(entry.key)] = (same[0] if same else entry, len(same), entry)
            same.append(entry)


def _equal(a: object, b: object) -> bool:
    """Whether two values say the same; `1` and `true` do not."""
    return a == b and repr(a) == repr(b)
