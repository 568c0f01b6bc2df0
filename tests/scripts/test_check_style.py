"""`scripts/check_style.py`: each habit is found, plain text and code are not."""

from __future__ import annotations

from pathlib import Path

import check_style
import pytest

# One sentence for each habit, in the order of the table.
SENTENCES = (
    "this is no list",
    "the others are none",
    "the file is not there",
    "a module of its own",
    "it is placed beside the key",
    "it shall be shown",
    "the text is to be short",
    "the reader is told",
    "the quote stands here",
    "it lies in the folder",
    "the option takes a path",
    "the server wants a key",
    "Forge refuses it",
    "app lacks the name",
    "it fails without a word",
    "nobody calls it",
    "skipped on purpose",
    "mend it",
    "a slip of the pen",
    "a fault of forgecfg",
    "Forge knows no scope",
    "it means nothing to Forge",
    "take no notice of it",
    "make it anew",
    "replace it by this",
    "it leads nowhere",
    "options that make no sense",
    "a limit (measured)",
)


def found(text: str) -> list[check_style.Hit]:
    return list(check_style.hits(check_style.Text(1, text), "x"))


def test_every_habit_has_a_sentence() -> None:
    assert len(SENTENCES) == len(check_style.HABITS)


@pytest.mark.parametrize(
    ("number", "sentence"), [*enumerate(SENTENCES)], ids=[text[:25] for text in SENTENCES]
)
def test_a_habit_is_found(number: int, sentence: str) -> None:
    instead = check_style.HABITS[number].instead
    assert instead in [hit.instead for hit in found(sentence)]
    assert instead in [hit.instead for hit in found(sentence.upper())] or number == 1


@pytest.mark.parametrize(
    "sentence",
    [
        'unknown property "baseURL" in remote "backend"',
        "there is no `permissions` section, and there is none in the other file",
        "the run takes longer; a start takes 20 ms; this is no longer needed; if it is None",
        "write `it takes` in code, and see https://example.com/besides",
        "fix the typo, or ignore the error",
    ],
)
def test_plain_text_has_no_hits(sentence: str) -> None:
    assert found(sentence) == []


def python(source: str) -> list[tuple[int, str]]:
    hits = (hit for text in check_style.python_texts(source) for hit in check_style.hits(text, "x"))
    return sorted((hit.line, hit.found) for hit in hits)


def test_messages_comments_and_docstrings_of_python() -> None:
    source = (
        '"""A fault."""\n'
        "# It lies here.\n"
        "x = 'app lacks it'\n"
        "y = f'{x} refuses it'\n"
        "def f():\n"
        '    """Plain.\n\n    Nobody calls it.\n    """\n'
    )
    assert python(source) == [
        (1, "fault"),
        (2, "lies"),
        (3, "lacks"),
        (4, "refuses"),
        (8, "Nobody"),
    ]


def test_names_and_sample_texts_of_python_are_not_prose() -> None:
    assert python("fault = {'slip': 1}\nz = 'a: slip\\nb: mend it\\n'\n") == []


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.md", "Mend it.\n\n```\nmend it\n```\n\nA `slip`.\n", [1]),
        ("a.md", "x\n<!-- output: x -->\nmend it\n<!-- end -->\nmend it\n", [5]),
        ("a.yml", "key: mend it\ndescription: mend it\n# mend it\n", [2, 3]),
        ("a.json", '{"title": "mend it",\n "description": "mend it"}', [2]),
    ],
)
def test_other_files(tmp_path: Path, name: str, text: str, lines: list[int]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    hits = [hit for part in check_style.texts(path) for hit in check_style.hits(part, name)]
    assert [hit.line for hit in hits] == lines


def test_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text("Mend it.\n", encoding="utf-8")
    assert check_style.main([str(file)]) == 1
    assert capsys.readouterr().out.splitlines()[0].endswith('a.md:1: "Mend": write fix')
    assert check_style.main(["--count", str(tmp_path)]) == 1
    assert "     1  " in capsys.readouterr().out
    file.write_text("Fix it.\n", encoding="utf-8")
    assert check_style.main([str(file)]) == 0
    assert capsys.readouterr().out == "no hits\n"
