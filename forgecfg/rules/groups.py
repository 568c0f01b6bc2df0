"""The groups of rules: by the beginning of their codes, each in a folder of its own."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """Rules whose codes begin alike. `name` is that of their folder; `title` is for people."""

    prefix: str
    name: str
    title: str


GROUPS: tuple[Group, ...] = (
    Group("FC0", "syntax", "The file and its YAML"),
    Group("FC1", "structure", "The shape: properties, types, values"),
    Group("FC2", "references", "Names, and what they lead to"),
    Group("FC3", "scopes", "Tokens and scopes"),
    Group("FC4", "remotes", "Remotes and routes"),
    Group("FC5", "files", "Functions, resources, translations: what lies on disk"),
    Group("FC6", "modules", "Modules, events, agents"),
    Group("FC7", "app", "The app: products, permissions, providers, Connect"),
    Group("FC8", "calls", "Calls in source"),
)

BY_PREFIX: dict[str, Group] = {group.prefix: group for group in GROUPS}
"""Groups by the beginning of their codes."""
