"""What is loaded decides how long forgecfg takes to start: heavy packages only where needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forgecfg.rules.table import RULES

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
  endpoint:
    - key: hello-backend
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
    operations: [compute]
resources:
  - key: main
    path: static/main
"""
# Run with the arguments of a command; the last line of standard error names the modules.
PROGRAM = """\
import sys
before = set(sys.modules)
from forgecfg.cli.main import main
code = main(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """The exit code of a run, and the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, *modules = done.stderr.splitlines()[-1].split(" ")
    assert "forgecfg.cli" in modules
    return int(code), set(modules)


@pytest.mark.parametrize(
    "arguments", [("--version",), ("rules",), ("rules", "--format", "json"), ("explain", "FC201")]
)
def test_what_needs_no_manifest_loads_no_parser(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, modules = loaded(tmp_path, *arguments)
    assert code == 0
    assert (
        modules & {"jsonschema", "ruamel.yaml", "rich", "pydantic", "importlib.metadata"} == set()
    )


@pytest.mark.parametrize("form", ["auto", "concise", "json"])
def test_a_clean_manifest_needs_no_validator(tmp_path: Path, form: str) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN, encoding="utf-8")
    code, modules = loaded(tmp_path, "check", "--format", form)
    assert code == 0
    assert modules & {"jsonschema", "rich", "pydantic", "importlib.metadata"} == set()
    assert "ruamel.yaml" in modules


def test_checking_loads_nothing_that_changes_texts(tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN, encoding="utf-8")
    _, modules = loaded(tmp_path, "check")
    assert "forgecfg.api" in modules
    later = {"linter.fix", "edits.plan", "edits.apply", "scaffold.prompts", "scaffold.build"}
    later |= {"suggest", "config.effects", "reporters.min_severity"}
    assert {f"forgecfg.{name}" for name in later} & modules == set()


def test_the_validator_is_loaded_where_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN + "providers: 5\n", encoding="utf-8")
    code, modules = loaded(tmp_path, "check")
    assert code == 1
    assert "jsonschema" in modules
    assert modules & {"rich", "pydantic"} == set()


def test_the_package_itself_loads_nothing(tmp_path: Path) -> None:
    program = "import sys; old = set(sys.modules); import forgecfg; print(*set(sys.modules) - old)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "forgecfg\n"


# These say how much memory they want, which a rule of the app has to look at.
SIZED = {"triggers", "container-service"}
APPS = {path.parent.name for path in EXAMPLES.glob("*/manifest.yml")} - SIZED


@pytest.mark.parametrize("app", sorted(APPS))
def test_rules_of_the_app_are_not_loaded_where_all_is_well(app: str) -> None:
    code, modules = loaded(EXAMPLES / app, "check", "--format", "concise")
    assert code == 0
    files = {rule.module for rule in RULES if rule.group.name == "app"}
    assert "forgecfg.rules.gates.app" in modules
    # The end of support of Connect is reported for every Connect app; here a comment ignores it.
    assert files & modules <= {"forgecfg.rules.app.connect_end_of_support"}


def test_a_rule_of_the_app_is_loaded_where_it_is_needed() -> None:
    _, modules = loaded(EXAMPLES / "broken" / "connect-on-forge", "check", "--format", "concise")
    assert "forgecfg.rules.app.deprecated_property" in modules
    assert "forgecfg.rules.app.string_address" not in modules


def test_another_format_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN, encoding="utf-8")
    _, modules = loaded(tmp_path, "check", "--format", "concise")
    assert "forgecfg.reporters.concise" in modules
    assert "forgecfg.reporters.text" not in modules
    assert "forgecfg.reporters.json" not in modules


@pytest.mark.parametrize("code", ["", "export const run = () => 1;\n"])
def test_source_without_calls_of_forge_needs_no_parser(tmp_path: Path, code: str) -> None:
    text = CLEAN + "permissions: {scopes: []}\n"
    text = text.replace(
        "  endpoint:", "  function:\n    - {key: f, handler: index.run}\n  endpoint:"
    )
    (tmp_path / "manifest.yml").write_text(text, encoding="utf-8")
    if code:
        (tmp_path / "src").mkdir()
        (tmp_path / "src" / "index.js").write_text(code, encoding="utf-8")
    _, modules = loaded(tmp_path, "check", "--select", "FC8")
    assert not {name for name in modules if name.startswith("tree_sitter")}
    reader = {name for name in modules if name.startswith("forgecfg.source")}
    assert bool(reader) == bool(code)
    assert "forgecfg.source.read" not in modules
    assert "forgecfg.catalog.rest_scopes" not in modules


def test_a_clean_manifest_loads_no_explanations(tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(CLEAN, encoding="utf-8")
    _, modules = loaded(tmp_path, "check", "manifest.yml")
    assert "forgecfg.schema.check" in modules
    later = {"schema.explain", "schema.wording", "catalog.meanings", "config.depth"}
    later |= {"cli.report_file", "cli.statistics"}
    assert {f"forgecfg.{name}" for name in later} & modules == set()
