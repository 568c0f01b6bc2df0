"""A configuration that a pull request has written."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.config.depth import MAX_PARTS, find_deep_key
from forgecfg.config.locate import locate

from .conftest import Forgecfg

DEEP = "a." * 20_000 + "a = 1\n"


def test_a_deep_key_is_rejected_before_it_is_parsed(forgecfg: Forgecfg, repository: Path) -> None:
    (repository / "forgecfg.toml").write_text("ignore = []\n" + DEEP, encoding="utf-8")
    run = forgecfg("check")
    assert (run.code, run.err) == (2, "forgecfg: forgecfg.toml:2: nested too deeply\n")


def test_a_deep_key_of_another_tool(forgecfg: Forgecfg, repository: Path) -> None:
    (repository / "pyproject.toml").write_text("# forgecfg\n" + DEEP, encoding="utf-8")
    assert forgecfg("check", "-q").code == 0


@pytest.mark.parametrize("opening", ["[", "{a=", "[{a="])
def test_deep_values(forgecfg: Forgecfg, repository: Path, opening: str) -> None:
    (repository / "forgecfg.toml").write_text("a = " + opening * 50_000, encoding="utf-8")
    run = forgecfg("check")
    assert (run.code, run.err) == (2, "forgecfg: forgecfg.toml: nested too deeply\n")


def key(parts: int) -> str:
    return ".".join(["a"] * parts)


@pytest.mark.parametrize(
    "text",
    [
        f"{key(40)} = 1",
        f"[{key(40)}]",
        f"[[{key(40)}]]",
        f"x = {{{key(40)} = 1}}",
        key(40).replace(".", " . ") + " = 1",
        key(40).replace("a", "'a'") + " = 1",
        key(40).replace("a", '"\\""') + " = 1",
        # Quotes in strings, comments and literals do not hide it.
        f"""x = ["'", {{{key(40)} = 1}}] #'.""",
        f"""x = '''"''' # "\n{key(40)} = 1""",
        f'x = """\n""" # \'\n{key(40)} = 1',
        f'x = """a""""\n{key(40)} = 1',
    ],
)
def test_every_form_of_a_deep_key_is_found(text: str) -> None:
    line = find_deep_key(text)
    assert line is not None
    assert key(40)[:3] in text.splitlines()[line - 1].replace(" ", "").replace("'", "").replace(
        '"\\""', "a"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{key(MAX_PARTS)} = 1",
        f'x = """\n{key(40)}\n"""',
        f"x = '''\n{key(40)}\n'''",
        f'x = "{key(40)}"',
        f"# {key(40)}",
        f'x = "unterminated\n{key(40)} = 1',
        "x = 1.5\n" * 100,
    ],
)
def test_what_is_no_deep_key(text: str) -> None:
    assert find_deep_key(text) is None


_PIECES = st.sampled_from(
    ["a", ".", '"', "'", "\\", '"""', "'''", "#", "\n", " ", "= 1\n", "[", "]", "{", "}", "-", "é"]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_a_text_that_is_parsed_has_no_deeper_key(text: str) -> None:
    deep = text + "\n" + key(40) + " = 1\n"
    try:
        tomllib.loads(deep)
    except ValueError:
        return
    in_string = find_deep_key(deep) is None
    assert not in_string or not depth(tomllib.loads(deep)) > MAX_PARTS


def depth(value: Any) -> int:
    return 1 + max(map(depth, value.values()), default=0) if isinstance(value, dict) else 0


@pytest.mark.parametrize(
    "piece", ["a", "a ", "a.", '"', "'", '"""', '"""\\', "'''", "#", '""."', "."]
)
def test_a_long_text_is_read_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    # It takes a fraction of a second; in the square of the length it would not end.
    find_deep_key(text[: len(text) // 2] + "\n" + text)


SCHEMA = {"properties": {"modules": {"properties": {"trigger": {"enum": ["value-outside"]}}}}}


@pytest.mark.parametrize("value", ["../schema.json", "link.json", "linked-app", "linked"])
def test_a_schema_outside_the_repository(forgecfg: Forgecfg, repository: Path, value: str) -> None:
    package = repository.parent / "app" / "node_modules" / "@forge" / "manifest" / "out" / "schema"
    package.mkdir(parents=True)
    for file in (repository.parent / "schema.json", package / "manifest-schema.json"):
        file.write_text(json.dumps(SCHEMA), encoding="utf-8")
    (repository / "link.json").symlink_to(repository.parent / "schema.json")
    (repository / "linked-app").symlink_to(repository.parent / "app")
    (repository / "linked").mkdir()
    (repository / "linked" / "node_modules").symlink_to(repository.parent / "app" / "node_modules")
    (repository / "forgecfg.toml").write_text(f'forge-schema = "{value}"\n', encoding="utf-8")
    run = forgecfg("check")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "forgecfg: forgecfg.toml:1: forge-schema: the path is outside the repository; "
        "to use it, pass it with `--forge-schema` on the command line\n"
    )
    (repository / "forgecfg.toml").unlink()
    assert "value-outside" in forgecfg("check", "--forge-schema", value).out


def test_a_schema_inside_the_repository(forgecfg: Forgecfg, repository: Path) -> None:
    (repository / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    (repository / "forgecfg.toml").write_text('forge-schema = "schema.json"\n', encoding="utf-8")
    assert "also checked against" in forgecfg("check").err


def test_auto_does_not_follow_a_link_out_of_the_repository(
    forgecfg: Forgecfg, repository: Path
) -> None:
    file = repository.parent / "secret.json"
    file.write_text(json.dumps(SCHEMA), encoding="utf-8")
    schema = repository / "node_modules/@forge/manifest/out/schema/manifest-schema.json"
    schema.parent.mkdir(parents=True)
    schema.symlink_to(file)
    (repository / "forgecfg.toml").write_text('forge-schema = "auto"\n', encoding="utf-8")
    run = forgecfg("check")
    assert "value-outside" not in run.out
    assert "also checked against secret" not in run.err


def test_the_search_ends_at_the_root_of_the_repository(
    forgecfg: Forgecfg, repository: Path
) -> None:
    (repository.parent / "forgecfg.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert forgecfg("check", "-q").code == 0
    assert forgecfg("check", "-q", "..", cwd=repository / "src").code == 0


def test_outside_of_a_repository_the_file_of_another_user_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    file = tmp_path / "forgecfg.toml"
    file.write_text("", encoding="utf-8")
    assert locate(folder) is not None
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert locate(folder) is None
    # That of the current directory counts, and in a repository every file is the repository's.
    (folder / "forgecfg.toml").write_text("", encoding="utf-8")
    assert locate(folder) is not None
    (folder / "forgecfg.toml").unlink()
    (tmp_path / ".git").mkdir()
    assert locate(folder) is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('ignore = ["FC"]', "ignores 1 rule or group"),
        (
            'select = ["FC1", "FC2"]\nexclude = ["a"]',
            "selects 2 rules or groups, excludes 1 pattern",
        ),
        ('[per-file-ignores]\n"*" = ["FC"]', "ignores rules in 1 pattern of files"),
        ('[severity]\nunused-remote = "info"', "changes the severity of 1 rule"),
        ('fail-on = "info"', ""),
    ],
)
def test_a_ci_log_shows_what_the_configuration_hides(
    forgecfg: Forgecfg, repository: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    (repository / "forgecfg.toml").write_text(text, encoding="utf-8")
    assert "the configuration" not in forgecfg("check").err
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    err = forgecfg("check").err
    assert (f"forgecfg: the configuration {says}" in err) if says else err == ""
    assert forgecfg("check", "-q").err == ""


@pytest.mark.parametrize("option", ["--baseline", "--forge-schema"])
def test_deep_json(forgecfg: Forgecfg, repository: Path, option: str) -> None:
    (repository / "deep.json").write_text("[" * 200_000, encoding="utf-8")
    run = forgecfg("check", option, "deep.json")
    assert run.code == 2
    assert "invalid JSON" in run.err


@pytest.mark.parametrize("name", ["package.json", "tsconfig.json", "locales/en-US.json"])
def test_deep_json_of_the_app(forgecfg: Forgecfg, repository: Path, name: str) -> None:
    text = (repository / "manifest.yml").read_text(encoding="utf-8")
    text += "translations:\n  resources:\n    - {key: en-US, path: locales/en-US.json}\n"
    (repository / "manifest.yml").write_text(text, encoding="utf-8")
    code = (
        "import a from '#lib/a'; import api from '@forge/api'; export const run = () => a(api);\n"
    )
    (repository / "src" / "index.js").write_text(code, encoding="utf-8")
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text('{"a":' * 100_000, encoding="utf-8")
    run = forgecfg("check", "--format", "concise")
    assert run.code in (0, 1)
    assert "internal-error" not in run.out
