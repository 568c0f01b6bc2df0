"""The documentation site: every link works, and its search finds what users look for."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from forgecfg.cli.app import COMMANDS
from forgecfg.reporters.formats import REPORTERS
from forgecfg.rules.table import RULES

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("zensical") is None, reason="the extra `docs` is not installed"
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def test_every_rule_has_a_page_at_its_stable_address(site: Path) -> None:
    missing = [
        rule.name for rule in RULES if not (site / "rules" / rule.name / "index.html").is_file()
    ]
    assert missing == []


def test_the_search_finds_every_rule_command_and_format(site: Path) -> None:
    items = json.loads((site / "search.json").read_text(encoding="utf-8"))["items"]
    titles = " ".join(item["title"] for item in items)
    texts = " ".join(f"{item['title']} {item['text']}" for item in items)
    assert [rule.name for rule in RULES if f"{rule.name} [{rule.code}]" not in titles] == []
    assert [name for name in COMMANDS if f"forgecfg {name}" not in titles] == []
    assert [name for name in REPORTERS if name not in texts] == []
