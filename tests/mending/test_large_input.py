"""Input beyond what forgecfg reads, and input with a fault on each of its many lines."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc

import pytest

from forgecfg.api import check_text
from forgecfg.document.limits import SAFETY_SIZE_LIMIT


def test_what_is_too_large_comes_out_whole() -> None:
    data = b"# a comment\n" * (SAFETY_SIZE_LIMIT // 12 + 1000)
    command = [sys.executable, "-m", "forgecfg", "check", "--fix", "-"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == data


# No measure of speed: what is quadratic takes half a minute and more here.
MANY = {
    "unknown types": "modules:\n" + "".join(f"  jira:isuePanel{n}: []\n" for n in range(4_000)),
    "unknown properties": "app:\n" + "".join(f"  runtme{n}: x\n" for n in range(4_000)),
    "undefined entries": "resources:\n"
    + "".join(f"  - key: r{n}\n    path: x\n    entry: {{main: a}}\n" for n in range(4_000))
    + "modules:\n  macro:\n"
    + "".join(f"    - key: m{n}\n      resource: r{n}/mian\n" for n in range(4_000)),
    "unfetched remotes": "providers:\n  auth:\n    - key: p\n      remotes:\n"
    + "".join(f"        - r{n}\n" for n in range(300))
    + "remotes:\n"
    + "".join(
        f"  - key: r{n}\n    baseUrl: https://x.acme-it.app\n    operations: [compute]\n"
        for n in range(300)
    )
    + "permissions:\n  scopes: []\n",
}


@pytest.mark.parametrize("name", MANY)
def test_faults_by_the_thousand_are_found_in_time(name: str) -> None:
    start = time.process_time()
    report = check_text(MANY[name])
    assert time.process_time() - start < 12
    assert len(report.findings) >= 300
    assert not [finding for finding in report.findings if finding.code == "FC000"]


def test_memory_for_many_misspelt_properties_of_one_module() -> None:
    text = "modules:\n  macro:\n    - key: m\n" + "".join(
        f"      titel{n}: x\n" for n in range(2000)
    )
    tracemalloc.start()
    check_text(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_a_key_that_stands_thousands_of_times() -> None:
    start = time.monotonic()
    report = check_text("app: {}\n" + "remotes: []\n" * 20_000)
    # No measure of speed: what is quadratic takes minutes here.
    assert time.monotonic() - start < 10
    duplicates = [one for one in report.findings if one.name == "duplicate-yaml-key"]
    assert len(report.findings) == 1001
    assert 990 < len(duplicates) <= 1000
    assert "more findings are not listed" in report.findings[0].message
    assert duplicates[0].fixes[0].edits[0].span.line == 3
