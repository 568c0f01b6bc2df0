"""The groups of rules: one prefix of codes and one directory each."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """Rules with the same code prefix. `name` is their directory; `title` is shown to users."""

    prefix: str
    name: str
    title: str


GROUPS: tuple[Group, ...] = (
    Group("FC0", "syntax", "File and YAML"),
    Group("FC1", "schema", "Schema"),
    Group("FC2", "references", "References"),
    Group("FC3", "scopes", "Tokens and scopes"),
    Group("FC4", "remotes", "Remotes and routes"),
    Group("FC5", "files", "Files"),
    Group("FC6", "modules", "Modules, events, agents"),
    Group("FC7", "app", "App: products, permissions, providers, Connect"),
    Group("FC8", "calls", "Calls in source"),
)

BY_PREFIX: dict[str, Group] = {group.prefix: group for group in GROUPS}
"""The groups by prefix."""
