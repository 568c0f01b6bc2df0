"""FC701."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule

# Measured: Forge's own linter warns of these two, whatever their value is.
_DEPRECATED = (
    (("app", "name"), "the developer console holds the name of the app"),
    (("app", "features", "autoUserConsent"), "Forge asks for the consent of users by itself"),
)

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
"""


@rule(
    "FC701",
    "deprecated-property",
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "  name: Timesheet\n",
            at=(3, 3),
            says="app.name is deprecated: the developer console holds the name",
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
    """A property that Forge still accepts, but no longer uses.

    `app.name` and `app.features.autoUserConsent` change nothing any more, and Forge's own linter
    warns of both (measured). An app is the same without them.
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
    """Remove it, with what would be empty without it: Forge refuses that."""
    while len(path) > 1:
        holder, location = manifest.at(*path[:-1]), manifest.at(*path)
        if holder is not None and location is not None and len(list(holder.entries())) > 1:
            return remove_entry(location, Safety.SAFE, f"remove {name}")
        path = path[:-1]
    return ()  # nothing of `app` would be left
