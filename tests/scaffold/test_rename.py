"""Renaming keys with all references."""

from __future__ import annotations

import io
import json
import re
import time
from typing import Any

import pytest
from hypothesis import given
from ruamel.yaml import YAML

from forgecfg.catalog import function_sites, reference_sites, resource_sites
from forgecfg.document.document import load
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.errors import CannotEdit
from forgecfg.errors import UsageError
from forgecfg.manifest.references import Target
from forgecfg.scaffold.rename import rename, rename_text

from .manifests import ENDPOINTS, REMOTES, manifests

OLD, NEW = "old-key", "new-key"
SITES = {
    Target.ENDPOINT: (reference_sites.ENDPOINT_SITES, ()),
    Target.REMOTE: (reference_sites.REMOTE_SITES, reference_sites.ROOT_REMOTE_SITES),
    Target.FUNCTION: (function_sites.FUNCTION_SITES, function_sites.ROOT_FUNCTION_SITES),
    Target.RESOURCE: (resource_sites.RESOURCE_SITES, ()),
}
DECLARED: dict[Target, Any] = {
    Target.ENDPOINT: {"modules": {"endpoint": [{"key": OLD, "remote": "backend"}]}},
    Target.REMOTE: {"remotes": [{"key": OLD, "baseUrl": "https://api.acme-it.app"}]},
    Target.FUNCTION: {"modules": {"function": [{"key": OLD, "handler": "index.run"}]}},
    Target.RESOURCE: {"resources": [{"key": OLD, "path": "static/main"}]},
}
WIRED = """\
modules:
  macro:
    - key: hello   # old-key
      title: "old-key"
      resource: main/old-key
      icon: 'resource:old-key;old-key.svg'
      resolver: {endpoint: old-key}
  endpoint:
    -   key: "old-key"
        remote: old-key # the same word
remotes:
  - key: old-key
    baseUrl: https://old-key.acme-it.app
resources:
  - {key: old-key, path: old-key}
  - key: main
    path: static/main
"""


def merge(data: Any, more: Any) -> Any:
    if isinstance(data, dict) and isinstance(more, dict):
        return {
            key: merge(data.get(key), more.get(key))
            if key in data and key in more
            else data.get(key, more.get(key))
            for key in {**data, **more}
        }
    if isinstance(data, list) and isinstance(more, list):
        return [merge(data[0], more[0])]
    return data


def at_site(path: str, value: str) -> Any:
    """Data with a value at a path of the catalog."""
    data: Any = value
    for step in reversed(re.findall(r"\[\]|\{\*\}|[^.\[\]{}]+", path)):
        data = [data] if step == "[]" else {"any" if step == "{*}" else step: data}
    return data


def manifest_with_every_site(target: Target) -> Any:
    by_type, root = SITES[target]
    data = DECLARED[target]
    for site in root:
        data = merge(data, at_site(site, OLD))
    for number, (kind, sites) in enumerate(by_type.items()):
        item: Any = {"key": f"module-{number}"}
        for site in sites:
            item = merge(item, at_site(site, OLD))
        existing = data.get("modules", {}).get(kind, [])
        data = {**data, "modules": {**data.get("modules", {}), kind: [*existing, item]}}
    return data


def renamed(text: str, target: Target, old: str = OLD, new: str = NEW) -> str:
    return apply_edits(text.removeprefix("\ufeff"), rename_text(text, target, old, new))


def replaced(data: Any, old: str, new: str) -> Any:
    if isinstance(data, dict):
        return {key: replaced(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [replaced(item, old, new) for item in data]
    return new if data == old else data


@pytest.mark.parametrize("target", SITES)
@pytest.mark.parametrize("form", ["json", "block"])
def test_every_site_of_the_catalog(target: Target, form: str) -> None:
    data = manifest_with_every_site(target)
    text = json.dumps(data)
    if form == "block":
        stream = io.StringIO()
        YAML().dump(data, stream)
        text = stream.getvalue()
    count = text.count(OLD)
    assert count > 5
    new = renamed(text, target)
    assert new == text.replace(OLD, NEW)
    assert YAML(typ="safe").load(new) == replaced(data, OLD, NEW)
    assert renamed(new, target, NEW, OLD) == text


@pytest.mark.parametrize(
    ("target", "changed"),
    [
        (Target.ENDPOINT, ["{endpoint: new-key}", 'key: "new-key"']),
        (Target.REMOTE, ["remote: new-key", "- key: new-key"]),
        (Target.RESOURCE, ["resource:new-key;old-key.svg'", "{key: new-key,"]),
    ],
)
def test_only_keys_of_that_kind_change(target: Target, changed: list[str]) -> None:
    new = renamed(WIRED, target)
    for text in changed:
        assert text in new
    assert new.count("new-key") == len(changed)
    assert new.replace("new-key", "old-key") == WIRED


def test_a_page_of_a_resource() -> None:
    assert "resource: start/old-key\n" in renamed(WIRED, Target.RESOURCE, "main", "start")


def declared_error(text: str, target: Target, name: str) -> str:
    """Why a name cannot be renamed, "" if it can."""
    try:
        rename_text(text, target, name, "quite-new")
    except UsageError as error:
        return str(error)
    return ""


@given(manifests())
def test_random_manifests(text: str) -> None:
    for target, names in ((Target.ENDPOINT, ENDPOINTS), (Target.REMOTE, REMOTES)):
        for name in names:
            if f'key "{name}"' in declared_error(text, target, name):
                continue
            new = renamed(text, target, name, "quite-new")
            assert YAML(typ="safe").load(new) != YAML(typ="safe").load(text)
            assert renamed(new, target, "quite-new", name) == text.removeprefix("\ufeff")
            assert len(new) - len(text.removeprefix("\ufeff")) == (len("quite-new") - len(name)) * (
                new.count("quite-new")
            )


@pytest.mark.parametrize(
    ("target", "old", "new", "error"),
    [
        (
            Target.ENDPOINT,
            "old-kye",
            NEW,
            'no endpoint with key "old-kye"; did you mean "old-key"?',
        ),
        (Target.FUNCTION, OLD, NEW, 'no function with key "old-key"'),
        (Target.ENDPOINT, OLD, "hello", 'macro "hello" already exists'),
        (Target.REMOTE, OLD, OLD, 'remote "old-key" already has this key'),
        (Target.RESOURCE, OLD, "main", 'resource "main" already exists'),
        (Target.REMOTE, OLD, "a b", "invalid remote key 'a b': use letters, digits, '-' and '_'"),
        (Target.REMOTE, OLD, "", "invalid remote key ''"),
        (Target.REMOTE, OLD, "r" * 24, "is 24 characters long (maximum 23)"),
    ],
)
def test_refused(target: Target, old: str, new: str, error: str) -> None:
    with pytest.raises(UsageError) as caught:
        rename_text(WIRED, target, old, new)
    assert error in str(caught.value)


def test_two_declarations_are_refused() -> None:
    text = WIRED + "  - key: main\n    path: static/other\n"
    with pytest.raises(UsageError, match=r'resource "main" is declared 2 times \(lines 16, 18\)'):
        rename_text(text, Target.RESOURCE, "main", NEW)


@pytest.mark.parametrize(
    "text",
    [
        WIRED.replace('key: "old-key"', "key: &name old-key").replace(
            "endpoint: old-key", "endpoint: *name"
        ),
        "environment:\n  variables:\n    - key: E\n      default: old-key\n"
        + WIRED.replace("{endpoint: old-key}", "{endpoint: '${E}'}"),
        WIRED + "  - [",
        WIRED + "---\na: b\n",
    ],
    ids=["alias", "variable", "syntax", "two documents"],
)
def test_what_cannot_be_edited_safely(text: str) -> None:
    with pytest.raises(CannotEdit):
        rename_text(text, Target.ENDPOINT, OLD, NEW)


def test_the_owners_of_the_references() -> None:
    owners = rename(load(WIRED), Target.REMOTE, OLD, NEW).owners
    assert owners == ('endpoint "old-key"',)


def test_time_is_linear() -> None:
    def seconds(count: int) -> float:
        calls = "".join(
            f"    - key: m{n}\n      resolver:\n        endpoint: old-key\n" for n in range(count)
        )
        declared = "  endpoint:\n    - key: old-key\n      remote: backend\n"
        text = f"modules:\n  macro:\n{calls}{declared}"
        start = time.process_time()
        rename_text(text, Target.ENDPOINT, OLD, NEW)
        return time.process_time() - start

    assert seconds(2000) < 25 * max(seconds(200), 0.005)
