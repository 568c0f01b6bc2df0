"""Where a manifest names a resource: by its key, or by `key/entry` for one page of several.

Paths as in `reference_sites`. Forge's own linter does not look at the resources of a module without
a `resource` (verified with @forge/manifest 13.7). Files in a resource are named by
`resource:<key>;<path>`, which needs no table: it is the same everywhere.
"""

from collections.abc import Mapping

RESOURCE_SITES: Mapping[str, tuple[str, ...]] = {
    # No product prefix.
    "action": ("config.resource",),
    "macro": ("resource", "config.resource"),
    # jira:
    "jira:workflowValidator": ("create.resource", "edit.resource", "view.resource"),
    "jira:customField": ("resource", "edit.resource", "view.resource"),
    "jira:customFieldType": (
        "resource",
        "contextConfig.resource",
        "edit.resource",
        "view.resource",
    ),
    "jira:issueAction": ("resource",),
    "jira:uiModifications": ("resource",),
    "jira:issueGlance": ("resource",),
    "jira:issuePanel": ("resource",),
    "jira:issueActivity": ("resource",),
    "jira:dashboardGadget": ("resource", "edit.resource"),
    "jira:adminPage": ("resource",),
    "jira:projectPage": ("resource",),
    "jira:fullPage": ("resource",),
    "jira:globalPage": ("resource",),
    "jira:projectSettingsPage": ("resource",),
    "jira:workflowCondition": ("create.resource", "edit.resource", "view.resource"),
    "jira:dashboardBackgroundScript": ("resource",),
    "jira:workflowPostFunction": ("create.resource", "edit.resource", "view.resource"),
    "jira:issueContext": ("resource",),
    "jira:issueViewBackgroundScript": ("resource",),
    "jira:issueNavigatorAction": ("resource",),
    "jira:personalSettingsPage": ("resource",),
    "jira:backlogAction": ("resource",),
    "jira:command": ("target.resource",),
    "jira:boardAction": ("resource",),
    "jira:sprintAction": ("resource",),
    "jira:globalBackgroundScript": ("resource", "target.resource"),
    # confluence:
    "confluence:contextMenu": ("resource",),
    "confluence:contentAction": ("resource",),
    "confluence:attachmentAction": ("resource",),
    "confluence:contentBylineItem": ("resource",),
    "confluence:homepageFeed": ("resource",),
    "confluence:spacePage": ("resource",),
    "confluence:spaceSettings": ("resource",),
    "confluence:globalSettings": ("resource",),
    "confluence:globalPage": ("resource",),
    "confluence:fullPage": ("resource",),
    "confluence:customContent": ("resource",),
    "confluence:backgroundScript": ("resource",),
    "confluence:pageBanner": ("resource",),
    # jiraServiceManagement:
    "jiraServiceManagement:queuePage": ("resource",),
    "jiraServiceManagement:portalRequestDetail": ("resource",),
    "jiraServiceManagement:portalRequestDetailPanel": ("resource",),
    "jiraServiceManagement:organizationPanel": ("resource",),
    "jiraServiceManagement:portalFooter": ("resource",),
    "jiraServiceManagement:portalHeader": ("resource",),
    "jiraServiceManagement:portalSubheader": ("resource",),
    "jiraServiceManagement:portalProfilePanel": ("resource",),
    "jiraServiceManagement:portalUserMenuAction": ("resource",),
    "jiraServiceManagement:portalRequestViewAction": ("resource",),
    "jiraServiceManagement:portalRequestCreatePropertyPanel": ("resource",),
    "jiraServiceManagement:assetsImportType": ("resource",),
    # customerServiceManagement:
    "customerServiceManagement:queuePage": ("resource",),
    "customerServiceManagement:crmImport": ("resource",),
    "customerServiceManagement:requestDetail": ("resource",),
    # bitbucket:
    "bitbucket:repoPullRequestCard": ("resource",),
    "bitbucket:repoPullRequestAction": ("resource",),
    "bitbucket:repoPullRequestOverviewPanel": ("resource",),
    "bitbucket:repoCodeFileViewer": ("resource",),
    "bitbucket:repoCodeOverviewCard": ("resource",),
    "bitbucket:repoCodeOverviewAction": ("resource",),
    "bitbucket:repoCodeOverviewPanel": ("resource",),
    "bitbucket:repoMainMenuPage": ("resource",),
    "bitbucket:repoSettingsMenuPage": ("resource",),
    "bitbucket:workspaceSettingsMenuPage": ("resource",),
    "bitbucket:projectSettingsMenuPage": ("resource",),
    "bitbucket:workspaceGlobalPage": ("resource",),
    "bitbucket:workspacePersonalSettingsPage": ("resource",),
    # compass:
    "compass:adminPage": ("resource",),
    "compass:componentPage": ("resource",),
    "compass:globalPage": ("resource",),
    "compass:teamPage": ("resource",),
    # dashboards:
    "dashboards:widget": ("resource", "edit.resource"),
    "dashboards:filter": ("resource", "edit.resource"),
    "dashboards:backgroundScript": ("resource",),
    # automation:
    "automation:i18n": ("resource",),
    # global:
    "global:ui": ("resource",),
    "global:fullPage": ("resource",),
}
"""Module type -> sites that hold the key of a resource, or `key/entry`."""

GENERIC_RESOURCE_SITES: tuple[str, ...] = ("resource",)
"""Sites to try on a module type that the catalog does not know."""
