"""The facts of forgecfg's own catalog and schema."""

from __future__ import annotations

from forgecfg.catalog import function_sites, other_sites, reference_sites, resource_sites
from forgecfg.catalog.display_conditions import CONDITIONS
from forgecfg.catalog.events import EVENT_SCOPES, Scopes
from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.catalog.regions import DEFAULT_REGION, REGIONS
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.rules.modules.missing_agent_scope import AGENT_SCOPES
from forgecfg.schema.load import manifest_schema
from refresh import AGENT_PRODUCT, CONDITION, EVENT, MODULE_TYPE, REGION, SCOPE, SITE, Facts
from refresh.facts import facts_of
from refresh.shapes import shapes

_SITES = {
    "endpoint": reference_sites.ENDPOINT_SITES,
    "remote": reference_sites.REMOTE_SITES,
    "service": reference_sites.SERVICE_SITES,
    "function": function_sites.FUNCTION_SITES,
    "resource": resource_sites.RESOURCE_SITES,
    "action": other_sites.ACTION_SITES,
    "provider": other_sites.PROVIDER_SITES,
    "skill": other_sites.SKILL_SITES,
    "workflow": other_sites.WORKFLOW_SITES,
    "state": other_sites.STATE_SITES,
    "module": other_sites.MODULE_SITES,
}
_ROOT_SITES = {
    "remote": reference_sites.ROOT_REMOTE_SITES,
    "function": function_sites.ROOT_FUNCTION_SITES,
}


def our_facts() -> Facts:
    """The schema of forgecfg."""
    facts = facts_of(shapes(manifest_schema()))
    sites = [
        f"{kind}: {module_type} {path}"
        for kind, table in _SITES.items()
        for module_type, paths in table.items()
        for path in paths
    ]
    sites += [f"{kind}: {path}" for kind, paths in _ROOT_SITES.items() for path in paths]
    facts |= {
        MODULE_TYPE: dict.fromkeys(MODULE_TYPES, ""),
        SITE: dict.fromkeys(sites, ""),
        REGION: dict.fromkeys((*REGIONS, DEFAULT_REGION), ""),
        SCOPE: dict.fromkeys(KNOWN_SCOPES, ""),
        # Those that only the documentation knows are left out: nothing is known of their scopes.
        EVENT: {name: needed(scopes) for name, scopes in EVENT_SCOPES.items()},
        CONDITION: {
            f"{module_type} {name}": ""
            for module_type, conditions in CONDITIONS.items()
            for name in conditions
        },
        AGENT_PRODUCT: dict(AGENT_SCOPES),
    }
    return facts


def needed(scopes: Scopes) -> str:
    """The scopes of an event as a text."""
    both = (" ".join(sorted(set(names))) for names in scopes)
    return ", or else ".join(names for names in both if names)
