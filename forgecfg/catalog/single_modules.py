"""Modules that an app can have only once, and roles that only one of its pages can have.

Verified with @forge/manifest 13.7, which rejects the second one.
"""

from collections.abc import Mapping

ONLY_ONE: frozenset[str] = frozenset(
    {
        "sql",
        "objectStore",
        "llm",
        "global:ui",
        "jira:globalPage",
        "jira:projectPage",
        "jira:projectSettingsPage",
        "jira:uiModifications",
    }
)
"""Module types that an app can have only once."""

ROLE_TYPES: Mapping[str, tuple[str, ...]] = {
    "jira:adminPage": ("useAsConfig", "useAsGetStarted"),
    "confluence:globalSettings": ("useAsConfig", "useAsGetStarted"),
    "bitbucket:workspaceSettingsMenuPage": ("useAsConfig",),
    "bitbucket:workspaceGlobalPage": ("useAsGetStarted",),
}
"""Module type -> the properties that give a module a role when they are true.

`useAsConfig` makes a page the settings of the app, `useAsGetStarted` its "get started" page.
"""

SPLIT_BY_ROLE: frozenset[str] = frozenset({"jira:adminPage"})
"""Module types of which an app can also have one without a role."""

BITBUCKET_ROLES: Mapping[str, str] = {
    "useAsConfig": "bitbucket:workspaceSettingsMenuPage",
    "useAsGetStarted": "bitbucket:workspaceGlobalPage",
}
"""Role -> the only Bitbucket module type that can have it."""
