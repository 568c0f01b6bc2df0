"""FC642."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.entities import entities, indexes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.malformed import malformed_locations

_INDEX = re.compile(r"[a-zA-Z0-9:_.-]+")

_GOOD = """\
app:
  storage:
    entities:
      - name: employee
        attributes:
          years: {type: integer}
        indexes:
          - name: by-years
            range: [years]
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("by-years", "by-years."),
            at=(8, 19),
            says='index name "by-years." must not begin or end with a dot',
        ),
        Bad(
            _GOOD.replace("by-years", "by years"),
            at=(8, 19),
            says='index name "by years" contains characters other than letters, digits and `:-_.`',
        ),
        Bad(
            _GOOD + "          - name: by-years\n            range: [years]\n",
            at=(10, 19),
            says='duplicate index name "by-years" in entity "employee"',
        ),
    ),
)
def invalid_index_name(context: Context) -> Iterator[Violation]:
    """The name of an index is not one that Forge's storage accepts.

    The names of indexes consist of letters, digits and `:-_.`, do not begin or end with a dot or
    contain two dots in a row, and are unique within their entity (Forge documentation,
    storage-reference/entities-manifest, as of 2026-08-22). Forge's linter does not check this
    (verified with @forge/manifest 13.7), so the deploy fails.

    How to fix:
    Choose another name, and use it in the queries too.
    """
    malformed = malformed_locations(context)
    for label, entity in entities(context.manifest):
        seen: set[str] = set()
        for index in indexes(entity):
            name = index.get("name")
            if name is None or not name.text or name.path in malformed:
                continue
            if problem := _problem(name.text):
                yield Violation(
                    at_value(name),
                    f"index name {quote(name.text)} {problem}",
                    help="rename the index",
                )
            if name.text in seen:
                yield Violation(
                    at_value(name),
                    f"duplicate index name {quote(name.text)} in {label}",
                    help="rename one of them",
                )
            seen.add(name.text)


def _problem(name: str) -> str:
    if _INDEX.fullmatch(name) is None:
        return "contains characters other than letters, digits and `:-_.`"
    if name.startswith(".") or name.endswith("."):
        return "must not begin or end with a dot"
    return "must not contain two dots in a row" if ".." in name else ""
