"""FC511."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import FILE_PREFIX, Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.front_ends import resource_items
from forgecfg.rules.files.missing_files import missing
from forgecfg.suggest import closest

_GOOD = """\
modules:
  jira:issuePanel:
    - key: orders
      title: Orders
      resource: main
      icon: resource:images;orders.svg
resources:
  - key: images
    path: static/images
"""
_TREE = {"package.json": "{}", "static/images/orders.svg": ""}
_AGENT = """\
modules:
  rovo:agent:
    - key: helper
      name: Helper
      prompt: resource:prompts;helper.md
resources:
  - key: prompts
    path: prompts
"""


@rule(
    "FC511",
    "missing-resource-file",
    Severity.WARNING,
    good=(Good(_GOOD, files=_TREE), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD.replace("images;orders.svg", "images;order.svg"),
            at=(6, 29),
            says='"static/images/order.svg" is not there; did you mean "orders.svg"?',
            files=_TREE,
        ),
        Bad(
            _AGENT,
            at=(5, 32),
            says='"prompts/helper.md" is not there',
            severity=Severity.ERROR,
            files={"package.json": "{}", "prompts/other.md": "You help."},
        ),
    ),
)
def missing_resource_file(context: Context) -> Iterator[Violation]:
    """A file that a module names in a resource is not there.

    Such a file is an icon or a thumbnail, written `resource:<key>;<path>`: without it users see a
    gap. The prompt of an agent can be a file too, and Forge refuses an agent without it (measured).
    The path is relative to the resource.
    """
    files = context.files
    if files is None:
        return
    paths = {key: path for key, _, path in resource_items(context.manifest)}
    for reference in context.manifest.references[Target.RESOURCE]:
        folder = paths.get(reference.name or "")
        if reference.before != FILE_PREFIX or folder is None or not reference.rest:
            continue
        file = f"{folder}/{reference.rest}"
        if files.kind(file) is Kind.FILE or files.kind(folder) is not Kind.FOLDER:
            continue
        is_prompt = reference.module_type == "rovo:agent" and reference.site == "prompt"
        near = closest(reference.rest, files.names(folder))
        violation = missing(
            at_part(context.document.text, reference.value, reference.rest, ";"),
            f"{reference.owner}: {quote(file)} is not there",
            folder,
        )
        severity = violation.severity or (Severity.ERROR if is_prompt else None)
        yield violation._replace(
            severity=severity, hint=f"did you mean {quote(near)}?" if near else ""
        )
