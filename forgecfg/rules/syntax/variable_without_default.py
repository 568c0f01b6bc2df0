"""FC012."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://${BACKEND_HOST}
environment:
  variables:
    - key: BACKEND_HOST
      default: backend.acme-it.app
"""
_WITHOUT = """\
remotes:
  - key: backend
    baseUrl: https://${BACKEND_HOST}
environment:
  variables:
    - BACKEND_HOST
"""


@rule(
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(_WITHOUT.replace("${BACKEND_HOST}", "backend.acme-it.app")),
    ),
    bad=(
        Bad(
            _WITHOUT,
            at=(6, 7),
            says="variable BACKEND_HOST has no default: `forge lint` and `forge deploy` stop if it "
            "is not set",
        ),
    ),
)
def variable_without_default(context: Context) -> Iterator[Violation]:
    """A variable that the manifest uses has no default.

    Forge replaces `${NAME}` with the environment variable of the machine that runs the command. If
    it is not set there and has no default, Forge reads nothing of the manifest and reports only
    that (verified with @forge/manifest 13.7), in a pipeline too.

    How to fix:
    Give it a default, with `- key: NAME` and `default: …`. If each machine is meant to set it, set
    it in your pipeline too, and ignore this rule in the configuration.
    """
    listed = context.manifest.at("environment", "variables")
    items = list(listed.items()) if listed is not None else []
    keys = [item.get("key") for item in items if item.get("default") is not None]
    with_default = {key.text for key in keys if key is not None}
    for item in items:
        name = item.text
        if name and name not in with_default and f"${{{name}}}" in context.document.text:
            yield Violation(
                at_value(item),
                f"variable {name} has no default: `forge lint` and `forge deploy` stop if it is "
                "not set",
                help=f"write `- key: {name}` and below it `default: …`",
            )
