"""What is shown for the key or value at a position, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.audit.meanings import scope_meaning
from forgecfg.catalog.events import EVENT_SCOPES, KNOWN_EVENTS
from forgecfg.catalog.rest_scopes import product_of
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.document.variables import REFERENCE
from forgecfg.editor.nodes import Found, find_node
from forgecfg.editor.occurrences import (
    Symbol,
    calls_of,
    kind_of_key,
    occurrences_of,
    symbol_at,
)
from forgecfg.editor.pages import page_for
from forgecfg.editor.property_schema import (
    default_at,
    describe,
    description_at,
    properties_at,
    required_at,
    types_at,
    values_of,
)
from forgecfg.editor.resolution import Resolver
from forgecfg.editor.snapshot import Snapshot
from forgecfg.reporters.markdown import code_span
from forgecfg.source.needs import Need, scope_needs

_MOST = 10
_LONGEST = 300


class Hover(NamedTuple):
    """Markdown for the 0-based range it is about."""

    markdown: str
    start: int
    end: int


def hover(snapshot: Snapshot, offset: int, with_source: bool = True) -> Hover | None:
    """What is known about the key or value at an offset; None where there is nothing to say.

    `with_source`: also list the calls in source code.
    """
    manifest = snapshot.outline
    found = find_node(manifest.root, offset)
    if found is None:
        return None
    named = symbol_at(manifest, offset) if not found.on_key else None
    if named is not None:
        lines = [*_key(snapshot, named[0], with_source)]
        return Hover("\n\n".join(lines), named[1].start, named[1].end)
    lines = [*_value(snapshot, found, offset, with_source)]
    if not lines:
        return None
    node = found.cursor.key if found.on_key and found.cursor.key else found.cursor.node
    return Hover("\n\n".join(lines), node.start, node.end)


def _value(snapshot: Snapshot, found: Found, offset: int, with_source: bool) -> Iterator[str]:
    path, text = found.cursor.path, found.cursor.text
    scope = _scope_at(found)
    if scope is not None:
        yield from _scope(snapshot, scope, with_source)
    elif found.on_key:
        yield from _property(path, found.cursor)
    elif text in KNOWN_EVENTS:
        yield from _event(text or "")
    else:
        variable = _variable(snapshot, offset)
        if variable:
            yield variable
        yield from _property(path, found.cursor)


def _scope_at(found: Found) -> str | None:
    path = found.cursor.path
    if path[:2] != ("permissions", "scopes") or len(path) != 3:
        return None
    return str(path[2]) if found.on_key else found.cursor.text


def _scope(snapshot: Snapshot, scope: str, with_source: bool) -> Iterator[str]:
    product = product_of(scope)
    meaning = scope_meaning(scope)
    yield f"**scope** {code_span(scope)}{f' ({product})' if product else ''}"
    if meaning:
        yield f"Lets the app {meaning}."
    token = next((name for name, needed in TOKEN_SCOPES.items() if needed == scope), None)
    if token is not None:
        yield f"Required by `{token}` of endpoints and remotes."
    if with_source:
        declared = frozenset(one.name for one in snapshot.outline.scopes)
        needs = scope_needs(snapshot.outline, snapshot.facts, declared).needs.get(scope, ())
        lines = [f"- {_reason(snapshot, need)}" for need in needs[:_MOST]]
        if lines:
            yield "Required by:"
            yield "\n".join([*lines, *_more(len(needs))])
    yield _page(("permissions",))


def _reason(snapshot: Snapshot, need: Need) -> str:
    where = f" in {_where(snapshot, need.span.file, need.span.start)}" if need.span else ""
    return code_span(need.reason) + where


def _event(event: str) -> Iterator[str]:
    yield f"**event** {code_span(event)}"
    scopes = EVENT_SCOPES.get(event)
    if scopes is not None:
        sets = [f"`{'` + `'.join(one)}`" for one in (scopes.classic, scopes.granular) if one]
        yield f"Requires {' or '.join(sets)}."
    yield _page(("modules", "trigger"))


def _property(path: YamlPath, cursor: Cursor) -> Iterator[str]:
    if not path:
        return
    named = [part for part in path if isinstance(part, str)]
    if not named:
        return
    properties = properties_at(path[:-1]) if isinstance(path[-1], str) else {}
    own = properties.get(str(path[-1]))
    description = describe(own) if own is not None else description_at(path)
    if not description:
        return
    types = " or ".join(sorted(types_at(path)))
    required = "required" if path[-1] in required_at(path[:-1]) else ""
    notes = ", ".join(note for note in (types, required) if note)
    yield f"{code_span(named[-1])}{f' ({notes})' if notes else ''}"
    yield description
    if own is not None and own.get("deprecated"):
        yield "Deprecated."
    values = [str(value) for value in values_of(path) if not isinstance(value, bool)]
    if values and not cursor.is_mapping:
        listed = ", ".join(map(code_span, values[:_MOST]))
        yield f"Values: {listed}{''.join(_more(len(values)))}"
    default = default_at(path)
    if default is not None:
        yield f"Default: {code_span(str(default))}"
    yield _page(path)


def _variable(snapshot: Snapshot, offset: int) -> str:
    """What is known about the variable at an offset, "" if there is none."""
    text = snapshot.text
    start = text.rfind("${", max(0, offset - _LONGEST), offset + 2)
    match = REFERENCE.match(text, start) if start >= 0 else None
    if match is None or not start <= offset <= match.end():
        return ""
    declared = snapshot.outline.at("environment", "variables")
    for item in declared.items() if declared is not None else ():
        key = item.get("key") if item.is_mapping else item
        if key is not None and key.value == match[1]:
            default = item.get("default")
            known = (
                f"default {code_span(str(default.value))}"
                if default is not None
                else "without a default"
            )
            return f"**variable `{match[1]}`**, {known}"
    return f"**variable `{match[1]}`** is not declared under `environment.variables`"


def _key(snapshot: Snapshot, symbol: Symbol, with_source: bool) -> Iterator[str]:
    manifest = snapshot.outline
    state = "" if symbol.declaration else " is not declared"
    yield f"**{kind_of_key(symbol)}** {code_span(symbol.name)}{state}"
    chain = Resolver(manifest).lines(symbol)
    if chain:
        yield "\n".join(f"- {line}" for line in chain)
    owners = [place.owner for place in occurrences_of(manifest, symbol) if place.owner]
    users = list(dict.fromkeys(owners))
    if users:
        yield f"Used by {', '.join(map(code_span, users[:_MOST]))}{''.join(_more(len(users)))}"
    if with_source:
        calls = calls_of(snapshot.facts, manifest, symbol)
        lines = [
            f"- {call.owner} in {_where(snapshot, call.file, call.start)}" for call in calls[:_MOST]
        ]
        if lines:
            yield "Called in source code:"
            yield "\n".join([*lines, *_more(len(calls))])
    if symbol.declaration is not None:
        yield _page(symbol.declaration.path)


def _where(snapshot: Snapshot, file: str, offset: int) -> str:
    lines = snapshot.facts.texts.get(file)
    return code_span(f"{file}:{lines.position(offset)[0]}" if lines is not None else file)


def _more(count: int) -> list[str]:
    return [f" and {count - _MOST} more"] if count > _MOST else []


def _page(path: YamlPath) -> str:
    return f"[Forge documentation]({page_for(path)})"
