"""What `scripts/check_packages.py` accepts, and what it does not."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from packages import contents, install_lines, platforms, suite

ROOT = Path(__file__).parents[2]
WHEEL = [
    *contents._IN_WHEEL,
    "forgecfg/remote/templates/forge_verify.py",
    "forgecfg-1.0.dist-info/METADATA",
]


def test_a_good_wheel() -> None:
    assert contents.wheel_problems(WHEEL) == []


@pytest.mark.parametrize("name", contents._IN_WHEEL)
def test_a_file_is_missing(name: str) -> None:
    names = [other for other in WHEEL if other != name]
    assert f"wheel: {name} is missing" in contents.wheel_problems(names)


@pytest.mark.parametrize("name", ["tests/conftest.py", "devtools/mutate.py", "shared/facts.md"])
def test_a_file_outside_of_the_package(name: str) -> None:
    assert f"wheel: {name} is outside of the package" in contents.wheel_problems([*WHEEL, name])


def test_leftovers() -> None:
    name = "forgecfg/__pycache__/api.cpython-311.pyc"
    assert contents.wheel_problems([*WHEEL, name]) == [f"wheel: {name} must not be in it"]


def test_what_the_sdist_needs_is_here() -> None:
    assert [name for name in contents._IN_SDIST if not (ROOT / name).exists()] == []
    names = list(contents._IN_SDIST)
    assert contents.sdist_problems(names) == []
    assert contents.sdist_problems(names[1:]) == [f"sdist: {names[0]} is missing"]


@pytest.mark.slow
def test_the_packages_of_this_checkout(tmp_path: Path) -> None:
    pytest.importorskip("uv")
    pytest.importorskip("twine")
    assert contents.contents(*contents.build(tmp_path)) == []


def test_packages_with_the_wrong_contents(tmp_path: Path) -> None:
    wheel, sdist = tmp_path / "a.whl", tmp_path / "a.tar.gz"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in WHEEL[1:]:
            archive.writestr(name, "")
    with tarfile.open(sdist, "w:gz") as archive_:
        for name in contents._IN_SDIST[1:]:
            archive_.addfile(tarfile.TarInfo(f"forgecfg-1.0/{name}"))
    assert contents.contents(wheel, sdist) == [
        f"wheel: {WHEEL[0]} is missing",
        f"sdist: {contents._IN_SDIST[0]} is missing",
    ]


@pytest.mark.slow
def test_metadata_that_an_index_refuses(tmp_path: Path) -> None:
    pytest.importorskip("twine")
    wheel = tmp_path / "forgecfg-1.0-py3-none-any.whl"
    metadata = "Metadata-Version: 2.1\nName: forgecfg\nVersion: 1.0\n"
    kind = "Description-Content-Type: text/x-rst\n\n"

    def write(text: str) -> None:
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("forgecfg-1.0.dist-info/METADATA", metadata + text)

    write(kind + "Text\n")
    contents.check_metadata(wheel)
    write(kind + "Title\n=\n\n`open\n")
    with pytest.raises(CalledProcessError):
        contents.check_metadata(wheel)


def test_the_outcome_of_a_run(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
          <testcase name="a"/>
          <testcase name="b"><failure message="assert 0"/></testcase>
          <testcase name="c"><error message="failed on setup"/></testcase>
          <testcase name="d"><skipped type="pytest.skip" message="no jq"/></testcase>
          <testcase name="e"><skipped type="pytest.skip" message="no jq"/></testcase>
        </testsuite></testsuites>""",
        encoding="utf-8",
    )
    found = suite.outcome(report)
    assert found == suite.Outcome(1, 2, Counter({"no jq": 2}))
    assert found + found == suite.Outcome(2, 4, Counter({"no jq": 4}))


def test_known_gaps_are_in_the_documentation() -> None:
    page = (ROOT / "docs" / "usage.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for extra, _, package in platforms.KNOWN:
        if extra != "servers":  # for the tests only
            [row] = [row for row in rows if row.startswith(f"| `{extra}` |")]
            assert f"`{package}`" in row
    assert not [gap for gap in platforms.KNOWN if gap[0] == platforms.BASE]


def test_a_new_gap_and_a_closed_one() -> None:
    first, *others = sorted(platforms.KNOWN)
    found = [
        platforms.Gap(extra, platform, f"{name}==1.0", ("3.11",))
        for extra, platform, name in others
    ]
    new = platforms.Gap(platforms.BASE, "Windows ARM", "rich==1.0", platforms.PYTHONS)
    assert platforms.unexpected([*found, new]) == [
        "not known: base, Windows ARM, rich",
        f"no longer missing: {', '.join(first)}",
    ]
    assert "| Windows ARM | no rich==1.0 |" in platforms.table([*found, new])


def test_the_lines_that_are_executed() -> None:
    usage, readme = ((ROOT / name).read_text("utf-8") for name in ("docs/usage.md", "README.md"))
    lines = install_lines.printed(usage, readme)
    assert [line.tool for line in lines] == ["pip", "pipx", "uv", "README"]
    with pytest.raises(ValueError, match="pip, uv"):
        install_lines.printed(usage.replace("| pipx |", "| other |"), readme)
    with pytest.raises(ValueError, match="Run it"):
        install_lines.printed(usage, readme.replace("### Run it", ""))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("tool", ["pip", "pipx", "uv", "README"])
def test_install_lines_work_as_printed(tmp_path: Path, tool: str) -> None:
    pytest.importorskip("uv")
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    source = install_lines.clone(tmp_path / "clone")
    [line] = [line for line in install_lines.lines_of(source) if line.tool == tool]
    assert install_lines.execute(line, source, tmp_path, sys.executable) == []


@pytest.mark.slow
def test_a_line_that_does_not_work(tmp_path: Path) -> None:
    pytest.importorskip("uv")
    for number, (command, code) in enumerate((("exit 3", 0), ("true", 0), ("exit 1", 1))):
        folder = tmp_path / str(number)
        folder.mkdir()
        line = install_lines.Line("pip", command, code)
        assert install_lines.execute(line, folder, folder, sys.executable) != []
