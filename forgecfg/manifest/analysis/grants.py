"""What an app declares, in one typed form that does not depend on how the YAML is written.

`diff`, `audit` and `graph` share it. Two manifests with equal grants are the same app to Forge.
"""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.manifest.analysis.app import (
    EntityGrant,
    ModuleGrant,
    ProductGrant,
    SectionGrant,
    VariableGrant,
    read_compatibility,
    read_connect_modules,
    read_entities,
    read_licensing,
    read_modules,
    read_sections,
    read_variables,
)
from forgecfg.manifest.analysis.canonical import text_of
from forgecfg.manifest.analysis.permissions import PermissionGrants, read_permissions
from forgecfg.manifest.analysis.ranges import SourceRange, value_range
from forgecfg.manifest.analysis.remotes import (
    EndpointGrant,
    ProviderGrant,
    RemoteGrant,
    ServiceGrant,
    read_endpoints,
    read_providers,
    read_remotes,
    read_services,
)
from forgecfg.manifest.view import Manifest


class Grants(NamedTuple):
    """Everything that one manifest declares; each part with its place in the text."""

    app_id: str
    app_id_at: SourceRange | None
    connect_key: str
    connect_key_at: SourceRange | None
    permissions: PermissionGrants
    remotes: tuple[RemoteGrant, ...]
    endpoints: tuple[EndpointGrant, ...]
    providers: tuple[ProviderGrant, ...]
    services: tuple[ServiceGrant, ...]
    modules: tuple[ModuleGrant, ...]
    connect_modules: tuple[SectionGrant, ...]
    entities: tuple[EntityGrant, ...]
    compatibility: tuple[ProductGrant, ...]
    variables: tuple[VariableGrant, ...]
    licensing: bool
    licensing_at: SourceRange | None
    sections: tuple[SectionGrant, ...]


def read_grants(manifest: Manifest) -> Grants:
    """The grants of a manifest. Malformed parts are left out; raises nothing."""
    app_id = manifest.at("app", "id")
    connect_key = manifest.at("app", "connect", "key")
    licensing, licensing_at = read_licensing(manifest)
    return Grants(
        app_id=text_of(app_id) or "",
        app_id_at=value_range(app_id) if app_id is not None else None,
        connect_key=text_of(connect_key) or "",
        connect_key_at=value_range(connect_key) if connect_key is not None else None,
        permissions=read_permissions(manifest),
        remotes=read_remotes(manifest),
        endpoints=read_endpoints(manifest),
        providers=read_providers(manifest),
        services=read_services(manifest),
        modules=read_modules(manifest),
        connect_modules=read_connect_modules(manifest),
        entities=read_entities(manifest),
        compatibility=read_compatibility(manifest),
        variables=read_variables(manifest),
        licensing=licensing,
        licensing_at=licensing_at,
        sections=read_sections(manifest),
    )
