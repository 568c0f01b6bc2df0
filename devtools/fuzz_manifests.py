"""Checks, fixes and scaffolds random manifests, and reports everything that must not happen.

    python devtools/fuzz_manifests.py [--seconds 60 | --count N] [--seed S] [--jobs N]
                                      [--yaml NODE_MODULES] [--show SEED]

A seed always makes the same text. Each text is checked in every format, fixed (safe and unsafe),
scaffolded and added to; an exception, an internal error, a step of over 2 s of CPU time, a process
of over 300 MB, or a text that needs 20 s of CPU time (or 5 minutes by the clock) is a failure. With
--yaml, a directory `node_modules` with the package `yaml`, the parser that Forge uses judges what
each fix and addition changed, and whether both read the same data. Exit code 1 after any failure.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import signal
import sys
import time
from multiprocessing.connection import Connection, wait
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fuzz.judge import Judge
from fuzz.probe import probe
from fuzz.texts import make

_MOST_MEMORY = 300 * 1024  # KiB
# By the processor, since a busy machine can stop a process for long, and by the clock.
_BUSY = 20.0
_BLOCKED = 300.0
_PER_PROCESS = 2_000


def _work(pipe: Connection, first: int, step: int, yaml: Path | None) -> None:
    """Probe every `step`-th seed; sends each seed before and its problems after."""
    judge = Judge(yaml) if yaml is not None else None
    for number in range(_PER_PROCESS):
        seed = first + number * step
        pipe.send((seed, None))
        # The signal ends the process.
        signal.setitimer(signal.ITIMER_VIRTUAL, _BUSY)
        problems = probe(make(seed), judge)
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _MOST_MEMORY:
            problems.append("the process uses more than 300 MB")
        pipe.send((seed, problems))
    if judge is not None:
        judge.close()


class _Worker:
    """A process that probes seeds, started again with the next ones when it ends."""

    def __init__(self, first: int, step: int, yaml: Path | None) -> None:
        self.step = step
        self.yaml = yaml
        self.next = first
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        arguments = (other, self.next, self.step, self.yaml)
        self.process = multiprocessing.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        other.close()
        self.since = time.monotonic()

    def skip(self) -> None:
        """Kill the process, and go on after its seed."""
        self.process.kill()
        self.process.join()
        self.next += self.step
        self.start()


def run(seed: int, count: int, seconds: float, jobs: int, yaml: Path | None) -> tuple[int, int]:
    """Probe until `count` texts or `seconds` are over; the numbers of texts and of failures."""
    end = time.monotonic() + seconds
    workers = [_Worker(seed + index, jobs, yaml) for index in range(jobs)]
    done = failures = 0
    while done < count and time.monotonic() < end:
        for pipe in wait([worker.pipe for worker in workers], timeout=1):
            worker = next(one for one in workers if one.pipe is pipe)
            try:
                current, problems = worker.pipe.recv()
            except EOFError:
                worker.process.join()
                if code := worker.process.exitcode:
                    done += 1
                    failures += 1
                    hangs = code == -signal.SIGVTALRM
                    print(f"seed {worker.next}:", "hangs" if hangs else f"died with {code}")
                    worker.next += worker.step
                worker.start()
                continue
            worker.since = time.monotonic()
            if problems is None:
                worker.next = current
                continue
            worker.next = current + worker.step
            done += 1
            failures += bool(problems)
            for problem in problems:
                print(f"seed {current}: {problem}", flush=True)
        for worker in workers:
            if time.monotonic() - worker.since > _BLOCKED:
                done += 1
                failures += 1
                print(f"seed {worker.next}: is blocked", flush=True)
                worker.skip()
    for worker in workers:
        worker.process.kill()
    return done, failures


def main() -> int:
    """Run; returns the exit code."""
    about, _, usage = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=usage, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10**9)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--yaml", type=Path)
    parser.add_argument("--show", type=int, help="print the text of a seed, and its problems")
    given = parser.parse_args()
    yaml = given.yaml if given.yaml is not None and shutil.which("node") else None
    if given.show is not None:
        text = make(given.show)
        sys.stdout.write(text)
        print("\n---", *probe(text, Judge(yaml) if yaml else None), sep="\n", file=sys.stderr)
        return 0
    if given.count == given.seconds == 10**9:
        given.seconds = 60
    done, failures = run(given.seed, given.count, given.seconds, given.jobs, yaml)
    judged = "judged by npm yaml" if yaml else "without npm yaml"
    print(f"{done} texts from seed {given.seed}, {judged}: {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
