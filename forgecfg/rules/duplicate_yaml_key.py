"""FC003."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import Mapping, to_data
from forgecfg.findings import Safety, Severity
from forgecfg.remedies import take_out
from forgecfg.rules.rule import Bad, Context, Fault, Good, Place, Remedy, quote, rule

if TYPE_CHECKING:
    from forgecfg.document.tree import Repeated


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
    for repeated in context.document.repeated:
        first = repeated.first
        yield Fault(
            Place(repeated.again.start, repeated.again.end, repeated.path),
            f"key {quote(repeated.name)} stands twice in this mapping",
            help="remove one of them, or merge what they hold",
            related=((Place(first.start, first.end), "the first one"),),
            remedies=_remedies(context, repeated),
        )


def _remedies(context: Context, repeated: Repeated) -> tuple[Remedy, ...]:
    """Removing the second entry, where it says the same as the first."""
    place: Cursor | None = Cursor(context.document.root) if context.document.root else None
    for part in repeated.path[:-1]:
        if place is not None:
            place = place.item(part) if isinstance(part, int) else place.get(part)
    if place is None or not isinstance(place.node, Mapping):
        return ()
    same = [entry for entry in place.node.entries if entry.name == repeated.name]
    nth = next((at for at, entry in enumerate(same) if entry.key is repeated.again), 0)
    if not nth or not _equal(to_data(same[0].value), to_data(same[nth].value)):
        return ()
    again = Cursor(same[nth].value, repeated.path, repeated.again)
    return take_out(again, Safety.SAFE, "remove the second one", nth)


def _equal(a: object, b: object) -> bool:
    """Whether two values say the same; `1` and `true` do not."""
    return a == b and repr(a) == repr(b)
