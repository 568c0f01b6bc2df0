"""What people mean by a module type that does not exist: shared code of the rule about them."""

from __future__ import annotations

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.module_types import CONNECT_MODULE_TYPES
from forgecfg.catalog.placeholder import PLACEHOLDER_APP_ID
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import rename
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.event_names import intended_event
from forgecfg.suggest import closest

_UNKNOWN = (
    "check it in the Forge documentation; if it is newer than the catalog, add "
    "`# forgecfg: ignore[unknown-module-type]` to the line"
)

# Such a name is a typo even if the properties do not fit.
_CLEAR_TYPO = 0.85

# Other modules reference modules of these types.
_REFERENCED = frozenset({"action", "endpoint", "function", "rovo:skill", "workflow"})


def event_type(section: Cursor, name: str) -> Violation:
    """The finding for a module type that is meant as an event."""
    event = intended_event(name)
    return Violation(
        at_key(section),
        f"unknown module type {quote(name)}: events are received by a trigger",
        help="declare a `trigger` with `events:` and below it "
        + (f"`- {event}`" if event else "a list of events such as `- avi:jira:created:issue`")
        + ", and a `function`, or the `endpoint` of a remote",
    )


def _fits(module_type: str, section: Cursor) -> bool:
    """Whether the modules of a section are valid as modules of a type."""
    if module_type in CONNECT_MODULE_TYPES or module_type.startswith("connect-"):
        return True
    if section.is_list and section.item(0) is None:
        return True
    from forgecfg.schema.data import to_plain_data
    from forgecfg.schema.load import schema_for
    from forgecfg.schema.validate import validate

    app = {"id": PLACEHOLDER_APP_ID, "runtime": {"name": "nodejs24.x"}}
    data = {"app": app, "modules": {module_type: to_plain_data(section.node)}}
    return validate(schema_for(data), data)[0]


def unknown_type(what: str, section: Cursor, name: str, near: str | None) -> Violation:
    """The finding for an unknown module type; `near` is the type that it may be meant as."""
    listed = section.is_list or section.unknown
    # A suggestion that leads to more errors does not help.
    fits = near is not None and (_fits(near, section) or near in _REFERENCED)
    advice = "" if near else _UNKNOWN
    hinted = near is not None and (fits or closest(name, [near], _CLEAR_TYPO) is not None)
    if near and not hinted:
        advice = f"if `{near}` is intended, rename it; its properties differ from what is here"
    return Violation(
        at_key(section),
        f"unknown {what} {quote(name)} (not in the catalog of {AS_OF})"
        + ("" if listed else ", and its value is not a list"),
        hint=f"did you mean {quote(near)}?" if near and hinted else "",
        help=advice,
        severity=None if listed and near not in _REFERENCED else Severity.ERROR,
        fixes=rename(section, near) if near and fits else (),
    )
