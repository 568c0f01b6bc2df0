"""FC211."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from forgecfg.files.app_files import ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.unused import unused
from forgecfg.source.facts import BRIDGE

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
_DIALOG = _GOOD + "  - key: dialog\n    path: static/dialog\n"

_CODE = re.compile(r"\.(?:[cm]?[jt]sx?)$")
# More than any app needs; limits the time for directories of built files.
_MAX_FILES = 500


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_DIALOG, files={"static/main/index.js": "new Modal({ resource: 'dialog' }).open();"}),
    ),
    bad=(
        Bad(
            _DIALOG,
            at=(13, 10),
            says='resource "dialog" is never used',
        ),
    ),
)
def unused_resource(context: Context) -> Iterator[Violation]:
    """A resource is not referenced by any module, neither as a front end nor for an icon.

    Forge uploads the resource with every deployment, but nothing displays it. Code can reference a
    resource too, for a dialog or an image: if the files of the app are available, forgecfg searches
    its code for the key.

    How to fix:
    Reference the resource from the module that should display it, or remove the resource.
    """
    opened = _opened(context)
    if opened is None:
        return
    for name, violation in unused(context, Target.RESOURCE, "reference it from a module"):
        if name in opened:
            continue
        if context.files is None or not _is_used_in_code(context.files, name):
            yield violation


def _opened(context: Context) -> set[str] | None:
    """The resources that dialogs of the app open; None if some dialog may open any resource."""
    if not context.reads_source:
        return set()
    dialogs = [*context.source.named("Modal", package=BRIDGE)]
    if not all(dialog.known for dialog in dialogs):
        return None
    names = (key.name or "" for call in dialogs for key in call.keys)
    return {name.partition("/")[0] for name in names}


def _is_used_in_code(files: ProjectFiles, name: str) -> bool:
    """Whether a code file contains the name in quotes, or after `resource:`."""
    mention = re.compile(rf"""["'`](?:resource:)?{re.escape(name)}["'`;/]""")
    code = (path for path in files.below(".") if _CODE.search(path))
    return any(mention.search(files.text(path) or "") for path in islice(code, _MAX_FILES))
