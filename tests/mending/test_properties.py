"""Random manifests with random faults: mended they say what was meant, and nothing else changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forgecfg.api import FileReport, Safety, check_text, fix_text
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data

from .manifests import FAULTS, SAFE, Faulty, manifests, plain_manifest, without_faults

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def data_of(text: str) -> str:
    """What a manifest says, as text: types count, the order of keys and scopes does not."""
    document = load(text)
    assert document.readable
    assert document.root is not None
    data = to_data(document.root)
    assert isinstance(data, dict)
    data["permissions"]["scopes"].sort()
    return json.dumps(data, sort_keys=True)


def fixable(report: FileReport, unsafe: bool) -> list[str]:
    return [
        finding.message
        for finding in report.findings
        if any(unsafe or fix.safety is Safety.SAFE for fix in finding.fixes)
    ]


def in_order(wanted: tuple[str, ...], text: str) -> bool:
    rest = iter(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    return all(line in rest for line in wanted)


def fixed(faulty: Faulty, unsafe: bool) -> str:
    """The mended text, of which all holds that holds of every mended text."""
    result = fix_text(faulty.text, unsafe=unsafe)
    assert "FC000" not in {finding.code for finding in result.report.findings}
    assert result.rejected == ()
    assert result.report == check_text(result.text)
    assert fixable(result.report, unsafe) == []
    again = fix_text(result.text, unsafe=unsafe)
    assert (again.text, again.applied) == (result.text, 0)
    assert in_order(faulty.kept, result.text), (faulty.text, result.text)
    assert result.text.startswith("\ufeff") == faulty.text.startswith("\ufeff")
    if "\r\n" in faulty.text:
        assert result.text.count("\n") == result.text.count("\r\n"), "line breaks are mixed"
    assert (result.text == faulty.text) == (result.applied == 0)
    return result.text


@pytest.mark.parametrize("violation", FAULTS)
def test_each_fault_has_its_own_fix(violation: str) -> None:
    faulty = plain_manifest(violation)
    assert fix_text(plain_manifest().text, unsafe=True).applied == 0
    assert fix_text(faulty.text).applied == (1 if violation in SAFE else 0)
    assert fix_text(faulty.text, unsafe=True).applied == 1
    fixed(faulty, unsafe=True)


@RELAXED
@given(manifests())
def test_unsafe_fixes_give_what_was_meant(faulty: Faulty) -> None:
    text = fixed(faulty, unsafe=True)
    wanted = json.dumps(without_faults(faulty.violations), sort_keys=True)
    assert data_of(text) == wanted, (faulty.text, text)


@RELAXED
@given(manifests(tuple(sorted(SAFE))))
def test_safe_fixes_give_what_was_meant(faulty: Faulty) -> None:
    text = fixed(faulty, unsafe=False)
    assert data_of(text) == json.dumps(without_faults(faulty.violations), sort_keys=True)
    # What is asked for beyond that has nothing to do.
    assert fix_text(text, unsafe=True).text == text


@RELAXED
@given(manifests(tuple(violation for violation in FAULTS if violation not in SAFE)))
def test_a_guess_is_made_only_when_it_is_asked_for(faulty: Faulty) -> None:
    assert fix_text(faulty.text).text == faulty.text


@RELAXED
@given(manifests(), st.text(alphabet="{}[]:-#\"'&*\n\t \r\ufeff|>%@`a", max_size=6), st.data())
def test_nothing_is_raised_for_any_text(faulty: Faulty, noise: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(faulty.text)))
    broken = faulty.text[:at] + noise + faulty.text[at:]
    result = fix_text(broken, unsafe=True)
    assert "FC000" not in {finding.code for finding in result.report.findings}
    assert fix_text(result.text, unsafe=True).text == result.text
    if result.applied == 0:
        assert result.text == broken
