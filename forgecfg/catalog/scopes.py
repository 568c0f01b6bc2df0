"""Names of the scopes that Forge knows, for `permissions.scopes`.

Names only, as Forge's own linter accepts them. A name must match exactly: case counts, and so do
spaces around it. Headings are ours, to ease reading.
"""

# Blocks of words stay readable where a literal would take a line for each name.
# ruff: noqa: SIM905

from collections.abc import Mapping

TOKEN_SCOPES: Mapping[str, str] = {
    "appUserToken": "read:app-user-token",
    "appSystemToken": "read:app-system-token",
}
"""Token under `auth` of an endpoint or a remote -> scope that the token needs.

Documented on manifest-reference/endpoint and manifest-reference/remotes.
"""

KNOWN_SCOPES: frozenset[str] = frozenset(
    # Tokens sent to a remote.
    """
    read:app-system-token read:app-user-token
    """
    # Jira.
    """
    delete:async-task:jira delete:attachment:jira delete:avatar:jira delete:build-info:jira
    delete:calendar-info:jira delete:cmdb-attribute:jira delete:cmdb-config:jira
    delete:cmdb-object:jira delete:cmdb-schema:jira delete:cmdb-type:jira
    delete:comment-info:jira delete:comment.property:jira delete:comment:jira
    delete:conversation-info:jira delete:customer-org-info:jira delete:dashboard.property:jira
    delete:dashboard:jira delete:deal-info:jira delete:deployment-info:jira delete:design:jira
    delete:dev-info:jira delete:devops-component-info:jira delete:document-info:jira
    delete:feature-flag-info:jira delete:field-configuration-scheme:jira
    delete:field-configuration:jira delete:field.option:jira delete:field:jira
    delete:filter.column:jira delete:filter:jira delete:group:jira
    delete:issue-adjustments:jira delete:issue-link-type:jira delete:issue-link:jira
    delete:issue-type-scheme:jira delete:issue-type-screen-scheme:jira
    delete:issue-type.property:jira delete:issue-type:jira delete:issue-worklog.property:jira
    delete:issue-worklog:jira delete:issue.property:jira delete:issue.remote-link:jira
    delete:issue:jira delete:object:jira delete:operations-info:jira
    delete:permission-scheme:jira delete:permission:jira delete:priority-scheme:jira
    delete:project-category:jira delete:project-info:jira delete:project-role:jira
    delete:project-version:jira delete:project.avatar:jira delete:project.component:jira
    delete:project.property:jira delete:project:jira delete:remote-link-info:jira
    delete:screen-scheme:jira delete:screen-tab:jira delete:screen:jira
    delete:screenable-field:jira delete:security:jira delete:space-info:jira
    delete:user-configuration:jira delete:user.columns:jira delete:user.property:jira
    delete:webhook:jira delete:work-item-info:jira delete:workflow-scheme:jira
    delete:workflow.property:jira delete:workflow:jira import:cmdb-import-configuration:jira
    manage:jira-configuration manage:jira-data-provider manage:jira-project
    manage:jira-webhook read:airtrack-object:jira read:app-data:jira
    read:app-notification:jira read:application-role:jira read:attachment:jira
    read:audit-log:jira read:avatar:jira read:build-info:jira read:calendar-info:jira
    read:cmdb-attribute:jira read:cmdb-config:jira read:cmdb-icon:jira read:cmdb-object:jira
    read:cmdb-schema:jira read:cmdb-type:jira read:comment-info:jira
    read:comment.property:jira read:comment:jira read:conversation-info:jira
    read:custom-field-contextual-configuration:jira read:customer-org:jira
    read:dashboard.property:jira read:dashboard:jira read:deal-info:jira
    read:deployment-info:jira read:design:jira read:dev-info:jira
    read:devops-component-info:jira read:document-info:jira read:email-address:jira
    read:feature-flag-info:jira read:field-configuration-scheme:jira
    read:field-configuration:jira read:field.default-value:jira read:field.option:jira
    read:field.options:jira read:field:jira read:filter.column:jira
    read:filter.default-share-scope:jira read:filter:jira read:forge-app:jira read:group:jira
    read:instance-configuration:jira read:issue-adjustments:jira read:issue-details:jira
    read:issue-event:jira read:issue-field-values:jira read:issue-link-type:jira
    read:issue-link:jira read:issue-meta:jira read:issue-security-level:jira
    read:issue-security-scheme:jira read:issue-status:jira read:issue-type-hierarchy:jira
    read:issue-type-scheme:jira read:issue-type-screen-scheme:jira
    read:issue-type-transition:jira read:issue-type.property:jira read:issue-type:jira
    read:issue-worklog.property:jira read:issue-worklog:jira read:issue.changelog:jira
    read:issue.property:jira read:issue.remote-link:jira read:issue.time-tracking:jira
    read:issue.transition:jira read:issue.vote:jira read:issue.votes:jira
    read:issue.watcher:jira read:issue:jira read:jira-expressions:jira read:jira-user
    read:jira-work read:jira:agent-interface read:jql:jira read:label:jira read:license:jira
    read:media-credentials:jira read:notification-scheme:jira read:object:jira
    read:operations-info:jira read:permission-scheme:jira read:permission:jira
    read:priority-scheme:jira read:priority:jira read:project-category:jira
    read:project-info:jira read:project-role:jira read:project-type:jira
    read:project-version:jira read:project.avatar:jira read:project.component:jira
    read:project.email:jira read:project.feature:jira read:project.property:jira
    read:project:jira read:remote-link-info:jira read:resolution:jira read:role:jira
    read:screen-field:jira read:screen-scheme:jira read:screen-tab:jira read:screen:jira
    read:screenable-field:jira read:security:jira read:space-info:jira read:status:jira
    read:user-configuration:jira read:user.columns:jira read:user.property:jira read:user:jira
    read:webhook:jira read:work-item-info:jira read:workflow-scheme:jira
    read:workflow.property:jira read:workflow:jira redact:issue:jira
    search:jira:agent-interface send:app-notification:jira send:notification:jira
    validate:jql:jira write:airtrack-object:jira write:app-data:jira write:attachment:jira
    write:avatar:jira write:build-info:jira write:calendar-info:jira write:cmdb-attribute:jira
    write:cmdb-config:jira write:cmdb-object:jira write:cmdb-schema:jira write:cmdb-type:jira
    write:comment-info:jira write:comment.property:jira write:comment:jira
    write:conversation-info:jira write:custom-field-contextual-configuration:jira
    write:customer-org-info:jira write:dashboard.property:jira write:dashboard:jira
    write:deal-info:jira write:deployment-info:jira write:design:jira write:dev-info:jira
    write:devops-component-info:jira write:document-info:jira write:feature-flag-info:jira
    write:field-configuration-scheme:jira write:field-configuration:jira
    write:field.default-value:jira write:field.option:jira write:field:jira
    write:filter.column:jira write:filter.default-share-scope:jira write:filter:jira
    write:forge-app:jira write:group:jira write:instance-configuration:jira
    write:issue-adjustments:jira write:issue-link-type:jira write:issue-link:jira
    write:issue-type-scheme:jira write:issue-type-screen-scheme:jira
    write:issue-type.property:jira write:issue-type:jira write:issue-worklog.property:jira
    write:issue-worklog:jira write:issue.property:jira write:issue.remote-link:jira
    write:issue.time-tracking:jira write:issue.vote:jira write:issue.watcher:jira
    write:issue:jira write:jira-work write:jira:agent-interface write:media-credentials:jira
    write:object:jira write:operations-info:jira write:permission-scheme:jira
    write:permission:jira write:priority-scheme:jira write:project-category:jira
    write:project-info:jira write:project-role:jira write:project-version:jira
    write:project.avatar:jira write:project.component:jira write:project.email:jira
    write:project.feature:jira write:project.property:jira write:project:jira
    write:remote-link-info:jira write:screen-scheme:jira write:screen-tab:jira
    write:screen:jira write:screenable-field:jira write:security:jira write:space-info:jira
    write:user-configuration:jira write:user.columns:jira write:user.property:jira
    write:user:jira write:webhook:jira write:work-item-info:jira write:workflow-scheme:jira
    write:workflow.property:jira write:workflow:jira
    """
    # Jira Software.
    """
    delete:board-scope.admin:jira-software delete:sprint:jira-software
    read:board-scope.admin:jira-software read:board-scope:jira-software
    read:build:jira-software read:deployment:jira-software read:epic:jira-software
    read:feature-flag:jira-software read:issue:jira-software read:remote-link:jira-software
    read:source-code:jira-software read:sprint:jira-software
    write:board-scope.admin:jira-software write:board-scope:jira-software
    write:build:jira-software write:deployment:jira-software write:epic:jira-software
    write:feature-flag:jira-software write:issue:jira-software write:remote-link:jira-software
    write:source-code:jira-software write:sprint:jira-software
    """
    # Jira Service Management and Assets.
    """
    delete:customer.detail-field:jira-service-management
    delete:customer:jira-service-management
    delete:entitlement.detail-field:jira-service-management
    delete:entitlement:jira-service-management delete:ops-alert:jira-service-management
    delete:ops-config:jira-service-management
    delete:organization.detail-field:jira-service-management
    delete:organization.property:jira-service-management
    delete:organization.user:jira-service-management
    delete:organization:jira-service-management delete:product:jira-service-management
    delete:request.feedback:jira-service-management
    delete:request.notification:jira-service-management
    delete:request.participant:jira-service-management
    delete:requesttype.property:jira-service-management
    delete:servicedesk.customer:jira-service-management
    delete:servicedesk.organization:jira-service-management
    delete:servicedesk.property:jira-service-management import:import-configuration:cmdb
    manage:servicedesk-customer read:customer.detail-field:jira-service-management
    read:customer.detail:jira-service-management read:customer.profile:jira-service-management
    read:customer:entitlement:jira-service-management read:customer:jira-service-management
    read:entitlement.detail-field:jira-service-management
    read:entitlement.detail:jira-service-management read:entitlement:jira-service-management
    read:incident:jira-service-management read:knowledgebase:jira-service-management
    read:mail-logs.connectivity:jira-service-management
    read:mail-logs.processing:jira-service-management read:ops-alert:jira-service-management
    read:ops-config:jira-service-management
    read:organization.detail-field:jira-service-management
    read:organization.detail:jira-service-management
    read:organization.profile:jira-service-management
    read:organization.property:jira-service-management
    read:organization.user:jira-service-management
    read:organization:entitlement:jira-service-management
    read:organization:jira-service-management read:product:jira-service-management
    read:queue:jira-service-management read:request.action:jira-service-management
    read:request.approval:jira-service-management
    read:request.attachment:jira-service-management
    read:request.comment:jira-service-management read:request.feedback:jira-service-management
    read:request.notification:jira-service-management
    read:request.participant:jira-service-management read:request.sla:jira-service-management
    read:request.status:jira-service-management read:request:jira-service-management
    read:requesttype.property:jira-service-management read:requesttype:jira-service-management
    read:servicedesk-request read:servicedesk.customer:jira-service-management
    read:servicedesk.organization:jira-service-management
    read:servicedesk.property:jira-service-management read:servicedesk:jira-service-management
    read:servicemanagement-insight-objects read:task:jira-service-management
    write:csm-request:jira-service-management
    write:customer.detail-field:jira-service-management
    write:customer.detail:jira-service-management
    write:customer.profile:jira-service-management
    write:customer:entitlement:jira-service-management write:customer:jira-service-management
    write:entitlement.detail-field:jira-service-management
    write:entitlement.detail:jira-service-management write:entitlement:jira-service-management
    write:incident:jira-service-management write:ops-alert:jira-service-management
    write:ops-config:jira-service-management
    write:organization.detail-field:jira-service-management
    write:organization.detail:jira-service-management
    write:organization.profile:jira-service-management
    write:organization.property:jira-service-management
    write:organization.user:jira-service-management
    write:organization:entitlement:jira-service-management
    write:organization:jira-service-management write:product:jira-service-management
    write:request.approval:jira-service-management
    write:request.attachment:jira-service-management
    write:request.comment:jira-service-management
    write:request.feedback:jira-service-management
    write:request.notification:jira-service-management
    write:request.participant:jira-service-management
    write:request.status:jira-service-management write:request:jira-service-management
    write:requesttype.property:jira-service-management
    write:requesttype:jira-service-management write:servicedesk-request
    write:servicedesk.customer:jira-service-management
    write:servicedesk.organization:jira-service-management
    write:servicedesk.property:jira-service-management
    write:servicedesk:jira-service-management write:task:jira-service-management
    """
    # Confluence.
    """
    delete:attachment:confluence delete:blogpost:confluence delete:comment:confluence
    delete:content:confluence delete:custom-content:confluence delete:database:confluence
    delete:embed:confluence delete:folder:confluence delete:page:confluence
    delete:space:confluence delete:whiteboard:confluence manage:confluence-configuration
    moderate:confluence-comments moderate:confluence-content read:analytics.content:confluence
    read:app-data:confluence read:app-notification:confluence read:attachment:confluence
    read:audit-log:confluence read:blogpost:confluence read:comment:confluence
    read:configuration:confluence read:confluence-content.all
    read:confluence-content.permission read:confluence-content.summary read:confluence-groups
    read:confluence-props read:confluence-space.summary read:confluence-user
    read:confluence:agent-interface read:content-details:confluence
    read:content.metadata:confluence read:content.permission:confluence
    read:content.property:confluence read:content.restriction:confluence
    read:content:confluence read:custom-content:confluence read:database:confluence
    read:email-address:confluence read:embed:confluence read:folder:confluence
    read:forge-app:confluence read:group:confluence read:hierarchical-content:confluence
    read:inlinetask:confluence read:label:confluence read:page:confluence
    read:permission:confluence read:relation:confluence read:space-details:confluence
    read:space.permission:confluence read:space.property:confluence
    read:space.setting:confluence read:space:confluence read:task:confluence
    read:template:confluence read:user.property:confluence read:user:confluence
    read:watcher:confluence read:whiteboard:confluence readonly:content.attachment:confluence
    search:confluence search:confluence:agent-interface send:app-notification:confluence
    write:app-data:confluence write:attachment:confluence write:audit-log:confluence
    write:blogpost:confluence write:comment:confluence write:configuration:confluence
    write:confluence-content write:confluence-file write:confluence-groups
    write:confluence-props write:confluence-space write:confluence:agent-interface
    write:content.property:confluence write:content.restriction:confluence
    write:content:confluence write:custom-content:confluence write:database:confluence
    write:embed:confluence write:folder:confluence write:forge-app:confluence
    write:group:confluence write:inlinetask:confluence write:label:confluence
    write:page:confluence write:relation:confluence write:space.permission:confluence
    write:space.property:confluence write:space.setting:confluence write:space:confluence
    write:task:confluence write:template:confluence write:user.property:confluence
    write:watcher:confluence write:whiteboard:confluence
    """
    # Bitbucket.
    """
    admin:pipeline:bitbucket admin:project:bitbucket admin:repository:bitbucket
    admin:workspace:bitbucket delete:permission:bitbucket delete:repository:bitbucket
    read:permission:bitbucket read:pipeline:bitbucket read:project:bitbucket
    read:pullrequest:bitbucket read:repository:bitbucket read:runner:bitbucket
    read:user:bitbucket read:workspace:bitbucket write:permission:bitbucket
    write:pipeline:bitbucket write:pullrequest:bitbucket write:repository:bitbucket
    write:runner:bitbucket
    """
    # Compass.
    """
    read:component:compass read:event:compass read:metric:compass read:scorecard:compass
    write:component:compass write:event:compass write:metric:compass write:scorecard:compass
    """
    # Teams.
    """
    view:membership-temp:teams view:membership:teams view:team-temp:teams view:team:teams
    write:membership-temp:teams write:membership:teams write:team-temp:teams write:team:teams
    """
    # Connect.
    """
    access-email-addresses:connect-confluence access-email-addresses:connect-jira
    act-as-user:connect-confluence act-as-user:connect-jira admin:connect-confluence
    admin:connect-jira delete:connect-confluence delete:connect-jira
    project-admin:connect-jira read:connect-confluence read:connect-jira
    space-admin:connect-confluence write:connect-confluence write:connect-jira
    """
    # Teamwork Graph.
    """
    read:graph:assets-object:atlassian read:graph:blogpost:confluence read:graph:board:jira
    read:graph:branch:external read:graph:build:external read:graph:calendar-event:external
    read:graph:change-proposal:focus read:graph:comment:atlassian
    read:graph:comment:confluence read:graph:comment:external read:graph:comment:loom
    read:graph:commit:external read:graph:component-link:compass read:graph:component:compass
    read:graph:confluence read:graph:conversation:external
    read:graph:customer-contact:external read:graph:customer-org-category:external
    read:graph:customer-org:external read:graph:dashboard:external
    read:graph:data-table:external read:graph:database:confluence read:graph:deal:external
    read:graph:deployment:external read:graph:design:external read:graph:document:external
    read:graph:feature-flag:external read:graph:focus-area-status-update:focus
    read:graph:focus-area:focus read:graph:folder:confluence read:graph:goal-update:atlassian
    read:graph:goal:atlassian read:graph:issue-comment:jira read:graph:issue-remote-link:jira
    read:graph:issue-status:jira read:graph:issue-worklog:jira read:graph:issue:jira
    read:graph:jira read:graph:meeting-recurrence:loom read:graph:meeting:loom
    read:graph:message:external read:graph:organisation:external read:graph:page:confluence
    read:graph:position:external read:graph:position:talent read:graph:priority:jira
    read:graph:project-update:atlassian read:graph:project:atlassian
    read:graph:project:external read:graph:project:jira read:graph:pull-request:external
    read:graph:remote-link:external read:graph:repository:external
    read:graph:scorecard:compass read:graph:service:external read:graph:space:confluence
    read:graph:space:external read:graph:space:loom read:graph:sprint:jira
    read:graph:tag:atlassian read:graph:team-type:atlassian read:graph:team:atlassian
    read:graph:team:opsgenie read:graph:user:atlassian read:graph:version:jira
    read:graph:video:external read:graph:video:loom read:graph:vulnerability:external
    read:graph:whiteboard:confluence read:graph:work-item:external read:graph:worker:external
    read:graph:worker:talent
    """
    # Backup and restore.
    """
    read:account:brie read:backup:brie read:restore:brie write:backup:brie write:restore:brie
    write:storage:brie
    """
    # Capacity planning.
    """
    read:contribution:capacity-planning read:contributor-work-association:capacity-planning
    read:non-project-work:capacity-planning write:contribution:capacity-planning
    write:contributor-work-association:capacity-planning
    write:non-project-work:capacity-planning
    """
    # Customer notes.
    """
    delete:notes:customer-notes read:notes:customer-notes write:notes:customer-notes
    """
    # Platform and other products.
    """
    read:account read:app-global-channel:realtime read:artifact:artifacts read:chat:rovo
    read:entitlements:ccg read:entitlements:fsag read:forge-proxy:support-api-gateway read:me
    read:viewers:support-api-gateway report:personal-data storage:app write:artifact:artifacts
    write:viewers:support-api-gateway
    """.split()
)
"""Every scope that Forge accepts, the two token scopes included."""
