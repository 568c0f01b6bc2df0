"""Span edits on a manifest's text: nothing is dumped, what is not meant stays byte for byte.

All functions are pure: a `Document` (see `forgecfg.document.load`) and a path in, a `Plan` out.
A plan holds the edits, whose offsets are those of `document.text`, and the change of plain data
that they are meant to make. Where an edit is not safe (aliases, merge keys, two documents, syntax
errors, keys in odd forms), `CannotEdit` says why and where.

Operations:

- `ensure(document, path, data)`: make data be there, creating sections on the way; list items
  that are there already are not added again. `ensure_all` does several in one plan.
- `append_items`, `set_keys`: add to a collection without asking what it holds.
- `set_value`: a new value in place of a scalar, nothing, `[]` or `{}`.
- `rename_key`, `remove`, and `nest`, which puts a key into a new mapping in its place.
- `compose(document, step, ...)`: any of them one after another, as one plan for the first
  document. Each step is a function from document to plan and sees what the steps before left:
  `compose(d, lambda d: remove(d, a), lambda d: ensure(d, b, data))` moves something. Plans for
  one document that were made separately must not be joined by hand: two insertions at the same
  place would not know of each other.

A rule's fix is the `edits` of one plan, kept together with the plan's `changes`. To mend a file,
give `converge` a function that finds the plans for a text: it applies what goes together, checks
the data after every round, and tells which plans did not do what they meant.

The scaffolder makes one plan with `ensure_all` or `compose` (both verify every step), applies it
with `apply_edits` and shows `plan.edits` as a diff. A plan from a single operation is not verified
until `checked(document, plan)` or `converge` does it: reading the result takes as long as reading
the file.

A byte order mark is not part of `document.text`; who writes the file puts it back.
"""

from forgecfg.edits.apply import Applied, apply_edits, apply_sets
from forgecfg.edits.changes import Change, Data, Drop, Put, Rename
from forgecfg.edits.converge import Converged, Refused, converge
from forgecfg.edits.ensure import ensure, ensure_all
from forgecfg.edits.errors import CannotEdit, OverlapError
from forgecfg.edits.insert import append_items, set_keys
from forgecfg.edits.nest import nest
from forgecfg.edits.plan import Plan, Planned, Step, checked, compose
from forgecfg.edits.remove import remove
from forgecfg.edits.value import rename_key, set_value
from forgecfg.edits.verify import keeps_lines, verify

__all__ = [
    "Applied",
    "CannotEdit",
    "Change",
    "Converged",
    "Data",
    "Drop",
    "OverlapError",
    "Plan",
    "Planned",
    "Put",
    "Refused",
    "Rename",
    "Step",
    "append_items",
    "apply_edits",
    "apply_sets",
    "checked",
    "compose",
    "converge",
    "ensure",
    "ensure_all",
    "keeps_lines",
    "nest",
    "remove",
    "rename_key",
    "set_keys",
    "set_value",
    "verify",
]
