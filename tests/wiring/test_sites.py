"""Every place that can name an endpoint, a remote or a service, with a name that leads nowhere.

The manifests are made from the paths of the catalogue, in several ways of writing YAML. Where the
finding must be is searched for in the text, so the expected place owes nothing to forgecfg.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from forgecfg.api import check_text
from forgecfg.catalog.reference_sites import (
    ENDPOINT_SITES,
    REMOTE_SITES,
    ROOT_REMOTE_SITES,
    SERVICE_SITES,
)
from forgecfg.findings import Finding, Severity

from .complete import complete
from .manifests import ROOT_NEEDED, Verbatim, block, lines, manifest, merge, put, scalar

NAME = "leads-nowhere"
CODES = {"endpoint": "FC201", "remote": "FC202", "service": "FC203"}
# What a site may name: these are declared.
DECLARED = {"endpoint": "declared-endpoint", "remote": "backend", "service": "reports"}

Data = Any


class Site(NamedTuple):
    """One site; `module_type` is "" for paths from the root."""

    target: str
    module_type: str
    path: str

    def __str__(self) -> str:
        return f"{self.target}-{self.module_type}-{self.path}"


class Style(NamedTuple):
    """A way of writing: the dangling name as `written`, in a document made by `document`."""

    written: str
    document: Callable[[Data], str]


def sites() -> list[Site]:
    found = [
        Site(target, module_type, path)
        for target, table in (
            ("endpoint", ENDPOINT_SITES),
            ("remote", REMOTE_SITES),
            ("service", SERVICE_SITES),
        )
        for module_type, paths in table.items()
        for path in paths
    ]
    return found + [Site("remote", "", path) for path in ROOT_REMOTE_SITES]


SITES = sites()
LISTED = [site for site in SITES if "[]" in site.path or site.module_type]


def with_name_at(site: Site, name: str, second: bool = False) -> tuple[Data, tuple[str | int, ...]]:
    """A manifest with a name at a site, and the path to the name.

    Where it is the `second`, an entry of the same kind before it names what is declared.
    """
    data = manifest()
    if site.module_type:
        items = data["modules"].setdefault(site.module_type, [])
        names = [DECLARED[site.target], name] if second else [name]
        for number, one in enumerate(names):
            item = {"key": f"caller-{number}"}
            below = put(item, site.path, one)
            items.append(complete(site.module_type, item))
        return data, ("modules", site.module_type, len(items) - 1, *below)
    merge(data, ROOT_NEEDED.get(site.path, {}))
    below = put(data, site.path, DECLARED[site.target] if second else name)
    if second:
        location = max(index for index, part in enumerate(below) if isinstance(part, int))
        entries = data
        for part in below[:location]:
            entries = entries[part]
        if below[location + 1 :]:
            entries.append(copy.deepcopy(entries[0]))
            put(entries[1], ".".join(map(str, below[location + 1 :])), name)
            if "key" in entries[1]:
                entries[1]["key"] += "-2"
        else:
            entries.append(name)
        below = (*below[:location], 1, *below[location + 1 :])
    return data, below


def padded(data: Data) -> str:
    """Flush lists, four spaces, CRLF, comments and empty lines between."""
    written = ["\ufeff# Übersicht 🚀", "---", ""]
    for line in lines(data, 4, flush=True):
        written += [line, "", "  # a remark"] if line.endswith(":") else [f"{line}  # why"]
    return "\r\n".join(written) + "\r\n"


def flow(data: Data) -> str:
    """All in one line, with characters of several bytes before the name."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in data.items()) + "}"
    return "[" + ", ".join(map(flow, data)) + "]" if isinstance(data, list) else scalar(data)


def half_flow(data: Data) -> str:
    """Each section in a flow mapping that spans lines."""
    text = "".join(f"{key}:\n  {flow(value)}\n" for key, value in data.items())
    return text.replace("}, {", "},\n   {").replace(': {"', ':\n   {"')


def anchored(data: Data) -> str:
    """The name stands elsewhere, under an anchor; the site has an alias."""
    data["app"]["description"] = Verbatim(f"&name {NAME}")
    return block(data)


STYLES = {
    "block": Style(NAME, block),
    "padded": Style(NAME, padded),
    "double-quoted": Style(f'"{NAME}"', block),
    "single-quoted": Style(f"'{NAME}'", padded),
    "escaped": Style('"leads\\x2Dnowhere"', half_flow),
    "flow": Style(NAME, flow),
    "half-flow": Style(f'"{NAME}"', half_flow),
    "alias": Style("*name", anchored),
}


# Each site as a block and in one other style: how a site is written is a matter of the parser.
WRITTEN = [
    (site, style)
    for number, site in enumerate(SITES)
    for style in dict.fromkeys(("block", list(STYLES)[number % len(STYLES)]))
]


def place_of(token: str, text: str) -> tuple[int, int]:
    """1-based line and column of the one place where a token stands as a value."""
    text = text.removeprefix("\ufeff")
    found = [
        match.start() for match in re.finditer(rf"(?<=[ \[]){re.escape(token)}(?![\w-])", text)
    ]
    assert len(found) == 1, found
    before = text[: found[0]]
    return before.count("\n") + 1, found[0] - (before.rfind("\n") + 1) + 1


def undefined(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code in CODES.values()]


def test_the_catalogue_has_all_sites() -> None:
    counts = {target: sum(site.target == target for site in SITES) for target in CODES}
    assert counts == {"endpoint": 99, "remote": 12, "service": 1}
    paths = Counter(site.path for site in SITES if site.target == "endpoint")
    assert paths == {
        "resolver.endpoint": 76,
        "endpoint": 10,
        "onEntityAssociated.endpoint": 2,
        "onEntityDisassociated.endpoint": 2,
        "aiContext.data.endpoint": 1,
        "checkAuth.endpoint": 1,
        "edit.resolver.endpoint": 1,
        "fetchContainers.endpoint": 1,
        "fetchWorkspaces.endpoint": 1,
        "getEntityByUrl.endpoint": 1,
        "protocols.agent2Agent.jsonRpcTransport.endpoint": 1,
        "searchContainers.endpoint": 1,
        "static.endpoint": 1,
    }


@pytest.mark.parametrize("site", SITES, ids=str)
def test_silent_where_the_name_is_declared(site: Site) -> None:
    data, _ = with_name_at(site, DECLARED[site.target])
    found = check_text(block(data)).findings
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("site", "style"), WRITTEN, ids=str)
def test_one_error_at_the_exact_place(site: Site, style: str) -> None:
    written, document = STYLES[style]
    data, path = with_name_at(site, Verbatim(written))
    text = document(data)
    found = check_text(text).findings
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors] == [CODES[site.target]]
    assert undefined(found) == errors
    span = errors[0].span
    assert (span.line, span.column) == place_of(written, text)
    assert (span.end_line, span.end_column) == (span.line, span.column + len(written))
    assert errors[0].path == path
    assert f'{site.target} "{NAME}"' in errors[0].message


@pytest.mark.parametrize(
    ("site", "style"),
    [(site, ("block", "padded", "flow")[number % 3]) for number, site in enumerate(LISTED)],
    ids=str,
)
def test_the_second_of_two_is_wrong(site: Site, style: str) -> None:
    written, document = STYLES[style]
    data, path = with_name_at(site, Verbatim(written), second=True)
    text = document(data)
    found = undefined(check_text(text).findings)
    assert [finding.code for finding in found] == [CODES[site.target]]
    assert (found[0].span.line, found[0].span.column) == place_of(written, text)
    assert found[0].path == path
