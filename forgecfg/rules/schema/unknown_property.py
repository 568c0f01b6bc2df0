"""FC102."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: nodejs22.x
modules:
  endpoint:
    - key: hello-backend
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""
_FUNCTIONS = """\
functions:
  - key: hello
    handler: index.run
"""
_MOVED = f"""\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: nodejs22.x
{_FUNCTIONS}permissions:
  scopes: []
modules:
  trigger:
    - key: on-install
      function: hello
      events: ["avi:forge:installed:app"]
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("baseUrl", "baseURL"),
            at=(11, 5),
            says='unknown property "baseURL" in remote "backend"; did you mean "baseUrl"?',
            fixed=_GOOD,
        ),
        Bad(
            _MOVED,
            at=(5, 1),
            says='unknown property "functions" in the manifest',
            fixed=_MOVED.replace(_FUNCTIONS, "")
            + "  function:\n    - key: hello\n      handler: index.run\n",
        ),
    ),
)
def unknown_property(context: Context) -> Iterator[Violation]:
    """An unknown property in a mapping that accepts only known ones.

    Forge rejects the manifest. In a mapping that accepts any property, a likely typo is reported as
    misspelt-property instead.

    How to fix:
    Correct the name, move the property to the mapping that accepts it, or remove it. The message
    lists the properties that are accepted.
    """
    yield from context.structure.get(unknown_property.name, ())
