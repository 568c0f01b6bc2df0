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
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("path: /", 'path: ""'),
            at=(6, 15),
            says='empty route.path in endpoint "installed"',
            fixed=_GOOD.replace("path: /", 'path: "/"'),
        ),
    ),
)
def empty_route(context: Context) -> Iterator[Violation]:
    """The route path of an endpoint is empty.

    Forge appends the path to the base URL of the remote (Forge documentation,
    manifest-reference/endpoint). In code it requires a path that is not empty
    (runtime-reference/invoke-remote-api). In the manifest it accepts an empty one (verified with
    @forge/manifest 13.7), which is rarely intended.

    How to fix:
    Write the path that the remote serves, or `path: /` if the base URL is the full address.
    """
    for endpoint in context.manifest.endpoints:
        path = endpoint.cursor.at("route", "path")
        if path is not None and path.text == "":
            yield Violation(
                at_value(path),
                f"empty route.path in {endpoint.label}",
                help="write `path: /` if the base URL of the remote is the full address",
                fixes=replace_with(path, "/"),
            )
