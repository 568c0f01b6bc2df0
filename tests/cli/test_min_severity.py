"""`--min-severity`, and infos that are no annotations of a pull request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

# An error (missing `app`), a warning (unused-function) and an info (string-address).
MANIFEST = """\
modules:
  function:
    - key: unused
      handler: index.run
  sql:
    - key: db
      engine: mysql
permissions:
  scopes: []
  external:
    images: [cdn.acme-tools.com]
"""


@pytest.fixture
def manifest(here: Path) -> Path:
    path = here / "manifest.yml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


def names(output: str) -> list[str]:
    return sorted(finding["name"] for finding in json.loads(output)["findings"])


ERRORS = ["missing-property"]
WARNINGS = [*ERRORS, "unused-function"]
ALL = sorted([*WARNINGS, "string-address"])


@pytest.mark.parametrize(
    ("level", "expected"), [("error", ERRORS), ("warning", WARNINGS), ("info", ALL)]
)
@pytest.mark.usefixtures("manifest")
def test_findings_below_are_left_out(run: Run, level: str, expected: list[str]) -> None:
    assert names(run("check", "--format", "json", "--min-severity", level).out) == expected


@pytest.mark.usefixtures("manifest")
def test_the_configuration_sets_it_and_the_option_wins(run: Run, here: Path) -> None:
    (here / "forgecfg.toml").write_text('min-severity = "error"\n', encoding="utf-8")
    assert names(run("check", "--format", "json").out) == ERRORS
    assert names(run("check", "--format", "json", "--min-severity", "info").out) == ALL


def test_what_is_left_out_does_not_fail(run: Run, manifest: Path) -> None:
    manifest.write_text(
        f"{MANIFEST}app:\n  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90\n"
        "  runtime:\n    name: nodejs22.x\n",
        encoding="utf-8",
    )
    assert run("check", "--fail-on", "info").code == 1
    assert run("check", "--fail-on", "info", "--min-severity", "error").code == 0


@pytest.mark.parametrize("name", ["github", "gitlab"])
@pytest.mark.usefixtures("manifest")
def test_infos_are_annotations_only_if_asked_for(run: Run, here: Path, name: str) -> None:
    assert "string-address" not in run("check", "--format", name).out
    assert "string-address" in run("check", "--format", name, "--min-severity", "info").out
    (here / "forgecfg.toml").write_text('min-severity = "info"\n', encoding="utf-8")
    assert "string-address" in run("check", "--format", name).out


@pytest.mark.usefixtures("manifest")
def test_sarif_is_complete_except_in_github_actions(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert "string-address" in run("check", "--format", "sarif").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "string-address" not in run("check", "--format", "sarif").out
    assert "string-address" in run("check", "--format", "sarif", "--min-severity", "info").out


@pytest.mark.usefixtures("manifest")
def test_a_removed_rule_may_still_be_listed(run: Run, here: Path) -> None:
    (here / "forgecfg.toml").write_text(
        'ignore = ["FC716"]\n[severity]\nmissing-permissions = "error"\n', encoding="utf-8"
    )
    result = run("check", "--format", "json", "--ignore", "missing-permissions")
    assert names(result.out) == ALL
    manifest = here / "manifest.yml"
    comment = "# forgecfg: ignore[missing-permissions]\n"
    manifest.write_text(MANIFEST.replace("modules:\n", f"modules: {comment}", 1), encoding="utf-8")
    assert names(run("check", "--format", "json").out) == ALL
