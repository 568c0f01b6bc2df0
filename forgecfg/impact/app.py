"""Changes of the app itself: its id, licensing, compatibility, entities, variables, sections."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.impact.changes import Draft
from forgecfg.impact.pairing import pair
from forgecfg.manifest.analysis.app import EntityGrant, ProductGrant, SectionGrant, index_name
from forgecfg.manifest.analysis.canonical import Canonical
from forgecfg.manifest.analysis.grants import Grants


def compare_app(base: Grants, new: Grants) -> Iterator[Draft]:
    """All changes but those of permissions, remotes and modules."""
    if base.app_id != new.app_id:
        message = f'app.id changes to "{new.app_id}"' if new.app_id else "app.id is removed"
        yield Draft("app-id-changed", "app.id", message, base.app_id_at, new.app_id_at)
    yield from _connect(base, new)
    yield from _licensing(base, new)
    yield from _compatibility(base, new)
    yield from _entities(base, new)
    yield from _variables(base, new)
    yield from _sections(base, new)


def _connect(base: Grants, new: Grants) -> Iterator[Draft]:
    old, now = base.connect_key, new.connect_key
    if old == now:
        return
    if old and now:
        kind, message = "connect-key-changed", f'app.connect.key changes to "{now}"'
    else:
        kind = "section-added" if now else "section-removed"
        message = f"app.connect is {'added' if now else 'removed'}"
    yield Draft(kind, "app.connect", message, base.connect_key_at, new.connect_key_at)


def _licensing(base: Grants, new: Grants) -> Iterator[Draft]:
    if new.licensing and not base.licensing:
        yield Draft(
            "licensing-enabled", "licensing", "licensing is enabled", None, new.licensing_at
        )
    elif base.licensing and not new.licensing:
        message = "licensing is no longer enabled"
        yield Draft("licensing-disabled", "licensing", message, base.licensing_at, new.licensing_at)


def _compatibility(base: Grants, new: Grants) -> Iterator[Draft]:
    pairs = pair(base.compatibility, new.compatibility, lambda grant: grant.product)
    old, now = _required(base.compatibility), _required(new.compatibility)
    replaced = old is not None and (now is None or now.product != old.product)
    if old is not None and replaced:
        message = (
            f'required product changes from "{old.product}" to "{now.product}"'
            if now is not None
            else f'"{old.product}" is no longer the required product'
        )
        yield Draft(
            "required-product-changed", old.product, message, old.at, now.at if now else None
        )
    for grant in pairs.added:
        if not (replaced and grant.required):
            message = f'product "{grant.product}" is added to app.compatibility'
            yield Draft("product-added", grant.product, message, new=grant.at)
    for grant in pairs.removed:
        if not (replaced and grant.required):
            message = f'product "{grant.product}" is removed from app.compatibility'
            yield Draft("product-removed", grant.product, message, base=grant.at)
    for before, after in pairs.kept:
        if before.required != after.required and not replaced:
            how = "required" if after.required else "optional"
            message = f'product "{after.product}" becomes {how}'
            yield Draft("product-requirement-changed", after.product, message, before.at, after.at)


def _required(products: tuple[ProductGrant, ...]) -> ProductGrant | None:
    return next((grant for grant in products if grant.required), None)


def _entities(base: Grants, new: Grants) -> Iterator[Draft]:
    pairs = pair(base.entities, new.entities, lambda entity: entity.name)
    for entity in pairs.added:
        yield Draft("entity-added", entity.name, f'entity "{entity.name}" is added', new=entity.at)
    for entity in pairs.removed:
        message = f'entity "{entity.name}" is removed'
        yield Draft("entity-removed", entity.name, message, base=entity.at)
    for before, after in pairs.kept:
        yield from _attributes(before, after)
        yield from _indexes(before, after)


def _attributes(before: EntityGrant, after: EntityGrant) -> Iterator[Draft]:
    label = f'entity "{after.name}"'
    for name, kind in after.attributes.items():
        subject = f"{after.name}/{name}"
        old = before.attributes.get(name)
        if old is None:
            message = f'attribute "{name}" is added to {label}'
            yield Draft("attribute-added", subject, message, before.at, after.at)
        elif old != kind:
            message = f'attribute "{name}" of {label} changes from {old} to {kind}'
            yield Draft("attribute-type-changed", subject, message, before.at, after.at)
    for name in before.attributes:
        if name not in after.attributes:
            message = f'attribute "{name}" is removed from {label}'
            yield Draft("attribute-removed", f"{after.name}/{name}", message, before.at, after.at)


def _indexes(before: EntityGrant, after: EntityGrant) -> Iterator[Draft]:
    label = f'entity "{after.name}"'
    added = {index_name(i): at for i, at in after.indexes.items() if i not in before.indexes}
    removed = {index_name(i): at for i, at in before.indexes.items() if i not in after.indexes}
    for name, at in added.items():
        subject = f"{after.name}/{name}"
        if name in removed:
            message = f'index "{name}" of {label} changes'
            yield Draft("index-changed", subject, message, removed[name], at)
        else:
            message = f'index "{name}" is added to {label}'
            yield Draft("index-added", subject, message, new=at)
    for name, at in removed.items():
        if name not in added:
            message = f'index "{name}" is removed from {label}'
            yield Draft("index-removed", f"{after.name}/{name}", message, base=at)


def _variables(base: Grants, new: Grants) -> Iterator[Draft]:
    pairs = pair(base.variables, new.variables, lambda variable: variable.name)
    for variable in pairs.added:
        message = f'variable "{variable.name}" is declared'
        yield Draft("variable-added", variable.name, message, new=variable.at)
    for variable in pairs.removed:
        message = f'variable "{variable.name}" is no longer declared'
        yield Draft("variable-removed", variable.name, message, base=variable.at)
    for before, after in pairs.kept:
        if before.default != after.default:
            message = f'variable "{after.name}" has another default'
            yield Draft("variable-changed", after.name, message, before.at, after.at)


def _sections(base: Grants, new: Grants) -> Iterator[Draft]:
    for old, now in ((base.sections, new.sections), (base.connect_modules, new.connect_modules)):
        pairs = pair(old, now, lambda section: section.name)
        for section in pairs.added:
            if section.data != ():
                kind = _section_kind(section, "section-added")
                yield Draft(kind, section.name, f"{section.name} is added", new=section.at)
        for section in pairs.removed:
            if section.data != ():
                kind = _section_kind(section, "section-removed")
                yield Draft(kind, section.name, f"{section.name} is removed", base=section.at)
        for before, after in pairs.kept:
            if before.data != after.data:
                kind = _section_kind(after, "section-changed")
                message = f"{after.name} changes{_details(before, after)}"
                yield Draft(kind, after.name, message, before.at, after.at)


def _section_kind(section: SectionGrant, kind: str) -> str:
    if section.name.startswith("connectModules."):
        return "connect-modules-changed"
    return kind


def _details(before: SectionGrant, after: SectionGrant) -> str:
    """The names of the properties that differ, where both sides are mappings."""
    old, now = _entries(before.data), _entries(after.data)
    names = sorted(name for name in old.keys() | now.keys() if old.get(name) != now.get(name))
    return f": {', '.join(names[:_SHOWN])}" if old and now and names else ""


def _entries(data: Canonical) -> dict[str, object]:
    if not isinstance(data, tuple) or data[:1] != ("map",):
        return {}
    return dict(entry for entry in data[1:] if isinstance(entry, tuple))


_SHOWN = 6
