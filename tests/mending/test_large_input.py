"""Standard input beyond what forgecfg reads."""

from __future__ import annotations

import subprocess
import sys

from forgecfg.document.limits import SAFETY_SIZE_LIMIT


def test_what_is_too_large_comes_out_whole() -> None:
    data = b"# a comment\n" * (SAFETY_SIZE_LIMIT // 12 + 1000)
    command = [sys.executable, "-m", "forgecfg", "check", "--fix", "-"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == data
