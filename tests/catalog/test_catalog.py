"""The catalogue's tables agree with each other and with the counts they were made from."""

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from forgecfg.catalog.callers import (
    BACKEND_TYPES,
    NO_USER_ERROR,
    NO_USER_WARNING,
    ROUTE_REQUIRED,
    UI_RESOLVER_TYPES,
    is_backend_call,
)
from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.module_types import (
    CLOSED_MODULE_TYPES,
    CONNECT_MODULE_TYPES,
    FORGE_MODULE_TYPES,
    MODULE_TYPES,
    OPEN_MODULE_TYPES,
    SCHEMALESS_MODULE_TYPES,
)
from forgecfg.catalog.reference_sites import (
    ENDPOINT_SITES,
    GENERIC_ENDPOINT_SITES,
    REMOTE_SITES,
    ROOT_REMOTE_SITES,
    SERVICE_SITES,
)
from forgecfg.catalog.regions import DEFAULT_REGION, REGIONS
from forgecfg.catalog.scopes import KNOWN_SCOPES, TOKEN_SCOPES

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts"

MODULE_TYPE = re.compile(r"([a-z][A-Za-z]*:)?[a-z][A-Za-z0-9]*")
CONNECT_TYPE = re.compile(r"(jira|confluence):[a-z][A-Za-z]*")
SCOPE = re.compile(r"[a-z]+(-[a-z]+)*(:[a-z]+([.-][a-z]+)*){1,3}")
SITE = re.compile(r"[a-z][A-Za-z0-9]*(\[\])*(\.([a-z][A-Za-z0-9]*|\{\*\})(\[\])*)*")


def misfits(names: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    return sorted(name for name in names if not pattern.fullmatch(name))


def count(sites: Mapping[str, tuple[str, ...]]) -> int:
    return sum(len(paths) for paths in sites.values())


def test_date_is_iso() -> None:
    assert datetime.date.fromisoformat(AS_OF).isoformat() == AS_OF


def test_package_loads_no_table() -> None:
    code = (
        "import sys, forgecfg.catalog; "
        "print([m for m in sys.modules if m.startswith('forgecfg.catalog.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_module_type_counts() -> None:
    assert len(FORGE_MODULE_TYPES) == 127 + 4 + 1
    assert len(CONNECT_MODULE_TYPES) == 83
    assert len(MODULE_TYPES) == 215
    assert len(OPEN_MODULE_TYPES) == 88
    assert len(CLOSED_MODULE_TYPES) == 39


def test_module_type_names_are_well_formed() -> None:
    assert misfits(FORGE_MODULE_TYPES, MODULE_TYPE) == []
    assert misfits(CONNECT_MODULE_TYPES, CONNECT_TYPE) == []


def test_connect_types_stand_under_modules_only_with_their_prefix() -> None:
    assert "connect-jira:adminPages" in MODULE_TYPES
    assert "jira:adminPages" not in MODULE_TYPES
    # One name is a Forge type and a Connect type alike.
    in_both = MODULE_TYPES & CONNECT_MODULE_TYPES
    assert in_both == {"confluence:customContent"}


def test_open_closed_and_schemaless_types_are_apart() -> None:
    assert CLOSED_MODULE_TYPES <= FORGE_MODULE_TYPES
    assert SCHEMALESS_MODULE_TYPES <= FORGE_MODULE_TYPES
    assert not OPEN_MODULE_TYPES & CLOSED_MODULE_TYPES
    assert not SCHEMALESS_MODULE_TYPES & CLOSED_MODULE_TYPES
    neither = FORGE_MODULE_TYPES - OPEN_MODULE_TYPES - CLOSED_MODULE_TYPES
    assert neither == {*SCHEMALESS_MODULE_TYPES, "remote"}


def test_everyday_types_are_open_or_closed() -> None:
    assert {"macro", "endpoint", "webtrigger", "action", "jira:issuePanel"} <= OPEN_MODULE_TYPES
    assert {"function", "trigger", "consumer", "scheduledTrigger"} <= CLOSED_MODULE_TYPES


def test_site_counts() -> None:
    assert count(ENDPOINT_SITES) == 99
    assert count(REMOTE_SITES) + len(ROOT_REMOTE_SITES) == 12
    assert count(SERVICE_SITES) == 1


@pytest.mark.parametrize("sites", [ENDPOINT_SITES, REMOTE_SITES, SERVICE_SITES])
def test_every_sited_type_is_a_forge_type(sites: Mapping[str, tuple[str, ...]]) -> None:
    assert set(sites) <= FORGE_MODULE_TYPES


def test_sites_are_well_formed_and_listed_once() -> None:
    tables = [*ENDPOINT_SITES.values(), *REMOTE_SITES.values(), *SERVICE_SITES.values()]
    for sites in (*tables, ROOT_REMOTE_SITES, GENERIC_ENDPOINT_SITES):
        assert misfits(sites, SITE) == []
        assert len(set(sites)) == len(sites) > 0


def test_sites_end_in_the_kind_they_hold() -> None:
    for sites in (*ENDPOINT_SITES.values(), GENERIC_ENDPOINT_SITES):
        assert {site.rpartition(".")[2] for site in sites} == {"endpoint"}
    for sites in (*REMOTE_SITES.values(), ROOT_REMOTE_SITES):
        assert {site.rpartition(".")[2] for site in sites} <= {"remote", "remotes[]"}
    assert SERVICE_SITES == {"endpoint": ("service",)}


def test_scopes() -> None:
    assert len(KNOWN_SCOPES) == 652
    assert misfits(KNOWN_SCOPES, SCOPE) == []
    assert set(TOKEN_SCOPES.values()) < KNOWN_SCOPES
    assert TOKEN_SCOPES["appUserToken"] == "read:app-user-token"
    assert TOKEN_SCOPES["appSystemToken"] == "read:app-system-token"


@pytest.mark.parametrize("scope", ["read:jira-work", "storage:app", "read:page:confluence"])
def test_everyday_scopes_are_known(scope: str) -> None:
    assert scope in KNOWN_SCOPES


@pytest.mark.parametrize("scope", ["read:jira-works", "Read:jira-work", "read:app-token", ""])
def test_invented_scopes_are_unknown(scope: str) -> None:
    assert scope not in KNOWN_SCOPES


def test_regions() -> None:
    assert len(set(REGIONS)) == len(REGIONS) == 11
    assert misfits(REGIONS, re.compile(r"[A-Z]{2}")) == []
    assert DEFAULT_REGION not in REGIONS


def test_ui_resolver_types() -> None:
    assert len(UI_RESOLVER_TYPES) == 76
    in_both = UI_RESOLVER_TYPES & BACKEND_TYPES
    assert in_both == {"action", "jira:workflowPostFunction"}


def test_backend_types_are_those_with_a_site_of_their_own() -> None:
    own = {t for t, sites in ENDPOINT_SITES.items() if set(sites) - {"resolver.endpoint"}}
    assert own - BACKEND_TYPES == {"macro", "dashboards:widget"}
    assert own >= BACKEND_TYPES


def test_route_and_user_tables_concern_backend_types() -> None:
    assert ROUTE_REQUIRED | NO_USER_ERROR | NO_USER_WARNING <= BACKEND_TYPES
    assert not NO_USER_ERROR & NO_USER_WARNING
    # Documented with a user token: an action runs for the user who talks to the agent.
    assert "action" not in NO_USER_ERROR | NO_USER_WARNING


def test_forge_refuses_trigger_and_merge_check_alone() -> None:
    # Without a route, or with a user token, the other backend types deploy.
    assert ROUTE_REQUIRED == NO_USER_ERROR == {"trigger", "bitbucket:mergeCheck"}


@pytest.mark.parametrize(
    ("module_type", "site", "expected"),
    [
        ("trigger", "endpoint", True),
        ("action", "endpoint", True),
        ("action", "resolver.endpoint", False),
        ("jira:workflowPostFunction", "endpoint", True),
        ("jira:workflowPostFunction", "resolver.endpoint", False),
        ("rovo:agentConnector", "protocols.agent2Agent.jsonRpcTransport.endpoint", True),
        ("macro", "resolver.endpoint", False),
        ("macro", "static.endpoint", False),
        ("jira:notAType", "endpoint", False),
    ],
)
def test_is_backend_call(module_type: str, site: str, expected: bool) -> None:
    assert is_backend_call(module_type, site) is expected


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts are not beside the project")
def test_tables_equal_the_collected_facts() -> None:
    facts: dict[str, dict[str, list[str]]] = json.loads(
        (FACTS / "reference-sites.json").read_text(encoding="utf-8")
    )

    def expected(kind: str) -> dict[str, tuple[str, ...]]:
        return {t: tuple(kinds[kind]) for t, kinds in facts.items() if kind in kinds}

    # Documented, and not in Forge's schema.
    widget = ("resolver.endpoint", "edit.resolver.endpoint", "aiContext.data.endpoint")
    assert {**expected("endpoint"), "dashboards:widget": widget} == ENDPOINT_SITES
    assert expected("remote") == {**REMOTE_SITES, "$root": ROOT_REMOTE_SITES}
    assert expected("service") == SERVICE_SITES

    openness = json.loads((FACTS / "module-openness.json").read_text(encoding="utf-8"))
    assert set(openness["accepts_unknown_properties"]) == OPEN_MODULE_TYPES
    assert set(openness["refuses_unknown_properties"]) == CLOSED_MODULE_TYPES
