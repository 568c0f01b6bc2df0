"""Advice for what people often write: each entry of the tables gives it."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text
from forgecfg.findings import Finding


def found(text: str, name: str) -> list[Finding]:
    return [finding for finding in check_text(text).findings if finding.name == name]


@pytest.mark.parametrize(
    ("written", "intended"),
    [
        *((word, "true") for word in ("yes", "Yes", "on", "ON", "'true'", "'True'")),
        *((word, "false") for word in ("no", "No", "off", "OFF", "'false'", "'FALSE'")),
        *((word, "") for word in ("y", "n", "enabled", "'1'")),
    ],
)
def test_words_for_booleans(written: str, intended: str) -> None:
    text = f"app:\n  licensing:\n    enabled: {written}\n"
    (finding,) = found(text, "wrong-type")
    assert finding.hint == (f"did you mean {intended}?" if intended else "")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("endpoint", "`modules.endpoint`"),
        ("endpoints", "`modules.endpoint`"),
        ("function", "`modules.function`"),
        ("functions", "`modules.function`"),
        ("scopes", "`permissions.scopes`"),
        ("baseUrl", "`remotes`"),
    ],
)
def test_sections_at_the_root_that_belong_elsewhere(name: str, advice: str) -> None:
    (finding,) = found(f"{name}: []\n", "unknown-property")
    assert advice in finding.help


@pytest.mark.parametrize("token", ["appUserToken", "appSystemToken"])
@pytest.mark.parametrize("value", ["true", "false"])
def test_a_token_as_a_boolean(token: str, value: str) -> None:
    text = (
        f"modules:\n  endpoint:\n    - key: a\n      remote: b\n      auth: {{{token}: {value}}}\n"
    )
    (finding,) = found(text, "wrong-type")
    assert finding.help == f"write `{token}:` and below it `enabled: true`"
    (fix,) = finding.fixes
    assert f"enabled: {value}" in fix.edits[0].text


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("modules:\n  macro:\n    - key: a\n      resolver: b\n", "`resolver:` and below it"),
        ("modules:\n  endpoint:\n    - key: a\n      remote: b\n      route: /c\n", "`path: /…`"),
        ("permissions:\n  scopes: read:jira-work\n", "write the scopes as a list"),
        ("permissions:\n", "write `scopes: []` below it"),
        ("permissions:\n  scopes:\n    read:jira-work:\n", "write `read:jira-work: {}`"),
        ("remotes:\n  key: a\n", "start each item with `- `"),
        ("modules:\n  macro:\n    key: a\n", "start each item with `- `"),
        ("resources:\n", "fill it in, or remove it"),
    ],
)
def test_values_of_the_wrong_type(text: str, advice: str) -> None:
    (finding,) = found(text, "wrong-type")
    assert advice in finding.help
