"""FC103."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
      ourNote: any property is accepted here
  endpoint:
    - key: hello-backend
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("resolver", "reslover"),
            at=(6, 7),
            says='unknown property "reslover" in macro "hello"; Forge ignores it; did you mean '
            '"resolver"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("remote: backend", "remot: backend"),
            at=(11, 7),
            says='did you mean "remote"?',
            fixed=_GOOD,
            severity=Severity.ERROR,
        ),
        Bad(
            _GOOD.replace("key: hello-backend", "kex: hello-backend"),
            at=(10, 7),
            says='did you mean "key"?',
            fixed=_GOOD,
            severity=Severity.ERROR,
        ),
    ),
)
def misspelt_property(context: Context) -> Iterator[Violation]:
    """An unknown property that Forge ignores, with a name that looks like a typo of a known one.

    Most module types accept any property, so a typo in a name silently disables the property. It is
    an error if the intended property is required.

    How to fix:
    Correct the name; `forgecfg check --fix --unsafe-fixes` renames it to the suggested one. Write a
    note for readers as a comment.
    """
    yield from context.structure.get(misspelt_property.name, ())
