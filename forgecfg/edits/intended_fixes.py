"""Fixes that write what the author of a manifest means, in another place or another form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.findings import FixBuilder, Safety

if TYPE_CHECKING:
    from forgecfg.document.changes import Data, Plan
    from forgecfg.document.document import Document


def move_to(location: Cursor, target: YamlPath) -> tuple[FixBuilder, ...]:
    """Unsafe: move the entry at a location to another path."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.move import move

        return move(document, location, target)

    name = ".".join(str(part) for part in target)
    return (FixBuilder(f"move to `{name}`", Safety.UNSAFE, plan),)


def split_item(item: Cursor, names: Sequence[str]) -> tuple[FixBuilder, ...]:
    """Unsafe: write the names that are glued together in a list item as separate items."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure
        from forgecfg.edits.plan import compose
        from forgecfg.edits.value import set_value

        return compose(
            document,
            lambda current: set_value(current, item.path, names[0]),
            lambda current: ensure(current, item.path[:-1], list(names[1:])),
        )

    return (FixBuilder("write them as separate entries", Safety.UNSAFE, plan),)


def declare_remote(
    endpoint: Cursor, name: str, remote: tuple[str, str], path: str, exists: bool
) -> tuple[FixBuilder, ...]:
    """Unsafe: move the URL `name` of an endpoint to a remote, and its path to `route`.

    `remote` is the key and the base URL of the remote, which `exists` or is added. `path` is "" if
    the endpoint keeps its route.
    """
    key, base_url = remote

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure_all
        from forgecfg.edits.plan import compose
        from forgecfg.edits.remove import remove

        wanted: list[tuple[YamlPath, Data]] = [((*endpoint.path, "remote"), key)]
        if path:
            wanted.append(((*endpoint.path, "route"), {"path": path}))
        if not exists:
            added: Data = {"key": key, "baseUrl": base_url, "operations": ["compute"]}
            wanted.append((("remotes",), [added]))
        return compose(
            document,
            lambda current: remove(current, (*endpoint.path, name)),
            lambda current: ensure_all(current, wanted),
        )

    title = f"move the URL to `baseUrl` of remote `{key}`"
    return (FixBuilder(title, Safety.UNSAFE, plan),)


def call_function(location: Cursor, key: str) -> tuple[FixBuilder, ...]:
    """Unsafe: replace the entry at a location with `function` and the key of a function."""

    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure
        from forgecfg.edits.plan import compose
        from forgecfg.edits.remove import remove

        return compose(
            document,
            lambda current: remove(current, location.path),
            lambda current: ensure(current, (*location.path[:-1], "function"), key),
        )

    return (FixBuilder(f"write `function: {key}`", Safety.UNSAFE, plan),)
