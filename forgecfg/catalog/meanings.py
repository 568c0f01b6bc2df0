"""What people mean by names that Forge does not have.

Names that assistants invent, that other systems use, or that older versions of Forge had, and what
to write instead. Names that are only misspelled are not listed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_PRODUCTS: Mapping[str, str] = {
    "jsm": "jiraServiceManagement",
    "servicedesk": "jiraServiceManagement",
    "jira-service-management": "jiraServiceManagement",
    "csm": "customerServiceManagement",
    "customer-service-management": "customerServiceManagement",
    "dashboard": "dashboards",
    "wiki": "confluence",
    "conf": "confluence",
}

# In lower case. Some types have no product, others are called differently in Connect or the UI.
_MODULE_TYPES: Mapping[str, str] = {
    "confluence:macro": "macro",
    "confluence:staticmacro": "macro",
    "confluence:dynamiccontentmacro": "macro",
    "jira:macro": "macro",
    "macro:macro": "macro",
    "scheduled:trigger": "scheduledTrigger",
    "schedule:trigger": "scheduledTrigger",
    "scheduled": "scheduledTrigger",
    "scheduler": "scheduledTrigger",
    "schedule": "scheduledTrigger",
    "cron": "scheduledTrigger",
    "cronjob": "scheduledTrigger",
    "jira:scheduledtrigger": "scheduledTrigger",
    "confluence:scheduledtrigger": "scheduledTrigger",
    "core:scheduledtrigger": "scheduledTrigger",
    "forge:scheduledtrigger": "scheduledTrigger",
    "scheduledjob": "scheduledTrigger",
    "core:trigger": "trigger",
    "forge:trigger": "trigger",
    "jira:trigger": "trigger",
    "confluence:trigger": "trigger",
    "bitbucket:trigger": "trigger",
    "eventtrigger": "trigger",
    "event:trigger": "trigger",
    "producttrigger": "trigger",
    "product:trigger": "trigger",
    "eventlistener": "trigger",
    "core:function": "function",
    "core:webtrigger": "webtrigger",
    "web:trigger": "webtrigger",
    "web-trigger": "webtrigger",
    "forge:webtrigger": "webtrigger",
    "jira:webtrigger": "webtrigger",
    "webhook": "webtrigger",
    "webhooks": "webtrigger",
    "core:consumer": "consumer",
    "queue": "consumer",
    "queueconsumer": "consumer",
    "eventconsumer": "consumer",
    "asyncconsumer": "consumer",
    "core:endpoint": "endpoint",
    "remote:endpoint": "endpoint",
    "core:action": "action",
    "rovo:action": "action",
    "agent": "rovo:agent",
    "rovo:chatagent": "rovo:agent",
    "rovoagent": "rovo:agent",
    "ai:agent": "rovo:agent",
    "skill": "rovo:skill",
    "jira:gadget": "jira:dashboardGadget",
    "jira:dashboarditem": "jira:dashboardGadget",
    "jira:postfunction": "jira:workflowPostFunction",
    "jira:validator": "jira:workflowValidator",
    "jira:condition": "jira:workflowCondition",
    "jira:settingspage": "jira:adminPage",
    "jira:configurepage": "jira:adminPage",
    "jira:issuetab": "jira:issueActivity",
    "jira:issuetabpanel": "jira:issueActivity",
    "jira:webpanel": "jira:issuePanel",
    "jira:projecttab": "jira:projectPage",
    "jira:projectadminpage": "jira:projectSettingsPage",
    "confluence:adminpage": "confluence:globalSettings",
    "confluence:settingspage": "confluence:globalSettings",
    "confluence:byline": "confluence:contentBylineItem",
    "confluence:bylineitem": "confluence:contentBylineItem",
    "confluence:contentbyline": "confluence:contentBylineItem",
    "confluence:contentmenu": "confluence:contentAction",
    "confluence:spaceadmin": "confluence:spaceSettings",
    "bitbucket:pullrequestcard": "bitbucket:repoPullRequestCard",
    "bitbucket:pullrequestpanel": "bitbucket:repoPullRequestOverviewPanel",
    "bitbucket:customcheck": "bitbucket:mergeCheck",
    "jira:queuepage": "jiraServiceManagement:queuePage",
    "jira:portalfooter": "jiraServiceManagement:portalFooter",
    "jira:portalheader": "jiraServiceManagement:portalHeader",
}

_HAPPENED = re.compile(
    r"(?:jira|confluence|bitbucket|forge|avi|abi|trigger|on)?[:.-]?(?:on)?"
    r"(issue|comment|project|user|version|worklog|sprint|board|attachment|page|blogpost|blog|space"
    r"|label|task|pullrequest|repo|push|app|content)s?[:._-]?"
    r"(created?|updated?|deleted?|transition(?:ed)?|moved?|assigned?|commented|changed?|installed"
    r"|uninstalled|upgraded|removed?|published|merged|opened|archived|started|closed|push)",
    re.IGNORECASE,
)
_EVENT_PREFIX = re.compile(r"(?:avi|abi|ari):", re.IGNORECASE)
_SCHEDULED = re.compile(r"schedule|cron|timer|interval|hourly|daily|weekly", re.IGNORECASE)

_MAX_LENGTH = 100

SCHEDULED_ADVICE = (
    "there is no such event; declare a `scheduledTrigger` with a `function` or an `endpoint` and "
    "an `interval`"
)
"""What to write for an event of a schedule."""


@lru_cache(maxsize=1024)
def intended_module_type(name: str) -> str | None:
    """The module type that people mean by a name that is not one, None if it is not known."""
    folded = name.casefold()
    if folded in _MODULE_TYPES:
        return _MODULE_TYPES[folded]
    product, colon, rest = name.partition(":")
    known = _PRODUCTS.get(product.casefold())
    return f"{known}:{rest}" if colon and known else None


def is_event(name: str) -> bool:
    """Whether people mean an event by a name: `jira:issueCreated`, `avi:jira:created:issue`."""
    if len(name) > _MAX_LENGTH:
        return False
    return bool(_HAPPENED.fullmatch(name) or _EVENT_PREFIX.match(name))


def is_schedule(name: str) -> bool:
    """Whether people mean a schedule by the name of an event."""
    return len(name) <= _MAX_LENGTH and _SCHEDULED.search(name) is not None


CONNECT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "READ": ("read:jira-work", "read:confluence-content.all"),
    "WRITE": ("write:jira-work", "write:confluence-content"),
    "DELETE": ("write:jira-work", "write:confluence-content"),
    "ADMIN": ("manage:jira-configuration", "manage:confluence-configuration"),
    "PROJECT_ADMIN": ("manage:jira-project",),
    "SPACE_ADMIN": ("manage:confluence-configuration",),
    "JIRA_ADMIN": ("manage:jira-configuration",),
    "ACT_AS_USER": (),
    "ACCESS_EMAIL_ADDRESSES": (),
    "NONE": (),
}
"""Scopes of Connect, which Forge does not have, and Forge's scopes for the same."""

SCOPES: Mapping[str, str] = {
    "storage": "storage:app",
    "read:storage": "storage:app",
    "write:storage": "storage:app",
    "app:storage": "storage:app",
    "storage:write": "storage:app",
    "storage:read": "storage:app",
    "read:storage:app": "storage:app",
    "write:storage:app": "storage:app",
    "read:jira": "read:jira-work",
    "write:jira": "write:jira-work",
    "read:jira-issue": "read:jira-work",
    "write:jira-issue": "write:jira-work",
    "read:jira-issues": "read:jira-work",
    "write:jira-issues": "write:jira-work",
    "read:jira-project": "read:jira-work",
    "read:jira-users": "read:jira-user",
    "read:users": "read:jira-user",
    "read:user": "read:jira-user",
    "manage:jira": "manage:jira-configuration",
    "admin:jira": "manage:jira-configuration",
    "read:confluence": "read:confluence-content.all",
    "read:confluence-content": "read:confluence-content.all",
    "read:confluence-page": "read:page:confluence",
    "read:confluence-pages": "read:page:confluence",
    "write:confluence": "write:confluence-content",
    "write:confluence-page": "write:page:confluence",
    "write:confluence-content.all": "write:confluence-content",
    "read:pages:confluence": "read:page:confluence",
    "manage:confluence": "manage:confluence-configuration",
    "read:servicedesk": "read:servicedesk-request",
    "write:servicedesk": "write:servicedesk-request",
    "read:jsm": "read:servicedesk-request",
    "read:bitbucket": "read:repository:bitbucket",
    "write:bitbucket": "write:repository:bitbucket",
    "read:comment:bitbucket": "read:pullrequest:bitbucket",
    "write:comment:bitbucket": "write:pullrequest:bitbucket",
    "delete:comment:bitbucket": "write:pullrequest:bitbucket",
    "read:pr:bitbucket": "read:pullrequest:bitbucket",
    "write:pr:bitbucket": "write:pullrequest:bitbucket",
    "read:repo:bitbucket": "read:repository:bitbucket",
    "write:repo:bitbucket": "write:repository:bitbucket",
    "read:commit:bitbucket": "read:repository:bitbucket",
    "read:branch:bitbucket": "read:repository:bitbucket",
    "write:branch:bitbucket": "write:repository:bitbucket",
    "read:build:bitbucket": "read:repository:bitbucket",
    "write:build:bitbucket": "write:repository:bitbucket",
    "read:account:bitbucket": "read:user:bitbucket",
}
"""Names that people use for scopes."""

_FUNCTION_HELP = "write `function:` with the key of a function; `handler` belongs to that function"
_REMOTE_HELP = (
    "a remote is called through an endpoint: write `endpoint:` with its key, under `resolver` in a "
    "UI module; the endpoint names the remote"
)
_URL_HELP = (
    "the URL belongs to `baseUrl` of an item of `remotes`; reference that item with `remote:` in "
    "an endpoint, and the endpoint in this module"
)

# (module type, "*" for all) -> property -> what to write.
PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "function": {
        "remote": "a function runs in Atlassian's cloud and calls a remote with `invokeRemote`; to "
        "send a module's calls to the remote directly, declare an endpoint that names it",
        "endpoint": "a function does not have an endpoint; reference the endpoint in the module "
        "that calls this function",
        "url": "a function runs in Atlassian's cloud; declare the URL as `baseUrl` of an item of "
        "`remotes`, and an endpoint that names the remote",
        "memory": "write `runtime:` and below it `memoryMB`",
        "memoryMB": "write `runtime:` and below it `memoryMB`",
        "name": "remove it: a function has only its `key`",
        "path": "write `handler: index.run`: a file below `src`, and the name of its export",
        "file": "write `handler: index.run`: a file below `src`, and the name of its export",
    },
    "endpoint": {
        "url": "move it to `baseUrl` of an item of `remotes`, and write its key as `remote`",
        "baseUrl": "move it to an item of `remotes`, and write its key as `remote`",
        "path": "write `route:` and below it `path: /…`",
        "function": "remove it: an endpoint leads to a remote or a service; reference the function "
        "in the module",
        "scopes": "move them to `permissions.scopes`",
        "operations": "move it to the item of `remotes`",
        "method": "remove it: the caller chooses the method",
    },
    "trigger": {
        "handler": _FUNCTION_HELP,
        "event": "write `events:` and below it a list of events",
        "schedule": "use a `scheduledTrigger` with an `interval`",
        "interval": "use a `scheduledTrigger`",
    },
    "scheduledTrigger": {
        "handler": _FUNCTION_HELP,
        "cron": "write `interval` with one of: fiveMinute, hour, day, week",
        "schedule": "write `interval` with one of: fiveMinute, hour, day, week",
        "events": "remove it: a scheduled trigger has an `interval`",
    },
    "*": {
        "handler": _FUNCTION_HELP,
        "remote": _REMOTE_HELP,
        "url": _URL_HELP,
        "baseUrl": _URL_HELP,
        "events": "events are received by a `trigger`; declare one with this list",
    },
}
"""What to do about a property that a module type does not have."""


RENAMES: Mapping[str, Mapping[str, str]] = {
    "remotes": {
        "url": "baseUrl",
        "uri": "baseUrl",
        "endpoint": "baseUrl",
        "host": "baseUrl",
        "address": "baseUrl",
        "name": "key",
        "id": "key",
    },
    "resources": {
        "directory": "path",
        "dir": "path",
        "folder": "path",
        "src": "path",
        "source": "path",
        "file": "path",
        "name": "key",
        "id": "key",
    },
    "function": {"timeout": "timeoutSeconds", "name": "key", "id": "key"},
    "endpoint": {"name": "key", "id": "key"},
}
"""Section or module type -> what people write -> the property that they mean."""

APP_PROPERTIES: Mapping[str, str] = {
    "title": "remove it: the name of the app is set in the developer console",
    "key": "remove it: `id` identifies the app; the key of a Connect app is `connect.key`",
    "version": "remove it: Forge counts the versions of an app itself",
    "author": "remove it: the vendor is set in the developer console",
    "vendor": "remove it: the vendor is set in the developer console",
    "scopes": "move it to `permissions.scopes`",
    "permissions": "move it to the top level of the manifest",
    "modules": "move it to the top level of the manifest",
    "remotes": "move it to the top level of the manifest",
    "resources": "move it to the top level of the manifest",
}
"""What to do about a property that `app` does not have."""


def advice_for_property(module_type: str, name: str) -> str:
    """What to do about an unknown property of a module, "" if nothing is known."""
    own = PROPERTIES.get(module_type, {}).get(name)
    return own if own is not None else PROPERTIES["*"].get(name, "")
