"""The examples: forgecfg finds nothing in the apps, and in their broken twins what is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from forgecfg.api import Finding, check_file
from forgecfg.cli.main import main
from forgecfg.rules.table import RULES

Golden = Callable[[Path, str], None]

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
BROKEN = EXAMPLES / "broken"
EXPECTED = {"text": "expected.txt", "concise": "expected.concise"}

APPS = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "manifest.yml").exists())
TWINS = sorted(folder.name for folder in BROKEN.iterdir())


@pytest.fixture(autouse=True)
def _as_a_user_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    for variable in ("FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize("app", APPS)
def test_forgecfg_finds_nothing_in_an_app(app: str, capsys: pytest.CaptureFixture[str]) -> None:
    # A Connect app has an end of support, which a comment in its manifest says.
    ignored = ["--ignore", "connect-end-of-support"] if app == "connect-on-forge" else []
    options = ["--no-ignores", *ignored, "--fail-on", "info", "--format", "concise"]
    code = main(["check", *options, _manifest(app)])
    assert (code, capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize("app", APPS)
def test_an_app_is_complete(app: str) -> None:
    folder = EXAMPLES / app
    manifest = YAML(typ="safe").load(folder / "manifest.yml")
    handlers = [function["handler"] for function in manifest["modules"].get("function", [])]
    needed = ["README.md", *(resource["path"] for resource in manifest.get("resources", []))]
    needed += [f"src/{handler.partition('.')[0]}.js" for handler in handlers]
    assert [name for name in needed if not (folder / name).exists()] == []
    for handler in handlers:
        file, _, name = handler.partition(".")
        code = (folder / "src" / f"{file}.js").read_text("utf-8")
        assert re.search(rf"export (const|async function) {name}\b", code)


@pytest.mark.parametrize("format_", EXPECTED)
@pytest.mark.parametrize("twin", TWINS)
def test_forgecfg_says_what_is_expected_of_a_twin(
    twin: str, format_: str, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    code = main(["check", "--format", format_, _manifest(f"broken/{twin}")])
    golden(BROKEN / twin / EXPECTED[format_], capsys.readouterr().out)
    assert code == 1


def test_every_app_has_a_twin_that_differs() -> None:
    assert APPS == TWINS
    for app in APPS:
        good = _lines(EXAMPLES / app)
        broken = _lines(BROKEN / app)
        assert good != broken
        # It is a twin: the same app, and most of it is still there.
        assert good[:2] == broken[:2]
        assert len(set(good) & set(broken)) > len(set(good)) / 2


@pytest.mark.parametrize("twin", TWINS)
def test_the_readme_lists_every_finding(twin: str) -> None:
    section = _readme().partition(f"### {twin}\n")[2].partition("\n### ")[0]
    listed = re.findall(r"^\| (\d+) \| (FC\d+) \|", section, re.MULTILINE)
    found = [(str(finding.span.line), finding.code) for finding in _findings(twin)]
    assert sorted(listed) == sorted(found)


def test_the_readme_counts_the_broken_rules() -> None:
    counted = re.search(r"which break (\d+)\s+rules", _readme())
    assert counted is not None
    broken = {finding.code for twin in TWINS for finding in _findings(twin)}
    assert int(counted[1]) == len(broken)


def test_the_twins_break_every_rule_of_the_wiring() -> None:
    wiring = {rule.code for rule in RULES if re.match("FC[234]", rule.code)}
    assert wiring <= {finding.code for twin in TWINS for finding in _findings(twin)}


def _manifest(name: str) -> str:
    return f"examples/{name}/manifest.yml"


def _findings(twin: str) -> tuple[Finding, ...]:
    return check_file(BROKEN / twin / "manifest.yml").findings


def _lines(folder: Path) -> list[str]:
    """The lines of a folder's manifest that are no comments."""
    lines = (folder / "manifest.yml").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _readme() -> str:
    return (EXAMPLES / "README.md").read_text("utf-8")
