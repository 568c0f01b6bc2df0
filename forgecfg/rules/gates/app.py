"""Gates of the rules about the app, its permissions, providers and Connect.

As in `common`: cheap to compute, and a rule is skipped only if it would certainly find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from forgecfg.catalog.deprecations import RUNTIMES
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Context, Gate

if TYPE_CHECKING:
    from forgecfg.manifest.egress import Address

_DOMAIN = re.compile(r"(https://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")
_PUBLIC = re.compile(r"(https://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|io|net|org|dev|app|cloud)")

_DEPRECATED_VALUE = re.compile("uri-query|form-encoded|basic|agent2Agent")


def sets_app_memory(context: Context) -> bool:
    """`app.runtime.memoryMB` is set."""
    return context.manifest.at("app", "runtime", "memoryMB") is not None


def has_no_connect_remote(context: Context) -> bool:
    """An app migrated from Connect does not set `app.connect.remote`."""
    if context.manifest.at("app", "connect", "remote") is not None:
        return False
    return not context.sections.isdisjoint(("connectModules", "app.connect"))


def has_address(predicate: Callable[[Address], bool]) -> Gate:
    """An address of `permissions.external` satisfies the predicate."""

    def gate(context: Context) -> bool:
        if "permissions.external" not in context.sections:
            return False
        from forgecfg.manifest.egress import addresses

        return any(predicate(address) for address in addresses(context.manifest))

    return gate


def is_unusual(address: Address) -> bool:
    """Whether an address is not just a domain, optionally after `https://` or `*.`."""
    return address.text is not None and _DOMAIN.fullmatch(address.text) is None


def is_unusual_backend(address: Address) -> bool:
    """Whether functions may not reach the address: it has a port, or an unusual host."""
    text = address.text
    return address.kind == "fetch.backend" and text is not None and not _PUBLIC.fullmatch(text)


def has_deprecated_value(context: Context) -> bool:
    """A property may have a deprecated value: a layout, a protocol or a bearer method."""
    return _DEPRECATED_VALUE.search(context.document.text) is not None


def has_deprecated_runtime(context: Context) -> bool:
    """The runtime is deprecated."""
    name = context.manifest.at("app", "runtime", "name")
    return name is not None and name.text in RUNTIMES


def is_plain_string(address: Address) -> bool:
    """Whether the address uses the string form."""
    return address.is_plain_string


def allows_any_domain(address: Address) -> bool:
    """Whether the address is `*`."""
    return address.text == "*"


def may_be_unnecessary(address: Address) -> bool:
    """Whether the app may not need the address: fonts, styles, or all subdomains of a domain."""
    text = address.text or ""
    return address.kind in ("fonts", "styles") or text.startswith("*.")


def has_duplicate_lifecycle(context: Context) -> bool:
    """A product has more than one Connect lifecycle entry."""
    modules = context.manifest.at("connectModules")
    return modules is not None and any(
        module_type.endswith(":lifecycle") and section.item(1) is not None
        for module_type, section in modules.entries()
    )


def has_connect_module_without_key(context: Context) -> bool:
    """A Connect module has no key."""
    modules = context.manifest.at("connectModules")
    return modules is not None and any(
        item.get("key") is None for _, section in modules.entries() for item in section.items()
    )


def has_provider_and_regional_remote(context: Context) -> bool:
    """The app has providers, and a remote with a base URL per region."""
    return "providers" in context.sections and any(
        remote.by_region for remote in context.manifest.remotes
    )


def has_unusual_provider_key(context: Context) -> bool:
    """A key of a provider or its remotes is long, or has uppercase letters."""
    keys = [provider.get("key") for provider in context.manifest.items("providers", "auth")]
    names = [key.text or "" for key in keys if key is not None]
    names += [
        reference.name or ""
        for reference in context.manifest.references[Target.REMOTE]
        if reference.site.startswith("providers.auth[].remotes")
    ]
    return any(len(name) > 23 or name != name.lower() for name in names)
