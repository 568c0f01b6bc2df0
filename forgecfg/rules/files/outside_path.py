"""FC508."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.paths import is_absolute, is_outside, named_paths
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  package:
    extraFiles:
      - assets/**
resources:
  - key: main
    path: static/main
translations:
  resources:
    - key: en-US
      path: ./locales/../locales/en-US.json
"""


@rule(
    "FC508",
    "outside-path",
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("static/main", "../front-end/dist"),
            at=(7, 11),
            says='path "../front-end/dist" leads out of the folder of the app',
        ),
        Bad(
            _GOOD.replace("static/main", "/home/me/front-end/dist"),
            at=(7, 11),
            says="is right on one machine only",
            severity=Severity.WARNING,
        ),
        Bad(
            _GOOD.replace("./locales/../locales", "locales/../../texts"),
            at=(11, 13),
            says='path "locales/../../texts/en-US.json" leads out of the folder of the app',
        ),
    ),
)
def outside_path(context: Context) -> Iterator[Violation]:
    """A path leads out of the folder of the app.

    Forge takes a resource from outside of the manifest's folder (measured), so this is a hint:
    whoever has only the app's folder cannot deploy it. An absolute path is a warning, as it is
    right on one machine only. forgecfg looks whether something is there, but reads no file outside
    of the repository.
    """
    for location in named_paths(context.manifest):
        path = location.text or ""
        if is_absolute(path):
            yield Violation(
                at_value(location),
                f"path {quote(path)} is absolute, so it is right on one machine only",
                help="write it relative to the folder of the manifest",
                severity=Severity.WARNING,
            )
        elif is_outside(path):
            yield Violation(
                at_value(location),
                f"path {quote(path)} leads out of the folder of the app",
                help="nothing is wrong if all who deploy the app have that folder too",
            )
