"""FC511."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.front_ends import resource_items
from forgecfg.manifest.references import FILE_PREFIX, Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing
from forgecfg.suggest import Names

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
    Severity.WARNING,
    good=(Good(_GOOD, files=_TREE), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD.replace("images;orders.svg", "images;order.svg"),
            at=(6, 29),
            says='file "static/images/order.svg" of jira:issuePanel "orders" does not exist; did '
            'you mean "orders.svg"?',
            files=_TREE,
        ),
        Bad(
            _AGENT,
            at=(5, 32),
            says='file "prompts/helper.md" of rovo:agent "helper" does not exist',
            severity=Severity.ERROR,
            files={"package.json": "{}", "prompts/other.md": "You help."},
        ),
    ),
)
def missing_resource_file(context: Context) -> Iterator[Violation]:
    """A file that a module references in a resource does not exist.

    The reference has the form `resource:<key>;<path>`, with a path relative to the resource. For an
    icon or a thumbnail, users see an empty space. The prompt of an agent can be a file too, and
    Forge rejects an agent without it (verified with @forge/manifest 13.7).

    How to fix:
    Correct the path after the `;`, or create the file.
    """
    files = context.files
    if files is None:
        return
    paths = {key: path for key, _, path in resource_items(context.manifest)}
    names: dict[str, Names] = {}
    for reference in context.manifest.references[Target.RESOURCE]:
        directory = paths.get(reference.name or "")
        if reference.before != FILE_PREFIX or directory is None or not reference.rest:
            continue
        file = f"{directory}/{reference.rest}"
        if files.kind(file) is Kind.FILE or files.kind(directory) is not Kind.FOLDER:
            continue
        is_prompt = reference.module_type == "rovo:agent" and reference.site == "prompt"
        if directory not in names:
            names[directory] = Names(files.names(directory))
        candidate = names[directory].nearest(reference.rest)
        violation = missing(
            files,
            at_part(context.document.text, reference.value, reference.rest, ";"),
            f"file {quote(file)} of {reference.owner} does not exist",
            file,
            "create it, or correct the path",
        )
        severity = violation.severity or (Severity.ERROR if is_prompt else None)
        yield violation._replace(
            severity=severity, hint=f"did you mean {quote(candidate)}?" if candidate else ""
        )
