"""`--forge-schema`: where it is sought, what is said of it, what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forgecfg.schema.official import find

from .conftest import APP, install

Forgecfg = Callable[..., Any]
MANIFEST = APP + "modules:\n  macro:\n    - key: a\n      title: A\n      shade: drak\n"


@pytest.fixture(autouse=True)
def _nothing_global(monkeypatch: pytest.MonkeyPatch) -> None:
    find._global.cache_clear()
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.delenv("NPM_CONFIG_PREFIX", raising=False)
    monkeypatch.delenv("npm_config_prefix", raising=False)


def test_it_is_off_unless_asked_for(forgecfg: Forgecfg, app: Path) -> None:
    (app / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    result = forgecfg("check", "--format", "concise", "app")
    assert "invalid-value" not in result.out
    assert "@forge/manifest" not in result.err


def test_that_of_the_app_is_found(forgecfg: Forgecfg, app: Path) -> None:
    inner = app / "packages" / "one"
    inner.mkdir(parents=True)
    (inner / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    result = forgecfg("check", "--format", "concise", "--forge-schema", "auto", "app")
    assert "error[invalid-value] invalid value" in result.out
    assert "forgecfg: also checked against @forge/manifest 99.1.0" in result.err


def test_a_global_one_is_found(
    forgecfg: Forgecfg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "npm" / "lib" / "node_modules" / "@forge" / "cli" / "node_modules")
    monkeypatch.setenv("NPM_CONFIG_PREFIX", str(tmp_path / "npm"))
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    result = forgecfg("check", "--forge-schema", "auto")
    assert "@forge/manifest 99.1.0" in result.err
    assert result.code == 1


def test_none_is_said_and_no_error(forgecfg: Forgecfg, tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    plain = forgecfg("check", "--format", "json")
    result = forgecfg("check", "--format", "json", "--forge-schema", "auto")
    assert result.out == plain.out
    assert "no official schema found for some files" in result.err


@pytest.mark.parametrize("path", ["app", "app/node_modules", "app/node_modules/@forge/manifest"])
def test_a_path_to_it(forgecfg: Forgecfg, app: Path, tmp_path: Path, path: str) -> None:
    assert app.exists()
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    result = forgecfg("check", "--forge-schema", path, "manifest.yml")
    assert "@forge/manifest 99.1.0" in result.err
    assert result.code == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, ": neither a schema file nor a folder with"),
        ("{", "invalid JSON in schema.json"),
        ("[]", "is not a manifest schema"),
        (
            '{"properties": {"modules": 5}}',
            "invalid schema schema.json: #/properties/modules",
        ),
        ('{"properties": {"\\u001b[31m": 5}}', r"#/properties/\x1b[31m is not a schema"),
    ],
)
def test_a_path_that_leads_to_none(
    forgecfg: Forgecfg, tmp_path: Path, content: str | None, says: str
) -> None:
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    if content is not None:
        (tmp_path / "schema.json").write_text(content, encoding="utf-8")
    result = forgecfg("check", "--forge-schema", "schema.json", "manifest.yml")
    assert result.code == 2
    assert says in result.err
    assert "schema.json" in result.err
    assert result.err.count("\n") == 1


def test_the_configuration_can_ask_for_it(forgecfg: Forgecfg, app: Path, tmp_path: Path) -> None:
    (app / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "forgecfg.toml").write_text('forge-schema = "auto"\n', encoding="utf-8")
    assert "@forge/manifest 99.1.0" in forgecfg("check", "app").err
    assert "@forge/manifest" not in forgecfg("check", "--forge-schema", "off", "app").err


def test_many_processes(forgecfg: Forgecfg, app: Path) -> None:
    for number in range(40):
        folder = app / f"app-{number}"
        folder.mkdir()
        (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    runs = [
        forgecfg("check", "--format", "concise", "--forge-schema", "auto", "-j", jobs, "app")
        for jobs in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].out.count("invalid-value") == 40


REAL = os.environ.get("FORGECFG_FORGE_SCHEMA", "")


@pytest.mark.skipif(not REAL, reason="FORGECFG_FORGE_SCHEMA names no installed schema")
def test_a_real_one(forgecfg: Forgecfg, tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(
        APP + "modules:\n  macro:\n    - key: a\n      title: A\n      function: f\n"
        "  function:\n    - key: f\n      handler: index.f\n",
        encoding="utf-8",
    )
    result = forgecfg("check", "--no-files", "--forge-schema", REAL)
    assert result.code == 0
