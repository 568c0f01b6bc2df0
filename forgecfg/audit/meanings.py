"""What scopes and lists of addresses mean, in words."""

from __future__ import annotations

PURPOSES = {
    "fetch.backend": "functions call it",
    "fetch.client": "front ends call it",
    "fonts": "front ends load fonts from it",
    "frames": "front ends show it in frames",
    "images": "front ends load images from it",
    "media": "front ends load audio and video from it",
    "navigation": "front ends lead users to it",
    "scripts": "front ends run its scripts",
    "styles": "front ends load styles from it",
}
"""By the list below `permissions.external` (manifest-reference/permissions)."""

_VERBS = {
    "read": "read",
    "write": "create and change",
    "delete": "delete",
    "manage": "administer",
    "send": "send",
    "search": "search",
    "validate": "validate",
    "redact": "redact",
    "import": "import",
}
_CLASSIC = {
    "read:app-user-token": "send remotes a token to act as the user",
    "read:app-system-token": "send remotes a token to act as the app",
    "storage:app": "store data in Forge storage",
    "read:jira-work": "read Jira projects, issues, comments and attachments",
    "write:jira-work": "create and change Jira issues, comments and worklogs",
    "read:jira-user": "read Jira users, their names and email addresses where visible",
    "manage:jira-project": "administer Jira projects",
    "manage:jira-configuration": "administer Jira",
    "manage:jira-webhook": "manage Jira webhooks",
    "manage:jira-data-provider": "provide development data to Jira",
    "read:confluence-content.all": "read all Confluence content",
    "read:confluence-content.summary": "read summaries of Confluence content",
    "write:confluence-content": "create and change Confluence content",
    "read:me": "read the profile of the user",
    "report:personal-data": "report which accounts the app stores data about",
}
_PRODUCTS = {
    "jira": "Jira",
    "jira-software": "Jira boards and sprints",
    "jira-service-management": "Jira Service Management",
    "servicedesk-request": "Jira Service Management",
    "confluence": "Confluence",
    "bitbucket": "Bitbucket",
    "compass": "Compass",
    "cmdb": "Assets",
}


def scope_meaning(name: str) -> str:
    """What a scope allows, from its name; "" where the name says nothing known."""
    if name in _CLASSIC:
        return _CLASSIC[name]
    parts = name.split(":")
    if len(parts) < 2 or parts[0] not in _VERBS or not all(parts):
        return ""
    thing = parts[1].replace("-", " ").replace(".", " ")
    product = _PRODUCTS.get(parts[2], parts[2].replace("-", " ")) if len(parts) > 2 else ""
    return f"{_VERBS[parts[0]]} {thing}{f' in {product}' if product else ''}"
