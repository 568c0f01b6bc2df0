"""Where modules name actions, sign-in providers, skills, workflows and other modules.

Paths as in `reference_sites`. Forge's own linter does not follow those of skills, of functions'
providers and of workflows (verified with @forge/manifest 13.7).
"""

from collections.abc import Mapping

ACTION_SITES: Mapping[str, tuple[str, ...]] = {
    "automation:actionProvider": ("actions[]",),
    "rovo:agent": ("actions[]",),
    "rovo:mcp": ("tools[]",),
    "rovo:skill": ("dependencies.tools[]",),
}
"""Module type -> sites that hold a key of `modules.action`."""

PROVIDER_SITES: Mapping[str, tuple[str, ...]] = {
    "function": ("providers.auth[]", "providers.auth[].provider"),
    "graph:connector": ("auth.provider",),
}
"""Module type -> sites that hold a key of `providers.auth`."""

SKILL_SITES: Mapping[str, tuple[str, ...]] = {"rovo:agent": ("skills[]",)}
"""Module type -> sites that hold a key of `modules.rovo:skill`."""

WORKFLOW_SITES: Mapping[str, tuple[str, ...]] = {"consumer": ("resolver.workflow",)}
"""Module type -> sites that hold a key of `modules.workflow`."""

STATE_SITES: Mapping[str, tuple[str, ...]] = {"workflow": ("startAt", "states[].next")}
"""Module type -> sites that hold the key of a state of the same module."""

MODULE_SITES: Mapping[str, tuple[str, ...]] = {
    "confluence:customContent": ("supportedContainerTypes[]", "supportedChildTypes[]"),
    "jira:command": ("target.page",),
    "jira:timeTrackingProvider": ("adminPage",),
}
"""Module type -> sites that hold the key of another module."""

OWN_CONTENT = "this:"
"""The prefix of the key at a site of `confluence:customContent`."""

MODULES_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "confluence:customContent": ("confluence:customContent",),
    "jira:command": (
        "jira:globalPage",
        "jira:adminPage",
        "jira:projectPage",
        "jira:projectSettingsPage",
    ),
    "jira:timeTrackingProvider": ("jira:adminPage",),
}
"""Module type -> the types of the modules that it may name."""
