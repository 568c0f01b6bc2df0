"""FC304."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import NO_USER_ERROR
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.tokens import callers_without_user
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  scheduledTrigger:
    - key: nightly
      endpoint: sync
      interval: day
  endpoint:
    - key: sync
      remote: backend
      route:
        path: /sync
      auth:
        appSystemToken:
          enabled: true
"""

_FROM_MACRO = """\
modules:
  macro:
    - key: hello
      resolver:
        endpoint: hello-backend
  endpoint:
    - key: hello-backend
      remote: backend
      auth:
        appUserToken:
          enabled: true
"""

_TRIGGER = """\
  trigger:
    - key: on-update
      endpoint: hello-backend
      events:
        - avi:jira:updated:issue
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_FROM_MACRO),
        Good(
            _FROM_MACRO.replace("macro:", "action:").replace("resolver:\n        ", ""),
            why="An agent calls an action on behalf of a user.",
        ),
    ),
    bad=(
        Bad(
            _FROM_MACRO + _TRIGGER,
            at=(10, 9),
            says='endpoint "hello-backend" enables appUserToken, but trigger "on-update" calls it '
            "without a user context; Forge rejects this",
        ),
        Bad(
            _GOOD.replace("appSystemToken", "appUserToken"),
            at=(12, 9),
            says='scheduledTrigger "nightly" calls it without a user context',
            severity=Severity.WARNING,
        ),
    ),
)
def user_token_without_user(context: Context) -> Iterator[Violation]:
    """The user token is enabled on an endpoint that is called without a user context.

    Forge sends `appUserToken` only with calls made by a user. Events, schedules, web triggers,
    queues and the removal of the app have no user, so the remote never receives the token. Forge
    rejects the manifest for product events (`trigger`) and `bitbucket:mergeCheck`, and accepts it
    otherwise. See Forge documentation, manifest-reference/endpoint and remote/scheduled-triggers.

    How to fix:
    Use `appSystemToken` instead of `appUserToken`. If the endpoint is also called by users, add a
    second endpoint with `appSystemToken` and reference it from the module without a user context.
    """
    callers = callers_without_user(context.manifest)
    for endpoint in context.manifest.endpoints:
        calls = callers.get(endpoint.name or "")
        for token in endpoint.tokens:
            if calls is None or token.name != "appUserToken" or not token.enabled:
                continue
            rejected = [call for call in calls if call.module_type in NO_USER_ERROR]
            worst = (rejected or calls)[0]
            yield Violation(
                at_key(token.cursor),
                f"{endpoint.label} enables appUserToken, but {worst.owner} calls it without a "
                f"user context{'; Forge rejects this' if rejected else ''}",
                help=f"use appSystemToken, or give {worst.owner} a separate endpoint with it",
                related=tuple((at_value(call.value), f"{call.owner} calls it") for call in calls),
                severity=Severity.ERROR if rejected else Severity.WARNING,
            )
