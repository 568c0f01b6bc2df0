"""What to write for a required property that is missing, and a fix where one is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.placeholder import PLACEHOLDER_TEXT
from forgecfg.document.display import quote
from forgecfg.document.positions import YamlPath
from forgecfg.schema.wording import join

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.schema.load import Schema


class Missing(NamedTuple):
    """What to write for a missing property; `value` is None if no fix can add one."""

    help: str
    value: Data = None


_RUNTIME = "nodejs24.x"
_HANDLER = (
    "write `handler: index.run`: a file below `src` without its ending, and the name of its export"
)

# By the end of the path and the name; `*` stands for any part.
_TABLE: dict[tuple[tuple[str, ...], str], Missing] = {
    ((), "app"): Missing(
        "write `app:` and below it the `runtime`, then run `forge register`, which adds the `id`"
    ),
    (("app",), "id"): Missing("run `forge register`, which adds the id"),
    (("app",), "runtime"): Missing(
        f"write `runtime:` and below it `name: {_RUNTIME}`", {"name": _RUNTIME}
    ),
    (("app", "runtime"), "name"): Missing(f"write `name: {_RUNTIME}`", _RUNTIME),
    (("*",), "handler"): Missing(_HANDLER, "index.run"),
    (("*",), "interval"): Missing(
        "write `interval:` with one of: fiveMinute, hour, day, week", "hour"
    ),
    (("*",), "events"): Missing(
        "write `events:` and below it a list of events, such as `- avi:jira:updated:issue`"
    ),
    (("*",), "path"): Missing("write `path:` with the file or the directory, from the manifest"),
    (("*",), "icon"): Missing("write `icon:` with a URL, or with `resource:KEY;file.svg`"),
    (("*",), "enabled"): Missing("write `enabled: true`", True),
    (("*",), "inScopeEUD"): Missing(
        "write `inScopeEUD: true` if end-user data goes there, otherwise `inScopeEUD: false`", True
    ),
    (("*",), "baseUrl"): Missing("write `baseUrl: https://…`, the URL of your backend"),
    (("*",), "title"): Missing("write `title:` with the text that users see", PLACEHOLDER_TEXT),
    (("*",), "name"): Missing("write `name:` with the text that users see", PLACEHOLDER_TEXT),
    (("*",), "description"): Missing(
        "write `description:` with a sentence that says what it does", PLACEHOLDER_TEXT
    ),
    (("route",), "path"): Missing("write `path: /…`, which is appended to the base URL", "/TODO"),
}
_DECLARED: dict[str, tuple[str, ...]] = {
    "function": ("modules", "function"),
    "endpoint": ("modules", "endpoint"),
    "resource": ("resources",),
    "remote": ("remotes",),
    "service": ("services",),
}


def missing(path: YamlPath, name: str, schema: Schema, root: object) -> Missing:
    """What to write for a property that a mapping at a path requires.

    `schema` is the schema of the mapping, `root` the manifest as plain data.
    """
    if name in _DECLARED:
        return _reference(name, root)
    if name == "key":
        return _key(path)
    for (end, known), found in _TABLE.items():
        if known != name:
            continue
        if end == ("*",):
            if path[:1] != ("app",):
                return found
        elif path == end or (len(end) == 1 and end[0] != "app" and path[-1:] == end):
            return found
    return _by_type(name, schema.get("properties", {}).get(name, {}))


def missing_choice(names: tuple[str, ...], root: object) -> tuple[Missing, str]:
    """What to write where one of several properties is required, and the one that a fix adds.

    A fix is possible if only one key is declared for all of them.
    """
    if "resource" in names:
        # A UI module that a function draws is UI Kit 1, its legacy version.
        names = ("resource",)
    if not all(name in _DECLARED for name in names):
        return Missing(f"write {join(f'`{name}:`' for name in names)}"), ""
    keys = {name: _keys(name, root) for name in names}
    total = [(name, key) for name in names for key in keys[name]]
    options = join(f"`{name}:` with a key of `{'.'.join(_DECLARED[name])}`" for name in names)
    if len(total) == 1:
        return Missing(f"write {options}", total[0][1]), total[0][0]
    return Missing(f"write {options}"), ""


def _reference(name: str, root: object) -> Missing:
    section = ".".join(_DECLARED[name])
    keys = _keys(name, root)
    if len(keys) == 1:
        return Missing(f"write `{name}: {keys[0]}`, the only one in `{section}`", keys[0])
    if keys:
        return Missing(f"write `{name}:` with one of: {', '.join(keys[:8])}")
    return Missing(f"write `{name}:` with a key of `{section}`, and declare it there")


def _keys(name: str, root: object) -> list[str]:
    """The declared keys that a property can reference."""
    section = root
    for part in _DECLARED[name]:
        section = section.get(part) if isinstance(section, dict) else None
    items = section if isinstance(section, list) else []
    keys = [item.get("key") for item in items if isinstance(item, dict)]
    return [key for key in keys if isinstance(key, str) and key and len(key) < 80]


def _key(path: YamlPath) -> Missing:
    number = next((part + 1 for part in reversed(path) if isinstance(part, int)), 1)
    value = f"TODO-{number}" if path[:1] == ("modules",) and len(path) == 3 else None
    return Missing("write `key:` with a unique name of letters, digits, `-` and `_`", value)


def _by_type(name: str, schema: Schema) -> Missing:
    if "enum" in schema:
        values = [str(value) for value in schema["enum"]]
        return Missing(f"write `{name}:` with one of: {', '.join(values[:8])}")
    kind = schema.get("type")
    if kind == "boolean":
        return Missing(f"write `{name}: true` or `{name}: false`")
    if kind == "array":
        return Missing(f"write `{name}:` and below it a list, one `- ` line each")
    if kind == "object":
        required = [quote(part) for part in schema.get("required", ())]
        below = f" with {join(required, 'and')}" if required else ""
        return Missing(f"write `{name}:` and below it a mapping{below}")
    if kind in ("integer", "number"):
        return Missing(f"write `{name}:` with a number")
    is_text = kind == "string" and not schema.keys() & {"pattern", "maxLength", "const"}
    return Missing(f"write `{name}: …`", PLACEHOLDER_TEXT if is_text else None)
