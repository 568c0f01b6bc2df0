"""When a rule about the app, its permissions, providers or Connect can have something to say.

As in `when`: quick to tell, and a rule is left out only where it would find nothing for sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from forgecfg.manifest.references import Target
from forgecfg.rules.base import Context, Gate

if TYPE_CHECKING:
    from forgecfg.manifest.egress import Address

_DOMAIN = re.compile(r"(https://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")


def sets_app_memory(context: Context) -> bool:
    """For rules about the memory of all functions."""
    return context.manifest.at("app", "runtime", "memoryMB") is not None


def has_no_scopes(context: Context) -> bool:
    """For rules about an app that has no `permissions`, or no `scopes` in it."""
    return "app" in context.sections and "permissions.scopes" not in context.sections


def has_no_connect_remote(context: Context) -> bool:
    """For rules about apps that come from Connect and name no remote of it."""
    if context.manifest.at("app", "connect", "remote") is not None:
        return False
    return not context.sections.isdisjoint(("connectModules", "app.connect"))


def has_address(suspect: Callable[[Address], bool]) -> Gate:
    """For rules about addresses of a kind that the app may reach."""

    def gate(context: Context) -> bool:
        if "permissions.external" not in context.sections:
            return False
        from forgecfg.manifest.egress import addresses

        return any(suspect(address) for address in addresses(context.manifest))

    return gate


def is_unusual(address: Address) -> bool:
    """Whether an address is more than a domain, with `https://` or `*.` before it if need be."""
    return address.text is not None and _DOMAIN.fullmatch(address.text) is None


def is_plain_string(address: Address) -> bool:
    """Whether the entry is a plain string."""
    return address.is_plain_string


def allows_any_domain(address: Address) -> bool:
    """Whether it stands for all addresses."""
    return address.text == "*"


def may_be_unnecessary(address: Address) -> bool:
    """Whether the app may be able to do without it: fonts, styles, or images of a whole domain."""
    text = address.text or ""
    return address.kind in ("fonts", "styles") or text.startswith("*.")


def has_duplicate_lifecycle(context: Context) -> bool:
    """For rules about more than one entry for the life cycle of a product."""
    modules = context.manifest.at("connectModules")
    return modules is not None and any(
        kind.endswith(":lifecycle") and section.item(1) is not None
        for kind, section in modules.entries()
    )


def has_connect_module_without_key(context: Context) -> bool:
    """For rules about Connect modules without a key."""
    modules = context.manifest.at("connectModules")
    return modules is not None and any(
        item.get("key") is None for _, section in modules.entries() for item in section.items()
    )


def has_provider_and_regional_remote(context: Context) -> bool:
    """For rules about providers in an app that has remotes with addresses by region."""
    return "providers" in context.sections and any(
        remote.by_region for remote in context.manifest.remotes
    )


def has_unusual_provider_key(context: Context) -> bool:
    """For rules about long keys, or capital letters in them, of providers and their remotes."""
    keys = [provider.get("key") for provider in context.manifest.items("providers", "auth")]
    names = [key.text or "" for key in keys if key is not None]
    names += [
        reference.name or ""
        for reference in context.manifest.references[Target.REMOTE]
        if reference.site.startswith("providers.auth[].remotes")
    ]
    return any(len(name) > 23 or name != name.lower() for name in names)
