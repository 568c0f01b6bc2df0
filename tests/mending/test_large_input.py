"""Input beyond what forgecfg reads, and input with a fault on each of its many lines."""

from __future__ import annotations

import subprocess
import sys
import time

from forgecfg.api import check_text
from forgecfg.document.limits import SAFETY_SIZE_LIMIT


def test_what_is_too_large_comes_out_whole() -> None:
    data = b"# a comment\n" * (SAFETY_SIZE_LIMIT // 12 + 1000)
    command = [sys.executable, "-m", "forgecfg", "check", "--fix", "-"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == data


def test_a_key_that_stands_thousands_of_times() -> None:
    start = time.monotonic()
    report = check_text("app: {}\n" + "remotes: []\n" * 20_000)
    # No measure of speed: what is quadratic takes minutes here.
    assert time.monotonic() - start < 10
    repeated = [one for one in report.findings if one.name == "duplicate-yaml-key"]
    assert len(repeated) == 19_999
    assert repeated[0].fixes[0].edits[0].span.line == 3
