"""The summary of a job: Markdown in which nothing from a manifest acts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Severity
from forgecfg.reporters.escape import escape
from forgecfg.reporters.job_summary import MAX_BYTES, JobSummaryReporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

from .strategies import patient, reports

MARKDOWN = MarkdownIt("commonmark").enable("table")


def summed(files: Iterable[FileReport]) -> str:
    """What the reporter writes about these files, in one piece."""
    written: list[str] = []
    reporter = JobSummaryReporter(Output(written.append))
    summary = Summary()
    for file in files:
        reporter.add(file)
        summary = summary.plus(Summary.of(file))
    assert written == []
    reporter.finish(summary)
    (text,) = written
    return text


def rows(text: str) -> list[list[Token]]:
    """The cells of each row of the table, the header left out."""
    found: list[list[Token]] = []
    inside = False
    for token in MARKDOWN.parse(text):
        if token.type in ("tbody_open", "tbody_close"):
            inside = token.type == "tbody_open"
        elif inside and token.type == "tr_open":
            found.append([])
        elif inside and token.type == "inline":
            found[-1].append(token)
    return found


def parts(cell: Token) -> list[Token]:
    return cell.children or []


def finding(message: str, file: str = "a/m.yml") -> Finding:
    location = Span(0, 0, 3, 5, 3, 9)
    return Finding(file, "FC104", "wrong-type", Severity.ERROR, message, location)


def test_a_summary() -> None:
    files = [FileReport("a/m.yml", (finding("no"),)), FileReport("b/m.yml")]
    assert summed(files) == (
        "### forgecfg: 1 error in 1 of 2 files\n\n"
        "| | Location | Rule | Finding |\n"
        "|---|---|---|---|\n"
        "| error | `a/m.yml:3:5` | wrong-type | `no` |"
        "\n\n"
    )


def test_a_clean_run() -> None:
    assert summed([FileReport("m.yml")]) == "### forgecfg: no findings in 1 file\n\n"


@pytest.mark.parametrize(
    "message",
    [
        "`",
        "``x`",
        "a | b",
        "a \\| b",
        "\\",
        "x\\",
        "<b>",
        "[x](y)",
        "**x**",
        "@team",
        " x ",
        "a`|`b",
    ],
)
def test_messages_are_verbatim(message: str) -> None:
    ((_, _, _, cell),) = rows(summed([FileReport("a/m.yml", (finding(message),))]))
    assert [token.type for token in parts(cell)] == ["code_inline"]
    assert parts(cell)[0].content.strip() == message.replace("|", "\\x7c").strip()


@patient
@given(files=reports)
def test_nothing_acts(files: list[FileReport]) -> None:
    text = summed(files)
    every = [finding for file in files for finding in file.findings]
    found = rows(text)
    assert len(found) == len(every)
    kinds = {token.type for token in MARKDOWN.parse(text)}
    assert not any("html" in kind or "fence" in kind or "list" in kind for kind in kinds)
    for cells, original in zip(found, every, strict=True):
        assert [[token.type for token in parts(cell)] for cell in cells] == [
            ["text"],
            ["code_inline"],
            ["text"],
            ["code_inline"],
        ]
        shown = parts(cells[3])[0].content
        assert shown.strip() == escape(original.full_message).replace("|", "\\x7c").strip()
    assert text.replace("\n", "").isprintable()
    assert not re.search(r"^\s*::", text, re.M)


def test_there_is_a_limit() -> None:
    """GitHub takes no summary that is too long."""
    files = [
        FileReport("m.yml", tuple(finding(f"{'é' * 500} {number}") for number in range(100)))
        for _ in range(20)
    ]
    text = summed(files)
    assert MAX_BYTES * 0.9 < len(text.encode()) < MAX_BYTES + 1000
    match = re.search(r"^(\d+) more in the log\.$", text, re.M)
    assert match is not None
    assert len(rows(text)) + int(match[1]) == 2000
