"""The usual slips, and what to write instead.

They come from what Forge's own documentation shows wrongly in places, and from what people paste.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forgecfg.findings import YamlPath

if TYPE_CHECKING:
    from forgecfg.document.nodes import ScalarValue
    from forgecfg.edits import Data

MERGE_KEY = "<<"

# (end of the path, with "*" for any part; what it holds) -> what to write.
_WRONG_TYPE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("route",), "a string", "write `route:` and below it `path: /…`"),
    (("auth", "appUserToken"), "a boolean", "write `appUserToken:` and below it `enabled: true`"),
    (
        ("auth", "appSystemToken"),
        "a boolean",
        "write `appSystemToken:` and below it `enabled: true`",
    ),
    (("resolver",), "a string", "write `resolver:` and below it `function: …` or `endpoint: …`"),
    (("permissions", "scopes"), "a string", "write the scopes as a list, one `- ` line each"),
)
_MISPLACED: dict[tuple[YamlPath, str], str] = {
    ((), "endpoint"): "endpoints belong under `modules`, as `modules.endpoint`",
    ((), "endpoints"): "endpoints belong under `modules`, as `modules.endpoint`",
    ((), "scopes"): "scopes belong under `permissions`",
    ((), "function"): "functions belong under `modules`, as `modules.function`",
    ((), "baseUrl"): "`baseUrl` belongs to an item of `remotes`",
}


def for_wrong_type(path: YamlPath, kind: str) -> str:
    """What to write where a value of a kind ("a string", …) stands at a path, or ""."""
    for end, of_kind, advice in _WRONG_TYPE:
        if kind == of_kind and path[-len(end) :] == end:
            return advice
    # A section written as a mapping: the dash of its only item was forgotten.
    if kind == "a mapping" and (path == ("remotes",) or path[:-1] == ("modules",)):
        return "it is a list: start each item with `- `"
    return ""


def meant(path: YamlPath, value: ScalarValue) -> dict[str, Data] | None:
    """The mapping that a scalar at a path surely stands for, or None."""
    if path[:2] == ("modules", "endpoint") and path[3:] == ("route",) and isinstance(value, str):
        return {"path": value}
    if path[-2:-1] == ("auth",) and isinstance(value, bool):
        return {"enabled": value}
    return None


def for_unknown(path: YamlPath, name: str) -> str:
    """What to do about a property that does not belong where it stands, or ""."""
    return _MISPLACED.get((path, name), "")


def is_left_alone(path: YamlPath, name: str, known: frozenset[str]) -> bool:
    """Whether nothing is said of a property that is not among the known ones of an open mapping.

    Only those of modules are spoken of, and not the legacy remotes among them. Merge keys and an
    `endpoint` that belongs under `resolver` have rules of their own; `x-…` are notes of the author.
    """
    if path[:1] != ("modules",) or path[1:2] == ("remote",):
        return True
    if name == "endpoint" and "resolver" in known:
        return True
    return name == MERGE_KEY or name.startswith("x-")
