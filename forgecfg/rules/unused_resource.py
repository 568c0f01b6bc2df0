"""FC211."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity
from forgecfg.manifest import Target
from forgecfg.rules.rule import Bad, Context, Fault, Good, rule
from forgecfg.rules.used import unused

_GOOD = """\
modules:
  jira:issuePanel:
    - key: orders
      title: Orders
      resource: main
      icon: resource:images;orders.svg
      resolver: {function: backend}
resources:
  - key: main
    path: static/main
  - key: images
    path: static/images
"""


@rule(
    "FC211",
    "unused-resource",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "  - key: old\n    path: static/old\n",
            at=(13, 10),
            says='nothing refers to resource "old"',
        ),
    ),
)
def unused_resource(context: Context) -> Iterator[Fault]:
    """A resource that no module names, neither as its front end nor for an icon.

    It is uploaded with every deployment and shown nowhere. Code can still load images from it: then
    say so in an ignore comment.
    """
    return unused(context, Target.RESOURCE, "name it at the module that is to show it")
