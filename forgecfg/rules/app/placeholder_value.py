"""FC710."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.catalog.placeholder import is_placeholder, is_placeholder_host, is_placeholder_id
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.document.nodes import Scalar
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import split_address
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.placeholders import APP_ID
from forgecfg.rules.malformed import malformed_locations

_MAX_LENGTH = 500
_ID = "5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90"

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
modules:
  jira:issuePanel:
    - key: your-work
      title: Your work
      icon: https://cdn.acme-it.app/panel.svg
      resource: main
permissions:
  external:
    fetch:
      backend:
        - address: https://api.acme-it.app
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace(_ID, "YOUR_APP_ID"),
            at=(2, 7),
            says="is a placeholder, not the id of a registered app",
        ),
        Bad(
            _GOOD.replace(
                "5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90", "0" * 8 + "-0000" * 3 + "-" + "0" * 12
            ),
            at=(2, 7),
            says="is a placeholder, not the id of a registered app",
        ),
        Bad(
            _GOOD.replace("title: Your work", "title: TODO"),
            at=(6, 14),
            says='"TODO" is a placeholder for `title`',
        ),
        Bad(
            _GOOD.replace("cdn.acme-it.app", "example.com"),
            at=(7, 13),
            says='"https://example.com/panel.svg" is a placeholder for `icon`',
        ),
        Bad(
            _GOOD.replace("api.acme-it.app", "your-domain.com"),
            at=(13, 20),
            says='"https://your-domain.com" is a placeholder for `address`',
        ),
    ),
)
def placeholder_value(context: Context) -> Iterator[Violation]:
    """A value is still a placeholder from a template, the documentation or a fix.

    These are names such as `your-app`, `<key>` and `TODO`, hosts that are reserved for examples
    (`example.com`, RFC 2606), and an app id that is not a UUID, or one typed by hand. Forge
    accepts most of them, and the app then fails after the deploy. The base URLs of remotes have a
    separate rule, placeholder-base-url.

    How to fix:
    Replace it with the real value. `forge register` writes the id of the app.
    """
    root, malformed = context.manifest.root, malformed_locations(context)
    for cursor in _scalars(root) if root is not None else ():
        text = cursor.text
        if text is None or len(text) > _MAX_LENGTH or cursor.path in malformed:
            continue
        if isinstance(cursor.node, Scalar) and cursor.node.value != cursor.node.text:
            continue  # the default of the variable is reported
        if cursor.path == ("app", "id"):
            if text.startswith(APP_ID) and _is_bad_id(text[len(APP_ID) :]):
                yield Violation(
                    at_value(cursor),
                    f"{quote(text)} is a placeholder, not the id of a registered app",
                    help="run `forge register`, which writes the id",
                )
        elif not _is_base_url(cursor) and _is_placeholder(cursor, text):
            name = next((part for part in reversed(cursor.path) if isinstance(part, str)), "")
            yield Violation(
                at_value(cursor),
                f"{quote(text)} is a placeholder for `{name}`",
                help="replace it with the real value",
            )


def _scalars(root: Cursor) -> Iterator[Cursor]:
    """All scalars below a node, in source order."""
    pending = [root]
    while pending:
        cursor = pending.pop()
        if cursor.is_mapping:
            pending += reversed([value for _, value in cursor.entries()])
        elif cursor.is_list:
            pending += reversed([*cursor.items()])
        else:
            yield cursor


def _is_bad_id(text: str) -> bool:
    # A variable that is not declared is reported by another rule.
    return "${" not in text and is_placeholder_id(text)


def _is_base_url(cursor: Cursor) -> bool:
    return cursor.path[:1] == ("remotes",) and "baseUrl" in cursor.path


def _is_placeholder(cursor: Cursor, text: str) -> bool:
    if is_placeholder(text):
        return True
    is_address = re.match(r"[a-z]{2,8}://", text) or cursor.path[:2] == ("permissions", "external")
    if not is_address or len(text.split()) != 1:
        return False
    return is_placeholder_host(split_address(text).host)
