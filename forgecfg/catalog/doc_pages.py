"""Pages of the Forge documentation by the section of the manifest that they describe."""

from collections.abc import Mapping

from forgecfg.catalog.forge_pages import FORGE_DOCS, MANIFEST

REFERENCE = FORGE_DOCS + MANIFEST
"""The reference of the manifest; pages are given as the part after it."""

SECTION_PAGES: Mapping[str, str] = {
    "permissions": "permissions/",
    "remotes": "remotes/",
    "providers": "providers/",
    "modules": "modules/",
}
"""Section of the root -> page."""

MODULE_PAGES: Mapping[str, str] = {
    "endpoint": "endpoint/",
    "action": "modules/rovo-action/",
    "jira:customField": "modules/jira-custom-field/",
    "rovo:agentConnector": "modules/rovo-agent-connector/",
    "scheduledTrigger": "modules/scheduled-trigger/",
    "trigger": "modules/trigger/",
    "webtrigger": "modules/web-trigger/",
}
"""Module type -> page. The other types are listed on the page of all modules."""

PROPERTY_PAGES: Mapping[str, str] = {
    "displayConditions": "display-conditions/",
    "keyboardShortcut": "keyboard-shortcuts/",
}
"""Property of a module -> page."""
