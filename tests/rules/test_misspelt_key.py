"""A misspelt required property is one finding, in open mappings and in closed ones."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text, fix_text
from forgecfg.findings import Severity

SECTIONS = {
    "modules": "modules:\n  macro:\n    - kex: main\n      title: A\n      function: run\n",
    "function": "modules:\n  function:\n    - kex: run\n      handler: index.run\n",
    "endpoint": "modules:\n  endpoint:\n    - kex: main\n      remote: backend\n",
    "remotes": "remotes:\n  - kex: backend\n    baseUrl: https://api.acme-it.app\n",
    "resources": "resources:\n  - kex: main\n    path: static/main\n",
    "services": "services:\n  - kex: reports\n    containers: []\n",
    "licensing": "app:\n  runtime: {name: nodejs24.x}\n  licensing:\n    enabeld: true\n",
    "translations": "translations:\n  resources:\n    - kex: en-US\n      path: en.json\n",
}
NAMES = {"missing-property", "unknown-property", "misspelt-property", "unlisted-property"}


@pytest.mark.parametrize("section", SECTIONS)
def test_one_finding(section: str) -> None:
    text = SECTIONS[section]
    wrong, right = ("enabeld", "enabled") if section == "licensing" else ("kex", "key")
    offset = text.index(wrong)
    line = text[:offset].count("\n") + 1
    found = [
        finding
        for finding in check_text(text).findings
        if finding.name in NAMES and (finding.span.line == line or f'"{right}"' in finding.message)
    ]
    assert [finding.hint for finding in found] == [f'did you mean "{right}"?']
    assert found[0].span.line == line
    assert found[0].severity is Severity.ERROR
    assert fix_text(text, unsafe=True).text == text.replace(wrong, right)


def test_a_name_that_is_like_nothing_required_is_a_finding_of_its_own() -> None:
    text = "remotes:\n  - url: backend\n    baseUrl: https://api.acme-it.app\n"
    found = [f.message for f in check_text(text).findings if f.name in NAMES and f.span.line == 2]
    assert found == [
        'missing required property "key" in remote 1',
        'unknown property "url" in remote 1',
    ]


def test_two_names_are_not_taken_for_the_same_required_one() -> None:
    text = "remotes:\n  - kex: backend\n    kez: 1\n    baseUrl: https://api.acme-it.app\n"
    found = [f for f in check_text(text).findings if f.name in NAMES and f.span.line in (2, 3)]
    assert sorted(finding.hint for finding in found) == ["", 'did you mean "key"?']
