"""JUnit's XML, against its schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.escape import escape
from forgecfg.rules.table import FATAL

from .strategies import patient, reports

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

XS = "{http://www.w3.org/2001/XMLSchema}"


class Shape(NamedTuple):
    """What an element may hold: attributes (required or not), elements, text."""

    attributes: dict[str, bool]
    elements: frozenset[str]
    text: bool


def shapes() -> dict[str, Shape]:
    """The elements of the schema, which says of none in which order its elements come."""
    root = ET.parse(Path(__file__).parent / "schemas" / "junit-10.xsd").getroot()
    found = {}
    for element in root.findall(f"{XS}element"):
        attributes = {
            one.attrib["name"]: one.get("use") == "required"
            for one in element.iter(f"{XS}attribute")
        }
        elements = frozenset(
            one.attrib["ref"] for one in element.iter(f"{XS}element") if "ref" in one.attrib
        )
        kind = element.find(f"{XS}complexType")
        text = element.get("type") == "xs:string" or (
            kind is not None and kind.get("mixed") == "true"
        )
        found[element.attrib["name"]] = Shape(attributes, elements, text)
    return found


SHAPES = shapes()


def check(element: ET.Element) -> None:
    """Raise AssertionError where an element is not as the schema has it."""
    shape = SHAPES[element.tag]
    # The schema of Jenkins does not have the place of a test, which GitLab and others read.
    place = {"file", "line"} if element.tag == "testcase" else set()
    assert set(element.attrib) - place <= set(shape.attributes), element.tag
    required = {name for name, needed in shape.attributes.items() if needed}
    assert required <= set(element.attrib), element.tag
    texts = [element.text, *(child.tail for child in element)]
    assert shape.text or not any(text and text.strip() for text in texts), element.tag
    for child in element:
        assert child.tag in shape.elements, element.tag
        check(child)


def suites(text: str) -> list[ET.Element]:
    """The test suites of a valid document."""
    root = ET.fromstring(text.encode())
    assert root.tag == "testsuites"
    check(root)
    for suite in root:
        cases = list(suite)
        assert len(cases) == int(suite.attrib["tests"])
        for kind in ("failure", "error"):
            found = suite.findall(f"testcase/{kind}")
            assert len(found) == int(suite.attrib[f"{kind}s"])
        # Services take cases of one name for one case.
        names = [case.attrib["name"] for case in cases]
        assert len(names) == len(set(names))
    return list(root)


@pytest.mark.parametrize(
    "text",
    [
        "<testsuites><testsuite/></testsuites>",
        "<testsuites><testcase name='x'/></testsuites>",
        "<testsuite name='a' tests='1' failures='0' errors='0' line='1'/>",
        "<testsuite name='a' tests='1' failures='0' errors='0'>x</testsuite>",
        "<testsuite name='a' tests='1' failures='0'/>",
    ],
)
def test_the_schema_refuses(text: str) -> None:
    with pytest.raises(AssertionError):
        check(ET.fromstring(text))


def finding(code: str = "FC104", path: tuple[str | int, ...] = ("app", 0)) -> Finding:
    location = Span(0, 0, 3, 5, 3, 9)
    return Finding("m.yml", code, "any", Severity.WARNING, "no", location, path, "yes", "do it")


def test_a_failure(render: Render) -> None:
    error = finding()._replace(severity=Severity.ERROR)
    (suite,) = suites(render("junit", [FileReport("m.yml", (error,))]))
    assert suite.attrib["name"] == suite.attrib["file"] == "m.yml"
    (case,) = suite
    assert case.attrib == {"name": "any app 0", "classname": "m.yml", "file": "m.yml", "line": "3"}
    (failure,) = case
    assert failure.attrib == {"type": "error", "message": "no; yes"}
    assert failure.text == (
        "m.yml:3:5: error any [FC104] no; yes\nhelp: do it\nsee `forgecfg explain any`"
    )


def test_what_is_below_the_fail_level_passes(render: Render) -> None:
    (suite,) = suites(render("junit", [FileReport("m.yml", (finding(),))]))
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "0")
    ((output,),) = suite
    assert output.tag == "system-out"
    assert (output.text or "").startswith("m.yml:3:5: warning any [FC104] no; yes\n")


def test_what_leaves_no_full_result_is_an_error(render: Render) -> None:
    (suite,) = suites(render("junit", [FileReport("m.yml", (finding("FC001"), finding("FC104")))]))
    assert [case[0].tag for case in suite] == ["error", "system-out"]
    assert (suite.attrib["errors"], suite.attrib["failures"]) == ("1", "0")


def test_a_clean_file_is_a_test_that_passed(render: Render) -> None:
    first, second = suites(render("junit", [FileReport("a.yml"), FileReport("b.yml")]))
    assert [len(suite) for suite in (first, second)] == [1, 1]
    assert len(first[0]) == 0
    assert second[0].attrib["classname"] == "b.yml"


def test_no_files(render: Render) -> None:
    assert suites(render("junit", [])) == []


def test_names_of_tests_say_nothing_of_lines(render: Render) -> None:
    moved = finding()._replace(span=Span(0, 0, 30, 5, 30, 9))
    names = [
        suites(render("junit", [FileReport("m.yml", (one,))]))[0][0].attrib["name"]
        for one in (finding(), moved)
    ]
    assert names[0] == names[1]


def test_every_case(case: str, cases: Cases, render: Render) -> None:
    found = suites(render("junit", cases[case]))
    assert [suite.attrib["name"] for suite in found] == [escape(file.file) for file in cases[case]]


@patient
@given(files=reports)
def test_any_report_is_valid_and_safe(render: Render, files: list[FileReport]) -> None:
    text = render("junit", files)
    # No character that XML cannot hold, and no way out of the text.
    assert re.fullmatch("[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*", text)
    assert "]]>" not in text
    assert "<!" not in text
    found = suites(text)
    paths = [escape(find_checkout().path(file.file)) for file in files]
    assert [suite.attrib["name"] for suite in found] == paths
    for suite, file in zip(found, files, strict=True):
        violations = suite.findall("testcase/*")
        assert [one.get("message") for one in violations] == [
            escape(one.full_message)
            if one.severity is Severity.ERROR or one.code in FATAL
            else None
            for one in file.findings
        ]
        for one, original in zip(violations, file.findings, strict=True):
            assert (one.text or "").count("\n") == (2 if original.help else 1)
