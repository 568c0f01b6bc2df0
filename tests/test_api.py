"""The library: what its functions take and give can be named by those who use it."""

from __future__ import annotations

import ast
import inspect

import pytest

from forgecfg import api

FUNCTIONS = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]
# Ordinary words of annotations.
PLAIN = {"Iterable", "Iterator", "Path", "None", "str", "bytes", "bool", "tuple"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_function_takes_and_gives_is_exported(name: str) -> None:
    annotations = inspect.get_annotations(getattr(api, name))
    named = {
        node.id
        for annotation in annotations.values()
        for node in ast.walk(ast.parse(annotation))
        if isinstance(node, ast.Name)
    }
    assert named - PLAIN <= set(api.__all__)


@pytest.mark.parametrize("name", api.__all__)
def test_what_is_exported_is_there_and_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(api, name))


def test_results_can_be_told_apart() -> None:
    assert isinstance(api.fix_text("app: {}\n"), api.FixResult)
    assert isinstance(api.scaffold_text("app: {}\n"), api.ScaffoldResult)


def test_what_is_not_there_is_an_error_as_everywhere() -> None:
    with pytest.raises(AttributeError, match="'forgecfg\\.api' has no attribute 'FixResults'"):
        getattr(api, "FixResults")  # noqa: B009


def test_the_functions_of_other_commands_are_part_of_the_api() -> None:
    text = (
        "app:\n  id: ari:cloud:ecosystem::app/1f3b8a52-6c9d-4e07-9a41-d25c7b80e6f3\nmodules: {}\n"
    )
    assert api.diff_text(text, text).changes == ()
    assert api.graph_text(text).nodes == ()
    assert api.audit_text(text) is not None
