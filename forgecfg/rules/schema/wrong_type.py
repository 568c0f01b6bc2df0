"""FC104."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      route:
        path: /hello
      auth:
        appSystemToken:
          enabled: true
  trigger:
    - key: on-install
      endpoint: hello-backend
      events:
        - avi:forge:installed:app
permissions:
  scopes:
    - read:app-system-token
    - read:jira-work
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("route:\n        path: /hello", "route: /hello"),
            at=(5, 14),
            says='`route` of endpoint "hello-backend" must be a mapping, not a string',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("appSystemToken:\n          enabled: true", "appSystemToken: true"),
            at=(8, 25),
            says="must be a mapping, not a boolean",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("enabled: true", "enabled: yes"),
            at=(9, 20),
            says="must be true or false, not a string; did you mean true?",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD + "remotes:\n",
            at=(19, 1),
            says="`remotes` must be a list, but it is empty",
        ),
    ),
)
def wrong_type(context: Context) -> Iterator[Violation]:
    """A value of the wrong type: a string instead of a mapping, nothing instead of a list, …

    Forge reads YAML 1.2, where `yes` and `on` are strings; only `true` and `false` are booleans. A
    section without a value is empty, which is neither a list nor a mapping.

    How to fix:
    Write the value as the type that the message names: `key: value` lines for a mapping, `- item`
    lines for a list, `true` or `false` for a boolean. Remove a section that has no content.
    """
    yield from context.structure.get(wrong_type.name, ())
