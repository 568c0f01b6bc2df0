"""Names that Forge allows as keys under `modules` and under `connectModules`.

A name is known or unknown exactly as written: case matters. Taken from the list of names that
Forge's own linter accepts, and from its measured behavior.
"""

# Blocks of words stay readable where a literal would take a line for each name.
# ruff: noqa: SIM905

FORGE_MODULE_TYPES: frozenset[str] = frozenset(
    # No product prefix.
    """
    action apiRoute connectToForgeMigration consumer endpoint event fifoConsumer function llm
    macro migration objectStore preUninstall scheduledTrigger sql trigger webtrigger workflow
    """
    # jira:
    """
    jira:actionValidator jira:adminPage jira:backlogAction jira:boardAction jira:command
    jira:customField jira:customFieldType jira:dashboardBackgroundScript jira:dashboardGadget
    jira:entityProperty jira:entityPropertySet jira:fullPage jira:globalBackgroundScript
    jira:globalPage jira:globalPermission jira:issueAction jira:issueActivity
    jira:issueContext jira:issueGlance jira:issueNavigatorAction jira:issuePanel
    jira:issueViewBackgroundScript jira:jqlFunction jira:personalSettingsPage jira:projectPage
    jira:projectPermission jira:projectSettingsPage jira:sprintAction
    jira:timeTrackingProvider jira:uiModifications jira:workflowCondition
    jira:workflowPostFunction jira:workflowValidator
    """
    # confluence:
    """
    confluence:attachmentAction confluence:backgroundScript confluence:contentAction
    confluence:contentBylineItem confluence:contentProperty confluence:contextMenu
    confluence:customContent confluence:fullPage confluence:globalPage
    confluence:globalSettings confluence:homepageFeed confluence:pageBanner
    confluence:spacePage confluence:spaceSettings
    """
    # jiraServiceManagement:
    """
    jiraServiceManagement:assetsImportType jiraServiceManagement:assetsSchemaPage
    jiraServiceManagement:organizationPanel jiraServiceManagement:portalFooter
    jiraServiceManagement:portalHeader jiraServiceManagement:portalProfilePanel
    jiraServiceManagement:portalRequestCreatePropertyPanel
    jiraServiceManagement:portalRequestDetail jiraServiceManagement:portalRequestDetailPanel
    jiraServiceManagement:portalRequestViewAction jiraServiceManagement:portalSubheader
    jiraServiceManagement:portalUserMenuAction jiraServiceManagement:queuePage
    """
    # customerServiceManagement:
    """
    customerServiceManagement:crmImport customerServiceManagement:queuePage
    customerServiceManagement:requestDetail
    """
    # bitbucket:
    """
    bitbucket:dynamicPipelinesProvider bitbucket:mergeCheck bitbucket:projectSettingsMenuPage
    bitbucket:repoCodeFileViewer bitbucket:repoCodeOverviewAction
    bitbucket:repoCodeOverviewCard bitbucket:repoCodeOverviewPanel bitbucket:repoMainMenuPage
    bitbucket:repoPullRequestAction bitbucket:repoPullRequestCard
    bitbucket:repoPullRequestOverviewPanel bitbucket:repoSettingsMenuPage
    bitbucket:workspaceGlobalPage bitbucket:workspacePersonalSettingsPage
    bitbucket:workspaceSettingsMenuPage
    """
    # compass:
    """
    compass:adminPage compass:componentPage compass:dataProvider compass:globalPage
    compass:teamPage
    """
    # dashboards:
    """
    dashboards:backgroundScript dashboards:filter dashboards:widget
    """
    # automation:
    """
    automation:action automation:actionProvider automation:attributeResolver automation:branch
    automation:condition automation:i18n automation:template automation:trigger
    """
    # rovo:
    """
    rovo:agent rovo:agentConnector rovo:mcp rovo:skill
    """
    # graph:
    """
    graph:connector graph:entityProvider graph:smartLink
    """
    # devops:
    """
    devops:buildInfoProvider devops:deploymentInfoProvider devops:designInfoProvider
    devops:developmentInfoProvider devops:featureFlagInfoProvider
    devops:remoteLinkInfoProvider devops:securityInfoProvider
    """
    # global:
    """
    global:fullPage global:ui
    """
    # migration:
    """
    migration:dataResidency migration:macrosToIndex migration:managedExports
    """
    # Legacy: remotes are now at the root of the manifest.
    """
    remote
    """.split()
)
"""Forge's own module types: 127 that Forge checks, four it does not look into, legacy `remote`."""

CONNECT_MODULE_TYPES: frozenset[str] = frozenset(
    # jira:
    """
    jira:adminPages jira:assetPanels jira:automationActions jira:cloudAppMigration
    jira:configurePage jira:dialogs jira:generalPages jira:jiraBackgroundScripts
    jira:jiraBuildInfoProvider jira:jiraDashboardItems jira:jiraDeploymentGating
    jira:jiraDeploymentInfoProvider jira:jiraDevOpsComponentProvider jira:jiraDevelopmentTool
    jira:jiraEntityProperties jira:jiraFeatureFlagInfoProvider jira:jiraGlobalPermissions
    jira:jiraIssueContents jira:jiraIssueContexts jira:jiraIssueFields jira:jiraIssueGlances
    jira:jiraIssueTabPanels jira:jiraIssueTypes jira:jiraJqlFunctions
    jira:jiraOperationsInfoProvider jira:jiraProjectAdminTabPanels jira:jiraProjectPages
    jira:jiraProjectPermissions jira:jiraProjectTabPanels jira:jiraRemoteLinkInfoProvider
    jira:jiraReports jira:jiraSearchRequestViews jira:jiraSecurityInfoProvider
    jira:jiraTimeTrackingProviders jira:jiraWorkflowConditions jira:jiraWorkflowPostFunctions
    jira:jiraWorkflowValidators jira:keyboardShortcuts jira:lifecycle jira:postInstallPage
    jira:serviceDeskOrganizationActions jira:serviceDeskOrganizationPanels
    jira:serviceDeskPortalFooters jira:serviceDeskPortalHeaders
    jira:serviceDeskPortalProfileActions jira:serviceDeskPortalProfilePanels
    jira:serviceDeskPortalRequestCreatePropertyPanels jira:serviceDeskPortalRequestViewActions
    jira:serviceDeskPortalRequestViewDetailsPanels jira:serviceDeskPortalRequestViewPanels
    jira:serviceDeskPortalSubHeaders jira:serviceDeskPortalUserMenuActions
    jira:serviceDeskQueueGroups jira:serviceDeskQueues jira:serviceDeskReportGroups
    jira:serviceDeskReports jira:translations jira:webItems jira:webPanels jira:webSections
    jira:webhooks
    """
    # confluence:
    """
    confluence:adminPages confluence:blueprints confluence:cloudAppMigration
    confluence:configurePage confluence:confluenceContentProperties
    confluence:confluenceThemes confluence:contentBylineItems confluence:customContent
    confluence:dialogs confluence:dynamicContentMacros confluence:generalPages
    confluence:keyboardShortcuts confluence:lifecycle confluence:postInstallPage
    confluence:publishConditions confluence:spaceToolsTabs confluence:staticContentMacros
    confluence:translations confluence:webItems confluence:webPanels confluence:webSections
    confluence:webhooks
    """.split()
)
"""Types under the root key `connectModules`, as written there."""

MODULE_TYPES: frozenset[str] = FORGE_MODULE_TYPES | {
    f"connect-{name}" for name in CONNECT_MODULE_TYPES
}
"""Every name accepted as a key under `modules`.

A Connect type is accepted there too, with the prefix `connect-`. Without the prefix it belongs
under `connectModules`, where in turn the prefixed name is rejected.
"""

SCHEMALESS_MODULE_TYPES: frozenset[str] = frozenset(
    """
    graph:entityProvider jiraServiceManagement:assetsSchemaPage migration:macrosToIndex
    migration:managedExports
    """.split()
)
"""Types that are allowed but whose items Forge does not check at all: not even `key`."""

CLOSED_MODULE_TYPES: frozenset[str] = frozenset(
    # No product prefix.
    """
    apiRoute connectToForgeMigration consumer event fifoConsumer function llm objectStore
    preUninstall scheduledTrigger sql trigger workflow
    """
    # jira:
    """
    jira:backlogAction jira:boardAction jira:command jira:fullPage jira:issueNavigatorAction
    jira:personalSettingsPage jira:sprintAction jira:timeTrackingProvider
    """
    # confluence:
    """
    confluence:contentBylineItem confluence:customContent confluence:fullPage
    confluence:globalPage
    """
    # compass:
    """
    compass:dataProvider
    """
    # dashboards:
    """
    dashboards:backgroundScript dashboards:filter dashboards:widget
    """
    # automation:
    """
    automation:actionProvider
    """
    # rovo:
    """
    rovo:agent rovo:agentConnector rovo:mcp rovo:skill
    """
    # graph:
    """
    graph:connector graph:smartLink
    """
    # global:
    """
    global:fullPage global:ui
    """
    # migration:
    """
    migration:dataResidency
    """.split()
)
"""Types whose items may hold only the properties that Forge knows."""

OPEN_MODULE_TYPES: frozenset[str] = (
    FORGE_MODULE_TYPES - CLOSED_MODULE_TYPES - SCHEMALESS_MODULE_TYPES - {"remote"}
)
"""Types that Forge checks and whose items accept unknown properties in silence.

Legacy `remote`, the schemaless types and all `connect-` types that were tried (62 of 83) accept
unknown properties as well, so only membership of `CLOSED_MODULE_TYPES` proves that one is rejected.
"""

ROOT_SECTIONS: frozenset[str] = frozenset(
    """
    app connectModules environment modules overrides permissions providers remotes resources
    services translations
    """.split()
)
"""Every name accepted as a key at the root (verified with @forge/manifest 13.7).

None of them is a module type.
"""
