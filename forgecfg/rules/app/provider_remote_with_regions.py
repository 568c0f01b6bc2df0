"""FC732."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
providers:
  auth:
    - key: drawings
      actions:
        exchange:
          remote: accounts
          path: /token
remotes:
  - key: accounts
    baseUrl:
      default: https://accounts.example.com
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      EU: https://eu.accounts.example.com\n",
            at=(6, 19),
            says='remote "accounts" has one base URL per region, so providers.auth cannot use it',
        ),
    ),
)
def provider_remote_with_regions(context: Context) -> Iterator[Violation]:
    """A provider uses a remote that has one base URL per region.

    Users sign in at a single address, wherever their data is stored, so Forge rejects a provider
    whose remotes have several (verified with @forge/manifest 13.7).

    How to fix:
    Declare a separate remote with a single `baseUrl`, and use it in the provider.
    """
    manifest = context.manifest
    regional: dict[str | None, Remote] = {}
    for remote in manifest.remotes:
        if remote.by_region:
            regional.setdefault(remote.name, remote)
    uses: dict[str, list[Reference]] = {}
    for reference in manifest.references[Target.REMOTE]:
        name = reference.name
        if name in regional and name is not None and reference.site.startswith("providers."):
            uses.setdefault(name, []).append(reference)
    for name, (first, *rest) in uses.items():
        base = regional[name].base_url
        locations = [(at_key(base), "its base URLs")] if base is not None else []
        locations += [(at_value(use.value), f"{use.owner} also uses it here") for use in rest]
        yield Violation(
            at_value(first.value),
            f"{regional[name].label} has one base URL per region, so {first.owner} cannot use it",
            help="use a remote with a single base URL",
            related=tuple(locations),
        )
