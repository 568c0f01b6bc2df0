"""Remotes of providers, and whether the app may fetch from them."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest, Remote

FETCH_PERMISSION = ("permissions", "external", "fetch", "backend")
"""The path of the list of addresses that functions may fetch from."""


PROVIDERS_SITE = "providers.auth[].remotes[]"
"""The site of the remotes that receive the tokens of a provider."""


def unfetched(manifest: Manifest) -> Iterator[tuple[Reference, Remote]]:
    """Remotes of providers that the app is not allowed to fetch from, with the references to them.

    Remotes that another rule reports are left out; so are all of them if something depends on an
    unknown variable, or if the permission is misspelled.
    """
    section = manifest.root
    for name in FETCH_PERMISSION:
        if section is not None and section.get(name) is None and has_misspelling_of(section, name):
            return
        section = section.get(name) if section is not None else None
    if section is not None and not section.is_list and not section.is_null:
        return
    names: set[str | None] = set()
    addresses: set[str] = set()
    for entry in section.items() if section is not None else ():
        remote, address = entry.get("remote"), entry.get("address") or entry
        if address.unknown or (remote is not None and remote.unknown):
            return
        names.add(remote.text if remote is not None else None)
        if address.text is not None:
            addresses.add(address.text)
    declared = {item.name: item for item in reversed(manifest.remotes)}
    for reference in manifest.references[Target.REMOTE]:
        remote_used = declared.get(reference.name) if reference.site == PROVIDERS_SITE else None
        if remote_used is None or remote_used.name is None or remote_used.name in names:
            continue
        url = remote_used.base_url
        is_allowed = url is not None and (url.unknown or url.text in addresses)
        if not remote_used.configurable and not is_allowed:
            yield reference, remote_used
