"""FC211."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from forgecfg.files.app_files import ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import unused

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
# Enough for any app; a folder of built files shall not hold up the check.
_FILES_READ = 500


@rule(
    "FC211",
    "unused-resource",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(_DIALOG, files={"static/main/index.js": "new Modal({ resource: 'dialog' }).open();"}),
    ),
    bad=(
        Bad(
            _DIALOG,
            at=(13, 10),
            says='nothing refers to resource "dialog"',
        ),
    ),
)
def unused_resource(context: Context) -> Iterator[Violation]:
    """A resource that no module names, neither as its front end nor for an icon.

    It is uploaded with every deployment and shown nowhere. Code can name a resource too, for a
    dialog or an image: where the app's files are known, one that its code names counts as used.
    """
    for name, violation in unused(context, Target.RESOURCE, "name it at the module that shows it"):
        if context.files is None or not _named_in_code(context.files, name):
            yield violation


def _named_in_code(files: ProjectFiles, name: str) -> bool:
    """Whether a file with code holds a name in quotes, or after `resource:`."""
    mention = re.compile(rf"""["'`](?:resource:)?{re.escape(name)}["'`;/]""")
    code = (path for path in files.below(".") if _CODE.search(path))
    return any(mention.search(files.text(path) or "") for path in islice(code, _FILES_READ))
