"""What holds for every text report, whatever is in the manifest."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from forgecfg.document.positions import Span
from forgecfg.findings import FileReport, Finding, Related, Severity
from forgecfg.reporters.formats import make_reporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary

Cases = dict[str, tuple[FileReport, ...]]
Render = Callable[..., str]

# Each unit of source text, and how it is shown.
SHOWN = {
    **{char: char for char in "abz019 :-'\"{[日本ｱ한😀é│…"},
    "e\u0301": "e\u0301",
    "\t": "    ",
    "\x1b": r"\x1b",
    "\x00": r"\x00",
    "\r": r"\r",
    "\x85": r"\x85",
    "\u200d": r"\u200d",
    "\u202e": r"\u202e",
    "\u2028": r"\u2028",
    "\ufeff": r"\ufeff",
    "\ufe0f": r"\ufe0f",
    "\u3164": r"\u3164",
    "\udc80": r"\udc80",
    "\U000e0041": r"\U000e0041",
    "##[": r"\x23#[",
    "##vso[": r"\x23#vso[",
}
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
HEADER = re.compile(r".+:\d+:\d+  (error|warning|info)  [a-z-]+ \[FC\d{3}\]")
GUTTER = re.compile(r" *\d* │ ")

units = st.lists(st.sampled_from(list(SHOWN)), max_size=60)
texts = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.one_of(st.sampled_from([*SHOWN, "::", "##", " ", "\n"]), st.text("ab")), max_size=40
    ).map("".join),
)
widths = st.integers(40, 130)


def report(
    location: Span,
    lines: dict[int, str],
    file: str = "m.yml",
    message: str = "m",
    hint: str = "",
    advice: str = "",
    related: str = "",
) -> FileReport:
    finding = Finding(
        file=file,
        code="FC999",
        name="some-rule",
        severity=Severity.ERROR,
        message=message,
        span=location,
        hint=hint,
        help=advice,
        related=(Related(Span(0, 0, 99, 1, 99, 1), related),) if related else (),
    )
    return FileReport(file, (finding,), lines)


def on_line(start: int, end: int, line: int = 2) -> Span:
    """A span of one line, given by 0-based character offsets in it."""
    return Span(0, 0, line, start + 1, line, end + 1)


def marked(text: str) -> tuple[str, str]:
    """The source line that has carets, and what stands above them."""
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(r" +│ +\^|^ +│ \^", line))
    start, stop = lines[at].index("^"), lines[at].rindex("^") + 1
    assert set(lines[at][start:stop]) == {"^"}
    grid: list[str] = []
    for char in lines[at - 1]:
        width = cell_len(char)
        if width == 0:
            grid[-1] += char
        else:
            grid += [char, *[""] * (width - 1)]
    grid += [" "] * (stop - len(grid))
    assert grid[start] != "", "the carets start inside a wide character"
    assert stop == len(grid) or grid[stop] != "", "the carets end inside a wide character"
    return lines[at - 1], "".join(grid[start:stop])


@given(
    before=units,
    inside=st.lists(st.sampled_from(list(SHOWN)), min_size=1, max_size=30),
    after=units,
    width=widths,
)
def test_carets_are_under_the_span(
    render: Render, before: list[str], inside: list[str], after: list[str], width: int
) -> None:
    source = "".join([*before, *inside, *after])
    start = len("".join(before))
    text = render(
        "text", [report(on_line(start, start + len("".join(inside))), {2: source})], width
    )
    row, above = marked(text)
    expected = "".join(SHOWN[unit] for unit in inside)
    if cell_len(expected) <= width - 10:
        assert above == expected
    else:
        assert above
        assert expected.startswith(above)
    whole = "".join(SHOWN[unit] for unit in [*before, *inside, *after])
    shown = GUTTER.sub("", row, count=1)
    if cell_len(whole) <= width - 8:
        assert shown == whole.rstrip(" ")
    else:
        assert shown.removeprefix("…").removesuffix("…") in whole


@given(
    file=texts.filter(bool),
    message=texts,
    hint=texts,
    advice=texts,
    related=texts,
    source=texts,
    before=texts,
    width=widths,
    data=st.data(),
)
def test_any_text(
    render: Render,
    file: str,
    message: str,
    hint: str,
    advice: str,
    related: str,
    source: str,
    before: str,
    width: int,
    data: st.DataObject,
) -> None:
    start = data.draw(st.integers(0, len(source) + 2))
    end = data.draw(st.integers(start, len(source) + 3))
    end_line = data.draw(st.integers(2, 4))
    location = Span(0, 0, 2, start + 1, end_line, end + 1)
    lines = {1: before, 2: source}
    files = [
        report(location, lines, file, message=message, hint=hint, advice=advice, related=related)
    ]
    text = render("text", files, width)
    for line in text.split("\n"):
        assert not FORBIDDEN.search(line)
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
    header, *body = text.split("\n")
    assert HEADER.fullmatch(header)
    for line in body:
        words = re.sub(r"^( *(help|line 99):| *│)", "", line).split()
        # rich knows older widths for a few letters; both have to agree for the test to say much.
        assert cell_len(line) <= width or len(words) == 1 or not line.isascii()
    concise = render("concise", files, width)
    assert concise.count("\n") == 1
    assert concise.endswith("\n")
    assert not FORBIDDEN.search(concise.rstrip("\n"))
    assert not concise.lstrip().startswith("::")
    assert "##[" not in concise


@pytest.mark.parametrize("width", [40, 41, 60, 80, 120])
def test_no_line_is_too_wide(case: str, width: int, cases: Cases, render: Render) -> None:
    for line in render("text", cases[case], width).splitlines():
        words = re.sub(r"^( *(help|line \d+):| *│)", "", line).split()
        assert cell_len(line) <= width or HEADER.fullmatch(line) or len(words) == 1


@pytest.mark.parametrize("width", [1, 10, 39])
def test_narrower_than_forty_columns_counts_as_forty(
    case: str, width: int, cases: Cases, render: Render
) -> None:
    assert render("text", cases[case], width) == render("text", cases[case], 40)


def test_colour_changes_nothing_but_colour(case: str, cases: Cases, render: Render) -> None:
    colored = render("text", cases[case], 80, True)
    text = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert text == render("text", cases[case], 80)
    assert not any(FORBIDDEN.search(line) for line in text.split("\n"))


def test_colours(cases: Cases, render: Render) -> None:
    text = render("text", cases["places"], 80, True)
    assert "\x1b[1mmanifest.yml:2:8\x1b[0m  \x1b[1;31merror\x1b[0m  end-of-line" in text
    assert "\x1b[33mwarning\x1b[0m" in text
    assert "\x1b[1;34minfo\x1b[0m" in text
    assert "\x1b[33m^^^^^^\x1b[0m" in text
    assert "\x1b[36mhelp:\x1b[0m" in text
    assert text.count("\x1b[1;31m") == 2 * 4  # the word of each error, its carets, and the count


def test_markup_does_not_act(cases: Cases, render: Render) -> None:
    assert '"[bold]hello[/bold]"' in render("text", cases["hostile"], 80, True)


def test_no_line_begins_with_a_log_command(render: Render) -> None:
    """GitHub obeys a command at the start of a line, even when it is indented."""
    files = [
        report(
            on_line(0, 1),
            {},
            file="::error::/m.yml",
            message=f"{'x' * 36} ::stop-commands::a",
            advice=f"{'x' * 30} ::warning::b",
            related=f"{'x' * 30} ::add-mask::c",
        )
    ]
    for name in ("text", "concise"):
        text = render(name, files, 40)
        assert text.startswith(r"\x3a:error::/m.yml:2:1")
        assert not re.search(r"^\s*::", text, re.MULTILINE)
        assert r"\x3a:stop-commands::a" in text


def test_a_lone_combining_mark_does_not_change_the_gutter(render: Render) -> None:
    _, above = marked(render("text", [report(on_line(0, 1), {2: "\u0301a"})]))
    assert above == r"\u0301"


def test_a_mark_inside_a_letter_is_marked_with_it(render: Render) -> None:
    _, above = marked(render("text", [report(on_line(2, 3), {2: "xe\u0301y"})]))
    assert above == "e\u0301"


@dataclass
class Long:
    """A long line with something to find in it."""

    before: str
    after: str


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "line",
    [
        Long("x" * 1_000_000, ""),
        Long("", "x" * 1_000_000),
        Long("日" * 500_000, "日" * 500_000),
        Long("\x1b" * 500_000, "\u202e" * 500_000),
        Long("e" + "\u0301" * 500_000, "e" + "\u0301" * 500_000),
    ],
    ids=["end", "start", "wide", "escaped", "combining"],
)
def test_megabyte_lines(line: Long, width: int, render: Render) -> None:
    source = f"{line.before}HERE{line.after}"
    start = len(line.before)
    text = render("text", [report(on_line(start, start + 4), {1: source, 2: source})], width)
    row, above = marked(text)
    assert above.rstrip("\u0301") == "HERE"
    assert row.startswith("    2 │ …") == bool(line.before)
    assert row.endswith("…") == bool(line.after)
    assert len(text) < 200 * width


def test_the_end_of_a_line_leaves_no_room_unused(render: Render) -> None:
    source = f"{'x' * 100}, HERE: y"
    row, above = marked(render("text", [report(on_line(102, 106), {2: source})], 60))
    assert above == "HERE"
    assert len(row) == 60
    assert row.endswith("HERE: y")


def test_a_blank_line_before_is_left_out(render: Render) -> None:
    for before, rows in (("a:", 3), (" \t ", 2)):
        text = render("text", [report(on_line(0, 1), {1: before, 2: "b"})])
        assert text.count("│") == rows


def test_a_hint_without_carets_stands_with_the_message(render: Render) -> None:
    text = render("text", [report(on_line(0, 1), {}, message="gone", hint="or moved")])
    assert "\n  gone; or moved\n" in text


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Span(0, 0, 2, 3, 2, 5), "  ^^"),
        (Span(0, 0, 2, 3, 3, 1), "  ^^^^"),
        (Span(0, 0, 2, 3, 3, 2), "  ^^^^ to line 3"),
        (Span(0, 0, 2, 3, 4, 1), "  ^^^^ to line 3"),
        (Span(0, 0, 2, 9, 2, 9), "        ^"),
    ],
)
def test_spans_of_several_lines(location: Span, expected: str, render: Render) -> None:
    text = render("text", [report(location, {2: "- - ab  "})])
    assert f"      │ {expected}\n" in text


def test_places_that_the_message_names_are_not_repeated(render: Render) -> None:
    shown = 'line 99: endpoint "x"'
    for hint, duplicates in (("it is in line 99", False), ("in line 999", True), ("", True)):
        text = render("text", [report(on_line(0, 1), {2: "a"}, hint=hint, related='endpoint "x"')])
        assert (shown in text) == duplicates


COUNTS = [
    (Summary(), "no files checked"),
    (Summary(files=1), "no findings in 1 file"),
    (Summary(files=3), "no findings in 3 files"),
    (
        Summary(files=1, affected=1, errors=1, fixable=1),
        "1 error in 1 file (1 fixable with --fix --unsafe-fixes)",
    ),
    (Summary(files=2, affected=2, warnings=2), "2 warnings in 2 files"),
    (Summary(files=9, affected=1, infos=1), "1 info in 1 of 9 files"),
    (Summary(files=2, affected=2, errors=1, infos=2), "1 error and 2 infos in 2 files"),
    (
        Summary(files=20, affected=3, errors=4, warnings=1, infos=2, fixable=5, safe=2),
        "4 errors, 1 warning and 2 infos in 3 of 20 files "
        "(2 fixable with --fix, 5 with --fix --unsafe-fixes)",
    ),
]


@pytest.mark.parametrize(("summary", "expected"), COUNTS)
def test_counts(summary: Summary, expected: str) -> None:
    written: list[str] = []
    make_reporter("text", Output(written.append, width=120)).finish(summary)
    assert "".join(written) == f"{expected}\n"


def test_summary_adds_up(cases: Cases) -> None:
    total = Summary()
    for file in (*cases["places"], *cases["clean"]):
        total = total.plus(Summary.of(file))
    assert total == Summary(files=4, affected=1, errors=4, warnings=1, infos=2, fixable=1, safe=1)


def test_rich_is_imported_for_colour_only() -> None:
    program = (
        "import sys\n"
        "from forgecfg.reporters.formats import make_reporter\n"
        "from forgecfg.reporters.reporter import Output\n"
        "make_reporter('text', Output(print, color={}))\n"
        "print('rich' in sys.modules, 'rich.console' in sys.modules, 'json' in sys.modules)"
    )
    for color, expected in (("False", "False False False"), ("True", "True False")):
        run = [sys.executable, "-c", program.format(color)]
        output = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        assert output.startswith(expected)
