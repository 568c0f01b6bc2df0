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
    "FC732",
    "regional-provider",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      EU: https://eu.accounts.example.com\n",
            at=(6, 19),
            says='remote "accounts" has addresses by region, so providers.auth cannot name it',
        ),
    ),
)
def regional_provider(context: Context) -> Iterator[Violation]:
    """A provider uses a remote that has addresses by region.

    Users sign in at one address, wherever their data is kept, and Forge refuses a provider whose
    remotes have more than one (measured).
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
    for name, (first, *others) in uses.items():
        base = regional[name].base_url
        locations = [(at_key(base), "its addresses")] if base is not None else []
        locations += [
            (at_value(other.value), f"{other.owner} names it here, too") for other in others
        ]
        yield Violation(
            at_value(first.value),
            f"{regional[name].label} has addresses by region, so {first.owner} cannot name it",
            help="name a remote that has one address",
            related=tuple(locations),
        )
