"""FC709."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.deprecations import AGENT_PROTOCOL, BASIC_LAYOUT_TYPES, BEARER_METHODS
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:globalPage:
    - key: orders
      title: Orders
      resource: main
      layout: native
"""
_AGENT = """\
modules:
  rovo:agentConnector:
    - key: helper
      productContexts: [jira]
      protocols:
        agent2Agent:
          version: "1.0"
"""
_PROVIDER = """\
providers:
  auth:
    - key: shop
      bearerMethod: authorization-header
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("layout: native", "layout: basic\n      render: native"),
            why="UI Kit pages may use it.",
        ),
        Good(_AGENT),
        Good(_PROVIDER),
    ),
    bad=(
        Bad(
            _GOOD.replace("layout: native", "layout: basic"),
            at=(6, 15),
            says='`layout: basic` of jira:globalPage "orders" is deprecated for Custom UI',
        ),
        Bad(
            _AGENT.replace("1.0", "0.3"),
            at=(7, 20),
            says='version 0.3 of the Agent2Agent protocol of rovo:agentConnector "helper" is '
            "deprecated",
        ),
        Bad(
            _PROVIDER.replace("authorization-header", "uri-query"),
            at=(4, 21),
            says="`bearerMethod: uri-query` is deprecated (CHANGE-1431)",
        ),
    ),
)
def deprecated_value(context: Context) -> Iterator[Violation]:
    """A property has a value that Forge has deprecated.

    These are `layout: basic` of Custom UI pages in Jira, version 0.3 of the Agent2Agent protocol,
    and the bearer methods `form-encoded` and `uri-query` of a provider (Forge documentation, module
    pages and manifest-reference/providers, as of 2026-08-22). Forge still accepts them.

    How to fix:
    Use the value that the help names.
    """
    for module in context.manifest.modules:
        yield from _layout(module)
        yield from _protocol(module)
    for item in context.manifest.items("providers", "auth"):
        method = item.get("bearerMethod")
        place = method.get("type") if method is not None and method.is_mapping else method
        if place is not None and place.text in BEARER_METHODS:
            yield Violation(
                at_value(place),
                f"`bearerMethod: {place.text}` is deprecated (CHANGE-1431)",
                help="use `authorization-header` if the provider accepts it",
            )


def _layout(module: Module) -> Iterator[Violation]:
    layout, render = module.cursor.get("layout"), module.cursor.get("render")
    if module.type not in BASIC_LAYOUT_TYPES or layout is None or layout.text != "basic":
        return
    is_custom_ui = module.cursor.get("resource") is not None
    if is_custom_ui and (render is None or render.text != "native"):
        yield Violation(
            at_value(layout),
            f"`layout: basic` of {module.label} is deprecated for Custom UI",
            help="use `native` or `blank`",
        )


def _protocol(module: Module) -> Iterator[Violation]:
    version = module.cursor.at("protocols", "agent2Agent", "version")
    if version is not None and (version.text or "").startswith(AGENT_PROTOCOL):
        yield Violation(
            at_value(version),
            f"version {AGENT_PROTOCOL} of the Agent2Agent protocol of {module.label} is deprecated",
            help='write `version: "1.0"` when the agent supports it',
        )
