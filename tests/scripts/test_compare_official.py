"""`devtools/compare_official.py`, with a stand-in for the official validator."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from comparison.judge import Judged, judge
from comparison.kinds import MEANING, SHAPE, SYNTAX
from comparison.official import Verdict, classify, read
from comparison.stricter import STRICTER
from comparison.table import TABLE

from forgecfg.api import check_text
from forgecfg.rules.table import BY_NAME

ROOT = Path(__file__).parents[2]

SHAPES, MEANINGS, SYNTAXES = (
    "valid-document-required",
    "valid-module-required",
    "valid-yaml-required",
)

GOOD = """\
app:
  id: ari:cloud:ecosystem::app/0c1d8a52-3f0b-4c6e-9d55-1f6f2b7f9a10
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: node
  endpoint:
    - key: node
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
    operations: [compute]
resources:
  - key: main
    path: static/main
permissions:
  scopes: [read:jira-work]
"""

# A stand-in for node: it answers with what the manifests themselves say in comments.
NODE = """\
#!{python}
import json, pathlib, sys
for name in sys.argv[3:]:
    text = pathlib.Path(name).read_text()
    if "#die" in text:
        sys.exit("out of memory")
    said = [line[2:].split("|") for line in text.splitlines() if line.startswith("#:")]
    errors = [dict(level=level, reference=ref, message=message) for level, ref, message in said]
    print(json.dumps(dict(file=name, success=not errors, errors=errors)))
"""


def judged(text: str, *said: tuple[str, str]) -> Judged:
    """What is made of a manifest of which the official validator says this."""
    verdict = Verdict(tuple(classify(message, reference) for message, reference in said))
    return judge(verdict, check_text(text).findings)


def test_all_rules_of_the_tables_exist() -> None:
    kinds = [kind for entries in TABLE.values() for _, kind in entries]
    named = {rule for kind in kinds for rule in kind.rules + kind.also}
    named |= {entry.rule for entry in STRICTER}
    assert named - BY_NAME.keys() == set()


def test_every_kind_has_a_counterpart_or_a_reason() -> None:
    kinds = [kind for entries in TABLE.values() for _, kind in entries]
    assert [kind.what for kind in kinds if not kind.rules and not kind.aside] == []
    assert len({kind.what for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("message", "reference", "stage", "what", "path", "name"),
    [
        (
            "macro property config must be boolean",
            SHAPES,
            SHAPE,
            "a value of the wrong type",
            ("macro", "config"),
            None,
        ),
        (
            "app runtime property name 'a must b' allowed values are 'nodejs22.x'",
            SHAPES,
            SHAPE,
            "a value that is not allowed",
            ("app", "runtime"),
            None,
        ),
        (
            "document should NOT have additional property 'remote'",
            SHAPES,
            SHAPE,
            "an unknown property",
            (),
            None,
        ),
        (
            "macro references undefined endpoint module with key 'nod'",
            MEANINGS,
            MEANING,
            "an endpoint that is not declared",
            None,
            "nod",
        ),
        ("… - Map keys must be unique", SYNTAXES, SYNTAX, "a key twice in one mapping", None, None),
    ],
)
def test_messages_are_told_apart(
    message: str,
    reference: str,
    stage: str,
    what: str,
    path: tuple[str, ...] | None,
    name: str | None,
) -> None:
    said = classify(message, reference)
    assert said.kind is not None
    assert (said.stage, said.kind.what, said.path, said.name) == (stage, what, path, name)


def test_a_message_of_no_known_kind_is_told() -> None:
    said = classify("something new", MEANINGS)
    assert said.kind is None
    assert judged(GOOD, ("something new", MEANINGS)).theirs == (said,)


def test_what_both_say_is_agreed() -> None:
    text = GOOD.replace("endpoint: node", "endpoint: nod")
    found = judged(text, ("macro references undefined endpoint module with key 'nod'", MEANINGS))
    assert [said.name for said in found.agreed] == ["nod"]
    assert found._replace(agreed=()) == Judged((), (), (), (), (), ())


def test_another_name_is_not_the_same() -> None:
    text = GOOD.replace("endpoint: node", "endpoint: nod")
    found = judged(text, ("macro references undefined endpoint module with key 'other'", MEANINGS))
    assert len(found.theirs) == 1
    assert [finding.name for finding in found.ours] == ["undefined-endpoint"]


def test_another_place_is_not_the_same() -> None:
    text = GOOD.replace("title: Hello", "title: 7")
    here = judged(text, ("macro property title must be string", SHAPES))
    there = judged(text, ("remotes property key must match pattern", SHAPES))
    assert (len(here.agreed), len(here.theirs), len(here.ours)) == (1, 0, 0)
    assert (len(there.agreed), len(there.theirs), len(there.ours)) == (0, 1, 1)


def test_variants_of_a_faulty_module_follow_from_its_fault() -> None:
    text = GOOD.replace("title: Hello", "title: 7")
    said = ("macro property title must be string", "macro property config must be object")
    found = judged(text, *((message, SHAPES) for message in said))
    assert (len(found.agreed), len(found.follows), len(found.theirs)) == (1, 1, 0)


def test_what_is_stricter_on_purpose_is_no_disagreement() -> None:
    found = judged(GOOD.replace("https://backend", "http://backend"))
    assert found.ours == ()
    text = GOOD.replace("https://backend.acme-it.app", "not an address")
    assert [finding.name for finding in judged(text).stricter] == ["invalid-base-url"]


def test_the_later_stages_are_not_compared_where_an_earlier_one_fails() -> None:
    text = GOOD.replace("endpoint: node", "endpoint: nod").replace("title: Hello", "title: 7")
    assert judged(text, ("macro property title must be string", SHAPES)).ours == ()
    assert [finding.name for finding in judged(text).ours] == ["wrong-type", "undefined-endpoint"]


def test_what_is_of_files_is_left_out() -> None:
    found = judged(GOOD, ("missing resource 'static/main' is being referenced", MEANINGS))
    assert (len(found.aside), len(found.theirs)) == (1, 0)


def test_only_errors_count_and_silence_is_no_verdict() -> None:
    warning = {"level": "warning", "reference": MEANINGS, "message": "old"}
    assert read({"success": False, "errors": [warning]}) == Verdict(())
    assert read({"success": True, "errors": []}) == Verdict(())
    assert read({"success": False, "errors": []}).crash
    assert read({"crash": "TypeError"}).crash == "TypeError"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a stand-in for node, one for the package, one for the script."""
    node = tmp_path / "bin" / "node"
    node.parent.mkdir()
    node.write_text(NODE.format(python=sys.executable))
    node.chmod(0o755)
    (tmp_path / "npm" / "node_modules" / "@forge" / "manifest").mkdir(parents=True)
    (tmp_path / "script.js").write_text("")
    (tmp_path / "manifests").mkdir()
    return tmp_path


def compare(
    home: Path, *arguments: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """A run of the script."""
    command = [sys.executable, str(ROOT / "devtools" / "compare_official.py"), "manifests"]
    options = ["--official", "npm", "--official-script", "script.js"]
    return subprocess.run(
        [*command, *options, *arguments],
        cwd=home,
        env={**os.environ, "PATH": str(home / "bin") if path is None else path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def put(home: Path, name: str, text: str, *said: str) -> None:
    """A manifest, and what the official validator says of it."""
    comments = "".join(f"#:{message}\n" for message in said)
    (home / "manifests" / name).write_text(text + comments)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a #! line")
class TestRuns:
    def test_agreement(self, home: Path) -> None:
        put(home, "good.yml", GOOD)
        bad = GOOD.replace("title: Hello", "title: 7")
        put(home, "bad.yml", bad, f"error|{SHAPES}|macro property title must be string")
        done = compare(home)
        assert done.returncode == 0, done.stderr
        assert "| forgecfg: no error | 1 | 0 |\n| forgecfg: errors | 0 | 1 |" in done.stdout
        assert "| shape | a value of the wrong type | 1 |" in done.stdout
        assert "Manifests that only one rejects: 0\n" in done.stdout

    def test_manifests_that_only_one_refuses(self, home: Path) -> None:
        put(home, "ours.yml", GOOD.replace("https://backend.acme-it.app", "not an address"))
        missing = "missing resource 'static/main' is being referenced"
        put(home, "files.yml", GOOD, f"error|{MEANINGS}|{missing}")
        odd = GOOD.replace("  macro:\n", "  odd:type:\n    - key: x\n  macro:\n")
        put(home, "type.yml", odd, f"error|{MEANINGS}|invalid value 'odd:type' in modules")
        done = compare(home)
        assert done.returncode == 0, done.stdout
        for row in (
            "| forgecfg | intentionally stricter | 1 |",
            "| official | left out | 1 |",
            "| official | a warning of ours | 1 |",
        ):
            assert row in done.stdout

    def test_disagreement_is_listed(self, home: Path) -> None:
        put(home, "theirs.yml", GOOD, f"error|{MEANINGS}|something new")
        put(home, "ours.yml", GOOD.replace("title: Hello", "title: 7"))
        done = compare(home, "--list")
        assert done.returncode == 1
        assert "| meaning | UNMAPPED: something new | 1 |" in done.stdout
        assert "theirs  theirs.yml: something new" in done.stdout
        assert "ours    ours.yml:8:14: wrong-type: `title` of macro" in done.stdout

    def test_a_process_that_dies_leaves_the_others(self, home: Path) -> None:
        put(home, "1.yml", GOOD)
        put(home, "2.yml", f"{GOOD}#die\n")
        put(home, "3.yml", GOOD)
        done = compare(home, "--list")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("3 manifests; the official validator crashes on 1\n")
        assert "| forgecfg: no error | 2 | 0 |" in done.stdout
        assert "crash   2.yml: out of memory" in done.stdout

    def test_what_is_missing_is_said(self, home: Path) -> None:
        assert "no manifest in manifests" in compare(home).stderr
        put(home, "good.yml", GOOD)
        assert "`node` is not installed" in compare(home, path="").stderr
        (home / "script.js").unlink()
        assert "there is no script script.js" in compare(home).stderr
        (home / "npm" / "node_modules" / "@forge" / "manifest").rmdir()
        done = compare(home)
        assert "npm install --prefix npm @forge/manifest" in done.stderr
        assert done.returncode == 2
