"""Which kind of call a reference to an endpoint means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forgecfg.catalog.callers import UI_RESOLVER_TYPES, is_backend_call
from forgecfg.manifest.references import Module, Reference
from forgecfg.remote.contract import CallerKind

_KINDS: Mapping[str, CallerKind] = {
    "scheduledTrigger": CallerKind.SCHEDULE,
    "preUninstall": CallerKind.UNINSTALL,
    "consumer": CallerKind.QUEUE,
    "webtrigger": CallerKind.WEB_TRIGGER,
    "action": CallerKind.ACTION,
    "rovo:agentConnector": CallerKind.AGENT,
}
_LIFECYCLE = "avi:forge:"
_UI_SITE = "resolver.endpoint"


class Caller(NamedTuple):
    """Who calls: a module by its type and key, or code at a place where no module is involved.

    `events` are those that a trigger listens to. `place` is the file and line of a source call.
    `site` is the property of the module that names the endpoint.
    """

    kind: CallerKind
    module_type: str
    key: str | None
    events: tuple[str, ...]
    place: str = ""
    site: str = ""

    @property
    def label(self) -> str:
        """How output names it, as in `macro "hello"`."""
        name = self.module_type or ("front end" if self.kind is CallerKind.UI_FETCH else "function")
        if self.key is not None:
            name = f'{name} "{self.key}"'
        if self.site and self.site not in (_UI_SITE, "endpoint"):
            name = f"{name} ({self.site.removesuffix('.endpoint')})"
        return f"{name} ({self.place})" if self.place else name


def callers_of(reference: Reference, module: Module) -> Iterator[Caller]:
    """The callers behind a module's reference to an endpoint.

    A trigger for both product and life-cycle events is two callers. An `endpoint` directly on a
    module with a UI is not a caller: Forge ignores it.
    """
    kind, site = module.type, reference.site
    if kind == "trigger":
        events = tuple(_events(module))
        lifecycle = tuple(event for event in events if event.startswith(_LIFECYCLE))
        product = tuple(event for event in events if not event.startswith(_LIFECYCLE))
        if lifecycle:
            yield Caller(CallerKind.LIFECYCLE, kind, module.name, lifecycle, "", site)
        if product or not lifecycle:
            yield Caller(CallerKind.EVENT, kind, module.name, product, "", site)
    elif is_backend_call(kind, site):
        yield Caller(_KINDS.get(kind, CallerKind.BACKEND), kind, module.name, (), "", site)
    elif site == _UI_SITE:
        yield Caller(CallerKind.UI, kind, module.name, (), "", site)
    elif kind not in UI_RESOLVER_TYPES or site != "endpoint":
        # Sites that no page explains, and types that the catalog does not know.
        yield Caller(CallerKind.BACKEND, kind, module.name, (), "", site)


def _events(trigger: Module) -> Iterator[str]:
    events = trigger.cursor.get("events")
    for event in events.items() if events is not None else ():
        name = event.get("eventType") if event.is_mapping else event
        if name is not None and name.text is not None:
            yield name.text
