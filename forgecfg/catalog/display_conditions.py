"""Display conditions: which module types accept which conditions, with which values.

Names and values are those that @forge/manifest 13.7 accepts; most of them are described in the
Forge documentation, manifest-reference/display-conditions and the pages below it.
"""

from collections.abc import Mapping
from enum import Enum

# Blocks of words stay readable where a literal would take a line for each name.
# ruff: noqa: SIM905


class Kind(Enum):
    """What the value of a condition must be, as messages say it."""

    FLAG = "true or false"
    TEXT = "a string"
    TEXTS = "a string or a list of strings"
    EDITION = "the name of an edition"
    PERMISSION = "the name of a permission"
    EXISTS = "entity and propertyKey"
    EQUAL = "entity, propertyKey and value"
    CONTAINS = "entity, propertyKey, and a value or a list of values"
    CONTEXT = "entity, propertyKey and contextParam"
    TRACKER = "key"
    PERMISSIONS = "scopes or external"


OPERATORS = ("and", "or", "not")
"""The operators that combine conditions."""

DEEPEST = 9
"""How many levels deep operators can be nested."""

CHOICES: Mapping[Kind, tuple[str, ...]] = {
    Kind.EDITION: ("advanced", "free", "standard"),
    Kind.PERMISSION: ("ADMINISTER", "EDIT", "EXPORT", "REMOVE", "SET_PERMISSIONS", "VIEW"),
}
"""The allowed values of the kinds with a fixed list of values."""

PROPERTIES: Mapping[Kind, tuple[str, ...]] = {
    Kind.EXISTS: ("entity", "propertyKey"),
    Kind.EQUAL: ("entity", "propertyKey", "value"),
    Kind.CONTAINS: ("entity", "propertyKey", "value"),
    Kind.CONTEXT: ("entity", "propertyKey", "contextParam"),
    Kind.TRACKER: ("key",),
}
"""The properties that the values of a kind must have."""

OPTIONAL_PROPERTY = "objectName"
"""A property that entity property conditions can have as well."""

ENTITIES = ("space", "content", "issue", "issueType", "project", "app", "user", "attachment")
CONTEXT_ENTITIES = ("attachment", "content", "space")
"""The entities of entity property conditions; fewer if the value comes from the context."""

EXTERNAL = ("fetch", "fonts", "frames", "images", "media", "scripts", "styles")
"""The properties of `permissions.external` as a condition."""


def _all(kind: Kind, names: str) -> dict[str, Kind]:
    return dict.fromkeys(names.split(), kind)


_EVERYWHERE = {
    **_all(Kind.FLAG, "appIsLicensed hasAppAccess isAdmin isLoggedIn isSiteAdmin"),
    **_all(Kind.EDITION, "appEdition"),
    **_all(Kind.PERMISSIONS, "permissions"),
    **_all(Kind.EXISTS, "entityPropertyExists"),
    **_all(Kind.EQUAL, "entityPropertyEqualTo"),
    **_all(Kind.CONTAINS, "entityPropertyContainsAny entityPropertyContainsAll"),
}
_CONFLUENCE = {
    **_EVERYWHERE,
    **_all(Kind.FLAG, "isSpaceAdmin userIsExternalCollaborator"),
    **_all(Kind.PERMISSION, "hasPagePermission hasSpacePermission"),
    **_all(Kind.EXISTS, "entityPropertyContainsAnyUserGroup"),
    **_all(Kind.CONTEXT, "entityPropertyEqualToContext entityPropertyContainsContext"),
}
_JIRA = {
    **_EVERYWHERE,
    **_all(
        Kind.FLAG,
        """
        canAdministerJira canAdministerProjects hasCoreAccess hasServiceDeskAccess
        hasServiceManagementAccess hasSoftwareAccess jiraTimeTrackingProviderEnabled
        """,
    ),
    **_all(Kind.TEXT, "hasGlobalPermission jiraExpression"),
    **_all(Kind.TRACKER, "timeTrackingProviderEnabled"),
}
_PROJECT = {
    **_JIRA,
    **_all(
        Kind.FLAG,
        """
        canAddComments canAssignIssues canBeAssignedToIssues canBrowseUsers canCloneIssues
        canCreateAttachments canCreateChildren canCreateSubtasks canDeleteAllAttachments
        canDeleteAllComments canDeleteAllWorklogs canDeleteIssues canDeleteOwnAttachments
        canDeleteOwnComments canDeleteOwnWorklogs canEditAllComments canEditAllWorklogs
        canEditIssues canEditOwnComments canEditOwnWorklogs canLinkIssues canLogWork
        canManageWatchers canModifyReporters canMoveIssues canScheduleIssues
        canUseServiceManagementAgentFeatures canViewDevTools canViewWatchers isProjectAdmin
        isProjectArchived
        """,
    ),
    **_all(Kind.TEXT, "hasProjectPermission"),
    **_all(Kind.TEXTS, "projectId projectKey projectName projectType"),
}
_ISSUE = {
    **_PROJECT,
    **_all(Kind.TEXT, "hasIssuePermission"),
    **_all(Kind.TEXTS, "issueId issueKey issueType"),
}

CONDITIONS: Mapping[str, Mapping[str, Kind]] = {
    **dict.fromkeys(
        """
        confluence:backgroundScript confluence:contentAction confluence:contentBylineItem
        confluence:contextMenu confluence:globalPage confluence:globalSettings
        confluence:pageBanner confluence:spacePage confluence:spaceSettings
        """.split(),
        _CONFLUENCE,
    ),
    **dict.fromkeys(
        """
        jira:adminPage jira:dashboardGadget jira:globalPage
        jiraServiceManagement:portalProfilePanel jiraServiceManagement:portalUserMenuAction
        """.split(),
        _JIRA,
    ),
    **dict.fromkeys(
        "jira:projectPage jira:projectSettingsPage jiraServiceManagement:portalSubheader".split(),
        _PROJECT,
    ),
    **dict.fromkeys(
        """
        jira:customField jira:issueAction jira:issueActivity jira:issueContext jira:issueGlance
        jira:issuePanel jiraServiceManagement:portalFooter jiraServiceManagement:portalHeader
        jiraServiceManagement:portalRequestCreatePropertyPanel
        jiraServiceManagement:portalRequestDetail jiraServiceManagement:portalRequestDetailPanel
        jiraServiceManagement:portalRequestViewAction
        """.split(),
        _ISSUE,
    ),
}
"""Module type -> the conditions that it accepts, with the kind of value of each.

Forge does not look at the conditions of other types.
"""

WITH_PAGES: frozenset[str] = frozenset(
    {"jira:adminPage", "jira:globalPage", "jira:projectPage", "jira:projectSettingsPage"}
)
"""Module types whose pages and sections have separate conditions."""
