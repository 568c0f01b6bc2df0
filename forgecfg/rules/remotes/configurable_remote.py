"""FC408."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location, at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  endpoint:
    - key: read-site
      remote: site
remotes:
  - key: site
    configurable:
      name: Your site
      description: The server that this app reads from
permissions:
  external:
    configurable:
      enabled: true
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good("remotes:\n  - key: backend\n    baseUrl: https://backend.example.com\n"),
    ),
    bad=(
        Bad(
            _GOOD.partition("permissions:")[0],
            at=(7, 5),
            says='remote "site" is configurable, but permissions.external.configurable is missing',
        ),
        Bad(
            _GOOD.replace("enabled: true", "enabled: false"),
            at=(13, 16),
            says='remote "site" is configurable, but permissions.external.configurable.enabled',
        ),
        Bad(
            _GOOD + "    fetch:\n      backend:\n        - remote: site\n",
            at=(16, 19),
            says="permissions.external.fetch.backend cannot use it",
        ),
        Bad(
            _GOOD + "providers:\n  auth:\n    - key: site\n      remotes: [site]\n",
            at=(17, 17),
            says="providers.auth cannot use it",
            severity=Severity.ERROR,
        ),
    ),
)
def configurable_remote(context: Context) -> Iterator[Violation]:
    """A configurable remote is not enabled, or is used where Forge does not support it.

    Customers enter the address of a `configurable` remote. Only endpoints and functions can use
    such a remote; `permissions.external.fetch`, providers, `migration:dataResidency` and Connect
    cannot. Customers can enter an address only if the manifest sets
    `permissions.external.configurable.enabled: true` (Forge documentation,
    customer-managed-egress-and-remotes).

    It is an error where Forge rejects the manifest: in providers, and in `app.connect` of an app
    with `connectModules` (verified with @forge/manifest 13.7).

    How to fix:
    Set `permissions.external.configurable.enabled: true`. For everything but endpoints and
    functions, reference another remote that has only a `baseUrl`.
    """
    manifest = context.manifest
    declared: dict[str, Remote] = {}
    for item in manifest.remotes:
        if item.name is not None:
            declared.setdefault(item.name, item)
    yield from _not_enabled(manifest)
    for reference in manifest.references[Target.REMOTE]:
        remote = declared.get(reference.name) if reference.name is not None else None
        location = _configurable(remote) if remote is not None else None
        if remote is None or location is None or reference.module_type == "endpoint":
            continue
        yield Violation(
            at_value(reference.value),
            f"{remote.label} is configurable, so {reference.owner} cannot use it",
            help="use a remote that has only a `baseUrl`",
            related=((location, f"{remote.label} is configurable"),),
            severity=Severity.ERROR if _is_rejected(reference, manifest) else None,
        )


def _configurable(remote: Remote) -> Location | None:
    """The key `configurable`; a schema violation if its value is not a mapping."""
    configurable = remote.configurable
    return at_key(configurable) if configurable is not None and configurable.is_mapping else None


def _is_rejected(reference: Reference, manifest: Manifest) -> bool:
    """Whether @forge/manifest 13.7 rejects the reference."""
    if reference.site == "app.connect.remote":
        return manifest.at("connectModules") is not None
    return reference.site.startswith("providers.")


def _not_enabled(manifest: Manifest) -> Iterator[Violation]:
    locations = [
        (location, f"{remote.label} is configurable")
        for remote in manifest.remotes
        if (location := _configurable(remote)) is not None
    ]
    if not locations or manifest.root is None:
        return
    first, reason = locations[0]
    permission = manifest.root.at("permissions", "external", "configurable")
    if permission is None:
        yield Violation(
            first,
            f"{reason}, but permissions.external.configurable is missing",
            help="set `permissions.external.configurable.enabled: true`",
            related=tuple(locations[1:]),
        )
        return
    enabled = permission.get("enabled")
    if enabled is not None and enabled.value is False:
        yield Violation(
            at_value(enabled),
            f"{reason}, but permissions.external.configurable.enabled is false",
            help="set it to `true`",
            related=tuple(locations),
        )
