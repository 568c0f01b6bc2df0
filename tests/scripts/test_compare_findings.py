"""`devtools/compare_findings.py`: what only one version finds is listed and counted."""

from __future__ import annotations

from pathlib import Path

import compare_findings as tool

TEXT = "app: {}\nmodules:\n  macro:\n    - key: a\n      resource: gone\n"


def test_a_dump_names_each_finding(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app/manifest.yml").write_text(TEXT, encoding="utf-8")
    lines = tool.dump(tmp_path)
    assert "app/manifest.yml\tFC209\terror\t5:17" in lines


def test_differences_are_counted_by_code() -> None:
    old = ["a\tFC101\terror\t1:1", "a\tFC101\terror\t1:1", "a\tFC102\terror\t2:1"]
    new = ["a\tFC101\terror\t1:1", "a\tFC102\twarning\t2:1"]
    changed = tool.differences(old, new)
    assert changed == [
        "- a\tFC101\terror\t1:1",
        "- a\tFC102\terror\t2:1",
        "+ a\tFC102\twarning\t2:1",
    ]
    assert tool.report(changed).endswith("+ FC102: 1\n- FC101: 1\n- FC102: 1\n3 differences")
    assert tool.differences(old, old) == []
