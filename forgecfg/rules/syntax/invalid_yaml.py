"""FC002."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC002",
    "invalid-yaml",
    Severity.ERROR,
    good=(Good('app:\n  id: "ari:cloud:ecosystem::app/1"\n'),),
    bad=(
        Bad(
            """\
modules:
  macro:
    - key: hello
      title: "Hello
      resource: main
remotes:
  - key: backend
    baseUrl: https://backend.example.com
""",
            at=(4, 14),
            says="the quote is not closed",
        ),
        Bad(
            """\
modules:
  macro:
    - key: hello
\t  title: Hello
""",
            at=(4, 1),
            says="a tab used as indentation",
        ),
        Bad(
            """\
modules:
  endpoint:
    - key: hello
      remote: *backend
""",
            at=(4, 15),
            says="alias *backend has no anchor",
        ),
    ),
)
def invalid_yaml(context: Context) -> Iterator[Violation]:
    """The file is not YAML that Forge can read.

    Every syntax error that can be told apart is reported, each at the place where it can be
    mended. As long as there is one, nothing else is known of the manifest, and the rules about its
    content wait. Forge reads YAML 1.2, and refuses tabs as indentation, aliases without or inside
    their own anchor, and more than a hundred uses of one anchor.
    """
    for violation in context.document.syntax:
        related = (
            ((Location(violation.related, violation.related), violation.related_message),)
            if violation.related is not None
            else ()
        )
        location = Location(violation.offset, violation.offset + 1)
        yield Violation(location, violation.message, help=violation.help, related=related)
