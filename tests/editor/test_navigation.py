"""Definition, references and highlights, also to and from source code."""

from __future__ import annotations

import pytest

from forgecfg.editor.navigation import (
    Target,
    definitions,
    definitions_from_source,
    highlights,
    references,
    references_from_source,
)

from .conftest import MANIFEST, SOURCE, at, snapshot


def text_at(target: Target, text: str = MANIFEST) -> str:
    source = SOURCE if target.file else text
    return source[target.start : target.end]


@pytest.mark.parametrize(
    ("reference", "declaration"),
    [
        ("endpoint: ord", "- key: orders"),
        ("remote: back", "- key: backend"),
        ("        function: set", "- key: settings"),
    ],
)
def test_definition(reference: str, declaration: str) -> None:
    (found,) = definitions(snapshot(), at(MANIFEST, reference))
    assert MANIFEST[: found.end].endswith(declaration)


def test_definition_of_a_handler_is_its_export() -> None:
    (found,) = definitions(snapshot(), at(MANIFEST, "handler: index"))
    assert found.file == "src/index.js"
    assert text_at(found) == "run"


def test_definition_of_something_undeclared() -> None:
    text = MANIFEST.replace("endpoint: orders", "endpoint: nothing")
    assert definitions(snapshot(text), at(text, "endpoint: noth")) == []


def test_references_are_those_of_one_key() -> None:
    found = references(snapshot(), at(MANIFEST, "- key: sett"), with_declaration=True)
    lines = [MANIFEST.count("\n", 0, target.start) for target in found]
    assert len(found) == 3
    assert [text_at(target) for target in found] == ["settings"] * 3
    assert len(set(lines)) == 3


def test_references_without_the_declaration() -> None:
    assert len(references(snapshot(), at(MANIFEST, "- key: sett"), with_declaration=False)) == 2


def test_references_in_source_code() -> None:
    found = references(snapshot(), at(MANIFEST, "- key: back"), with_declaration=True)
    assert [target.file for target in found] == ["", "", "src/index.js"]
    assert "backend" in text_at(found[-1])


def test_from_source_to_the_manifest() -> None:
    offset = SOURCE.index("'backend'") + 2
    (found,) = definitions_from_source(snapshot(), "src/index.js", offset)
    assert MANIFEST[: found.end].endswith("- key: backend")
    assert len(references_from_source(snapshot(), "src/index.js", offset)) == 3
    assert definitions_from_source(snapshot(), "src/index.js", 0) == []


def test_keys_of_the_same_name_are_kept_apart() -> None:
    text = MANIFEST.replace("- key: main", "- key: backend").replace(
        "resource: main", "resource: backend"
    )
    found = references(snapshot(text), at(text, "      remote: back"), with_declaration=True)
    assert len([target for target in found if not target.file]) == 2


def test_states_of_two_workflows_are_kept_apart() -> None:
    text = """\
modules:
  workflow:
    - key: one
      startAt: first
      states:
        - key: first
    - key: two
      startAt: first
      states:
        - key: first
          next: first
"""
    assert len(references(snapshot(text), text.index("first") + 1, with_declaration=True)) == 2
    assert len(references(snapshot(text), text.rindex("first"), with_declaration=True)) == 3


def test_entry_of_a_resource() -> None:
    text = MANIFEST.replace(
        "      resource: main\n      resolver:\n        endpoint",
        "      resource: main/start\n      resolver:\n        endpoint",
    )
    found = references(snapshot(text), at(text, "  - key: ma"), with_declaration=False)
    assert [text_at(target, text) for target in found] == ["main", "main"]


def test_highlights() -> None:
    found = highlights(snapshot(), at(MANIFEST, "remote: back"))
    assert [place.is_declaration for place in found] == [True, False]
