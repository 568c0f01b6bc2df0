"""FC733."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule

_LONGEST = 23

_GOOD = """\
providers:
  auth:
    - key: drawings-login
      remotes:
        - drawings-api
"""


@rule(
    "FC733",
    "provider-key",
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("drawings-login", "drawings-of-the-company"))),
    bad=(
        Bad(
            _GOOD.replace("drawings-login", "Drawings"),
            at=(3, 12),
            says='the key "Drawings" of a provider has capital letters',
        ),
        Bad(
            _GOOD.replace("drawings-login", "drawings-and-many-other-things"),
            at=(3, 12),
            says="has 30 characters; the key of a provider may have at most 23",
        ),
        Bad(
            _GOOD.replace("drawings-api", "drawingsApi"),
            at=(5, 11),
            says='the key "drawingsApi" of a remote that providers.auth names has capital letters',
        ),
    ),
)
def provider_key(context: Context) -> Iterator[Violation]:
    """The key of a provider, or of a remote that it names, is not of the documented form.

    Keys of providers have at most 23 characters, none of them a capital letter, and the remotes of
    a provider have no capital letters either (Forge documentation, manifest-reference/providers).
    Forge's own linter does not look at that (measured).
    """
    for provider in context.manifest.items("providers", "auth"):
        key = provider.get("key")
        text = key.text if key is not None else None
        if key is None or text is None:
            continue
        if len(text) > _LONGEST:
            yield Violation(
                at_value(key),
                f"{quote(text)} has {len(text)} characters; the key of a provider may have at "
                f"most {_LONGEST}",
            )
        elif _has_capitals(text):
            yield Violation(
                at_value(key),
                f"the key {quote(text)} of a provider has capital letters",
                help="write small letters, here and where functions and code name it",
            )
    for reference in context.manifest.references[Target.REMOTE]:
        name = reference.name or ""
        if reference.site.startswith("providers.auth[].remotes") and _has_capitals(name):
            yield Violation(
                at_value(reference.value),
                f"the key {quote(name)} of a remote that {reference.owner} names has capital "
                "letters",
                help="rename the remote, here and at all other places",
            )


def _has_capitals(text: str) -> bool:
    return any("A" <= letter <= "Z" for letter in text)
