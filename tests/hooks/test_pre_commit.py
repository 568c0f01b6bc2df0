"""The hooks, run by the real pre-commit against this project."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from forgecfg import PROJECT_URL

from .places import EXAMPLES, FOREIGN, ROOT, Location, git

HOOKS: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
APP = "macro-user-token"


def configure(location: Location, checkout: Path, *hooks: str) -> None:
    """Let pre-commit run these hooks of the checkout, which it takes for the project's home."""
    revision = git(Location(checkout, location.env), "rev-parse", "HEAD").strip()
    ids = "".join(f"      - id: {hook}\n" for hook in hooks)
    location.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {PROJECT_URL}\n    rev: {revision}\n    hooks:\n{ids}",
    )


@pytest.mark.slow
def test_try_repo_on_good_broken_and_foreign_files(location: Location, checkout: Path) -> None:
    location.copy(APP, "good/manifest.yml")
    location.copy(f"broken/{APP}", "broken/manifest.yaml")
    location.write("foreign/manifest.yml", FOREIGN)
    location.copy(f"broken/{APP}", "broken/other.yml")
    code, output = location.run("pre-commit", "try-repo", str(checkout), "forgecfg", "--all-files")
    assert code == 1
    assert "- exit code: 1\n" in output
    assert "broken/manifest.yaml:13:19  error  undefined-endpoint [FC201]" in output
    assert "in 1 of 2 files" in output
    assert "foreign" not in output
    assert "other.yml" not in output


@pytest.mark.slow
def test_it_passes_on_good_files(location: Location, checkout: Path) -> None:
    configure(location, checkout, "forgecfg", "forgecfg-fix")
    location.copy(APP, "a b/manifest.yml")
    location.copy("triggers", "manifest.yml")
    before = (location.folder / "manifest.yml").read_bytes()
    code, output = location.run("pre-commit", "run", "--all-files")
    assert code == 0, output
    assert re.findall(r"\.\.+(\w+)$", output, re.M) == ["Passed", "Passed"]
    assert (location.folder / "manifest.yml").read_bytes() == before


@pytest.mark.slow
def test_it_stops_a_commit(location: Location, checkout: Path) -> None:
    configure(location, checkout, "forgecfg")
    location.copy(APP, "manifest.yml")
    assert location.run("pre-commit", "install").code == 0
    commit = ("git", "commit", "--message", "one")
    assert location.run(*commit).code == 0
    location.copy(f"broken/{APP}", "manifest.yml")
    code, output = location.run(*commit)
    assert code == 1
    assert "undefined-remote [FC202]" in output


@pytest.mark.slow
def test_it_fixes_and_then_passes(location: Location, checkout: Path) -> None:
    configure(location, checkout, "forgecfg-fix")
    good = (EXAMPLES / APP / "manifest.yml").read_text("utf-8")
    line = "    - read:app-user-token\n"
    assert good.count(line) == 1
    manifest = location.write("manifest.yml", good.replace(line, ""))
    code, output = location.run("pre-commit", "run", "--all-files")
    assert code == 1
    assert "- files were modified by this hook\n" in output
    # The scope is there again, at the end of the list, and all the rest is as it was.
    fixed = manifest.read_text("utf-8")
    assert sorted(fixed.splitlines()) == sorted(good.splitlines())
    git(location, "add", "--all")
    code, output = location.run("pre-commit", "run", "--all-files")
    assert code == 0, output


@pytest.mark.slow
def test_it_says_what_it_cannot_fix(location: Location, checkout: Path) -> None:
    configure(location, checkout, "forgecfg-fix")
    location.copy(f"broken/{APP}", "manifest.yml")
    location.run("pre-commit", "run", "--all-files")
    git(location, "add", "--all")
    code, output = location.run("pre-commit", "run", "--all-files")
    assert code == 1
    assert "- exit code: 1\n" in output
    assert "files were modified" not in output
    assert "undefined-endpoint [FC201]" in output


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["forgecfg", "forgecfg-fix"])
def test_it_leaves_the_files_of_other_tools_alone(
    location: Location, checkout: Path, hook: str
) -> None:
    configure(location, checkout, hook)
    foreign = location.write("manifest.yml", FOREIGN)
    location.write("deploy/manifest.yaml", "- a: 1\n  a: 2\n")
    location.write("manifest.yml.md", "no: [\n")
    location.write("other.yml", "app:\n  id: ari:cloud:ecosystem::app/1\nmodules: 5\n")
    code, output = location.run("pre-commit", "run", "--all-files", "--verbose")
    assert code == 0, output
    assert "FC0" not in output
    assert foreign.read_text("utf-8") == FOREIGN


OPTIONS = ("--config=evil", "--output-file=x", "--select=FC9", "-q", "--isolated")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [None, "--fail-on=error, --", "--fail-on=error"])
def test_names_of_files_are_not_options(
    location: Location, checkout: Path, arguments: str | None
) -> None:
    configure(location, checkout, "forgecfg")
    if arguments is not None:
        config = location.folder / ".pre-commit-config.yaml"
        location.write(config.name, config.read_text("utf-8") + f"        args: [{arguments}]\n")
    location.copy(f"broken/{APP}", "app/manifest.yml")
    location.write("evil/manifest.yml", 'ignore = ["FC"]\n')
    for name in OPTIONS:
        location.copy(APP, f"{name}/manifest.yml")
    location.write("--output-file=x/manifest.yml", "app: {}\nmodules: {}\n")
    code, output = location.run("pre-commit", "run", "--all-files", "--verbose")
    assert code == 1
    assert not (location.folder / "x").exists()
    if arguments == "--fail-on=error":  # nothing ends the options, so nothing is checked
        assert "- exit code: 2\n" in output
        assert "/manifest.yml is an option and also the name of a file" in output
    else:
        assert "- exit code: 1\n" in output
        assert "app/manifest.yml:13:19  error  undefined-endpoint [FC201]" in output
        assert "--output-file=x/manifest.yml:" in output


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_the_command_of_a_hook(location: Location, hook: dict[str, Any]) -> None:
    """What pre-commit would run, on the files that it would choose."""
    command = [*hook["entry"].split(), *hook["args"]]
    assert (hook["language"], hook["types"], hook["require_serial"]) == ("python", ["yaml"], True)
    good = location.copy(APP, "a b/manifest.yml")
    foreign = location.write("k8s/manifest.yaml", "- a: 1\n  a: 2\n")
    before = good.read_bytes(), foreign.read_bytes()
    code, output = location.run(*command, "a b/manifest.yml", "k8s/manifest.yaml")
    assert code == 0, output
    assert (good.read_bytes(), foreign.read_bytes()) == before
    location.copy(f"broken/{APP}", "broken/manifest.yml")
    code, output = location.run(*command, "a b/manifest.yml", "broken/manifest.yml")
    assert code == 1
    assert "broken/manifest.yml:13:19  error  undefined-endpoint [FC201]" in output
    text = before[0].decode()
    fixable = location.write("c/manifest.yml", text.replace("    - read:app-user-token\n", ""))
    code, output = location.run(*command, "c/manifest.yml")
    fixes = hook["id"] == "forgecfg-fix"
    assert code == (0 if fixes else 1), output
    assert ("read:app-user-token" in fixable.read_text("utf-8")) is fixes


def test_pre_commit_takes_the_file(location: Location) -> None:
    code, output = location.run(
        "pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")
    )
    assert (code, output) == (0, "")


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("manifest.yml", True),
        ("manifest.yaml", True),
        ("apps/one/manifest.yml", True),
        ("a b/manifest.yaml", True),
        ("manifest.yml.bak", False),
        ("manifest.yamll", False),
        ("manifestxyml", False),
        ("my-manifest.yml", False),
        ("manifest/app.yml", False),
        ("Manifest.yml", False),
        ("forgecfg.toml", False),
    ],
)
def test_the_pattern_of_files(name: str, taken: bool) -> None:
    assert {hook["id"] for hook in HOOKS} == {"forgecfg", "forgecfg-fix"}
    for hook in HOOKS:
        assert bool(re.search(hook["files"], name)) is taken
