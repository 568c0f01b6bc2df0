"""However many processes there are, the result is the same."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator

import pytest

from forgecfg.config.config import Config
from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport, Severity
from forgecfg.runner import pool, workers
from forgecfg.runner.pool import check_files
from forgecfg.runner.target import Target
from forgecfg.runner.workers import BATCH_BYTES, BATCH_FILES, MAX_PENDING, Method, check_in_workers

from .conftest import Forgecfg, Many

AHEAD = MAX_PENDING * BATCH_FILES
METHODS: list[Method] = ["spawn"] if sys.platform in ("win32", "darwin") else ["fork", "spawn"]


def plain(reports: Iterator[FileReport]) -> list[FileReport]:
    """Reports that can be compared: read-only mappings cannot."""
    return [report._replace(lines=dict(report.lines)) for report in reports]


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_the_reports_are_the_same_and_in_order(many: Many, jobs: int) -> None:
    targets = [*many(3 * BATCH_FILES + 5), Target("gone.yml", "gone.yml")]
    choice = CheckArguments(Config(severity=(("FC201", Severity.INFO),)), ignore=("FC410",))
    alone = plain(check_files(targets, choice, 1))
    assert [report.file for report in alone] == [target.name for target in targets]
    assert {f.code for report in alone for f in report.findings} >= {"FC201", "FC002", "FC001"}
    assert any(f.fixes for report in alone for f in report.findings)
    assert plain(check_files(targets, choice, jobs)) == alone


@pytest.mark.parametrize("method", METHODS)
def test_by_each_way_to_start_processes(many: Many, method: Method) -> None:
    targets = many(2 * BATCH_FILES + 1)
    choice = CheckArguments(Config(severity=(("FC201", Severity.INFO),)))
    in_workers = check_in_workers(targets, choice, 2, print, method)
    assert plain(in_workers) == plain(check_files(targets, choice, 1))


def test_the_output_is_the_same_in_every_run(forgecfg: Forgecfg, many: Many) -> None:
    many(60)
    first = forgecfg("check", "--format", "json", "--jobs", "1")
    assert first.code == 1
    assert len(json.loads(first.out)["files"]) == 60
    for jobs in ("2", "2", "4"):
        assert forgecfg("check", "--format", "json", "--jobs", jobs) == first
    text = forgecfg("check", "--jobs", "1")
    assert forgecfg("check", "--jobs", "3") == text


def test_many_files_do_not_pile_up(many: Many) -> None:
    targets = many(30) * 60
    taken = 0

    def counted() -> Iterator[Target]:
        nonlocal taken
        for target in targets:
            taken += 1
            yield target

    jobs = 2
    for done, _ in enumerate(check_files(counted(), CheckArguments(), jobs)):
        assert taken <= done + (jobs * MAX_PENDING + 1) * BATCH_FILES
    assert taken == len(targets)
    # Alone it takes the next one when it is asked for.
    taken = 0
    reports = check_files(counted(), CheckArguments(), 1)
    next(reports)
    assert taken == 1


@pytest.mark.skipif(sys.platform != "linux", reason="tested where processes fork")
def test_a_slow_file_lets_only_so_many_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(target: Target, _: Settings) -> FileReport:
        if target.name == "0":
            time.sleep(0.5)
        return FileReport(target.name)

    monkeypatch.setattr("forgecfg.runner.workers.check_target", check)
    taken = 0

    def counted() -> Iterator[Target]:
        nonlocal taken
        for number in range(20 * AHEAD):
            taken += 1
            # The first is a batch of its own.
            yield Target(str(number), None, BATCH_BYTES if number == 0 else 1)

    reports = check_files(counted(), CheckArguments(), 2)
    assert next(reports).file == "0"
    assert BATCH_FILES < taken <= 2 * AHEAD + 1
    assert [report.file for report in reports] == [str(n) for n in range(1, 20 * AHEAD)]


def test_processes_are_started_only_where_they_pay(
    many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = many(20)
    pools = 0

    def counted(
        targets: Iterable[Target], arguments: CheckArguments, jobs: int, warn: pool.Warn
    ) -> Iterator[FileReport]:
        nonlocal pools
        pools += 1
        return check_in_workers(targets, arguments, jobs, warn)

    monkeypatch.setattr(workers, "check_in_workers", counted)
    monkeypatch.setattr(pool, "available_processors", lambda: 2)
    size = pool.WORTHWHILE // 20

    def started(sizes: int, jobs: int | None = None, count: int = 20) -> int:
        nonlocal pools
        pools = 0
        batch = [target._replace(size=sizes) for target in targets[:count]]
        assert len(list(check_files(batch, CheckArguments(), jobs))) == count
        return pools

    assert started(size - 1) == 0
    assert started(size) == 1
    # One file is no work for two, and who gives a number gets it.
    assert started(10 * pool.WORTHWHILE, count=1) == 0
    assert started(1, jobs=2) == 1
    assert started(1, jobs=2, count=1) == 0
    assert started(size, jobs=1) == 0
    monkeypatch.setattr(pool, "available_processors", lambda: 1)
    assert started(size) == 0


def test_the_number_of_jobs_is_at_least_one(forgecfg: Forgecfg) -> None:
    for jobs in ("0", "-1", "many"):
        result = forgecfg("check", "--jobs", jobs)
        assert (result.code, result.out) == (2, "")
        assert result.err.count("\n") == 1
