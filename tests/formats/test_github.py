"""GitHub's workflow commands, read back as the runner of GitHub Actions reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.escape import escape

from .strategies import patient, reports

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]


class Command(NamedTuple):
    """What the runner makes of a line of the log."""

    name: str
    properties: dict[str, str]
    data: str


def command(line: str) -> Command | None:
    """The command in a line, if there is one.

    A command begins with `::`, white space before it set aside. The next `::` ends its name and
    properties; a comma parts properties, the first `=` a property's name from its value.
    """
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, data = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    properties = {}
    for pair in rest.strip().split(","):
        key, equals, value = pair.partition("=")
        if equals and value:
            properties[key] = decoded(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","})
    return Command(name, properties, decoded(data, {"%0D": "\r", "%0A": "\n"}))


def decoded(text: str, codes: dict[str, str]) -> str:
    for code, char in codes.items():
        text = text.replace(code, char)
    return text.replace("%25", "%")


def commands(text: str) -> list[Command]:
    """The commands of an output that must consist of nothing else."""
    found = [command(line) for line in text.splitlines()]
    assert None not in found
    return [one for one in found if one is not None]


def annotated(render: Render, finding: Finding) -> Command:
    (one,) = commands(render("github", [FileReport(finding.file, (finding,))]))
    return one


def finding(span: Span, severity: Severity = Severity.ERROR, help_text: str = "") -> Finding:
    return Finding("a/m.yml", "FC104", "wrong-type", severity, "a, b: 5%", span, help=help_text)


def test_the_reader_knows_what_acts() -> None:
    assert command(" ::error file=a%2Cb,line=1::x%0Ay%250A") == Command(
        "error", {"file": "a,b", "line": "1"}, "x\ny%0A"
    )
    assert command("text ::error::x") is None


def test_an_annotation(render: Render) -> None:
    text = render("github", [FileReport("a/m.yml", (finding(Span(0, 0, 3, 5, 3, 9)),))])
    assert text == (
        "::error file=a/m.yml,line=3,endLine=3,col=5,endColumn=8,title=wrong-type [FC104]"
        "::a/m.yml:3:5: wrong-type: a, b: 5%25\n"
    )


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severities(render: Render, severity: Severity, name: str) -> None:
    assert annotated(render, finding(Span(0, 0, 1, 1, 1, 2), severity)).name == name


@pytest.mark.parametrize(
    ("span", "location"),
    [
        # Ends are inclusive for GitHub, exclusive for us.
        (Span(0, 0, 3, 5, 3, 9), {"line": "3", "endLine": "3", "col": "5", "endColumn": "8"}),
        (Span(0, 0, 3, 5, 3, 5), {"line": "3", "endLine": "3", "col": "5", "endColumn": "5"}),
        # Columns are refused where there is more than one line.
        (Span(0, 0, 3, 5, 6, 9), {"line": "3", "endLine": "6"}),
        (Span(0, 0, 3, 5, 6, 1), {"line": "3", "endLine": "5"}),
        (Span(0, 0, 3, 5, 4, 1), {"line": "3", "endLine": "3", "col": "5"}),
    ],
)
def test_places(render: Render, span: Span, location: dict[str, str]) -> None:
    properties = annotated(render, finding(span)).properties
    assert {k: v for k, v in properties.items() if k not in ("file", "title")} == location


def test_the_help_stands_on_a_line_of_its_own(render: Render) -> None:
    one = annotated(render, finding(Span(0, 0, 1, 1, 1, 2), help_text="do it\nwell"))
    assert one.data == "a/m.yml:1:1: wrong-type: a, b: 5%\nhelp: do it\\nwell"


def test_paths_start_at_the_checkout(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "repo" / "app").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "app")
    one = finding(Span(0, 0, 1, 1, 1, 2))
    assert annotated(render, one).properties["file"] == "a/m.yml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repo"))
    assert annotated(render, one).properties["file"] == "app/a/m.yml"
    away = one._replace(file="../../m.yml")
    assert annotated(render, away).properties["file"] == (tmp_path / "m.yml").as_posix()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert annotated(render, one).properties["file"] == "a/m.yml"


@patient
@given(files=reports)
def test_any_report_makes_exactly_its_annotations(render: Render, files: list[FileReport]) -> None:
    text = render("github", files)
    found = commands(text)
    every = [finding for file in files for finding in file.findings]
    assert len(found) == len(every)
    assert text.count("\n") == len(every)
    for one, original in zip(found, every, strict=True):
        assert one.name in ("error", "warning", "notice")
        assert set(one.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert one.properties["file"] == escape(find_checkout().path(original.file))
        assert one.properties["line"] == str(original.span.line)
        assert one.properties["title"] == f"{original.name} [{original.code}]"
        message, _, help_text = one.data.partition("\nhelp: ")
        place = f"{one.properties['file']}:{original.span.line}:{original.span.column}"
        assert message == f"{place}: {escape(original.name)}: {escape(original.full_message)}"
        assert help_text == escape(original.help)


def test_every_case(case: str, cases: Cases, render: Render) -> None:
    found = commands(render("github", cases[case]))
    assert len(found) == sum(len(file.findings) for file in cases[case])


@pytest.mark.parametrize("file", ["a,line=9.yml", "a::b.yml", "a%2Cb.yml", "a%b.yml"])
def test_a_name_of_a_file_sets_no_other_property(render: Render, file: str) -> None:
    usual = finding(Span(0, 1, 1, 1, 1, 2))
    one = annotated(render, usual._replace(file=file))
    assert one == annotated(render, usual)._replace(properties=one.properties, data=one.data)
    assert one.properties["file"] == file
    assert one.properties["line"] == "1"
