"""FC818."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.entities import entities, indexes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import undeclared
from forgecfg.source.facts import API, Call

_MANIFEST = """\
app:
  storage:
    entities:
      - name: employee
        attributes:
          surname:
            type: string
        indexes:
          - surname
permissions:
  scopes: [storage:app]
modules:
  function:
    - key: run
      handler: index.run
"""
_CODE = """\
import { kvs } from '@forge/kvs';
export const run = () => kvs.entity('employee').query().index('surname').getMany();
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 37),
            file="src/index.js",
            says='did you mean "employee"?',
            files={"src/index.js": _CODE.replace("'employee'", "'employe'")},
        ),
        Bad(
            _MANIFEST,
            at=(2, 63),
            file="src/index.js",
            says='index "name" is not declared under `app.storage.entities[].indexes`',
            files={"src/index.js": _CODE.replace("'surname'", "'name'")},
        ),
    ),
)
def undeclared_entity(context: Context) -> Iterator[Violation]:
    """Code uses a custom entity or an index that the manifest does not declare.

    `entity(name)` and `index(name)` of `@forge/kvs` expect names from `app.storage.entities`; the
    index `by-key` always exists. (`forge lint` does not check it.)

    How to fix:
    Use the name of a declared entity or index, or declare it under `app.storage.entities`.
    """
    names: dict[str, Cursor] = {}
    listed: dict[str, Cursor] = {}
    for _, entity in entities(context.manifest):
        name = entity.get("name")
        if name is None or name.text is None:
            return
        names.setdefault(name.text, name)
        for index in indexes(entity):
            location = index.get("name") if index.is_mapping else index
            if location is None or location.text is None:
                return
            listed.setdefault(location.text, location)
    calls = [call for call in context.source.calls if _is_storage(call)]
    used = [call for call in calls if call.name == "entity"]
    yield from undeclared(used, names, "entity", "app.storage.entities")
    known = {**listed, **({"by-key": location} if (location := context.manifest.root) else {})}
    used = [call for call in calls if call.name == "index" and "entity" in call.chain]
    yield from undeclared(used, known, "index", "app.storage.entities[].indexes")


def _is_storage(call: Call) -> bool:
    if call.package == "@forge/kvs":
        return True
    return call.package == API and call.chain[:1] == ("storage",)
