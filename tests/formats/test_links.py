"""Links to the project's pages: none while its home is a reserved name, then in every format."""

from __future__ import annotations

import pytest

from forgecfg import PROJECT_URL
from forgecfg.api import check_text
from forgecfg.reporters.formats import REPORTERS
from forgecfg.rules.urls import home_url, rule_url

from .conftest import Render

TEXT = "modules:\n  macro:\n    - key: hello\n      resolver: {endpoint: gone}\n"
HOME = "https://forgecfg.dev"
# These show no links: lines for people or for logs that have no place for one.
WITHOUT = frozenset({"text", "concise", "github", "gitlab", "azure", "checkstyle"})


@pytest.mark.parametrize("name", REPORTERS)
def test_no_format_links_to_a_reserved_name(name: str, render: Render) -> None:
    assert PROJECT_URL not in render(name, [check_text(TEXT)])
    assert home_url() == rule_url("undefined-endpoint") == ""


@pytest.mark.parametrize("name", sorted(REPORTERS.keys() - WITHOUT))
def test_formats_link_to_the_page_of_the_rule(
    name: str, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forgecfg.rules.urls.DOCS_URL", HOME)
    assert f"{HOME}/rules/undefined-endpoint" in render(name, [check_text(TEXT)])


def test_codes_are_links_in_a_colored_terminal(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b]8;" not in render("text", [check_text(TEXT)], color=True)
    monkeypatch.setattr("forgecfg.rules.urls.DOCS_URL", HOME)
    shown = render("text", [check_text(TEXT)], color=True)
    assert f";{HOME}/rules/undefined-endpoint\x1b\\" in shown
