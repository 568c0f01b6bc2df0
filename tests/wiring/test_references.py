"""Every place that can name a function, a resource, an action, …, with a name that leads nowhere.

The manifests are made from the paths of the catalogue; where the finding must be is searched for in
the text. Endpoints, remotes and services have a file of their own.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from forgecfg.api import check_text
from forgecfg.catalog import function_sites, other_sites, resource_sites
from forgecfg.findings import Finding

NAME = "leads-nowhere"
CONTENT = "confluence:customContent"
CODES = {
    "function": "FC208",
    "resource": "FC209",
    "action": "FC212",
    "provider": "FC214",
    "skill": "FC215",
    "workflow": "FC216",
    "state": "FC216",
    "module": "FC217",
    "locale": "FC219",
}
TABLES: dict[str, Mapping[str, tuple[str, ...]]] = {
    "function": function_sites.FUNCTION_SITES,
    "resource": resource_sites.RESOURCE_SITES,
    "action": other_sites.ACTION_SITES,
    "provider": other_sites.PROVIDER_SITES,
    "skill": other_sites.SKILL_SITES,
    "workflow": other_sites.WORKFLOW_SITES,
    "state": other_sites.STATE_SITES,
    "module": other_sites.MODULE_SITES,
}
FACTS = Path(__file__).parents[3] / "shared" / "facts" / "reference-sites.json"
# The kinds of the facts that are followed by a table, and what they are called here.
FACT_KINDS = {
    "function": "function",
    "resource": "resource",
    "action": "action",
    "authProvider": "provider",
    "skill": "skill",
    "workflow": "workflow",
    "workflowState": "state",
    "moduleKey": "module",
}

Data = Any


class Site(NamedTuple):
    """One site; `module_type` is "" for paths from the root. `form` is how a name stands there."""

    target: str
    module_type: str
    path: str
    form: str = "{}"

    def __str__(self) -> str:
        return f"{self.target}-{self.module_type}-{self.path}-{self.form}"


def sites() -> list[Site]:
    found = [
        Site(target, kind, path, "this:{}" if (target, kind) == ("module", CONTENT) else "{}")
        for target, table in TABLES.items()
        for kind, paths in table.items()
        for path in paths
    ]
    found += [Site("function", "", path) for path in function_sites.ROOT_FUNCTION_SITES]
    found += [
        Site("locale", "", f"translations.fallback.{path}") for path in ("default", "fr-CA[]")
    ]
    # Files in a resource are found wherever they are named.
    for path in ("icon", "config.icon", "pages[].icon", "sections[].pages[].icon", "icons.light"):
        found.append(Site("resource", "jira:adminPage", path, "resource:{};icons/a.svg"))
    found.append(Site("resource", "rovo:agent", "prompt", "resource:{};prompt.md"))
    found.append(Site("resource", "macro", "resource", "{}/page"))
    return found


SITES = sites()


def put(data: Data, path: str, value: str) -> None:
    """Set the value at a path, making what is missing."""
    steps = re.findall(r"\[\]|[^.\[\]]+", path)
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        content: Data = value if following is None else [] if following == "[]" else {}
        if step == "[]":
            if following is None or not data:
                data.append(content)
            data = data[-1]
        elif following is None:
            data[step] = content
        else:
            data = data.setdefault(step, content)


def manifest(site: Site, name: str) -> Data:
    """A manifest with a name at a site; what the site may name is declared under other names."""
    data: Data = {
        "app": {"runtime": {"name": "nodejs22.x"}},
        "modules": {
            "function": [{"key": "known-function", "handler": "index.run"}],
            "action": [{"key": "known-action"}],
            "rovo:skill": [{"key": "known-skill"}],
            "workflow": [{"key": "known-workflow", "states": [{"key": "known-state"}]}],
            "jira:globalPage": [{"key": "known-page"}],
        },
        "resources": [{"key": "known-resource", "path": "static", "entry": {"page": "p.html"}}],
        "providers": {"auth": [{"key": "known-provider"}]},
        "translations": {"resources": [{"key": "en-US", "path": "en.json"}]},
    }
    if not site.module_type:
        if site.path.startswith("providers"):
            data["providers"]["auth"] = []
        put(data, site.path, site.form.format(name))
        return data
    module: Data = {"key": "caller"}
    if site.target == "state":
        module["states"] = [{"key": "first"}]
    put(module, site.path, site.form.format(name))
    data["modules"].setdefault(site.module_type, []).append(module)
    return data


def block(data: Data) -> str:
    """JSON is YAML; here each value has a line of its own."""
    return json.dumps(data, indent=2) + "\n"


def plain(data: Data) -> str:
    """Block style without quotes, with comments and CRLF."""

    def lines(part: Data) -> list[str]:
        if isinstance(part, list):
            written = []
            for item in part:
                first, *rest = lines(item) if isinstance(item, dict | list) else [str(item)]
                written += [f"- {first}", *(f"  {line}" for line in rest)]
            return written
        written = []
        for key, value in part.items():
            if isinstance(value, dict | list):
                written += [f"{key}:", *(f"  {line}" for line in lines(value))]
            else:
                written.append(f"{key}: {value}")
        return written

    return "# é 🚀\r\n" + "".join(f"{line}  # why\r\n" for line in lines(data))


STYLES: dict[str, Callable[[Data], str]] = {"block": block, "plain": plain, "flow": json.dumps}


def of_references(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.code in CODES.values()]


@pytest.mark.parametrize(
    ("site", "style"),
    [(site, list(STYLES)[number % len(STYLES)]) for number, site in enumerate(SITES)],
    ids=str,
)
def test_one_error_at_the_exact_place(site: Site, style: str) -> None:
    name = "sv-SE" if site.target == "locale" else NAME
    text = STYLES[style](manifest(site, name))
    assert text.count(name) == 1
    before = text[: text.index(name)]
    (finding,) = of_references(check_text(text).findings)
    assert finding.code == CODES[site.target]
    span = finding.span
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    # A quoted name is marked with its quotes, unless it is only a part of the value.
    quoted = text[len(before) - 1] == '"' and site.form == "{}"
    start, length = (column - 1, len(name) + 2) if quoted else (column, len(name))
    assert (span.line, span.column, span.end_column) == (line, start, start + length)
    assert f'{site.target} "{name}"' in finding.message


@pytest.mark.parametrize("site", [s for s in SITES if s.target != "locale"], ids=str)
def test_silent_where_the_name_is_declared(site: Site) -> None:
    data = manifest(site, f"known-{site.target}")
    if site.target == "module":
        kind = other_sites.MODULES_NAMED_BY[site.module_type][0]
        data["modules"].setdefault(kind, []).append({"key": "known-module"})
    if site.target == "state":
        data["modules"]["workflow"][-1].setdefault("states", []).append({"key": "known-state"})
    assert of_references(check_text(block(data)).findings) == []


def test_the_catalogue_has_all_sites() -> None:
    counts = Counter(site.target for site in SITES if site.form in ("{}", "this:{}"))
    assert counts["function"] == 195
    assert counts["resource"] == 95
    assert counts["action"] == 4
    assert (counts["provider"], counts["module"]) == (3, 4)
    assert (counts["skill"], counts["workflow"], counts["state"]) == (1, 1, 2)


@pytest.mark.skipif(not FACTS.exists(), reason="no table of measured sites here")
def test_the_catalogue_is_the_measured_table() -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    measured = {
        (FACT_KINDS[kind], "" if module_type == "$root" else module_type, path)
        for module_type, kinds in facts.items()
        for kind, paths in kinds.items()
        for path in paths
        if kind in FACT_KINDS
    }
    ours = {(s.target, s.module_type, s.path) for s in SITES if s.form in ("{}", "this:{}")}
    # In the documentation; the measured schema does not have them.
    documented = {
        ("function", "dashboards:widget", "edit.resolver.function"),
        ("function", "jira:issueContext", "dynamicProperties.function"),
        ("function", "jira:issueGlance", "dynamicProperties.function"),
    }
    assert {site for site in ours if site[0] != "locale"} - documented == measured
