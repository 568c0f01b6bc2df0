"""What must hold of every scaffolded manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from forgecfg.api import ScaffoldOptions, check_text, scaffold_text
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data

URL = "https://api.acme-it.app"
OPTIONS = ScaffoldOptions(base_urls={"": URL}, scopes=("read:jira-work",), allow_similar_names=True)
# What scaffolding mends whenever it is told an address, a scope, and to trust names.
MENDED = ("FC201", "FC202", "FC301", "FC302", "FC401", "FC411")
# A section that holds nothing: these few characters give way to what it is to hold. So does the
# `true` of a token.
HOLLOW = re.compile(r"(?<=:)[ \t]*(\[ *\]|\{ *\}|~|[nN]ull\b)|(?<=Token:) true")

Left = set[tuple[str, str]]


def left(text: str) -> Left:
    """Code and message of each finding that scaffolding should have mended."""
    findings = check_text(text).findings
    assert "FC000" not in {finding.code for finding in findings}
    return {(finding.code, finding.message) for finding in findings if finding.code in MENDED}


def scaffolded(text: str, options: ScaffoldOptions = OPTIONS, known: Iterable[str] = ()) -> str:
    """The scaffolded text, of which everything holds but for the messages that are known."""
    result = scaffold_text(text, options)
    assert result.by_hand == ()
    remaining = {pair for pair in left(result.text) if pair[1] not in set(known)}
    assert remaining == set(), (result.open, text, result.text)
    assert lines_kept(text, result.text), (text, result.text)
    old, new = to_data(load(text).root), to_data(load(result.text).root)  # type: ignore[arg-type]
    assert holds(new, old), (text, result.text)
    assert is_yaml(result.text) or not is_yaml(text), "another parser cannot read it"
    assert result.text.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert result.text.count("\n") == result.text.count("\r\n"), "line breaks are mixed"
    again = scaffold_text(result.text, options)
    assert (again.text, again.added) == (result.text, ())
    return result.text


def is_yaml(text: str) -> bool:
    """Whether libyaml reads it too, which takes less than Forge does."""
    try:
        return bool(list(YAML(typ="safe").parse(text)))
    except YAMLError:
        return False


def lines_kept(old: str, new: str) -> bool:
    """Whether each line is still there, byte for byte and in order.

    An empty section (`[]`, `~`) gives way to what it is to hold; in a text with brackets, lists
    and mappings may grow within a line: then every character but spaces must still be there.
    """
    lines = iter(new.split("\n"))
    if all(any(_same(line, here) for here in lines) for line in old.removesuffix("\n").split("\n")):
        return True
    characters = iter(new)
    left = "".join(HOLLOW.sub("", old).split())
    return any(bracket in old for bracket in "[{") and all(char in characters for char in left)


def _same(old: str, new: str) -> bool:
    # The last line may have had no end.
    new = new if old.endswith("\r") else new.removesuffix("\r")
    return new in (old, HOLLOW.sub("", old))


def holds(new: object, old: object) -> bool:
    """Whether data are the old ones, with more at the ends of lists and in mappings."""
    if old in (None, [], {}) or (old is True and new == {"enabled": True}):
        return True
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and holds(new[key], value) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(new, old, strict=False)
        return len(new) >= len(old) and all(holds(one, other) for one, other in pairs)
    return type(old) is type(new) and old == new
