"""JSON: the frozen shape, and its schema."""

from __future__ import annotations

import copy
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from forgecfg import __version__
from forgecfg.catalog.date import AS_OF
from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.formats import REPORTERS, make_reporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

from .strategies import patient, reports

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "output-v1.schema.json").read_text("utf-8")
)
VALIDATOR = Draft7Validator(SCHEMA)


def test_the_schema_is_sound() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_shape(cases: Cases, render: Render) -> None:
    """Version 1, word for word as it is promised."""
    (file,) = cases["places"]
    finding = file.findings[-1]
    data = json.loads(render("json", [FileReport("clean.yml"), FileReport(file.file, (finding,))]))
    assert data == {
        "version": 1,
        "tool": {"name": "forgecfg", "version": __version__, "catalogue": AS_OF},
        "files": ["clean.yml", "manifest.yml"],
        "findings": [
            {
                "file": "manifest.yml",
                "code": "FC999",
                "name": "fixes",
                "severity": "error",
                "message": "two ways to mend it",
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 7,
                "path": ["modules", "macro", 0, "key"],
                "related": [],
                "fixes": [
                    {
                        "title": "rename it",
                        "safety": "safe",
                        "edits": [
                            {
                                "line": 2,
                                "column": 1,
                                "end_line": 2,
                                "end_column": 7,
                                "text": 'new\n\t"name"',
                            }
                        ],
                    },
                    {
                        "title": "remove it",
                        "safety": "unsafe",
                        "edits": [
                            {"line": 2, "column": 1, "end_line": 3, "end_column": 1, "text": ""},
                            {
                                "line": 9,
                                "column": 1,
                                "end_line": 9,
                                "end_column": 1,
                                "text": "# gone\r\n",
                            },
                        ],
                    },
                ],
                "url": "",
                # Added after version 1 was frozen.
                "help": "",
                "forge_url": "",
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "infos": 0, "fixable": 1},
    }


def test_related_places_and_hint(cases: Cases, render: Render) -> None:
    data = json.loads(render("json", cases["wiring"]))
    first = data["findings"][0]
    assert first["message"].endswith('; did you mean "remote-macro-node" (line 12)?')
    assert first["related"] == [
        {
            "file": "app/manifest.yml",
            "line": 12,
            "column": 12,
            "message": 'endpoint "remote-macro-node" is declared here',
        }
    ]


def test_every_case_is_valid(case: str, cases: Cases, render: Render) -> None:
    text = render("json", cases[case])
    VALIDATOR.validate(json.loads(text))
    assert "##" not in text


@patient
@given(files=reports)
def test_any_report_is_valid_and_safe(render: Render, files: list[FileReport]) -> None:
    text = render("json", files)
    data = json.loads(text)
    VALIDATOR.validate(data)
    assert data["files"] == [file.file for file in files]
    every = [finding for file in files for finding in file.findings]
    assert [item["message"] for item in data["findings"]] == [f.full_message for f in every]
    assert [tuple(item["path"]) for item in data["findings"]] == [f.path for f in every]
    assert text.endswith("}\n")
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert "##" not in text
    assert render("json", files) == text


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object within some JSON data."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(part)


def test_the_schema_takes_nothing_more_and_nothing_less(cases: Cases, render: Render) -> None:
    data = json.loads(render("json", [*cases["wiring"], *cases["places"]]))
    count = len(list(objects(data)))
    assert count > 20
    for number in range(count):
        more = copy.deepcopy(data)
        list(objects(more))[number]["extra"] = 1
        assert not VALIDATOR.is_valid(more)
        for key in list(list(objects(data))[number]):
            less = copy.deepcopy(data)
            del list(objects(less))[number][key]
            assert not VALIDATOR.is_valid(less), key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", 0),
        ("column", 0),
        ("severity", "note"),
        ("code", "FC1"),
        ("name", "Some_Rule"),
        ("message", ""),
        ("path", [-1]),
        ("path", [None]),
        ("url", "javascript:alert(1)"),
    ],
)
def test_the_schema_refuses(key: str, value: object, cases: Cases, render: Render) -> None:
    data = json.loads(render("json", cases["wiring"]))
    data["findings"][0][key] = value
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("name", list(REPORTERS))
def test_findings_are_written_at_once_and_not_kept(name: str) -> None:
    written = 0

    def write(text: str) -> None:
        nonlocal written
        written += len(text)

    reporter = make_reporter(name, Output(write))
    tracemalloc.start()
    try:
        for number in range(500):
            line = f"{number:05}" * 2000
            location = Span(0, 0, 1, 1, 1, 5)
            finding = Finding("m.yml", "FC999", "rule", Severity.ERROR, line, location)
            before = written
            reporter.add(FileReport("m.yml", (finding,), {1: line}))
            # Bitbucket's texts have a limit.
            assert written > before + (0 if name == "bitbucket" else len(line))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    reporter.finish(Summary())
    assert held < 200_000  # the findings hold 5,000,000 characters


def test_unknown_formats() -> None:
    with pytest.raises(
        ValueError, match=r"unknown format 'xml'; expected one of: text, concise, json"
    ):
        make_reporter("xml", Output(print))
