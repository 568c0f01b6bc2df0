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
    "FC408",
    "configurable-remote",
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
            says="permissions.external.fetch.backend cannot name it",
        ),
        Bad(
            _GOOD + "providers:\n  auth:\n    - key: site\n      remotes: [site]\n",
            at=(17, 17),
            says="providers.auth cannot name it",
            severity=Severity.ERROR,
        ),
    ),
)
def configurable_remote(context: Context) -> Iterator[Violation]:
    """A remote whose address the customer enters is used where it may not be, or not enabled.

    Such a remote serves endpoints and functions only. `permissions.external.fetch`, providers,
    `migration:dataResidency` and Connect must not name it, and customers can enter an address
    only with `permissions.external.configurable.enabled: true` (Forge documentation,
    customer-managed-egress-and-remotes). Forge itself refuses to deploy for providers, and for
    Connect where there are `connectModules`, which makes these an error.
    """
    manifest = context.manifest
    declared: dict[str, Remote] = {}
    for remote in manifest.remotes:
        if remote.name is not None:
            declared.setdefault(remote.name, remote)
    yield from _not_enabled(manifest)
    for reference in manifest.references[Target.REMOTE]:
        named = declared.get(reference.name) if reference.name is not None else None
        location = _configurable(named) if named is not None else None
        if named is None or location is None or reference.module_type == "endpoint":
            continue
        yield Violation(
            at_value(reference.value),
            f"{named.label} is configurable, so {reference.owner} cannot name it",
            help="name a remote that has only a `baseUrl`",
            related=((location, f"{named.label} is configurable"),),
            severity=Severity.ERROR if _refused(reference, manifest) else None,
        )


def _configurable(remote: Remote) -> Location | None:
    """The key `configurable`; an empty value or one of another type is a structure fault."""
    configurable = remote.configurable
    return at_key(configurable) if configurable is not None and configurable.is_mapping else None


def _refused(reference: Reference, manifest: Manifest) -> bool:
    # Measured: Forge's own linter refuses these and no others.
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
    first, says = locations[0]
    permission = manifest.root.at("permissions", "external", "configurable")
    if permission is None:
        yield Violation(
            first,
            f"{says}, but permissions.external.configurable is missing",
            help="set `permissions.external.configurable.enabled: true`",
            related=tuple(locations[1:]),
        )
        return
    enabled = permission.get("enabled")
    if enabled is not None and enabled.value is False:
        yield Violation(
            at_value(enabled),
            f"{says}, but permissions.external.configurable.enabled is false",
            help="set it to true",
            related=tuple(locations),
        )
