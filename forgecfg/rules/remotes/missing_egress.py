"""FC411."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key, at_value
from forgecfg.edits.fixes import allow_egress
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of

FETCH_PERMISSION = ("permissions", "external", "fetch", "backend")
"""Where an app says which addresses its functions may fetch from."""

PROVIDERS_SITE = "providers.auth[].remotes[]"
"""Where a provider names the remotes that get its tokens."""

_GOOD = """\
providers:
  auth:
    - key: drawings
      remotes:
        - drawings-api
remotes:
  - key: drawings-api
    baseUrl: https://api.drawings.example.com
    operations:
      - fetch
permissions:
  external:
    fetch:
      backend:
        - remote: drawings-api
"""
_BARE = _GOOD.partition("permissions:")[0]


@rule(
    "FC411",
    "missing-egress",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        # The address itself does as well.
        Good(_GOOD.replace("remote: drawings-api", "address: https://api.drawings.example.com")),
    ),
    bad=(
        Bad(
            _BARE,
            at=(5, 11),
            says='providers.auth sends tokens to remote "drawings-api", which '
            "permissions.external.fetch.backend does not allow",
            fixed=_GOOD,
        ),
        Bad(
            _BARE.replace("- fetch", "- other") + "permissions:\n  external:\n    fetch:\n"
            "      client:\n        - remote: drawings-api\n",
            at=(5, 11),
            says="does not allow",
            fixed=_BARE.replace("- fetch", "- other\n      - fetch")
            + "permissions:\n  external:\n    fetch:\n"
            "      client:\n        - remote: drawings-api\n"
            "      backend:\n        - remote: drawings-api\n",
        ),
    ),
)
def missing_egress(context: Context) -> Iterator[Violation]:
    """A provider sends its tokens to a remote that the app may not fetch from.

    Each of the `remotes` of a provider has to be allowed in `permissions.external.fetch.backend`:
    as `remote:`, or by exactly the address that is its `baseUrl`. Forge refuses everything else,
    patterns and other spellings of the address included (measured).
    """
    manifest = context.manifest
    location = _place(manifest)
    for reference, remote in unfetched(manifest):
        yield Violation(
            at_value(reference.value),
            f"{reference.owner} sends tokens to {remote.label}, which "
            "permissions.external.fetch.backend does not allow",
            help="`forgecfg scaffold` allows it",
            related=((at_key(location), "add it here"),) if location is not None else (),
            fixes=allow_egress(remote.name or "", remote.cursor),
        )


def unfetched(manifest: Manifest) -> Iterator[tuple[Reference, Remote]]:
    """The remotes of providers that the app may not fetch from, and where a provider names them.

    Left out are those with a fault of their own, and all where something depends on an unknown
    variable or the permission is misspelt.
    """
    here = manifest.root
    for name in FETCH_PERMISSION:
        if here is not None and here.get(name) is None and has_misspelling_of(here, name):
            return
        here = here.get(name) if here is not None else None
    if here is not None and not here.is_list and not here.is_null:
        return
    names: set[str | None] = set()
    addresses: set[str] = set()
    for entry in here.items() if here is not None else ():
        remote, address = entry.get("remote"), entry.get("address") or entry
        if address.unknown or (remote is not None and remote.unknown):
            return
        names.add(remote.text if remote is not None else None)
        if address.text is not None:
            addresses.add(address.text)
    declared = {one.name: one for one in reversed(manifest.remotes)}
    for reference in manifest.references[Target.REMOTE]:
        named = declared.get(reference.name) if reference.site == PROVIDERS_SITE else None
        if named is None or named.name is None or named.name in names or named.configurable:
            continue
        url = named.base_url
        if url is None or not (url.unknown or url.text in addresses):
            yield reference, named


def _place(manifest: Manifest) -> Cursor | None:
    """The innermost part of the permission that is there, to point at."""
    here = manifest.root
    for name in FETCH_PERMISSION:
        inner = here.get(name) if here is not None else None
        if inner is None:
            break
        here = inner
    return here if here is not None and here.key is not None else None
