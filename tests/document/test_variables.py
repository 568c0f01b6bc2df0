"""`${NAME}` in values."""

from __future__ import annotations

import pytest

from forgecfg.document.cursor import Cursor
from forgecfg.document.document import Document, load
from forgecfg.document.nodes import Scalar

VARIABLES = """\
environment:
  variables:
    - key: HOST
      default: backend.acme-it.app
    - key: EMPTY
      default: ""
    - key: SECRET
    - PLAIN
"""


def value_of(document: Document, *path: str) -> Scalar:
    assert document.root is not None
    location = Cursor(document.root).at(*path)
    assert location is not None
    assert isinstance(location.node, Scalar)
    return location.node


@pytest.mark.parametrize(
    ("written", "value", "unknown"),
    [
        ("https://${HOST}/x", "https://backend.acme-it.app/x", False),
        ("${HOST}${HOST}", "backend.acme-it.appbackend.acme-it.app", False),
        ('"${HOST}"', "backend.acme-it.app", False),
        ("|\n  a ${HOST}\n", "a backend.acme-it.app\n", False),
        ("x${EMPTY}y", "xy", False),
        ("${SECRET}", "${SECRET}", True),
        ("a ${PLAIN} b ${HOST}", "a ${PLAIN} b backend.acme-it.app", True),
        ("${OTHER}", "${OTHER}", False),
        ("${host}", "${host}", False),
        ("$HOST", "$HOST", False),
        ("${ HOST }", "${ HOST }", False),
        ("${A.B}", "${A.B}", False),
        ("$${HOST}", "$backend.acme-it.app", False),
    ],
)
def test_substitution(written: str, value: str, unknown: bool) -> None:
    node = value_of(load(f"{VARIABLES}a: {written}\n"), "a")
    assert node.value == value
    assert node.unknown is unknown
    assert "$" in node.text


def test_declared_names() -> None:
    assert load(VARIABLES).variables == {"HOST", "EMPTY", "SECRET", "PLAIN"}


@pytest.mark.parametrize(
    "text",
    [
        "environment: x\n",
        "environment:\n  variables: {a: b}\n",
        "environment:\n  variables: [null, [x]]\n",
        "a: 1\n",
    ],
)
def test_odd_declarations_declare_nothing_useful(text: str) -> None:
    assert not load(text).variables - {""}


def test_a_value_never_changes_its_type() -> None:
    text = "environment:\n  variables:\n    - key: N\n      default: '1'\na: ${N}\n"
    assert value_of(load(text), "a").value == "1"


def test_the_first_declaration_counts() -> None:
    items = "    - {key: N, default: x}\n    - {key: N, default: y}\n"
    text = f"environment:\n  variables:\n{items}a: ${{N}}\n"
    assert value_of(load(text), "a").value == "x"


def test_keys_are_not_substituted() -> None:
    document = load(VARIABLES + "${HOST}: 1\n&k ${OTHER}: 2\n*k : 3\n")
    assert document.root is not None
    names = [name for name, _ in Cursor(document.root).entries()]
    assert names == ["environment", "${HOST}", "${OTHER}"]
    assert not document.undeclared


def test_undeclared_places() -> None:
    document = load('a: x ${ONE} ${TWO} ${ONE}\nb: |\n  ${ONE}\nc: ["${TWO}"]\n')
    found = [
        (v.name, *document.lines.position(v.start), v.end - v.start) for v in document.undeclared
    ]
    assert found == [
        ("ONE", 1, 6, 6),
        ("TWO", 1, 13, 6),
        ("ONE", 1, 20, 6),
        ("ONE", 3, 3, 6),
        ("TWO", 4, 6, 6),
    ]


def test_an_escape_hides_the_place() -> None:
    document = load('a: "\\u0024{ONE}"\n')
    (variable,) = document.undeclared
    assert document.text[variable.start : variable.end] == '"\\u0024{ONE}"'


def test_aliases_are_substituted_at_their_place() -> None:
    document = load(VARIABLES + "a: &x ${HOST}\nb: *x\nc: &y ${ONE}\nd: *y\n")
    assert value_of(document, "b").value == "backend.acme-it.app"
    assert [document.lines.position(v.start)[0] for v in document.undeclared] == [11, 12]
