"""The generated verifier files: their settings, and what they reject at once."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forgecfg.errors import UsageError
from forgecfg.remote.contract import ISSUER, JWKS_URL, LEEWAY
from forgecfg.remote.verifier import FRAMEWORKS, Framework, Language, render_verifier

from .suite import APP_ID

ALL = [(language, framework) for language, names in FRAMEWORKS.items() for framework in names]


@pytest.mark.parametrize(("language", "framework"), ALL)
def test_the_facts_are_those_of_the_contract(language: Language, framework: Framework) -> None:
    text = render_verifier(language, framework, APP_ID).text
    assert text.count(APP_ID) == 1
    assert text.count(JWKS_URL) == 1
    assert text.count(f'"{ISSUER}"') == 1
    assert re.search(rf"LEEWAY_SECONDS = {LEEWAY}\b", text)
    # No mark of the templates is left.
    assert "@APP_ID@" not in text
    assert "--- adapter ---" not in text
    assert "core import" not in text
    assert "core.mjs" not in text


@pytest.mark.parametrize(("language", "framework"), ALL)
def test_nothing_of_a_token_can_reach_a_log(language: Language, framework: Framework) -> None:
    text = render_verifier(language, framework, APP_ID).text
    assert not re.search(r"\b(?:print|logging|logger|console)\b", text)


@pytest.mark.parametrize("framework", FRAMEWORKS[Language.python])
def test_python_files_are_well_formed(framework: Framework, tmp_path: Path) -> None:
    text = render_verifier(Language.python, framework, APP_ID).text
    assert ast.parse(text)
    pytest.importorskip("ruff")
    path = tmp_path / "forge_verify.py"
    path.write_text(text, encoding="utf-8")
    rules = ["--isolated", "--line-length=100", "--no-cache"]
    for command in (["check", "--select=E,F,I,UP,B,S,N"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *rules, str(path)],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode()


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
@pytest.mark.parametrize("framework", FRAMEWORKS[Language.node])
def test_node_files_are_well_formed(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "forge-verify.mjs"
    path.write_text(render_verifier(Language.node, framework, APP_ID).text, encoding="utf-8")
    done = subprocess.run(["node", "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("app_id", [None, "", "x", '"; import os #', APP_ID + "\n"])
def test_without_a_usable_app_id_the_file_requires_a_setting(
    app_id: str | None, tmp_path: Path
) -> None:
    pytest.importorskip("jwt")
    path = tmp_path / "forge_verify.py"
    text = render_verifier(Language.python, None, app_id).text
    assert '_APP_ID = ""\n' in text
    path.write_text(text, encoding="utf-8")
    assert "FORGE_APP_ID" in import_error(path)
    assert import_error(path, FORGE_APP_ID=APP_ID) == ""


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://keys.example.com/jwks.json", True),
        ("http://127.0.0.1:9753/jwks.json", True),
        ("http://localhost:9753/jwks.json", True),
        ("http://keys.example.com/jwks.json", False),
        ("http://127.0.0.1.example.com/jwks.json", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_this_machine_may_have_keys_without_https(
    url: str, good: bool, tmp_path: Path
) -> None:
    pytest.importorskip("jwt")
    path = tmp_path / "forge_verify.py"
    path.write_text(render_verifier(Language.python, None, APP_ID).text, encoding="utf-8")
    assert import_error(path, FORGE_JWKS_URL=url) == (
        "" if good else "RuntimeError: the address of the Forge keys must start with https://"
    )
    assert ("RuntimeError" in import_error(path, FORGE_ISOLATED_JWKS=f"orange={url}")) != good
    assert "label=https" in import_error(path, FORGE_ISOLATED_JWKS=f"A.B={url}")


def test_an_unknown_framework_is_rejected() -> None:
    with pytest.raises(UsageError, match="expected plain, express, fastify"):
        render_verifier(Language.node, Framework.flask, APP_ID)


def import_error(path: Path, **settings: str) -> str:
    """The last line of what Python says when it imports a file; empty where all is well."""
    done = subprocess.run(
        [sys.executable, path.name],
        cwd=path.parent,
        env={"PATH": "", **settings},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return done.stderr.strip().rpartition("\n")[2]
