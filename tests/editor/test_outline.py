"""Symbols, links, lenses, diagnostics, and which files are manifests."""

from __future__ import annotations

import pytest

from forgecfg.api import CheckOptions, check_text
from forgecfg.editor.diagnostics import check, diagnostics
from forgecfg.editor.lenses import describe_diff, diff_against, lenses, list_changes
from forgecfg.editor.links import links
from forgecfg.editor.snapshot import Snapshot, is_manifest
from forgecfg.editor.symbols import outline
from forgecfg.files.app_files import InMemoryFiles
from forgecfg.rules.table import RULES

from .conftest import FILES, MANIFEST, snapshot


def test_symbols() -> None:
    entries = {entry.name: entry for entry in outline(snapshot())}
    assert list(entries) == [
        "app", "permissions", "environment", "modules", "remotes", "resources",
    ]  # fmt: skip
    types = {child.name: child for child in entries["modules"].children}
    (panel,) = types["jira:issuePanel"].children
    assert (panel.name, panel.detail) == ("panel", "Orders")
    assert MANIFEST[panel.name_start : panel.name_end] == "panel"
    assert [child.name for child in entries["remotes"].children] == ["backend"]
    for entry in entries.values():
        for child in entry.children:
            assert entry.start <= child.start <= child.name_start <= child.name_end <= child.end
            assert child.end <= entry.end


def test_symbols_of_broken_text() -> None:
    text = MANIFEST.replace("      title: Orders", "      oops")
    assert "remotes" in [entry.name for entry in outline(snapshot(text))]


def test_links() -> None:
    found = {MANIFEST[one.start : one.end]: one.file or one.url for one in links(snapshot())}
    assert found == {
        "https://api.acme.dev": "https://api.acme.dev",
        "https://eu.acme.dev": "https://eu.acme.dev",
        "static/main": "static/main/index.html",
        "index.run": "src/index.js",
    }


@pytest.mark.parametrize("path", ["/etc", "../secret", "missing", "C:/x"])
def test_no_links_out_of_the_app_or_to_nothing(path: str) -> None:
    text = MANIFEST.replace("static/main", path)
    assert not any(one.file for one in links(snapshot(text)) if one.file != "src/index.js")


def test_lenses_count_users() -> None:
    titles = {one.title for one in lenses(snapshot(), None)}
    assert "1 module calls this endpoint" in titles
    assert "2 modules call this function" in titles
    assert "2 modules use this resource" in titles


def test_lens_of_changes() -> None:
    new = snapshot(
        MANIFEST.replace("    - read:jira-work\n", "    - read:jira-work\n    - read:jira-user\n")
    )
    diff = diff_against(new, MANIFEST.encode())
    assert describe_diff(diff) == "changed: major against HEAD (1 change)"
    assert "read:jira-user" in list_changes(diff)
    assert lenses(new, diff)[0].shows_diff
    assert describe_diff(diff_against(snapshot(), MANIFEST.encode())) == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_are_those_of_check(newline: str) -> None:
    text = MANIFEST.replace("endpoint: orders", "endpoint: ordrs").replace("\n", newline)
    files = InMemoryFiles(FILES)
    ours = check(Snapshot(text, files=files), RULES)
    assert ours == check_text(text, options=CheckOptions(), files=files)
    assert [finding.name for finding in ours.findings]


def test_tags_and_messages() -> None:
    text = MANIFEST.replace("        endpoint: orders", "        function: settings")
    text = text.replace("app:\n", "app:\n  name: Orders\n")
    found = {
        one.finding.name: one for one in diagnostics(check(snapshot(text), RULES))["manifest.yml"]
    }
    assert found["unused-endpoint"].unnecessary
    assert found["deprecated-property"].deprecated
    assert not found["unused-endpoint"].deprecated
    assert "help: " in found["unused-endpoint"].message


def test_pages_only_with_a_public_home(monkeypatch: pytest.MonkeyPatch) -> None:
    text = MANIFEST.replace("app:\n", "app:\n  name: Orders\n")

    def pages() -> set[str]:
        found = diagnostics(check(snapshot(text), RULES))["manifest.yml"]
        return {one.page for one in found if one.finding.name == "deprecated-property"}

    assert pages() == {""}
    monkeypatch.setattr("forgecfg.rules.urls.DOCS_URL", "https://forgecfg.dev")
    assert pages() == {"https://forgecfg.dev/rules/deprecated-property"}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("/app/manifest.yml", MANIFEST, True),
        ("/app/manifest.yaml", MANIFEST, True),
        ("/app/other.yml", MANIFEST, False),
        ("/app/node_modules/x/manifest.yml", MANIFEST, False),
        ("/app/manifest.yml", "apiVersion: v1\nkind: Pod\n", False),
        ("/app/manifest.yml", "", False),
        ("/app/manifest.yml", "app:\nmodules: [\n", True),
    ],
)
def test_which_files_are_manifests(path: str, text: str, expected: bool) -> None:
    assert is_manifest(path, text) is expected


def test_names_of_the_last_readable_version() -> None:
    first = snapshot()
    assert first.last_readable is None
    assert not first.is_broken
    broken = Snapshot("{" * 3, last=first.last_readable)
    assert [one.name for one in broken.names().remotes] == ["backend"]
    assert broken.is_broken
    assert [one.name for one in broken.names().remotes] == ["backend"]
    assert broken.last_readable is first.manifest


def test_offsets_without_the_byte_order_mark() -> None:
    assert Snapshot("\ufeff" + MANIFEST).text == MANIFEST
