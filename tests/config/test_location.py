"""Which configuration counts."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from forgecfg.config.config import Config
from forgecfg.config.load import load_config
from forgecfg.config.locate import locate

from .conftest import FOUND, Forgecfg, Write

ONLY = 'select = ["{}"]\n'


def codes(forgecfg: Forgecfg, *arguments: str) -> list[str]:
    result = forgecfg("check", "--format", "json", *arguments)
    assert result.err == ""
    return sorted(one["code"] for one in json.loads(result.out)["findings"])


def test_the_nearest_upwards_counts_alone(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a/b/manifest.yml")
    write("forgecfg.toml", ONLY.format("FC104"))
    write("a/forgecfg.toml", 'ignore = ["FC207"]\n')
    # The nearest to the manifest, not to the current directory; nothing is merged.
    assert codes(forgecfg, "a/b") == ["FC104", "FC108"]
    monkeypatch.chdir("a/b")
    assert codes(forgecfg) == ["FC104", "FC108"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["forgecfg.toml", ".forgecfg.toml", "pyproject.toml"], "FC104"),
        ([".forgecfg.toml", "pyproject.toml"], "FC108"),
        (["pyproject.toml"], "FC207"),
    ],
)
def test_the_first_name_counts(
    forgecfg: Forgecfg, write: Write, names: list[str], expected: str
) -> None:
    write("manifest.yml")
    texts = {
        "forgecfg.toml": ONLY.format("FC104"),
        ".forgecfg.toml": ONLY.format("FC108"),
        "pyproject.toml": "[tool.forgecfg]\n" + ONLY.format("FC207"),
    }
    for name in names:
        write(name, texts[name])
    assert codes(forgecfg) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'x'\n",
        "[project]\nname = 'forgecfg'\n",
        "[tool.other]\nforgecfg = 1\n",
        "tool = 1\n# forgecfg\n",
        "broken = [ forgecfg\n",
    ],
)
def test_a_pyproject_without_our_table_is_passed_over(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    write("app/manifest.yml")
    write("forgecfg.toml", ONLY.format("FC104"))
    write("app/pyproject.toml", text)
    monkeypatch.chdir("app")
    assert codes(forgecfg) == ["FC104"]


@pytest.mark.parametrize("git", ["folder", "file"])
def test_the_search_ends_at_the_root_of_the_repository(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch, git: str
) -> None:
    write("repo/app/manifest.yml")
    write("forgecfg.toml", ONLY.format("FC104"))
    if git == "folder":
        write("repo/.git/HEAD", "")
    else:
        write("repo/.git", "gitdir: elsewhere\n")
    monkeypatch.chdir("repo/app")
    assert codes(forgecfg) == sorted(FOUND)
    write("repo/.forgecfg.toml", ONLY.format("FC108"))
    assert codes(forgecfg) == ["FC108"]


def test_a_named_configuration(forgecfg: Forgecfg, write: Write) -> None:
    write("manifest.yml")
    write("forgecfg.toml", ONLY.format("FC104"))
    write("ci/strict.toml", ONLY.format("FC108"))
    write("ci/pyproject.toml", "[tool.forgecfg]\n" + ONLY.format("FC207"))
    assert codes(forgecfg, "--config", "ci/strict.toml") == ["FC108"]
    assert codes(forgecfg, "--config", "ci/pyproject.toml") == ["FC207"]
    assert codes(forgecfg, "--isolated") == sorted(FOUND)


def test_patterns_of_a_named_configuration_are_relative_to_here(
    forgecfg: Forgecfg, write: Write
) -> None:
    write("old/manifest.yml")
    write("new/manifest.yml")
    write("ci/strict.toml", 'exclude = ["/old"]\n')
    result = forgecfg("check", "--show-files", "--config", "ci/strict.toml")
    assert result.out == "new/manifest.yml\n"


def test_patterns_of_a_found_configuration_are_relative_to_its_folder(
    forgecfg: Forgecfg, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("app/old/manifest.yml")
    write("app/new/manifest.yml")
    write("forgecfg.toml", 'exclude = ["/app/old"]\n')
    monkeypatch.chdir("app")
    assert forgecfg("check", "--show-files").out == "new/manifest.yml\n"


def test_files_that_do_not_name_us_are_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path.joinpath(*["d"] * 20)
    deep.mkdir(parents=True)
    for folder in (deep, *deep.parents[:20]):
        (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    parsed: list[str] = []

    def loads(text: str) -> dict[str, object]:
        parsed.append(text)
        return {}

    monkeypatch.setattr(tomllib, "loads", loads)
    assert locate(deep) is None
    assert parsed == []
    # One that speaks of us is.
    (tmp_path / "pyproject.toml").write_text("# forgecfg\n", encoding="utf-8")
    assert locate(deep) is None
    assert parsed == ["# forgecfg\n"]


def test_no_toml_parser_is_loaded_without_a_configuration(tmp_path: Path, write: Write) -> None:
    write("manifest.yml")
    (tmp_path / ".git").mkdir()
    program = (
        "import sys; from forgecfg.cli.main import main; main(['check', '-q']); print(*sys.modules)"
    )

    def loaded() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8"
        )
        return set(done.stdout.splitlines()[-1].split(" "))

    write("manifest.yml", "app:\n  id: ari:cloud:ecosystem::app/x\nmodules: {}\n")
    assert loaded() & {"tomllib", "multiprocessing", "rich"} == set()
    write("forgecfg.toml", "")
    assert "tomllib" in loaded()


def test_from_python(tmp_path: Path, write: Write) -> None:
    (tmp_path / ".git").mkdir()
    assert load_config(tmp_path) == Config()
    file = write("forgecfg.toml", 'select = ["FC1"]\nexclude = ["x/"]\n[severity]\nFC108 = "off"\n')
    config = load_config(tmp_path)
    assert config._replace(origins=()) == Config(
        folder=file.parent, select=("FC1",), ignore=("FC108",), exclude=("x/",)
    )
    assert [key for key, _ in config.origins] == ["select", "exclude", "severity"]
    with pytest.raises(AttributeError):
        config.select = ()  # type: ignore[misc]
