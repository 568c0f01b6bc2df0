"""Builds the wheel and the sdist, checks what they contain, and tries the installed wheel.

    python scripts/check_packages.py [--output DIR] [--python X.Y]
    python scripts/check_packages.py --suite [--oldest] [--python X.Y] [-- ARGUMENTS OF PYTEST]
    python scripts/check_packages.py --install-lines [--python X.Y]
    python scripts/check_packages.py --platforms

`--suite` also runs the tests against the installed wheel, in the unpacked sdist without the source
of the package, so that only the wheel can be imported; it shows at once that the sdist has all
that the tests need. Tests that are about the checkout follow with the source in its place. The last
line is the result. `--oldest` installs the oldest versions that pyproject.toml allows for its
direct dependencies. `--install-lines` executes the install lines of the documentation in a clean
clone of the last commit. `--platforms` lists the dependencies without a wheel for a platform.
Needs the extra `dev` and a network.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from packages.contents import build, contents
from packages.environments import ROOT, environment, install
from packages.install_lines import clone, execute, lines_of
from packages.platforms import gaps, table, unexpected
from packages.suite import lines, suite

_EXAMPLE = "examples/broken/macro-user-token/manifest.yml"


def try_commands(python: Path, folder: Path) -> list[str]:
    """Run the installed commands as a user would; what is wrong with them."""
    manifest = folder / "manifest.yml"
    shutil.copyfile(ROOT / _EXAMPLE, manifest)
    expected = (
        (("--version",), 0, "forgecfg "),
        (("check", "manifest.yml"), 1, "undefined-endpoint"),
        (("explain", "undefined-endpoint"), 0, "How to fix"),
        (("schema",), 0, '"$schema"'),
        (("remote", "verifier", "--lang", "python"), 0, "def "),
    )
    found = []
    for arguments, code, part in expected:
        done = subprocess.run(
            [python, "-m", "forgecfg", *arguments],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != code or part not in done.stdout:
            said = (done.stdout + done.stderr)[-500:]
            found.append(f"forgecfg {' '.join(arguments)}: exit code {done.returncode}: {said}")
    return found


def install_lines(python: str) -> list[str]:
    """Execute the install lines of the documentation; what is wrong with them."""
    found = []
    with tempfile.TemporaryDirectory(prefix="forgecfg-lines-") as name:
        source = clone(Path(name, "clone"))
        for line in lines_of(source):
            print(line.command, flush=True)
            folder = Path(name, line.tool)
            folder.mkdir()
            found += execute(line, source, folder, python)
    return found


def platforms() -> list[str]:
    """Print which dependencies have no wheel; what is not as the documentation says."""
    missing = gaps()
    print(table(missing))
    return unexpected(missing)


def main() -> int:
    """Do what the options ask for; returns 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--output", type=Path, help="an empty or new folder that keeps them")
    parser.add_argument("--python", default=sys.executable, help="a version or an interpreter")
    parser.add_argument("--oldest", action="store_true", help="the oldest allowed dependencies")
    parser.add_argument("--suite", action="store_true", help="run the tests against the wheel")
    parser.add_argument("pytest", nargs="*", default=["-n", "auto"], help="arguments of pytest")
    parser.add_argument("--install-lines", action="store_true", help="execute those of the docs")
    parser.add_argument("--platforms", action="store_true", help="look for missing wheels")
    options = parser.parse_args()
    if options.install_lines or options.platforms:
        found = install_lines(options.python) if options.install_lines else []
        found += platforms() if options.platforms else []
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    return check_packages(options)


def check_packages(options: argparse.Namespace) -> int:
    """Build, check, install, try; returns 1 if something is wrong."""
    with tempfile.TemporaryDirectory(prefix="forgecfg-packages-") as name:
        folder = Path(name)
        wheel, sdist = build((options.output or folder / "dist").resolve())
        found = contents(wheel, sdist)
        python = environment(folder / "plain", options.python)
        install(python, wheel, extra=None, oldest=options.oldest)
        (folder / "app").mkdir()
        found += try_commands(python, folder / "app")
        for problem in found:
            print(problem)
        if options.suite and not found:
            python = environment(folder / "full", options.python)
            install(python, wheel, extra="servers", oldest=options.oldest)
            result = suite(python, sdist, folder / "source", options.pytest)
            print(*lines(python, result, oldest=options.oldest), sep="\n")
            return 1 if result.failed or not result.passed else 0
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
