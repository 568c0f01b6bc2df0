"""Comments are found where they are, and nowhere else."""

from __future__ import annotations

from forgecfg.document.comments import find_comments
from forgecfg.document.document import load


def found(text: str, needle: str = "mark") -> list[tuple[int, int, str, bool]]:
    document = load(text)
    return [
        (*document.lines.position(comment.start), comment.text, comment.alone)
        for comment in find_comments(text, document.root, needle)
    ]


def test_alone_and_behind() -> None:
    text = (
        "# mark one\na: 1 # mark two  \n  #mark three\r\nb: # mark four\n"
        "  c: [1, # mark five\n    2]\n"
    )
    assert found(text) == [
        (1, 1, "# mark one", True),
        (2, 6, "# mark two", False),
        (3, 3, "#mark three", True),
        (4, 4, "# mark four", False),
        (5, 10, "# mark five", False),
    ]


def test_a_hash_in_a_scalar_starts_none() -> None:
    text = (
        "a: 'x # mark'\nb: \"# mark\"\nc: |\n  # mark\n\n  # mark\nd: x#mark\ne: >\n  x\n  # mark\n"
    )
    assert found(text) == []


def test_a_comment_behind_a_scalar_with_a_hash() -> None:
    assert found('a: "x # y" # mark\n') == [(1, 12, "# mark", False)]
    assert found("a: x#y # mark # more\n") == [(1, 8, "# mark # more", False)]


def test_after_a_block_scalar() -> None:
    assert found("a: |\n  x\n# mark\n") == [(3, 1, "# mark", True)]
    assert found("a: | # mark\n  x\n")[0:1] == []


def test_only_the_needle() -> None:
    assert found("# other\na: 1\n") == []
    assert found("# mark", needle="mark") == [(1, 1, "# mark", True)]


def test_a_text_that_is_no_yaml_has_comments_too() -> None:
    assert found("a: [\n# mark\n") == [(2, 1, "# mark", True)]
