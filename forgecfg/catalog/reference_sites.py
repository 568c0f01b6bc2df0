"""Where a manifest names an endpoint, a remote or a service.

A path starts at the module item (`ROOT_REMOTE_SITES`: at the root of the manifest). `.` enters a
property, `[]` each item of a list, `{*}` any key of a mapping. Worked out from the shapes that
Forge's own linter accepts. That linter does not follow every site (it misses, for example,
`aiContext.data.endpoint`), so a dangling key can pass it.
"""

from collections.abc import Mapping

ENDPOINT_SITES: Mapping[str, tuple[str, ...]] = {
    # No product prefix.
    "trigger": ("endpoint",),
    "webtrigger": ("endpoint",),
    "consumer": ("endpoint",),
    "scheduledTrigger": ("endpoint",),
    "preUninstall": ("endpoint",),
    "action": ("endpoint", "resolver.endpoint"),
    "macro": ("resolver.endpoint", "static.endpoint"),
    # jira:
    "jira:workflowValidator": ("resolver.endpoint",),
    "jira:customField": ("resolver.endpoint",),
    "jira:customFieldType": ("resolver.endpoint",),
    "jira:issueAction": ("resolver.endpoint",),
    "jira:uiModifications": ("resolver.endpoint",),
    "jira:issueGlance": ("resolver.endpoint",),
    "jira:issuePanel": ("resolver.endpoint",),
    "jira:issueActivity": ("resolver.endpoint",),
    "jira:dashboardGadget": ("resolver.endpoint",),
    "jira:adminPage": ("resolver.endpoint",),
    "jira:projectPage": ("resolver.endpoint",),
    "jira:fullPage": ("resolver.endpoint",),
    "jira:globalPage": ("resolver.endpoint",),
    "jira:projectSettingsPage": ("resolver.endpoint",),
    "jira:workflowCondition": ("resolver.endpoint",),
    "jira:dashboardBackgroundScript": ("resolver.endpoint",),
    "jira:workflowPostFunction": ("endpoint", "resolver.endpoint"),
    "jira:issueContext": ("resolver.endpoint",),
    "jira:issueViewBackgroundScript": ("resolver.endpoint",),
    "jira:jqlFunction": ("endpoint",),
    "jira:issueNavigatorAction": ("resolver.endpoint",),
    "jira:personalSettingsPage": ("resolver.endpoint",),
    "jira:backlogAction": ("resolver.endpoint",),
    "jira:command": ("resolver.endpoint",),
    "jira:boardAction": ("resolver.endpoint",),
    "jira:sprintAction": ("resolver.endpoint",),
    "jira:globalBackgroundScript": ("resolver.endpoint",),
    # confluence:
    "confluence:contextMenu": ("resolver.endpoint",),
    "confluence:contentAction": ("resolver.endpoint",),
    "confluence:contentBylineItem": ("resolver.endpoint",),
    "confluence:homepageFeed": ("resolver.endpoint",),
    "confluence:spacePage": ("resolver.endpoint",),
    "confluence:spaceSettings": ("resolver.endpoint",),
    "confluence:globalSettings": ("resolver.endpoint",),
    "confluence:globalPage": ("resolver.endpoint",),
    "confluence:fullPage": ("resolver.endpoint",),
    "confluence:backgroundScript": ("resolver.endpoint",),
    "confluence:pageBanner": ("resolver.endpoint",),
    # jiraServiceManagement:
    "jiraServiceManagement:queuePage": ("resolver.endpoint",),
    "jiraServiceManagement:portalRequestDetail": ("resolver.endpoint",),
    "jiraServiceManagement:portalRequestDetailPanel": ("resolver.endpoint",),
    "jiraServiceManagement:organizationPanel": ("resolver.endpoint",),
    "jiraServiceManagement:portalFooter": ("resolver.endpoint",),
    "jiraServiceManagement:portalHeader": ("resolver.endpoint",),
    "jiraServiceManagement:portalSubheader": ("resolver.endpoint",),
    "jiraServiceManagement:portalProfilePanel": ("resolver.endpoint",),
    "jiraServiceManagement:portalUserMenuAction": ("resolver.endpoint",),
    "jiraServiceManagement:portalRequestViewAction": ("resolver.endpoint",),
    "jiraServiceManagement:portalRequestCreatePropertyPanel": ("resolver.endpoint",),
    "jiraServiceManagement:assetsImportType": ("resolver.endpoint",),
    # customerServiceManagement:
    "customerServiceManagement:queuePage": ("resolver.endpoint",),
    "customerServiceManagement:crmImport": ("resolver.endpoint",),
    "customerServiceManagement:requestDetail": ("resolver.endpoint",),
    # bitbucket:
    "bitbucket:repoPullRequestCard": ("resolver.endpoint",),
    "bitbucket:repoPullRequestAction": ("resolver.endpoint",),
    "bitbucket:repoPullRequestOverviewPanel": ("resolver.endpoint",),
    "bitbucket:repoCodeFileViewer": ("resolver.endpoint",),
    "bitbucket:repoCodeOverviewCard": ("resolver.endpoint",),
    "bitbucket:repoCodeOverviewAction": ("resolver.endpoint",),
    "bitbucket:repoCodeOverviewPanel": ("resolver.endpoint",),
    "bitbucket:repoMainMenuPage": ("resolver.endpoint",),
    "bitbucket:repoSettingsMenuPage": ("resolver.endpoint",),
    "bitbucket:workspaceSettingsMenuPage": ("resolver.endpoint",),
    "bitbucket:projectSettingsMenuPage": ("resolver.endpoint",),
    "bitbucket:workspaceGlobalPage": ("resolver.endpoint",),
    "bitbucket:workspacePersonalSettingsPage": ("resolver.endpoint",),
    "bitbucket:mergeCheck": ("endpoint",),
    "bitbucket:dynamicPipelinesProvider": ("endpoint",),
    # compass:
    "compass:adminPage": ("resolver.endpoint",),
    "compass:componentPage": ("resolver.endpoint",),
    "compass:globalPage": ("resolver.endpoint",),
    "compass:teamPage": ("resolver.endpoint",),
    # dashboards:
    "dashboards:widget": (
        "resolver.endpoint",
        "edit.resolver.endpoint",
        "aiContext.data.endpoint",
    ),
    "dashboards:filter": ("resolver.endpoint",),
    "dashboards:backgroundScript": ("resolver.endpoint",),
    # rovo:
    "rovo:agentConnector": ("protocols.agent2Agent.jsonRpcTransport.endpoint",),
    # devops:
    "devops:designInfoProvider": (
        "checkAuth.endpoint",
        "getEntityByUrl.endpoint",
        "onEntityAssociated.endpoint",
        "onEntityDisassociated.endpoint",
    ),
    "devops:securityInfoProvider": (
        "fetchContainers.endpoint",
        "fetchWorkspaces.endpoint",
        "onEntityAssociated.endpoint",
        "onEntityDisassociated.endpoint",
        "searchContainers.endpoint",
    ),
    # global:
    "global:ui": ("resolver.endpoint",),
    "global:fullPage": ("resolver.endpoint",),
}
"""Module type -> sites that hold a key of `modules.endpoint`."""

GENERIC_ENDPOINT_SITES: tuple[str, ...] = ("resolver.endpoint", "endpoint")
"""Sites to try on a module type that the catalog does not know."""

REMOTE_SITES: Mapping[str, tuple[str, ...]] = {
    "endpoint": ("remote",),
    "migration:dataResidency": ("remote",),
}
"""Module type -> sites that hold a key of the root section `remotes`."""

ROOT_REMOTE_SITES: tuple[str, ...] = (
    "app.connect.remote",
    "connectModules.lifecycle[].remote",
    "providers.auth[].remotes[]",
    "permissions.external.fetch.backend[].remote",
    "permissions.external.fetch.client[].remote",
    "providers.auth[].actions.authorization.remote",
    "providers.auth[].actions.exchange.remote",
    "providers.auth[].actions.refreshToken.remote",
    "providers.auth[].actions.retrieveProfile.remote",
    "providers.auth[].actions.revokeToken.remote",
)
"""Sites outside `modules` that hold a key of `remotes`.

Forge checks the shape of `connectModules.lifecycle`, but rejects that type for its missing product
prefix.
"""

SERVICE_SITES: Mapping[str, tuple[str, ...]] = {
    "endpoint": ("service",),
}
"""Module type -> sites that hold a key of the root section `services`."""
