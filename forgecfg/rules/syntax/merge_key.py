"""FC006."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
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
            why="Forge supports an alias as a whole value.",
        ),
        Good('app: {"<<": text}\n', why="In quotes, it is an ordinary key."),
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
    """A merge key `<<` is used, which Forge does not expand.

    Forge reads YAML 1.2, where `<<` is an ordinary key (verified with @forge/manifest 13.7). The
    properties that it should merge are missing, and `<<` itself is an unknown property. Where Forge
    rejects unknown properties this is an error, elsewhere a warning.

    How to fix:
    Write the properties out instead of merging them. Forge does support an alias as a whole value,
    as in `auth: *auth`.
    """
    rejected = {violation.location.path for violation in context.structure.get(merge_key.name, ())}
    for key, path in context.document.merge_keys:
        yield Violation(
            Location(key.start, key.end, path),
            "Forge does not expand `<<`, so nothing is merged",
            help="write the properties out, or use an alias for a whole value",
            severity=Severity.ERROR if path in rejected or _is_closed(path[:-1]) else None,
        )


def _is_closed(path: YamlPath) -> bool:
    """Whether the keys at a path must be module types, or tokens of a remote."""
    of_remote = path[:1] == ("remotes",) and path[2:] == ("auth",)
    return path in (("modules",), ("connectModules",)) or of_remote
