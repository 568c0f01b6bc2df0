"""What is shown for the key or value at a position."""

from __future__ import annotations

import pytest

from forgecfg.editor.hover import hover

from .conftest import MANIFEST, at, snapshot


def shown(before: str, text: str = MANIFEST) -> str:
    found = hover(snapshot(text), at(text, before))
    return found.markdown if found is not None else ""


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("endpoint: ord", ["**endpoint** `orders`", "remote `backend`", "https://eu.acme.dev"]),
        ("endpoint: ord", ["`appUserToken` (scope `read:app-user-token`)"]),
        ("endpoint: ord", ['Used by `jira:issuePanel "panel"`', "manifest-reference/endpoint/"]),
        ("remote: back", ["`default`: `https://api.acme.dev`", "`compute`"]),
        ("remote: back", ["invokeRemote() in `src/index.js:3`"]),
        ("- read:jira-w", ["read Jira projects", "(jira)", "trigger"]),
        ("- read:app-user", ["Required by `appUserToken`"]),
        ("avi:jira:cr", ["Requires `read:jira-work` or"]),
        ("    baseU", ["HTTPS address", "manifest-reference/remotes/"]),
        ("    operat", ["What the remote is used for"]),
        ("jira:issueP", ["Panels below the description"]),
        ("nodejs22", ["Node.js version", "`nodejs24.x`", "Default"]),
        ("  - key: mai", ["**resource** `main`", "path `static/main`"]),
    ],
)
def test_shown(before: str, expected: list[str]) -> None:
    text = shown(before)
    for part in expected:
        assert part in text


def test_undeclared_key() -> None:
    text = MANIFEST.replace("endpoint: orders", "endpoint: ordres")
    assert "**endpoint** `ordres` is not declared" in shown("endpoint: ordr", text)


def test_token_without_its_scope() -> None:
    text = MANIFEST.replace("    - read:app-user-token\n", "")
    assert "`read:app-user-token`, which is not declared" in shown("endpoint: ord", text)


@pytest.mark.parametrize(
    ("name", "expected"), [("HOST", "default `api.acme.dev`"), ("PORT", "is not declared")]
)
def test_variables(name: str, expected: str) -> None:
    text = MANIFEST.replace("https://eu.acme.dev", f"https://${{{name}}}")
    found = hover(snapshot(text), text.index("${") + 3)
    assert found is not None
    assert expected in found.markdown


def test_range_is_the_name() -> None:
    found = hover(snapshot(), at(MANIFEST, "endpoint: ord"))
    assert found is not None
    assert MANIFEST[found.start : found.end] == "orders"


def test_nothing_to_say() -> None:
    assert hover(snapshot("modules:\n  macro:\n    - x-note: 1\n"), 27) is None
    assert hover(snapshot(""), 0) is None


def test_without_source_code() -> None:
    found = hover(snapshot(), at(MANIFEST, "remote: back"), with_source=False)
    assert found is not None
    assert "invokeRemote" not in found.markdown


def test_broken_text_keeps_what_is_readable() -> None:
    text = MANIFEST.replace("      title: Orders", "      title: Orders\n      oops")
    assert "**endpoint** `orders`" in shown("endpoint: ord", text)


@pytest.mark.parametrize("text", ["[x](https://evil.example)", "a`b", "<img src=x>", "\x1b[31m"])
def test_text_of_the_manifest_is_not_markdown(text: str) -> None:
    quoted = text.replace("\x1b", "\\e")
    manifest = MANIFEST.replace("https://eu.acme.dev", f'"{quoted}"')
    found = hover(snapshot(manifest), at(manifest, "remote: back"))
    assert found is not None
    assert "\x1b" not in found.markdown
    (line,) = [line for line in found.markdown.split("\n") if line.startswith("- `EU`")]
    assert line.partition(": ")[2].startswith("`")
    assert line.endswith("`")
