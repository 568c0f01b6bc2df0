"""FC211 beyond its examples: where the code of an app can name a resource."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text
from forgecfg.files.app_files import InMemoryFiles

MANIFEST = """\
modules:
  macro:
    - key: page
      title: Page
      resource: main
resources:
  - key: main
    path: static/main
  - key: dialog-1
    path: static/dialog
"""


def unused(files: dict[str, str]) -> bool:
    findings = check_text(MANIFEST, files=InMemoryFiles(files)).findings
    return "FC211" in [finding.code for finding in findings]


@pytest.mark.parametrize("name", ["a.js", "a.jsx", "a.ts", "a.tsx", "a.mjs", "a.cts"])
def test_code_names_it(name: str) -> None:
    assert not unused({f"src/{name}": "open('dialog-1')"})


@pytest.mark.parametrize("name", ["a.json", "a.md", "a.js.map", "js", "a.ejs"])
def test_other_files_do_not_count(name: str) -> None:
    assert unused({f"src/{name}": "open('dialog-1')"})


@pytest.mark.parametrize(
    ("code", "is_named"),
    [
        ('"dialog-1"', True),
        ("`dialog-1`", True),
        ("'resource:dialog-1'", True),
        ("'resource:dialog-1;icon.svg'", True),
        ("'dialog-1/page'", True),
        ("dialog-1", False),
        ("'dialog-10'", False),
        ("'my-dialog-1'", False),
    ],
)
def test_how_code_names_it(code: str, is_named: bool) -> None:
    assert unused({"src/index.js": f"open({code})"}) is not is_named


def test_500_files_of_code_are_read() -> None:
    others = {f"src/{number:03}.js": "" for number in range(499)}
    texts = {f"src/{number:03}.txt": "" for number in range(99)}
    assert not unused({**others, **texts, "src/last.js": "open('dialog-1')"})
    others["src/499.js"] = ""
    assert unused({**others, **texts, "src/last.js": "open('dialog-1')"})
