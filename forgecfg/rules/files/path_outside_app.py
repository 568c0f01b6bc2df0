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
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("static/main", "../front-end/dist"),
            at=(7, 11),
            says='path "../front-end/dist" is outside the app directory',
        ),
        Bad(
            _GOOD.replace("static/main", "/home/me/front-end/dist"),
            at=(7, 11),
            says='absolute path "/home/me/front-end/dist" only works on one machine',
            severity=Severity.WARNING,
        ),
        Bad(
            _GOOD.replace("./locales/../locales", "locales/../../texts"),
            at=(11, 13),
            says='path "locales/../../texts/en-US.json" is outside the app directory',
        ),
    ),
)
def path_outside_app(context: Context) -> Iterator[Violation]:
    """A path is outside the app directory.

    Forge accepts a resource outside the directory of the manifest (verified with @forge/manifest
    13.7), so the severity is info: someone who has only the app directory cannot deploy the app. An
    absolute path is a warning, since it only works on one machine. forgecfg checks whether the path
    exists, but reads no file outside the repository.

    How to fix:
    Move the files below the directory of the manifest, and use a relative path. In a monorepo that
    is always checked out as a whole, ignore the finding.
    """
    for location in named_paths(context.manifest):
        path = location.text or ""
        if is_absolute(path):
            yield Violation(
                at_value(location),
                f"absolute path {quote(path)} only works on one machine",
                help="make it relative to the directory of the manifest",
                severity=Severity.WARNING,
            )
        elif is_outside(path):
            yield Violation(
                at_value(location),
                f"path {quote(path)} is outside the app directory",
                help="ignore this in a monorepo if it is always checked out as a whole",
            )
