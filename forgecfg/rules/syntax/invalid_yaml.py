"""FC002."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
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
            says="unterminated string",
        ),
        Bad(
            """\
modules:
  macro:
    - key: hello
\t  title: Hello
""",
            at=(4, 1),
            says="tab used for indentation",
        ),
        Bad(
            """\
modules:
  endpoint:
    - key: hello
      remote: *backend
""",
            at=(4, 15),
            says="undefined alias `*backend`",
        ),
    ),
)
def invalid_yaml(context: Context) -> Iterator[Violation]:
    """The file is not valid YAML.

    forgecfg reports several syntax errors at once, each at the place to fix, which is often not
    where a YAML parser stops. The rules about the content run only once the file is valid YAML.
    Forge reads YAML 1.2. It rejects tabs for indentation, undefined aliases, aliases inside their
    own anchor, and more than 100 uses of one anchor.

    How to fix:
    Follow the help of each error. The usual causes are a missing quote or bracket, a missing space
    after `:` or `-`, and a line that is not aligned with its siblings. If several errors are
    reported, start with the first one.
    """
    for violation in context.document.syntax:
        related = (
            ((Location(violation.related, violation.related), violation.related_message),)
            if violation.related is not None
            else ()
        )
        location = Location(violation.offset, violation.offset + 1)
        yield Violation(location, violation.message, help=violation.help, related=related)
