"""FC006."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC006",
    "merge-key",
    Severity.WARNING,
    good=(
        Good(
            """\
modules:
  endpoint:
    - key: one
      remote: backend
      auth: &auth
        appUserToken:
          enabled: true
    - key: two
      remote: backend
      auth: *auth
""",
            why="An alias as a whole value works.",
        ),
        Good('app: {"<<": text}\n', why="In quotes it is a key like any other on purpose."),
    ),
    bad=(
        Bad(
            """\
modules:
  endpoint:
    - &one
      key: one
      remote: backend
    - <<: *one
      key: two
""",
            at=(6, 7),
            says="Forge does not expand `<<`",
        ),
        Bad(
            """\
remotes:
  - &one
    key: one
    baseUrl: https://one.example.com
  - <<: *one
    key: two
""",
            at=(5, 5),
            says="Forge does not expand `<<`",
            severity=Severity.ERROR,
        ),
        Bad(
            """\
modules:
  <<: {macro: []}
  function: []
""",
            at=(2, 3),
            says="Forge does not expand `<<`",
            severity=Severity.ERROR,
        ),
    ),
)
def merge_key(context: Context) -> Iterator[Violation]:
    """A merge key `<<`, which Forge does not expand.

    Forge reads YAML 1.2, where `<<` is a key like any other (measured). What it was to bring in is
    missing, and the key itself is unknown: where Forge takes no unknown properties, it refuses the
    manifest, which makes it an error. An alias as a value works.
    """
    refused = {violation.location.path for violation in context.structure.get(merge_key.name, ())}
    for key, path in context.document.merge_keys:
        yield Violation(
            Location(key.start, key.end, path),
            "Forge does not expand `<<`: what it names is not merged in",
            help="write the properties out; an alias works only as a whole value",
            severity=Severity.ERROR if path in refused or _is_closed(path[:-1]) else None,
        )


def _is_closed(path: YamlPath) -> bool:
    """Whether every key at a path is a module type, or a token of a remote."""
    of_remote = path[:1] == ("remotes",) and path[2:] == ("auth",)
    return path in (("modules",), ("connectModules",)) or of_remote
