"""The documentation site: every link works, and its search finds what users look for."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from forgecfg.cli.app import COMMANDS
from forgecfg.reporters.formats import REPORTERS
from forgecfg.rules.table import RULES
from forgecfg.rules.urls import rule_url

ROOT = Path(__file__).parents[2]
COMMAND_PAGES = ROOT / "docs" / "commands"
PACKAGES = Path(os.environ.get("FORGECFG_NODE_FOLDER", "/nowhere"), "node_modules")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), "")
# Many other words begin as these do, so they are found with the name of a command.
AMBIGUOUS = {
    "--check": "scaffold --check",
    "--output": "verifier --output",
    "--to": "call --to",
}
LOOKED_AT = (
    "",
    "usage/",
    "rules/",
    "rules/undefined-endpoint/",
    "commands/",
    "commands/check/",
    "comparison/",
    "contributing/",
)

needs_browser = pytest.mark.skipif(
    not BROWSER or not (PACKAGES / "playwright-core").is_dir(),
    reason="no Chromium, or no playwright-core in FORGECFG_NODE_FOLDER: run .ci/install-servers",
)
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


def test_every_rule_has_a_page_where_links_to_it_lead(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forgecfg.rules.urls.DOCS_URL", "https://forgecfg.dev")
    pages = [rule_url(rule.name).removeprefix("https://forgecfg.dev/") for rule in RULES]
    assert [page for page in pages if not (site / page / "index.html").is_file()] == []


def options() -> Iterator[tuple[str, str]]:
    """Each option of each command: the command, and the option."""
    for page in sorted(COMMAND_PAGES.rglob("*.md")):
        text = page.read_text("utf-8")
        for option in re.findall(r"^### `(--[\w-]+)`", text, re.M):
            yield text.partition("\n")[0].removeprefix("# "), option


def test_the_search_knows_every_rule_command_option_and_format(site: Path) -> None:
    items = json.loads((site / "search.json").read_text(encoding="utf-8"))["items"]
    titles = {item["location"]: re.sub("<[^>]+>", "", item["title"]) for item in items}
    assert [
        rule.name for rule in RULES if titles[f"rules/{rule.name}/"].split()[-1] != f"[{rule.code}]"
    ] == []
    assert [name for name in COMMANDS if titles[f"commands/{name}/"] != f"forgecfg {name}"] == []
    assert [name for name in REPORTERS if titles[f"formats/#{name}"] != name] == []
    for command, option in options():
        page = command.removeprefix("forgecfg").removeprefix("Commands").strip().replace(" ", "/")
        assert titles[f"commands/{page}/#{option}".replace("//", "/")] == option


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Nothing: the output of a test is for its failures."""


def in_browser(script: str, folder: Path, *arguments: str, queries: object = None) -> None:
    done = subprocess.run(
        ["node", str(ROOT / "devtools" / script), *arguments],
        cwd=folder,
        env={**os.environ, "NODE_PATH": str(PACKAGES), "CHROMIUM": BROWSER},
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_browser
def test_a_user_finds_what_is_typed_into_the_search(address: str, tmp_path: Path) -> None:
    queries = [(name, f"/formats/#{name}") for name in REPORTERS]
    for rule in RULES:
        queries += [(rule.code, f"/rules/{rule.name}/"), (rule.name, f"/rules/{rule.name}/")]
    queries += [(f"forgecfg {name}", f"/commands/{name}/") for name in COMMANDS]
    for option in sorted({option for _, option in options()}):
        queries.append((AMBIGUOUS.get(option, option), f"#{option}"))
    in_browser("search_in_browser.js", tmp_path, address, queries=queries)


@needs_browser
def test_pages_look_right_and_are_accessible(address: str, tmp_path: Path) -> None:
    """At the width of a desktop and of a phone, in light and dark."""
    in_browser("site_in_browser.js", tmp_path, address, *LOOKED_AT)
