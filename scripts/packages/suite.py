"""Runs the tests against an installed wheel."""

from __future__ import annotations

import subprocess
import tarfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from .environments import ROOT, dependencies, neutral, python_version

# These tests install from the checkout, generate from it, or follow links to the source of the
# package: they run in a second phase, when the source is back.
_OF_CHECKOUT = (
    "tests/hooks",
    "tests/docs/test_generated.py",
    "tests/scripts/test_check_packages.py",
    "tests/docs/test_pages.py::test_links_lead_somewhere[CONTRIBUTING.md]",
)
_EXTRAS = ("source", "remote", "lsp")


class Outcome(NamedTuple):
    """How many tests passed, failed (also with an error), and were skipped, by reason."""

    passed: int
    failed: int
    skipped: Counter[str]

    def __add__(self, other: object) -> Outcome:
        if not isinstance(other, Outcome):
            return NotImplemented
        skipped = self.skipped + other.skipped
        return Outcome(self.passed + other.passed, self.failed + other.failed, skipped)


def outcome(report: Path) -> Outcome:
    """What pytest wrote as `--junitxml`."""
    passed = failed = 0
    skipped: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None:
            skipped[skip.get("message", "")] += 1
        else:
            passed += 1
    return Outcome(passed, failed, skipped)


def suite(python: Path, sdist: Path, folder: Path, arguments: list[str]) -> Outcome:
    """Run the tests of an sdist against what is installed.

    The source of the package is moved away, so that nothing but the wheel can be imported. The
    tests of the checkout then run with the source in its place. The facts and manifests that some
    tests need are found if they are next to this checkout.
    """
    folder.mkdir()
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    shared = ROOT.parent / "shared"
    if shared.is_dir():
        (folder / "shared").symlink_to(shared)
    (source / "forgecfg").rename(folder / "away")
    ignored = [f"--ignore={path}" for path in _OF_CHECKOUT if "::" not in path]
    ignored += [f"--deselect={path}" for path in _OF_CHECKOUT if "::" in path]
    first = _pytest(python, source, [*arguments, *ignored])
    (folder / "away").rename(source / "forgecfg")
    return first + _pytest(python, source, [*arguments, *_OF_CHECKOUT])


def _pytest(python: Path, source: Path, arguments: list[str]) -> Outcome:
    report = source.parent / "report.xml"
    report.unlink(missing_ok=True)
    # -P: the current directory is not searched for modules.
    command = [str(python), "-P", "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    code = subprocess.run(command, cwd=source, env=neutral(), check=False).returncode
    found = outcome(report) if report.exists() else Outcome(0, 0, Counter())
    if code and not found.failed:
        return found._replace(failed=1)
    return found


def lines(python: Path, result: Outcome, *, oldest: bool) -> list[str]:
    """The result for people: the reasons of skipped tests, then one line with all else."""
    shown = [f"{count:4} skipped: {reason}" for reason, count in result.skipped.most_common()]
    versions = ", ".join(dependencies(python, _EXTRAS))
    kind = "oldest" if oldest else "newest"
    counts = f"{result.passed} passed, {result.failed} failed, {result.skipped.total()} skipped"
    shown.append(f"Python {python_version(python)}, {kind} dependencies ({versions}): {counts}")
    return shown
