"""Real manifests, where a collection of them lies beside the checkout.

Nothing is known of whether they are right. What holds for any text must hold for them: nothing
crashes, and every finding points at a token.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from forgecfg.api import FileReport, Finding, check_text
from forgecfg.document.document import Document, load
from forgecfg.files.detect import looks_like_forge

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted([*CORPUS.glob("*.yml"), *CORPUS.glob("*.yaml")])

pytestmark = pytest.mark.skipif(not FILES, reason="no collection of manifests here")

each = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])

# These speak of the file as a whole or of its syntax, not of a token.
OF_NO_TOKEN = {"FC002", "FC004", "FC005", "FC009", "FC010"}


@cache
def document(file: Path) -> Document:
    return load(file.read_bytes())


@cache
def report(file: Path) -> FileReport:
    return check_text(file.read_bytes(), file.name)


def token(file: Path, finding: Finding) -> str:
    return document(file).text[finding.span.start : finding.span.end]


def inside_a_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1 : offset + 1].isalnum()


@each
def test_nothing_crashes(file: Path) -> None:
    assert [finding.message for finding in report(file).findings if finding.code == "FC000"] == []


@each
def test_lines_and_columns_are_those_of_the_offsets(file: Path) -> None:
    text = document(file).text
    for finding in report(file).findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            assert 0 <= span.start <= span.end <= len(text)
            for offset, line, column in (
                (span.start, span.line, span.column),
                (span.end, span.end_line, span.end_column),
            ):
                before = text[:offset]
                assert line == before.count("\n") + 1
                assert column == offset - (before.rfind("\n") + 1) + 1


@each
def test_every_finding_points_at_a_whole_token(file: Path) -> None:
    text = document(file).text
    for finding in report(file).findings:
        if finding.code in OF_NO_TOKEN:
            continue
        found = token(file, finding)
        start, end = finding.span.start, finding.span.end
        assert found, finding
        assert found == found.strip(), finding
        # It begins and ends where a word does.
        assert not inside_a_word(text, start), finding
        assert not inside_a_word(text, end), finding


@each
def test_undefined_names_are_what_stands_there(file: Path) -> None:
    for finding in report(file).findings:
        if finding.code in ("FC201", "FC202", "FC203"):
            name = token(file, finding).strip("\"'")
            assert name.startswith("*") or f'"{name}"' in finding.message


@each
def test_syntax_errors_are_errors_for_another_parser_too(file: Path) -> None:
    if not any(finding.code == "FC002" for finding in report(file).findings):
        return
    with pytest.raises(YAMLError):
        list(YAML(typ="safe", pure=True).parse(document(file).text))


def test_a_search_would_find_nearly_all() -> None:
    missed = [file.name for file in FILES if not looks_like_forge(file.read_bytes())]
    # A few are fragments of manifests.
    assert len(missed) <= len(FILES) // 50, missed


def test_the_collection_is_worth_something() -> None:
    codes = {finding.code for file in FILES for finding in report(file).findings}
    assert len(FILES) > 100
    assert len(codes) > 10
    assert any(report(file).findings == () for file in FILES)
