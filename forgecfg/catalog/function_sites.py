"""Where a manifest names a function: a key of `modules.function`.

Paths as in `reference_sites`. Forge's own linter looks only at a property of the module and at
`function` one level below it, so that it misses seven of these (verified with 13.7).
"""

from collections.abc import Mapping

FUNCTION_SITES: Mapping[str, tuple[str, ...]] = {
    # No product prefix.
    "trigger": ("function",),
    "webtrigger": ("function",),
    "apiRoute": ("function",),
    "consumer": ("function", "resolver.function"),
    "scheduledTrigger": ("function",),
    "preUninstall": ("function",),
    "fifoConsumer": ("function",),
    "workflow": ("states[].resolver.function",),
    "migration": ("appDataUploaded.function", "listenerTriggered.function"),
    "action": ("function", "resolver.function"),
    "macro": (
        "function",
        "adfExport.function",
        "config.function",
        "data.function",
        "resolver.function",
        "static.function",
    ),
    # jira:
    "jira:workflowValidator": ("function", "resolver.function"),
    "jira:customField": (
        "function",
        "edit.function",
        "resolver.function",
        "searchSuggestions.function",
        "value.function",
        "view.value.function",
    ),
    "jira:customFieldType": (
        "function",
        "contextConfig.function",
        "edit.function",
        "resolver.function",
        "searchSuggestions.function",
        "value.function",
        "view.value.function",
    ),
    "jira:issueAction": ("function", "resolver.function"),
    "jira:uiModifications": ("resolver.function",),
    "jira:issueGlance": ("function", "dynamicProperties.function", "resolver.function"),
    "jira:issuePanel": ("function", "config.function", "resolver.function"),
    "jira:issueActivity": ("function", "resolver.function"),
    "jira:dashboardGadget": ("function", "edit.function", "resolver.function"),
    "jira:adminPage": ("function", "resolver.function"),
    "jira:projectPage": ("function", "resolver.function"),
    "jira:fullPage": ("resolver.function",),
    "jira:globalPage": ("function", "resolver.function"),
    "jira:projectSettingsPage": ("function", "resolver.function"),
    "jira:workflowCondition": ("resolver.function",),
    "jira:dashboardBackgroundScript": ("resolver.function",),
    "jira:workflowPostFunction": ("function", "resolver.function"),
    "jira:issueContext": ("function", "dynamicProperties.function", "resolver.function"),
    "jira:issueViewBackgroundScript": ("resolver.function",),
    "jira:jqlFunction": ("function",),
    "jira:issueNavigatorAction": ("resolver.function",),
    "jira:personalSettingsPage": ("resolver.function",),
    "jira:backlogAction": ("resolver.function",),
    "jira:command": ("resolver.function",),
    "jira:boardAction": ("resolver.function",),
    "jira:sprintAction": ("resolver.function",),
    "jira:globalBackgroundScript": ("resolver.function",),
    # confluence:
    "confluence:contextMenu": ("function", "resolver.function"),
    "confluence:contentAction": ("function", "resolver.function"),
    "confluence:contentBylineItem": ("function", "dynamicProperties.function", "resolver.function"),
    "confluence:homepageFeed": ("function", "resolver.function"),
    "confluence:spacePage": ("function", "resolver.function"),
    "confluence:spaceSettings": ("function", "resolver.function"),
    "confluence:globalSettings": ("function", "resolver.function"),
    "confluence:globalPage": ("function", "resolver.function"),
    "confluence:fullPage": ("resolver.function",),
    "confluence:customContent": ("function", "resolver.function"),
    "confluence:backgroundScript": ("function", "resolver.function"),
    "confluence:pageBanner": ("function", "resolver.function"),
    # jiraServiceManagement:
    "jiraServiceManagement:queuePage": ("function", "resolver.function"),
    "jiraServiceManagement:portalRequestDetail": ("function", "resolver.function"),
    "jiraServiceManagement:portalRequestDetailPanel": ("function", "resolver.function"),
    "jiraServiceManagement:organizationPanel": ("function", "resolver.function"),
    "jiraServiceManagement:portalFooter": ("function", "resolver.function"),
    "jiraServiceManagement:portalHeader": ("function", "resolver.function"),
    "jiraServiceManagement:portalSubheader": ("function", "resolver.function"),
    "jiraServiceManagement:portalProfilePanel": ("function", "resolver.function"),
    "jiraServiceManagement:portalUserMenuAction": ("function", "resolver.function"),
    "jiraServiceManagement:portalRequestViewAction": ("function", "resolver.function"),
    "jiraServiceManagement:portalRequestCreatePropertyPanel": ("function", "resolver.function"),
    "jiraServiceManagement:assetsImportType": (
        "function",
        "importStatus.function",
        "onDeleteImport.function",
        "resolver.function",
        "startImport.function",
        "stopImport.function",
    ),
    # customerServiceManagement:
    "customerServiceManagement:queuePage": ("function", "resolver.function"),
    "customerServiceManagement:crmImport": ("function", "resolver.function"),
    "customerServiceManagement:requestDetail": ("function", "resolver.function"),
    # bitbucket:
    "bitbucket:repoPullRequestCard": ("function", "resolver.function"),
    "bitbucket:repoPullRequestAction": ("function", "resolver.function"),
    "bitbucket:repoPullRequestOverviewPanel": ("function", "resolver.function"),
    "bitbucket:repoCodeFileViewer": ("function", "resolver.function"),
    "bitbucket:repoCodeOverviewCard": ("function", "resolver.function"),
    "bitbucket:repoCodeOverviewAction": ("function", "resolver.function"),
    "bitbucket:repoCodeOverviewPanel": ("function", "resolver.function"),
    "bitbucket:repoMainMenuPage": ("function", "resolver.function"),
    "bitbucket:repoSettingsMenuPage": ("function", "resolver.function"),
    "bitbucket:workspaceSettingsMenuPage": ("function", "resolver.function"),
    "bitbucket:projectSettingsMenuPage": ("function", "resolver.function"),
    "bitbucket:workspaceGlobalPage": ("function", "resolver.function"),
    "bitbucket:workspacePersonalSettingsPage": ("function", "resolver.function"),
    "bitbucket:mergeCheck": ("function",),
    "bitbucket:dynamicPipelinesProvider": ("function",),
    # compass:
    "compass:adminPage": ("function", "resolver.function"),
    "compass:componentPage": ("function", "resolver.function"),
    "compass:globalPage": ("function", "resolver.function"),
    "compass:teamPage": ("function", "resolver.function"),
    "compass:dataProvider": ("function", "callback.function"),
    # dashboards:
    "dashboards:widget": (
        "resolver.function",
        "edit.resolver.function",
        "aiContext.data.function",
    ),
    "dashboards:filter": ("function", "resolver.function"),
    "dashboards:backgroundScript": ("resolver.function",),
    # automation:
    "automation:action": ("function", "config.function"),
    "automation:trigger": ("function",),
    "automation:condition": ("function", "config.function"),
    "automation:branch": ("function", "config.function"),
    "automation:attributeResolver": ("function",),
    "automation:template": ("function",),
    # devops:
    "devops:buildInfoProvider": ("function",),
    "devops:deploymentInfoProvider": ("function",),
    "devops:featureFlagInfoProvider": ("function",),
    "devops:developmentInfoProvider": ("function",),
    # graph:
    "graph:smartLink": ("function",),
    "graph:connector": (
        "datasource.onConnectionChange.function",
        "orchestration.taskRunner.function",
        "datasource.formConfiguration.validateConnection.function",
    ),
    # global:
    "global:ui": ("resolver.function",),
    "global:fullPage": ("resolver.function",),
}
"""Module type -> sites that hold the key of a function."""

DOCUMENTED_FUNCTION_SITES: Mapping[str, tuple[str, ...]] = {
    "jira:issueContext": ("dynamicProperties.function",),
    "jira:issueGlance": ("dynamicProperties.function",),
}
"""More sites, which only the module pages document, not the schema of Forge's linter."""

ROOT_FUNCTION_SITES: tuple[str, ...] = ("providers.auth[].actions.retrieveProfile.function",)
"""Sites outside `modules` that hold the key of a function."""

GENERIC_FUNCTION_SITES: tuple[str, ...] = ("resolver.function", "function")
"""Sites to try on a module type that the catalog does not know."""
