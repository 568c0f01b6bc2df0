"""FC733."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_length

_LIMIT = LIMITS["providers.auth[].key"]
_GOOD = """\
providers:
  auth:
    - key: drawings-login
      remotes:
        - drawings-api
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("drawings-login", "drawings-of-the-company"))),
    bad=(
        Bad(
            _GOOD.replace("drawings-login", "Drawings"),
            at=(3, 12),
            says='provider key "Drawings" contains uppercase letters',
        ),
        Bad(
            _GOOD.replace("drawings-login", "drawings-and-many-other-things"),
            at=(3, 12),
            says='provider key "drawings-and-many-other-things" is 30 characters long (maximum 23)',
        ),
        Bad(
            _GOOD.replace("drawings-api", "drawingsApi"),
            at=(5, 11),
            says='remote key "drawingsApi" contains uppercase letters, which providers.auth does '
            "not allow",
        ),
    ),
)
def invalid_provider_key(context: Context) -> Iterator[Violation]:
    """The key of a provider, or of a remote that it uses, does not have the documented form.

    Provider keys have at most 23 characters and no uppercase letters, and the remotes of a provider
    have no uppercase letters either (Forge documentation, manifest-reference/providers). Forge's
    linter does not check this (verified with @forge/manifest 13.7).

    How to fix:
    Rename the provider or the remote to a lowercase key, in the manifest and in code that uses it.
    """
    for provider in context.manifest.items("providers", "auth"):
        key = provider.get("key")
        text = key.text if key is not None else None
        if key is None or text is None:
            continue
        too_long = list(check_length(_LIMIT, key, "shorten it, and update all references"))
        yield from too_long
        if not too_long and _has_uppercase(text):
            yield Violation(
                at_value(key),
                f"provider key {quote(text)} contains uppercase letters",
                help="change it to lowercase here, in functions, and in code",
            )
    for reference in context.manifest.references[Target.REMOTE]:
        name = reference.name or ""
        if reference.site.startswith("providers.auth[].remotes") and _has_uppercase(name):
            yield Violation(
                at_value(reference.value),
                f"remote key {quote(name)} contains uppercase letters, which {reference.owner} "
                "does not allow",
                help="rename the remote, and update all references",
            )


def _has_uppercase(text: str) -> bool:
    return any("A" <= letter <= "Z" for letter in text)
