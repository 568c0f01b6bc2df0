"""Completion: what is offered where, also while the text is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.document import load
from forgecfg.document.lines import LineIndex
from forgecfg.document.positions import Edit
from forgecfg.editor.completion import MOST, Completion, complete
from forgecfg.editor.completion_files import exported_names
from forgecfg.edits.apply import apply_edits
from forgecfg.manifest.references import Target, sites_of, targets_at

from .conftest import FILES, MANIFEST, marked, snapshot


def offered(text: str, files: dict[str, str] | None = None) -> dict[str, Completion]:
    plain, offset = marked(text)
    return {item.label: item for item in complete(snapshot(plain, files), offset).items}


def after(text: str, old: str, new: str) -> dict[str, Completion]:
    assert text.count(old) == 1
    return offered(text.replace(old, new))


def accepted(text: str, label: str) -> str:
    """The text after an item was chosen, without placeholders."""
    plain, offset = marked(text)
    items = complete(snapshot(plain), offset).items
    item = next(item for item in items if item.label == label)
    span = LineIndex(plain).span(item.start, item.end)
    return apply_edits(plain, [Edit(span, item.insert)])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("endpoint: orders", "endpoint: ^", "orders"),
        ("        function: settings", "        function: se^", "settings"),
        ("remote: backend", "remote: ^", "backend"),
        ("      resource: main\n      resolver:\n        endpoint", "      resource: ^\n"
         "      resolver:\n        endpoint", "main"),
        ("- read:jira-work", "- ^", "write:jira-work"),
        ("avi:jira:created:issue", "avi:^", "avi:jira:updated:issue"),
        ("  trigger:\n", "  jira:^\n  trigger:\n", "jira:issueAction"),
        ("nodejs22.x", "^", "nodejs24.x"),
        ("enabled: true", "enabled: ^", "false"),
        ("operations: [compute]", "operations: [^]", "storage"),
        ("      title: Orders\n", "      vi^\n", "viewportSize"),
        ("default: https://api.acme.dev", "default: https://${^", "HOST"),
        ("index.run", "^", "jobs/nightly.sweep"),
        ("static/main", "static/^", "static/admin"),
        ("environment:", "tr^\nenvironment:", "translations"),
    ],
)  # fmt: skip
def test_offered_at(old: str, new: str, expected: str) -> None:
    assert expected in after(MANIFEST, old, new)


def test_broken_elsewhere() -> None:
    broken = MANIFEST.replace("icon: https", "icon: [https").replace("remote: backend", "remote: ^")
    assert "backend" in offered(broken)


@pytest.mark.parametrize("kind", [*sorted(MODULE_TYPES)[::7], "macro", "rovo:agent", "workflow"])
def test_every_site_of_the_catalog_is_a_reference(kind: str) -> None:
    for target, site in sites_of(kind):
        parts = site.replace("[]", ".[]").split(".")
        path = tuple(0 if part == "[]" else part for part in parts)
        assert target in [*targets_at(("modules", kind, 0, *path))]


def test_root_sites_are_references() -> None:
    assert Target.REMOTE in [*targets_at(("providers", "auth", 1, "remotes", 0))]
    assert Target.REMOTE in [
        *targets_at(("permissions", "external", "fetch", "client", 0, "remote"))
    ]
    assert [*targets_at(("permissions", "scopes", 0))] == []


def test_names_come_with_what_they_lead_to() -> None:
    item = after(MANIFEST, "endpoint: orders", "endpoint: ^")["orders"]
    assert "remote `backend`" in item.documentation
    assert "https://api.acme.dev" in item.documentation


def test_scopes_have_their_product_and_meaning() -> None:
    item = after(MANIFEST, "- read:jira-work", "- write:jira-w^")["write:jira-work"]
    assert item.detail == "jira"
    assert "change Jira issues" in item.documentation


def test_declared_scopes_and_present_keys_are_not_offered_again() -> None:
    assert "read:app-user-token" not in after(MANIFEST, "- read:jira-work", "- ^")
    assert "key" not in after(MANIFEST, "      title: Orders\n", "      ^\n")


def test_a_long_list_says_that_it_is_incomplete() -> None:
    plain, offset = marked(MANIFEST.replace("- read:jira-work", "- ^"))
    result = complete(snapshot(plain), offset)
    assert result.is_incomplete
    assert len(result.items) == MOST


def test_keys_that_exist_get_no_second_colon() -> None:
    renamed = accepted(MANIFEST.replace("      icon: https", "      ic^on: https"), "icon")
    assert "      icon: https" in renamed
    assert "icon:: " not in renamed


def test_a_missing_dash_is_added() -> None:
    text = MANIFEST.replace("    - read:jira-work\n", "    - read:jira-work\n    ^\n")
    assert "    - write:jira-work\n" in accepted(text, "write:jira-work")


def test_an_item_below_an_empty_key() -> None:
    text = "app: {}\nmodules: {}\npermissions:\n  scopes:\n    ^\n"
    assert "    - read:jira-work\n" in accepted(text, "read:jira-work")


@pytest.mark.parametrize("label", ["new endpoint", "new endpoint with a token", "new remote"])
def test_snippets_are_valid_where_they_are_offered(label: str) -> None:
    import re

    section = "remotes:\n" if "remote" in label else "  endpoint:\n"
    indent = "  " if "remote" in label else "    "
    text = MANIFEST.replace(section, f"{section}{indent}- ^\n")
    full = accepted(text, label)
    plain = re.sub(r"\$\{\d+[:|]([^,}|]*)[^}]*\}", r"\1", full)
    # The editor indents the other lines as the first one.
    start = full.index(f"{section}{indent}- ") + len(section)
    stop = full.index(f"\n{indent}- key", start)
    lines = plain[start : plain.index(f"\n{indent}- key", start)].split("\n")
    indented = "\n".join([lines[0], *(indent + line for line in lines[1:])])
    assert stop > start
    document = load(plain[:start] + indented + plain[plain.index(f"\n{indent}- key", start) :])
    assert document.readable


def test_no_snippets_for_editors_without_placeholders() -> None:
    plain, offset = marked(MANIFEST.replace("remotes:\n", "remotes:\n  - ^\n"))
    items = complete(snapshot(plain), offset, with_snippets=False).items
    assert not any(item.is_snippet for item in items)


def test_states_are_those_of_the_same_workflow() -> None:
    text = """\
modules:
  workflow:
    - key: one
      startAt: ^
      states:
        - key: first
    - key: two
      states:
        - key: second
"""
    assert {"first"} == {item.label for item in offered(text).values() if item.kind == "name"}


def test_files_are_not_offered_without_files() -> None:
    plain, offset = marked(MANIFEST.replace("index.run", "^"))
    from forgecfg.editor.snapshot import Snapshot

    assert not any(item.kind == "name" for item in complete(Snapshot(plain), offset).items)


def test_exports() -> None:
    text = """\
export const run = 1;
export async function go() {}
export default function main() {}
export { a, b as c, d as default };
exports.old = 2;
const hidden = 3;
"""
    assert exported_names(text) == ["run", "go", "main", "old", "a", "c"]


@given(st.integers(0, len(MANIFEST)), st.sampled_from(["", "x", ":", "- ", "[", "{", "${", '"']))
def test_completion_never_fails(offset: int, typed: str) -> None:
    text = MANIFEST[:offset] + typed + MANIFEST[offset:]
    result = complete(snapshot(text, FILES), offset + len(typed))
    for item in result.items:
        assert item.start <= offset + len(typed) <= item.end
