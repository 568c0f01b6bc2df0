"""The script that interrupts forgecfg, with few rounds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "devtools" / "interrupts.py"


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs what Linux has")
@pytest.mark.parametrize(
    "experiment",
    [("kills", "--kills", "32"), ("writers", "--rounds", "10"), ("places",), ("workers",)],
    ids=lambda experiment: experiment[0],
)
def test_nothing_is_lost(experiment: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--only", *experiment],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
