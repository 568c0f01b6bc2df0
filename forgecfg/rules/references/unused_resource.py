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
_MAX_CHARACTERS = 20_000_000
_MAX_SPECIAL = 20

_MENTION = re.compile(r"""["'`]([^"'`;/]+)(?=["'`;/])""")
_END = re.compile(r"""["'`;/]""")


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
            severity=Severity.INFO,
        ),
        Bad(
            _DIALOG,
            at=(13, 10),
            says='resource "dialog" is never used',
            files={"package.json": "{}", "static/main/index.html": "", "static/images/a.svg": ""},
        ),
    ),
)
def unused_resource(context: Context) -> Iterator[Violation]:
    """A resource is not referenced by any module, neither as a front end nor for an icon.

    Forge uploads the resource with every deployment, but nothing displays it. Code can reference a
    resource too, for a dialog or an image: if the files of the app are available, forgecfg searches
    its code for the key. Without them, the severity is info.

    How to fix:
    Reference the resource from the module that should display it, or remove the resource.
    """
    opened = _opened(context)
    if opened is None:
        return
    advice = "reference it from a module"
    found = dict(unused(context, Target.RESOURCE, advice))
    for name in opened & found.keys():
        del found[name]
    if found and context.files is not None:
        for name in _used_in_code(context.files, set(found)):
            del found[name]
    # Without the files, code may use it.
    severity = Severity.INFO if context.files is None else None
    yield from (violation._replace(severity=severity) for violation in found.values())


def _opened(context: Context) -> set[str] | None:
    """The resources that dialogs of the app open; None if some dialog may open any resource."""
    if not context.reads_source:
        return set()
    dialogs = [*context.source.named("Modal", package=BRIDGE)]
    if not all(dialog.known for dialog in dialogs):
        return None
    names = (key.name or "" for call in dialogs for key in call.keys)
    return {name.partition("/")[0] for name in names}


def _used_in_code(files: ProjectFiles, names: set[str]) -> set[str]:
    """The names that a code file contains in quotes, or after `resource:`."""
    used: set[str] = set()
    left = _MAX_CHARACTERS
    # The few names with characters that end a mention are searched for one by one.
    special = [name for name in names if _END.search(name)][:_MAX_SPECIAL]
    code = (path for path in files.below(".") if _CODE.search(path))
    for path in islice(code, _MAX_FILES):
        if len(used) == len(names) or left <= 0:
            break
        text = files.text(path) or ""
        left -= len(text)
        for mention in _MENTION.findall(text):
            used.update({mention, mention.removeprefix("resource:")} & names)
        used.update(name for name in special if name not in used and _is_mentioned(name, text))
    return used


def _is_mentioned(name: str, text: str) -> bool:
    pattern = rf"""["'`](?:resource:)?{re.escape(name)}["'`;/]"""
    return re.search(pattern, text) is not None
