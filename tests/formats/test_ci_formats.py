"""rdjson, Azure Pipelines, Bitbucket Code Insights and Checkstyle."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from forgecfg.document.positions import Edit, Span
from forgecfg.findings import FileReport, Finding, Fix, Related, Safety, Severity
from forgecfg.reporters.bitbucket import MAX_ANNOTATIONS

from .strategies import patient, reports

Render = Callable[..., str]

LINE = "a: ä𐐀 b"


def finding(severity: Severity = Severity.ERROR, **changes: Any) -> Finding:
    span = Span(5, 6, 1, 7, 1, 8)
    return Finding("app/m.yml", "FC104", "wrong-type", severity, "no; x]", span)._replace(**changes)


def report(*findings: Finding) -> list[FileReport]:
    return [FileReport("app/m.yml", findings, {1: LINE})]


# What https://github.com/reviewdog/reviewdog/tree/master/proto/rdf requires.
_POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {"line": {"minimum": 1}, "column": {"minimum": 1}},
}
_RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "properties": {"start": _POSITION, "end": _POSITION},
}
_LOCATION = {"required": ["path", "range"], "properties": {"range": _RANGE}}
RDF = Draft7Validator(
    {
        "required": ["source", "diagnostics"],
        "properties": {
            "diagnostics": {
                "items": {
                    "required": ["message", "location", "severity", "code"],
                    "properties": {
                        "message": {"type": "string", "minLength": 1},
                        "location": _LOCATION,
                        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                        "code": {"required": ["value"]},
                        "suggestions": {"items": {"required": ["range", "text"]}},
                        "relatedLocations": {"items": {"required": ["message", "location"]}},
                    },
                }
            }
        },
    }
)
# What the REST API of Bitbucket Cloud requires of annotations and a report.
BITBUCKET = Draft7Validator(
    {
        "required": ["annotations", "report"],
        "properties": {
            "annotations": {
                "maxItems": 1000,
                "items": {
                    "required": ["external_id", "annotation_type", "summary"],
                    "properties": {
                        "annotation_type": {"enum": ["VULNERABILITY", "CODE_SMELL", "BUG"]},
                        "summary": {"maxLength": 450},
                        "details": {"maxLength": 2000},
                        "severity": {"enum": ["CRITICAL", "HIGH", "MEDIUM", "LOW"]},
                        "line": {"minimum": 1},
                    },
                },
            },
            "report": {
                "required": ["title", "details", "report_type"],
                "properties": {
                    "details": {"maxLength": 2000},
                    "report_type": {"enum": ["SECURITY", "COVERAGE", "TEST", "BUG"]},
                    "result": {"enum": ["PASSED", "FAILED", "PENDING"]},
                    "data": {"maxItems": 10},
                },
            },
        },
    }
)


def test_rdjson(render: Render) -> None:
    fix = Fix("x", Safety.SAFE, (Edit(Span(5, 6, 1, 7, 1, 8), "ß"),))
    two = fix._replace(edits=fix.edits * 2)
    related = (Related(Span(0, 1, 1, 1, 1, 2), "first"),)
    one = finding(help="do it", fixes=(fix, two), related=related)
    (diagnostic,) = json.loads(render("rdjson", report(one)))["diagnostics"]
    # Columns count bytes: two of ä and four of 𐐀 come before.
    place = {"start": {"line": 1, "column": 11}, "end": {"line": 1, "column": 12}}
    assert diagnostic == {
        "message": "wrong-type: no; x]\nhelp: do it",
        "location": {"path": "app/m.yml", "range": place},
        "severity": "ERROR",
        "code": {"value": "FC104"},
        # A fix with several edits is no suggestion.
        "suggestions": [{"range": place, "text": "ß"}],
        "relatedLocations": [
            {
                "message": "first",
                "location": {
                    "path": "app/m.yml",
                    "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 2}},
                },
            }
        ],
    }


def test_azure(render: Render) -> None:
    text = render("azure", report(finding(), finding(Severity.INFO, message="50%"), finding()))
    command, line, _ = text.splitlines()
    assert command == (
        "##vso[task.logissue type=error;sourcepath=app/m.yml;linenumber=1;columnnumber=7;"
        "code=FC104;]wrong-type: no; x]"
    )
    # Azure has no level below a warning.
    assert line == "app/m.yml:1:7: info[wrong-type] 50%"
    odd = finding(file="a;b]%.yml", message="5%")
    escaped = render("azure", report(odd))
    assert "sourcepath=a%3Bb%5D%AZP25.yml;" in escaped
    assert escaped.endswith("]wrong-type: 5%AZP25\n")


def test_bitbucket(render: Render) -> None:
    one = finding(help="do it")
    data = json.loads(render("bitbucket", report(one, finding(Severity.INFO))))
    first, second = data["annotations"]
    assert first["external_id"] != second["external_id"]
    assert (first["path"], first["line"], first["severity"]) == ("app/m.yml", 1, "HIGH")
    assert (first["details"], second["annotation_type"]) == ("help: do it", "CODE_SMELL")
    assert data["report"]["result"] == "FAILED"
    assert json.loads(render("bitbucket", report()))["report"]["result"] == "PASSED"
    assert json.loads(render("bitbucket", report(finding(Severity.INFO))))["report"]["result"] == (
        "PASSED"
    )


def test_bitbucket_has_limits(render: Render) -> None:
    many = [finding(message=f"{number} {'x' * 500}") for number in range(MAX_ANNOTATIONS + 5)]
    data = json.loads(render("bitbucket", report(*many)))
    assert list(BITBUCKET.iter_errors(data)) == []
    assert len(data["annotations"]) == MAX_ANNOTATIONS
    assert data["report"]["details"].startswith(f"{MAX_ANNOTATIONS + 5} findings")


def test_checkstyle(render: Render) -> None:
    source = finding(file="app/src/x.js", message='<a> & "b"')
    root = ET.fromstring(render("checkstyle", report(finding(help="do it"), source)))
    assert root.tag == "checkstyle"
    assert [file.attrib["name"] for file in root] == ["app/m.yml", "app/src/x.js"]
    assert root[0][0].attrib == {
        "line": "1",
        "column": "7",
        "severity": "error",
        "message": "no; x] (help: do it)",
        "source": "forgecfg.wrong-type",
    }
    assert root[1][0].attrib["message"] == '<a> & "b"'


@patient
@given(files=reports)
def test_any_report_is_valid(render: Render, files: list[FileReport]) -> None:
    total = sum(len(file.findings) for file in files)
    rdjson = json.loads(render("rdjson", files))
    assert list(RDF.iter_errors(rdjson)) == []
    assert len(rdjson["diagnostics"]) == total
    bitbucket = json.loads(render("bitbucket", files))
    assert list(BITBUCKET.iter_errors(bitbucket)) == []
    assert len(bitbucket["annotations"]) == total
    root = ET.fromstring(render("checkstyle", files).encode())
    assert len(root.findall("file/error")) == total
    azure = render("azure", files)
    assert azure.count("\n") == total
    line = re.compile(r"##vso\[task\.logissue (\w+=[^;\]]*;){5}\][^\n]+|.+: info\[.+")
    assert all(line.fullmatch(one) for one in azure.split("\n")[:-1])


@pytest.mark.parametrize(
    "variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BITBUCKET_CLONE_DIR", ".git"]
)
@pytest.mark.parametrize("name", ["rdjson", "azure", "bitbucket", "checkstyle", "junit"])
def test_paths_start_at_the_root_of_the_repository(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    (tmp_path / "repo" / "part").mkdir(parents=True)
    if variable == ".git":
        (tmp_path / "repo" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    else:
        monkeypatch.setenv(variable, str(tmp_path / "repo"))
    monkeypatch.chdir(tmp_path / "repo" / "part")
    assert "part/app/m.yml" in render(name, report(finding()))
