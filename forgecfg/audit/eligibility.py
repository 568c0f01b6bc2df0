"""Runs on Atlassian: the documented rules, as of 2026-11-27, and what in a manifest breaks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forgecfg.audit.model import EligibilityRule, Position, Reason
from forgecfg.manifest.analysis.grants import Grants
from forgecfg.manifest.analysis.ranges import SourceRange

_PAGE = "https://developer.atlassian.com/platform/forge/runs-on-atlassian-apps/"

RULES = (
    EligibilityRule(
        "external-address", "no external address, except for analytics", _PAGE, visible=True
    ),
    EligibilityRule(
        "in-scope-analytics",
        "no in-scope end-user data in analytics; a missing `inScopeEUD` counts as true",
        _PAGE,
        visible=True,
    ),
    EligibilityRule(
        "unapproved-analytics",
        "LaunchDarkly and Statsig do not count as analytics since 2026-07-28 (CHANGE-3186)",
        "https://developer.atlassian.com/platform/forge/changelog/#CHANGE-3186",
        visible=True,
    ),
    EligibilityRule("remote", "no remotes", _PAGE, visible=True),
    EligibilityRule("connect-module", "no Connect modules", _PAGE, visible=True),
    EligibilityRule("provider", "no providers", _PAGE, visible=True),
    EligibilityRule("dynamic-web-trigger", "no dynamic web triggers", _PAGE, visible=True),
    EligibilityRule(
        "storage",
        "data is stored in Forge storage with data residency, or in properties of the product",
        _PAGE,
        visible=False,
    ),
)
"""The rules that are known. Atlassian's own check may know more."""

# CHANGE-3186: these are approved for analytics, and yet do not count for the badge.
_NOT_COUNTED = ("launchdarkly.com", "statsigapi.net", "featureassets.org", "prodregistryv2.org")


def find_reasons(grants: Grants, position: Callable[[SourceRange], Position]) -> tuple[Reason, ...]:
    """Why the app is not eligible, in the order of the rules; `position` locates a range."""
    return tuple(Reason(rule, message, position(at)) for rule, message, at in _reasons(grants))


def _reasons(grants: Grants) -> Iterator[tuple[str, str, SourceRange]]:
    for egress in grants.permissions.egress:
        label = f'address "{egress.address}" in {egress.kind}'
        if egress.category != "analytics":
            yield "external-address", f"{label} is not for analytics", egress.at
        elif egress.in_scope:
            how = "has `inScopeEUD: true`" if egress.declared_in_scope else "has no `inScopeEUD`"
            yield "in-scope-analytics", f"{label} {how}", egress.at
        elif _is_not_counted(egress.address):
            yield "unapproved-analytics", f"{label} does not count as analytics", egress.at
    for remote in grants.remotes:
        yield "remote", f'remote "{remote.key}"', remote.at
    for section in grants.connect_modules:
        yield "connect-module", f'Connect modules "{section.name.partition(".")[2]}"', section.at
    for provider in grants.providers:
        yield "provider", f'provider "{provider.key}"', provider.at
    for module in grants.modules:
        if module.is_dynamic_web_trigger:
            yield "dynamic-web-trigger", f"{module.label} is dynamic", module.at


def _is_not_counted(address: str) -> bool:
    host = address.rpartition("://")[2].partition("/")[0].partition(":")[0].lower()
    return any(host == name or host.endswith(f".{name}") for name in _NOT_COUNTED)
