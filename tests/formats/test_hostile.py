"""A manifest that means harm, read and reported as any other: nothing of it acts anywhere."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.api import check_text
from forgecfg.findings import FileReport
from forgecfg.reporters.formats import REPORTERS

from .strategies import HOSTILE, patient, reports, words

Render = Callable[..., str]

LOG_COMMAND = re.compile(r"##\[|##vso\[")
LINE_COMMAND = re.compile(r"^\s*::", re.M)
MANIFEST = """\
modules:
  macro:
    - key: {0}
      title: {0}
      resolver: {{endpoint: {0}, {0}: {0}}}
  {0}: []
  endpoint:
    - {{key: {0}, remote: {0}}}
    - {{key: {0}, remote: {0}, auth: {{{0}: {{enabled: true}}}}}}
remotes:
  - {{key: {0}, baseUrl: {0}}}
permissions:
  scopes: [{0}, {0}]
# forgecfg: ignore[{1}]
"""


def manifest(value: str) -> str:
    """A manifest with `value` as keys, values and comment."""
    safe = value.encode("utf-8", errors="replace").decode()
    return MANIFEST.format(json.dumps(safe), " ".join(safe.split()))


def assert_nothing_acts(name: str, text: str) -> None:
    """Raise AssertionError where something in an output does more than to be read."""
    for char in text:
        # Control characters, direction overrides and other characters nobody sees.
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    if name == "azure":  # all its commands are at the start of a line
        text = re.sub("^##vso(?=\\[task.logissue type=)", "", text, flags=re.M)
    assert not LOG_COMMAND.search(text)
    if name != "github":  # all its lines are commands; which ones, its own tests say
        assert not LINE_COMMAND.search(text)
    if name in ("sarif", "gitlab", "junit", "json", "checkstyle", "rdjson", "bitbucket"):
        assert "<script" not in text


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_each_word(render: Render, value: str) -> None:
    file = check_text(manifest(value), f"app {value}/manifest.yml")
    assert len(file.findings) > 2
    for name in REPORTERS:
        assert_nothing_acts(name, render(name, [file]))


@patient
@given(value=words)
def test_any_words(render: Render, value: str) -> None:
    file = check_text(manifest(value), f"{value}/manifest.yml")
    for name in REPORTERS:
        assert_nothing_acts(name, render(name, [file]))


@patient
@given(files=reports)
def test_any_report(render: Render, files: list[FileReport]) -> None:
    for name in REPORTERS:
        assert_nothing_acts(name, render(name, files))


@patient
@given(st.sampled_from(["\x1b[0m", "a\u202eb", "x ##[group]y", "\n ::error::x", "a\ud800"]))
def test_the_check_itself_finds_what_acts(text: str) -> None:
    with pytest.raises(AssertionError):
        assert_nothing_acts("text", text)
