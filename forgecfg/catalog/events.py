"""The events of Atlassian's apps, and the scopes that an app needs to receive them.

Taken from the events reference of the Forge documentation, which names the scopes event by event,
and from the scopes that Forge's own linter requires (verified with @forge/manifest 13.7).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Scopes(NamedTuple):
    """The scopes that listening to an event requires: all of `classic`, or else all of `granular`.

    `granular` is empty where there is only one kind.
    """

    classic: tuple[str, ...]
    granular: tuple[str, ...]


# Product and what it happens to: what happens | classic scopes | granular scopes
_TABLE = """
jira attachment: created deleted | read:jira-work | read:attachment:jira
jira comment: deleted mentioned | read:jira-work | read:comment:jira read:issue-type:jira
  read:issue:jira read:project:jira read:status:jira read:user:jira
jira component: created updated | read:jira-work | read:project:jira read:user:jira
jira component: deleted | read:jira-work | read:project.component:jira read:project:jira
  read:user:jira
jira configuration: changed | manage:jira-configuration | read:instance-configuration:jira
jira expression: failed | manage:jira-configuration | read:issue:jira read:project:jira
  read:workflow:jira
jira field: created deleted restored trashed updated | manage:jira-configuration | read:field:jira
jira field:context: created deleted updated | manage:jira-configuration | read:field:jira
jira field:context:configuration: updated | manage:jira-configuration |
  read:custom-field-contextual-configuration:jira
jira filter: created deleted updated | manage:jira-configuration | read:filter:jira read:jql:jira
jira issue: assigned created deleted mentioned updated viewed | read:jira-work |
  read:issue-type:jira read:issue:jira read:project:jira read:status:jira read:user:jira
jira issue: commented | read:jira-work | read:comment:jira read:issue-type:jira read:issue:jira
  read:project:jira read:status:jira read:user:jira
jira issue-property: deleted set | read:jira-work | read:issue.property:jira
jira issuelink: created deleted | read:jira-work | read:avatar:jira read:field:jira
  read:issue-link-type:jira read:issue-type:jira read:issue.time-tracking:jira read:issue:jira
  read:priority:jira read:project-category:jira read:project:jira read:status:jira read:user:jira
jira issuetype: created deleted updated | manage:jira-configuration | read:issue-type:jira
jira project: archived created deleted restored softdeleted unarchived updated | read:jira-work |
  read:project:jira
jira provider:changed: timetracking | manage:jira-configuration | read:issue.time-tracking:jira
jira user: created deleted updated | read:jira-user | read:application-role:jira read:avatar:jira
  read:group:jira read:user:jira
jira version: archived created deleted merged moved released unarchived unreleased updated |
  read:jira-work | read:project-version:jira
jira worklog: created deleted updated | read:jira-work | read:avatar:jira read:comment:jira
  read:group:jira read:issue-worklog.property:jira read:issue-worklog:jira read:project-role:jira
  read:user:jira
jira-software board: configuration-changed | read:jira-work read:jira-user |
  read:board-scope.admin:jira-software read:project:jira read:user:jira
jira-software board: created deleted updated | read:jira-work read:jira-user |
  read:board-scope:jira-software read:issue-details:jira read:project:jira read:user:jira
jira-software sprint: closed created deleted started updated | read:jira-work |
  read:sprint:jira-software
jsm-entity portal: created updated | manage:jira-configuration |
  read:servicedesk:jira-service-management
jsm-entity request-type: created deleted updated | manage:jira-configuration |
  read:requesttype:jira-service-management
jsm-entity request-type-group: created deleted updated | manage:jira-configuration |
  read:requesttype:jira-service-management
jsm-entity service-desk: created deleted updated | manage:jira-configuration |
  read:servicedesk:jira-service-management
confluence attachment: archived created deleted restored trashed unarchived updated viewed |
  read:confluence-content.summary | read:attachment:confluence read:blogpost:confluence
  read:content.metadata:confluence read:page:confluence read:space:confluence read:user:confluence
confluence attachment: permissions_updated | read:confluence-content.summary |
  read:attachment:confluence read:blogpost:confluence read:comment:confluence
  read:content.metadata:confluence read:custom-content:confluence read:page:confluence
  read:space:confluence read:user:confluence
confluence blogpost: deleted trashed | read:confluence-content.summary write:confluence-content |
  read:blogpost:confluence read:content.metadata:confluence read:space:confluence
  read:user:confluence write:blogpost:confluence
confluence blogpost: created liked permissions_updated restored updated viewed |
  read:confluence-content.summary | read:blogpost:confluence read:content.metadata:confluence
  read:space:confluence read:user:confluence
confluence comment: created deleted liked updated | read:confluence-content.summary |
  read:blogpost:confluence read:comment:confluence read:content.metadata:confluence
  read:page:confluence read:space:confluence read:user:confluence
confluence comment: permissions_updated | read:confluence-content.summary |
  read:blogpost:confluence read:comment:confluence read:content.metadata:confluence
  read:custom-content:confluence read:page:confluence read:space:confluence read:user:confluence
confluence custom_content: created deleted permissions_updated restored trashed updated |
  read:confluence-content.summary | read:blogpost:confluence read:content.metadata:confluence
  read:custom-content:confluence read:page:confluence read:space:confluence read:user:confluence
confluence database: permissions_updated | read:confluence-content.summary |
  read:content.metadata:confluence read:database:confluence read:space:confluence
  read:user:confluence
confluence embed: permissions_updated | read:confluence-content.summary |
  read:content.metadata:confluence read:embed:confluence read:space:confluence
  read:user:confluence
confluence folder: permissions_updated | read:confluence-content.summary |
  read:content.metadata:confluence read:folder:confluence read:space:confluence
  read:user:confluence
confluence group: created deleted | read:confluence-groups | read:group:confluence
confluence page: archived children_reordered copied created liked moved permissions_updated
  restored snapshotted started unarchived updated viewed | read:confluence-content.summary |
  read:content.metadata:confluence read:page:confluence read:space:confluence read:user:confluence
confluence page: deleted trashed | read:confluence-content.summary write:confluence-content |
  read:content.metadata:confluence read:page:confluence read:space:confluence read:user:confluence
  write:page:confluence
confluence relation: created deleted | read:confluence-content.summary
  read:confluence-space.summary read:confluence-user | read:attachment:confluence
  read:blogpost:confluence read:content-details:confluence read:custom-content:confluence
  read:database:confluence read:embed:confluence read:folder:confluence read:page:confluence
  read:space:confluence read:user:confluence read:whiteboard:confluence
confluence space:V2: created updated | read:confluence-space.summary | read:space:confluence
confluence space:V2: deleted | read:confluence-space.summary write:confluence-space |
  read:space:confluence write:space:confluence
confluence task: created removed updated | read:confluence-content.all |
  read:content.metadata:confluence read:inlinetask:confluence read:space:confluence
  read:user:confluence
confluence user: created deleted | read:confluence-user | read:user:confluence
confluence whiteboard: permissions_updated | read:confluence-content.summary |
  read:content.metadata:confluence read:space:confluence read:user:confluence
  read:whiteboard:confluence
bitbucket build-status: created updated | read:repository:bitbucket
bitbucket commit-comment: created | read:repository:bitbucket
bitbucket deployment: completed pending started | read:pipeline:bitbucket
bitbucket pullrequest: created fulfilled rejected updated | read:pullrequest:bitbucket
bitbucket pullrequest-comment: created deleted reopened resolved updated |
  read:pullrequest:bitbucket
bitbucket pullrequest-reviewer-status: updated | read:pullrequest:bitbucket
bitbucket repository: created deleted push updated | read:repository:bitbucket
compass component_link: created deleted updated | read:component:compass
"""

# In the events reference, with classic scopes alone, while some of their kind take granular ones
# too: their scopes are not checked.
_WITHOUT_SCOPES = (
    ("ecosystem.app_policy", "app_access_to_objects.v2", "blocked"),
    ("ecosystem.app_policy", "app_access_to_objects_in_container.v2", "blocked"),
    ("confluence", "page", "initialized published"),
    ("confluence", "label", "added created deleted removed"),
    ("confluence", "space:V2", "permissions_updated"),
    ("confluence", "whiteboard", "copied created moved"),
    ("confluence", "database", "copied created moved"),
    ("confluence", "embed", "copied created moved"),
    ("confluence", "folder", "copied created moved"),
)


def _scopes() -> Iterator[tuple[str, Scopes]]:
    # An entry goes on where a line is indented.
    for entry in _TABLE.replace("\n  ", " ").strip().split("\n"):
        names, _, rest = entry.partition(": ")
        product, _, thing = names.partition(" ")
        verbs, *scopes = (part.split() for part in f"{rest} |".split("|"))
        needed = Scopes(tuple(scopes[0]), tuple(scopes[1]))
        for verb in verbs:
            yield f"avi:{product}:{verb}:{thing}", needed


EVENT_SCOPES: Mapping[str, Scopes] = dict(_scopes())
"""Event -> the scopes that it requires."""

KNOWN_EVENTS: frozenset[str] = frozenset(EVENT_SCOPES) | frozenset(
    f"avi:{product}:{verb}:{thing}"
    for product, thing, verbs in _WITHOUT_SCOPES
    for verb in verbs.split()
)
"""Every event of a product, and of the policies that block an app's access to data."""

APP_EVENT = "avi:cloud:ecosystem::event/"
"""What the name of an event that another Forge app publishes begins with."""
