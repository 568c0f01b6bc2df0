"""Every site of every kind, in an app that has all its files: found, at the exact token."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from measure_sites import judge, run_forgecfg, write

from .every_site import Site, every_site

SITES = every_site()
# How many there are, so that none gets lost.
COUNTS = {
    "endpoint": 99,
    "remote": 12,
    "service": 1,
    "function": 195,
    "resource": 95,
    "action": 4,
    "provider": 3,
    "skill": 1,
    "workflow": 1,
    "state": 2,
    "module": 4,
    "locale": 2,
    "file": 63,
    "i18n": 130,
}
FACTS = Path(__file__).parents[3] / "shared" / "facts" / "reference-sites.json"
# What kinds are called in the table of measured sites.
NAMES = {
    "authProvider": "provider",
    "workflowState": "state",
    "moduleKey": "module",
    "resourceUrl": "file",
}


def test_none_is_lost() -> None:
    assert Counter(site.kind for site in SITES) == COUNTS
    assert len(set(SITES)) == len(SITES)


@pytest.mark.parametrize("kind", COUNTS)
def test_found_at_the_exact_place(kind: str, tmp_path: Path) -> None:
    sites = [site for site in SITES if site.kind == kind]
    apps = [write(tmp_path / str(number), site) for number, site in enumerate(sites)]
    results = judge(sites, apps, run_forgecfg([folder for pair in apps for folder in pair]))
    assert [str(s) for s, result in zip(sites, results, strict=True) if not all(result)] == []


@pytest.mark.skipif(not FACTS.exists(), reason="no table of measured sites here")
def test_they_are_those_that_were_measured() -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    measured = {
        Site(NAMES.get(kind, kind), "" if module_type == "$root" else module_type, path)
        for module_type, kinds in facts.items()
        for kind, paths in kinds.items()
        for path in paths
        if kind != "locale"
    }
    ours = {site for site in SITES if site.kind != "locale"}
    assert measured - ours == set()
    # In the documentation; the measured schema does not have them.
    assert ours - measured == {
        Site("file", "macro", "icon"),
        Site("endpoint", "dashboards:widget", "edit.resolver.endpoint"),
        Site("function", "dashboards:widget", "edit.resolver.function"),
        Site("function", "jira:issueContext", "dynamicProperties.function"),
        Site("function", "jira:issueGlance", "dynamicProperties.function"),
    }
