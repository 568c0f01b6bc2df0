"""Modules that an app can have only once, and the pages with a role among all pages of an app.

Measured: Forge's own linter refuses the second one.
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
"""Module type -> the roles that one of its modules can have: where it is true, it has the role.

`useAsConfig` makes a page the app's settings, `useAsGetStarted` its first steps.
"""

SPLIT_BY_ROLE: frozenset[str] = frozenset({"jira:adminPage"})
"""Module types of which an app can have one without any role, too."""

BITBUCKET_ROLES: Mapping[str, str] = {
    "useAsConfig": "bitbucket:workspaceSettingsMenuPage",
    "useAsGetStarted": "bitbucket:workspaceGlobalPage",
}
"""Role -> the only module type of Bitbucket that can have it."""
