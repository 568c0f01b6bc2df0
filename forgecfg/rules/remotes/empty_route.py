"""FC412."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  endpoint:
    - key: installed
      remote: backend
      route:
        path: /
"""


@rule(
    "FC412",
    "empty-route",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("path: /", 'path: ""'),
            at=(6, 15),
            says='the route of endpoint "installed" has an empty path',
            fixed=_GOOD.replace("path: /", 'path: "/"'),
        ),
    ),
)
def empty_route(context: Context) -> Iterator[Violation]:
    """The path of an endpoint's route is empty.

    Forge adds the path to the address of the remote (Forge documentation,
    manifest-reference/endpoint), and wants one that is not empty where code names it
    (runtime-reference/invoke-remote-api). In the manifest it takes an empty one (measured), which
    is rarely meant.
    """
    for endpoint in context.manifest.endpoints:
        path = endpoint.cursor.at("route", "path")
        if path is not None and path.text == "":
            yield Violation(
                at_value(path),
                f"the route of {endpoint.label} has an empty path",
                help='write "/" where the address of the remote is the whole address',
                fixes=replace_with(path, "/"),
            )
