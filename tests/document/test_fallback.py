"""Without libyaml, ruamel's own parser gives the same trees and finds the same slips."""

from __future__ import annotations

import pytest

from forgecfg.document import events
from forgecfg.document.document import load
from forgecfg.document.nodes import Node, to_data

from .manifest import MANIFEST, broken, locations
from .test_odd_inputs import ACCEPTED, REFUSED
from .test_properties import shape
from .test_syntax import SLIPS


@pytest.fixture
def no_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CParser", None)


def root_of(text: str) -> Node:
    root = load(text).root
    assert root is not None
    return root


def test_libyaml_is_there_otherwise() -> None:
    """The other tests are about libyaml."""
    assert events.has_libyaml()


@pytest.mark.usefixtures("no_libyaml")
def test_it_is_switched_off() -> None:
    assert not events.has_libyaml()


def test_the_tree_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = MANIFEST + "x:\n- &a b\n-\n- *a\n- |\n  y\n\n  z\ny: {a: , b}\nz: 'q\n\n  r'\n"
    expected = shape(root_of(text))
    monkeypatch.setattr(events, "CParser", None)
    assert shape(root_of(text)) == expected


@pytest.mark.usefixtures("no_libyaml")
@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    text, data = ACCEPTED[name]
    document = load(text)
    assert not document.syntax
    assert (to_data(document.root) if document.root is not None else None) == data


@pytest.mark.usefixtures("no_libyaml")
@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, line, *_ = REFUSED[name]
    assert [location[0] for location in locations(load(text))] == [line]


@pytest.mark.usefixtures("no_libyaml")
@pytest.mark.parametrize("name", SLIPS)
def test_slips(name: str) -> None:
    old, new, line, _, message = SLIPS[name]
    ((found_line, _, said),) = locations(load(broken((old, new))))
    assert found_line == line
    assert said.startswith(message)
