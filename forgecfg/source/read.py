"""Reading the source of an app: from a manifest and its files to `SourceFacts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from forgecfg.files.app_files import ProjectFiles
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.source.app import App
from forgecfg.source.assets import assets_of_code, assets_of_pages, find_pages
from forgecfg.source.entries import Entry, HandlerEntry, front_entries, handler_entries
from forgecfg.source.facts import Call, Handler, Resolver, SourceFacts, SourceSpan, Unread
from forgecfg.source.flow import Flow
from forgecfg.source.keyed import KeyReader, call_of, canonical, source_span
from forgecfg.source.mention import app_of
from forgecfg.source.origin import HELD, INSTANCE, RETURNED, Origin
from forgecfg.source.rawcall import RawCall
from forgecfg.source.reach import reach
from forgecfg.source.seeds import unit_imports
from forgecfg.source.shown import shown_files
from forgecfg.source.syntax import arguments, inner, name_of, properties
from forgecfg.source.unit import MENTION, Unit

_DEFINE = re.compile(r"""\.define\s*+(?:<[^<>()]*>\s*+)?\(\s*+(['"`])([^'"`\n]+)\1""")


class _Read(NamedTuple):
    """What source says that starts at certain entries, whatever else the manifest contains.

    `facts` are without the modules that show files, and what these load; `fronts` are the files of
    front ends by the key of the resource, `certain` says whether these were not guessed.
    """

    facts: SourceFacts
    fronts: Mapping[str, frozenset[str]]
    certain: Mapping[str, bool]
    units: Mapping[str, Unit]


_Entries = tuple[tuple[HandlerEntry, ...], tuple[Entry, ...]]

# An editor checks a manifest again and again, and rarely changes where source starts.
_LAST: WeakKeyDictionary[ProjectFiles, tuple[_Entries, _Read]] = WeakKeyDictionary()


def read_source(manifest: Manifest, files: ProjectFiles) -> SourceFacts:
    """What the source of an app says, as far as it runs. Raises nothing, whatever it contains.

    The last result for the same files is used again if the source starts at the same entries.
    """
    app = app_of(files)
    entries = (tuple(handler_entries(manifest, files)), tuple(front_entries(manifest, app)))
    last = _LAST.get(files)
    if last is None or last[0] != entries:
        last = _LAST[files] = (entries, _read(app, *entries))
    facts, fronts, certain, units = last[1]
    lost = [Unread(path, "source of this folder not found") for path in _hidden(manifest, fronts)]
    shown = shown_files(manifest, fronts, certain, facts.calls)
    owners = {
        owner
        for owner, paths in fronts.items()
        if any(shown[path].certain and shown[path].modules for path in paths)
    }
    pages = find_pages(app, manifest, owners)
    return facts._replace(
        assets=(*assets_of_pages(pages), *assets_of_code(units.values(), shown)),
        shown=shown,
        unread=tuple(dict.fromkeys((*facts.unread, *lost))),
        texts={**pages, **facts.texts},
    )


def _read(app: App, handlers: tuple[HandlerEntry, ...], entries: tuple[Entry, ...]) -> _Read:
    back = reach(app, dict.fromkeys(location.path for location in handlers if location.path))
    fronts = {
        owner: reach(app, [entry.path for entry in entries if entry.owner == owner])
        for owner in dict.fromkeys(entry.owner for entry in entries)
    }
    paths = dict.fromkeys(back.paths)
    for reached in fronts.values():
        paths.update(dict.fromkeys(reached.paths))
    flow = Flow(app, paths)
    flow.run()
    starts = {location.path for location in handlers} | {entry.path for entry in entries}
    reader = KeyReader(app, flow, frozenset(starts))
    calls = tuple(call_of(app, raw, reader) for raw in flow.calls.values())
    units = {path: unit for path in paths if (unit := app.unit(path)) is not None}
    facts = SourceFacts(
        calls=calls,
        imports=dict(_imports(units)),
        backend=frozenset(back.paths),
        handlers={
            location.function: _handler(
                app, flow, location.function, location.path, location.export, calls
            )
            for location in handlers
            if location.path
        },
        stray=frozenset(_stray(units)),
        escaped=frozenset(_chain(origin) for origin in flow.escaped),
        unread=tuple(
            dict.fromkeys((*back.unread, *(u for f in fronts.values() for u in f.unread)))
        ),
        unread_backend=bool(back.unread),
        texts={path: unit.lines for path, unit in units.items()},
    )
    certain = {
        owner: all(entry.certain for entry in entries if entry.owner == owner) for owner in fronts
    }
    files = {key: frozenset(one.paths) for key, one in fronts.items()}
    return _Read(facts, files, certain, units)


def _hidden(manifest: Manifest, fronts: Mapping[str, object]) -> Iterator[str]:
    """The paths of resources that modules show and whose source was not found."""
    shown = {ref.name for ref in manifest.references[Target.RESOURCE] if not ref.before}
    for item in manifest.items("resources"):
        key, path = item.get("key"), item.get("path")
        if key is not None and key.text in shown and key.text not in fronts:
            yield path.text or "" if path is not None else ""


def _chain(origin: Origin) -> tuple[str, ...]:
    path = origin.path
    while path and (path[-1][:1] == HELD or path[-1] in (RETURNED, INSTANCE)):
        path = path[:-1]
    return (origin.package, *(step for step in path if step != "default"))


def _imports(units: Mapping[str, Unit]) -> Iterator[tuple[str, SourceSpan]]:
    """Each `@forge/` package that is imported, and the first place where it is."""
    from forgecfg.source.scope import Binding

    found: dict[str, SourceSpan] = {}
    for unit in units.values():
        if not unit.mentions_forge:
            continue
        for source, location in unit_imports(unit):
            if source.startswith(MENTION) and source not in found:
                node = location.name if isinstance(location, Binding) else location
                found[source] = source_span(unit, node.start_byte, node.end_byte)
    yield from found.items()


def _stray(units: Mapping[str, Unit]) -> Iterator[str]:
    """Every key given to something called `define`: some resolvers cannot be followed."""
    for unit in units.values():
        if ".define" in unit.text:
            yield from (match[2] for match in _DEFINE.finditer(unit.text))


def _handler(
    app: App, flow: Flow, function: str, path: str, export: str, calls: tuple[Call, ...]
) -> Handler:
    unit = app.unit(path)
    if unit is None:
        return Handler(function, path, export, None)
    names = _all_exports(app, unit)
    resolver = _resolver(app, flow, unit, export, calls)
    return Handler(function, path, export, names, resolver)


def _all_exports(app: App, unit: Unit) -> frozenset[str] | None:
    """The names that a file exports, through `export *`; None if they cannot be recognized."""
    names: set[str] = set()
    seen: set[str] = set()
    waiting = [unit]
    while waiting:
        here = waiting.pop()
        if here.path in seen:
            continue
        seen.add(here.path)
        if here.root.has_error or (here.exports_unclear() and not _only_stars(here)):
            return None
        for name, export in here.exports.items():
            if name[0] != "*":
                if here is unit or name != "default":
                    names.add(name)
                continue
            target = app.resolve(here.path, export.source)
            other = app.unit(target) if target else None
            if other is None:
                return None
            waiting.append(other)
    return frozenset(names - {"module.exports"})


def _only_stars(unit: Unit) -> bool:
    return "exports" not in unit.text and "export =" not in unit.text


def _resolver(
    app: App, flow: Flow, unit: Unit, export: str, calls: tuple[Call, ...]
) -> Resolver | None:
    found = app.export(unit.path, export)
    if found is None or found[1].node is None:
        return None
    other, node = found[0], found[1].node
    for _ in range(4):
        if node.type != "identifier":
            break
        binding = other.scopes.names(other.root).get(name_of(node))
        if binding is None or (binding.path and binding.kind != "import"):
            return None
        if binding.kind == "import":
            target = app.resolve(other.path, binding.source)
            again = app.export(target, binding.path[0]) if target else None
            if again is None or again[1].node is None:
                return None
            other, node = again[0], again[1].node
        elif binding.value is None:
            return None
        else:
            node = inner(binding.value)
    node = inner(node)
    return next(
        (
            _definitions(flow, raw, calls)
            for raw in flow.calls.values()
            if raw.node.id == node.id and raw.unit is other and _is_handler(raw)
        ),
        None,
    )


def _is_handler(raw: RawCall) -> bool:
    return raw.origin.package == "@forge/resolver" and canonical(raw)[1][-1] in (
        "getDefinitions",
        "makeResolver",
    )


def _definitions(flow: Flow, raw: RawCall, calls: tuple[Call, ...]) -> Resolver:
    keys: dict[str, SourceSpan] = {}
    complete = True
    if canonical(raw)[1][-1] == "makeResolver":
        given = arguments(raw.node)
        members = [*properties(inner(given[0]))] if given else []
        for key, value in members:
            if key is None:
                complete = False
            else:
                keys[key] = source_span(raw.unit, value.start_byte, value.end_byte)
        return Resolver(keys, complete and bool(members))
    instance = raw.origin.instance
    for call in calls:
        if (
            call.package == "@forge/resolver"
            and call.name == "define"
            and call.instance == instance
        ):
            complete = complete and call.known
            keys.update((key.name, key.at) for key in call.keys if key.name is not None)
    lost = any(origin.instance == instance for origin in flow.escaped if instance)
    return Resolver(keys, complete and not lost and bool(instance))
