"""Numbers at the ends of the ranges that rules allow."""

from __future__ import annotations

import pytest

from forgecfg.api import check_text


@pytest.mark.parametrize(
    ("memory", "is_reported"),
    [
        ("127", True),
        ("127.9", True),
        ("128", False),
        ("1024", False),
        ("1024.5", True),
        ("1025", True),
        ("true", False),
        ("'64'", False),
    ],
)
def test_memory_of_all_functions(memory: str, is_reported: bool) -> None:
    text = f"app:\n  runtime:\n    name: nodejs22.x\n    memoryMB: {memory}\n"
    found = [finding.code for finding in check_text(text).findings]
    assert ("FC704" in found) is is_reported
