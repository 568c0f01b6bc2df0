"""Changes of modules."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from forgecfg.impact.changes import Draft
from forgecfg.impact.pairing import pair
from forgecfg.manifest.analysis.app import ModuleGrant
from forgecfg.manifest.analysis.grants import Grants

_FIRST = {
    "sql": "sql-module-added",
    "objectStore": "object-store-module-added",
    "llm": "llm-module-added",
}
_REMOVED = {
    "webtrigger": "web-trigger-removed",
    "jira:customField": "custom-field-removed",
    "jira:customFieldType": "custom-field-removed",
    "macro": "macro-removed",
    "confluence:customContent": "custom-content-removed",
    "jira:workflowValidator": "stored-module-removed",
    "jira:workflowCondition": "stored-module-removed",
    "jira:workflowPostFunction": "stored-module-removed",
    "jira:dashboardGadget": "stored-module-removed",
    "jira:entityProperty": "stored-module-removed",
    "jira:globalPermission": "stored-module-removed",
    "sql": "storage-module-removed",
    "objectStore": "storage-module-removed",
}
"""What the removal of a module of a type costs; also a changed key, which is the same to Forge."""


def compare_modules(base: Grants, new: Grants) -> Iterator[Draft]:
    """The changes of modules, endpoints left out."""
    pairs = pair(base.modules, new.modules, lambda module: (module.type, module.key))
    old_types = {module.type for module in base.modules}
    had_dynamic = any(module.is_dynamic_web_trigger for module in base.modules)
    renames = _renames(pairs.removed, pairs.added)
    renamed = {(module.type, module.key) for module in renames.values()}
    for module in pairs.added:
        if (module.type, module.key) in renamed:
            continue
        yield Draft(
            _added_kind(module, old_types, had_dynamic),
            f"{module.type}/{module.key}",
            f"{module.label} is added",
            new=module.at,
        )
    for number, module in enumerate(pairs.removed):
        subject = f"{module.type}/{module.key}"
        kind = _REMOVED.get(module.type, "module-removed")
        after = renames.get(number)
        if after is None:
            yield Draft(kind, subject, f"{module.label} is removed", base=module.at)
        else:
            kind = "module-renamed" if kind == "module-removed" else kind
            message = f'key of {module.label} changes to "{after.key}"'
            yield Draft(kind, subject, message, module.at, after.at)
    for before, after in pairs.kept:
        yield from _changed(before, after)


def _added_kind(module: ModuleGrant, old_types: set[str], had_dynamic: bool) -> str:
    if module.type in _FIRST and module.type not in old_types:
        return _FIRST[module.type]
    if module.is_dynamic_web_trigger and not had_dynamic:
        return "dynamic-web-trigger-added"
    return "module-added"


def _renames(
    removed: tuple[ModuleGrant, ...], added: tuple[ModuleGrant, ...]
) -> dict[int, ModuleGrant]:
    """By the index of a removed module, the added one that differs in nothing but its key."""
    waiting: dict[object, deque[ModuleGrant]] = {}
    for module in added:
        waiting.setdefault(_content(module), deque()).append(module)
    found: dict[int, ModuleGrant] = {}
    for number, module in enumerate(removed):
        same = waiting.get(_content(module))
        if same and module.data:
            found[number] = same.popleft()
    return found


def _content(module: ModuleGrant) -> object:
    return module.type, tuple(sorted(module.data.items()))


def _changed(before: ModuleGrant, after: ModuleGrant) -> Iterator[Draft]:
    names = sorted(
        name
        for name in before.data.keys() | after.data.keys()
        if before.data.get(name, _ABSENT) != after.data.get(name, _ABSENT)
    )
    if not names:
        return
    subject = f"{after.type}/{after.key}"
    if after.is_dynamic_web_trigger and not before.is_dynamic_web_trigger:
        message = f"{after.label} becomes dynamic"
        yield Draft("web-trigger-made-dynamic", subject, message, before.at, after.at)
        names = [name for name in names if name != "response"]
    if after.type == "webtrigger" and "urlFormat" in names:
        message = f"{after.label} has another `urlFormat`"
        yield Draft("web-trigger-url-format", subject, message, before.at, after.at)
        names.remove("urlFormat")
    if names:
        message = f"{after.label} changes: {_list(names)}"
        yield Draft("module-changed", subject, message, before.at, after.at)


_ABSENT = object()
_SHOWN = 6


def _list(names: list[str]) -> str:
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown
