"""FC701."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule

# Forge's linter warns about these two, whatever their value (verified with @forge/manifest 13.7).
_DEPRECATED = (
    (("app", "name"), "the app name is set in the developer console"),
    (("app", "features", "autoUserConsent"), "Forge asks users for consent by default"),
)

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
"""


@rule(
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "  name: Timesheet\n",
            at=(3, 3),
            says="app.name is deprecated: the app name is set in the developer console",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD + "  features:\n    autoUserConsent: true\n",
            at=(4, 5),
            says="app.features.autoUserConsent is deprecated",
            fixed=_GOOD,
        ),
    ),
)
def deprecated_property(context: Context) -> Iterator[Violation]:
    """A property is deprecated: Forge accepts it, but no longer uses it.

    `app.name` and `app.features.autoUserConsent` no longer have an effect, and Forge's linter warns
    about both (verified with @forge/manifest 13.7).

    How to fix:
    Remove the property. The app behaves the same without it.
    """
    for path, why in _DEPRECATED:
        location = context.manifest.at(*path)
        if location is None:
            continue
        name = ".".join(path)
        yield Violation(
            at_key(location),
            f"{name} is deprecated: {why}",
            help="remove it",
            fixes=_remove(context.manifest, path, name),
        )


def _remove(manifest: Manifest, path: tuple[str, ...], name: str) -> tuple[FixBuilder, ...]:
    """Remove it, with sections that would be empty without it: Forge rejects those."""
    while len(path) > 1:
        parent, location = manifest.at(*path[:-1]), manifest.at(*path)
        if parent is not None and location is not None and len(list(parent.entries())) > 1:
            return remove_entry(location, Safety.SAFE, f"remove {name}")
        path = path[:-1]
    return ()  # `app` would be empty
