"""Random operations on random manifests: the data change as meant, and nothing else does."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from forgecfg.document.changes import Data, Plan
from forgecfg.document.document import load
from forgecfg.document.nodes import Scalar, Sequence, to_data
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.ensure import ensure, ensure_all
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.insert import append_items, set_keys
from forgecfg.edits.plan import compose
from forgecfg.edits.remove import remove
from forgecfg.edits.value import rename_key, set_value

from .manifests import KEYS, manifests, records, scalars, values

RELAXED = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)


def read(text: str) -> Data:
    # Forge ends an unfinished last line, also one inside a block scalar.
    document = load(text if text.endswith("\n") else text + "\n")
    assert document.readable, (text, document.syntax)
    assert document.second_document is None
    data: Data = to_data(document.root)  # type: ignore[arg-type, assignment]
    return data


def exact(data: object) -> object:
    """Data that tells `1` from `true`."""
    if isinstance(data, dict):
        return {key: exact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [exact(item) for item in data]
    return type(data).__name__, data


def at(data: Data, path: YamlPath) -> Data:
    for part in path:
        data = data[part]  # type: ignore[index]
    return data


def locations(data: Data, path: YamlPath = ()) -> list[YamlPath]:
    found: list[YamlPath] = [path]
    if isinstance(data, dict):
        for key, value in data.items():
            found += locations(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += locations(value, (*path, index))
    return found


def lines_kept(old: str, new: str) -> bool:
    rest = iter(new.splitlines())
    return all(line in rest for line in old.splitlines())


def characters_kept(old: str, new: str) -> bool:
    rest = iter(new)
    return all(char in rest for char in old)


def applied(text: str, plan: Plan, wanted: Data) -> str:
    new = apply_edits(text, plan.edits)
    assert exact(read(new)) == exact(wanted), (text, new)
    if "\r\n" in text:
        assert new.count("\n") == new.count("\r\n"), "a new line ends otherwise than the old ones"
    assert new.endswith("\n") or not text.endswith("\n"), "the final newline is gone"
    return new


@st.composite
def texts_and_places(draw: st.DrawFn) -> tuple[str, Data, YamlPath]:
    text = draw(manifests())
    data = read(text)
    return text, data, draw(st.sampled_from(locations(data)))


def is_block(text: str, path: YamlPath) -> bool:
    node = load(text).root
    for part in path:
        node = node.items[part] if isinstance(part, int) else node.get(part).value  # type: ignore[union-attr]
    return not getattr(node, "flow", True)


@RELAXED
@given(texts_and_places(), st.lists(values, min_size=1, max_size=3))
def test_appended_items_are_there_and_all_else_is_as_it_was(
    given_place: tuple[str, Data, YamlPath], items: list[Data]
) -> None:
    text, data, path = given_place
    target = at(data, path)
    assume(isinstance(target, list) or target in (None, {}))
    wanted = copy.deepcopy(data)
    if target:
        at(wanted, path).extend(copy.deepcopy(items))  # type: ignore[union-attr]
    else:
        wanted = with_value(wanted, path, items)
    new = applied(text, append_items(load(text), path, items), wanted)
    if target:
        assert characters_kept(text, new)
        assert not is_block(text, path) or lines_kept(text, new), (text, new)


@RELAXED
@given(texts_and_places(), records)
def test_new_keys_are_there_and_all_else_is_as_it_was(
    given_place: tuple[str, Data, YamlPath], keys: dict[str, Data]
) -> None:
    text, data, path = given_place
    target = at(data, path)
    assume(isinstance(target, dict) or target in (None, []))
    old = target if isinstance(target, dict) else {}
    fresh = {key: value for key, value in keys.items() if key not in old}
    assume(fresh)
    wanted = with_value(data, path, {**old, **fresh})
    new = applied(text, set_keys(load(text), path, fresh), wanted)
    if target:
        assert characters_kept(text, new)
        assert not is_block(text, path) or lines_kept(text, new), (text, new)


def with_value(data: Data, path: YamlPath, value: Data) -> Data:
    if not path:
        return copy.deepcopy(value)
    wanted = copy.deepcopy(data)
    at(wanted, path[:-1])[path[-1]] = copy.deepcopy(value)  # type: ignore[index]
    return wanted


def planned(text: str, path: YamlPath, value: Data) -> Plan | None:
    """A new value; None where a comment behind the `|` of a block scalar has nowhere to go."""
    document = load(text)
    spot = document.root
    for part in path:
        spot = spot.items[part] if isinstance(spot, Sequence) else spot.get(part).value  # type: ignore[union-attr, index, arg-type]
    header = text[spot.start :].split("\n", 1)[0] if spot is not None else ""
    if isinstance(spot, Scalar) and spot.style in ("|", ">") and "#" in header:
        with pytest.raises(CannotEdit, match="a comment stands in it"):
            set_value(document, path, value)
        return None
    return set_value(document, path, value)


@RELAXED
@given(texts_and_places(), values)
def test_a_new_value_takes_the_place_of_a_scalar_or_nothing(
    given_place: tuple[str, Data, YamlPath], value: Data
) -> None:
    text, data, path = given_place
    target = at(data, path)
    assume(path and (not isinstance(target, (dict, list)) or not target))
    plan = planned(text, path, value)
    if plan is not None:
        applied(text, plan, with_value(data, path, value))


@RELAXED
@given(texts_and_places(), st.booleans())
def test_what_is_removed_is_gone_and_all_else_is_as_it_was(
    given_place: tuple[str, Data, YamlPath], keep: bool
) -> None:
    text, data, path = given_place
    assume(path)
    wanted = copy.deepcopy(data)
    last = path
    while len(last) > 1 and len(at(data, last[:-1])) == 1 and not keep:  # type: ignore[arg-type]
        last = last[:-1]
    del at(wanted, last[:-1])[last[-1]]  # type: ignore[union-attr, arg-type]
    new = applied(text, remove(load(text), path, keep=keep), wanted)
    old_lines = text.splitlines()
    if "#" not in text and is_block(text, last[:-1]) and at(wanted, last[:-1]):
        assert set(new.split()) <= set(text.split()), "something was rewritten"
    assert len(new.splitlines()) <= len(old_lines) + 1


@RELAXED
@given(texts_and_places(), st.sampled_from((*KEYS, "new", "- x", "a: b", "ü ü")))
def test_a_renamed_key_keeps_its_value_and_place(
    given_place: tuple[str, Data, YamlPath], name: str
) -> None:
    text, data, path = given_place
    assume(path and isinstance(path[-1], str))
    parent = at(data, path[:-1])
    assert isinstance(parent, dict)
    assume(name not in parent)
    renamed = {name if key == path[-1] else key: value for key, value in parent.items()}
    new = applied(text, rename_key(load(text), path, name), with_value(data, path[:-1], renamed))
    assert len(new.split("\n")) == len(text.split("\n"))
    after = at(read(new), path[:-1])
    before = at(read(text), path[:-1])
    assert isinstance(after, dict)
    assert isinstance(before, dict)
    assert list(after) == [name if key == path[-1] else key for key in before]


def fits(data: Data, path: YamlPath) -> bool:
    """Whether nothing on the way to a list at the path is in its way."""
    for part in path:
        if data is None or data == [] or data == {}:
            return True
        if not isinstance(data, dict):
            return False
        data = data.get(str(part))
    return data is None or data == {} or isinstance(data, list)


WIRING: tuple[tuple[YamlPath, Data], ...] = (
    (("modules", "endpoint"), [{"key": "e", "remote": "r", "route": {"path": "/x"}}]),
    (("remotes",), [{"key": "r", "baseUrl": "https://api.acme-it.app"}]),
    (("permissions", "scopes"), ["read:app-user-token", "read:jira-work"]),
    (("permissions", "external", "fetch", "backend"), [{"remote": "r"}]),
)


@RELAXED
@given(manifests(), st.permutations(WIRING))
def test_what_is_ensured_is_there_and_a_second_time_changes_nothing(
    text: str, wanted: list[tuple[YamlPath, Data]]
) -> None:
    document = load(text)
    if not all(fits(read(text), path) for path, _ in wanted):
        with pytest.raises(CannotEdit) as refused:
            ensure_all(document, wanted)
        assert not refused.value.is_bug
        return
    plan = ensure_all(document, wanted)
    new = apply_edits(text, plan.edits)
    again = load(new)
    assert ensure_all(again, wanted) == Plan()
    for path, data in wanted:
        found = at(read(new), path)
        assert isinstance(found, list)
        assert isinstance(data, list)
        assert all(exact(item) in [exact(other) for other in found] for item in data)
    block = is_block(text, ())
    hollow = any(
        not at(read(text), path[:end])
        for path, _ in wanted
        for end in range(1, 4)
        if path[:end] in locations(read(text))
    )
    if block and not hollow and "[" not in text and "{" not in text:
        assert lines_kept(text, new), (text, new)


@RELAXED
@given(texts_and_places(), scalars)
def test_a_composition_is_what_its_steps_make_one_after_another(
    given_place: tuple[str, Data, YamlPath], value: Data
) -> None:
    text, data, path = given_place
    assume(path and len(path) < 3)

    def steps(document_text: str) -> str:
        for step in (first, second):
            document_text = apply_edits(document_text, step(load(document_text)).edits)
        return document_text

    def first(document: object) -> Plan:
        return remove(document, path)  # type: ignore[arg-type]

    def second(document: object) -> Plan:
        return ensure(document, ("zzz", "new"), value)  # type: ignore[arg-type]

    plan = compose(load(text), first, second)
    assert apply_edits(text, plan.edits) == steps(text)
    assert isinstance(data, dict)
