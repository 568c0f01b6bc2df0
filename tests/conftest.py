"""What all tests share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from forgecfg.cli.main import main

# The same examples in every run: a check that fails now and then teaches people to look away.
# `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

Golden = Callable[[Path, str], None]


class RunResult(NamedTuple):
    """Exit code, standard output and standard error of one run."""

    code: int
    out: str
    err: str


Forgecfg = Callable[..., RunResult]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected outputs anew; look at the difference before you keep it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give slow tests, which install packages, more time than others."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """Lets processes that tests start be interrupted, even where this one must not be.

    Under `nohup` and in the background of a script SIGINT is ignored, and children inherit that.
    """
    before = signal.getsignal(signal.SIGINT)
    if before == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compares a text with the file that holds what it should be, byte for byte."""
    update: bool = pytestconfig.getoption("--update-golden")

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), "run pytest with --update-golden, and look at what it writes"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def forgecfg(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Forgecfg:
    """Runs forgecfg in this process; the current folder is `tmp_path`, the environment neutral."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    # No configuration above the temporary folder counts.
    os.mkdir(tmp_path / ".git")  # noqa: PTH102

    def run(*arguments: str) -> RunResult:
        code = main(arguments)
        out, err = capsys.readouterr()
        assert code in (0, 1, 2)
        assert "Traceback" not in out + err
        return RunResult(code, out, err)

    return run
