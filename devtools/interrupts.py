"""Ends forgecfg at random moments, and in bad surroundings, to see that nothing is lost.

    python devtools/interrupts.py [--kills 300] [--rounds 1000] [--seed 1] [--only NAME …]

Each experiment prints what it did and what it found; the exit code is 1 if anything was lost, a
file was torn, or an exit code was wrong. Some experiments need Linux and the superuser; the others
run without, and what is left out is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

COMMAND = [sys.executable, "-m", "forgecfg"]
MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
resources:
  - key: main
    path: static/main
permissions:
  scopes:
    - read:jira-work
    - read:jira-work
"""
FIXED = MANIFEST.removesuffix("    - read:jira-work\n")
BASE_URL = "https://api.example.com"


class Failures(list[str]):
    """What went wrong, printed at once."""

    def expect(self, holds: bool, what: str) -> None:
        """Note `what` unless it holds."""
        if not holds:
            self.append(what)
            print(f"  FAILED: {what}", flush=True)


def run(
    folder: Path, *arguments: str, prefix: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run forgecfg to its end."""
    command = [*prefix, *COMMAND, *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def leftovers(folder: Path) -> list[str]:
    """The temporary files in a folder."""
    return sorted(path.name for path in folder.glob(".*.tmp"))


@contextmanager
def scene(manifests: int = 1) -> Iterator[Path]:
    """A new folder with a manifest, or with many of them in folders."""
    with tempfile.TemporaryDirectory(prefix="forgecfg-interrupts-") as name:
        folder = Path(name)
        (folder / ".git").mkdir()
        (folder / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
        for number in range(manifests - 1):
            (folder / f"app-{number}").mkdir()
            (folder / f"app-{number}" / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
        yield folder


def kills(failures: Failures, count: int, random: Random) -> None:
    """Each signal at random moments of a fix, a scaffold, a report and a baseline."""
    commands: dict[str, list[str]] = {
        "fix": ["check", "--fix", "manifest.yml"],
        "scaffold": ["scaffold", "--base-url", BASE_URL, "--no-input"],
        "report": ["check", "--format", "json", "--output-file", "report"],
        "baseline": ["check", "--write-baseline"],
    }
    whole = {name: _whole_results(arguments) for name, arguments in commands.items()}
    signals = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
    codes: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for number in range(count):
        name, ending = list(commands)[number % 4], signals[number // 4 % 4]
        files, seconds = whole[name]
        with scene() as folder:
            child = subprocess.Popen(
                [*COMMAND, *commands[name]],
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            # Most of the time goes into starting, and all writing is at the end.
            time.sleep(seconds * random.triangular(0.0, 1.2, 0.95))
            child.send_signal(ending)
            _, said = child.communicate(timeout=60)
            codes[f"{ending.name} {child.returncode}"] += 1
            allowed = {0, 1, -ending}
            if ending is signal.SIGINT:
                allowed |= {2, 130}
            what = f"{name} {ending.name}"
            failures.expect(child.returncode in allowed, f"{what}: {child.returncode} {said!r}")
            torn = b"Traceback" in said and b"KeyboardInterrupt" not in said
            failures.expect(not torn, f"{what}: {said!r}")
            for file, contents in files.items():
                found = (folder / file).read_bytes() if (folder / file).exists() else None
                failures.expect(found in contents, f"{what}: {file} is torn")
            if leftovers(folder):
                left[ending.name] += 1
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        failures.expect(not left[name], f"{left[name]} temporary files after {name}")
    print(f"  {count} signals: {dict(sorted(codes.items()))}")
    print(f"  temporary files left: {dict(left)} (SIGKILL cannot be handled)")


def _whole_results(arguments: list[str]) -> tuple[dict[str, list[bytes | None]], float]:
    """The contents that each file may have, before and after a run, and the seconds of a run."""
    with scene() as folder:
        names = ("manifest.yml", "report", ".forgecfg-baseline.json")
        before = {
            name: (folder / name).read_bytes() if (folder / name).exists() else None
            for name in names
        }
        run(folder, *arguments)
    with scene() as folder:
        start = time.monotonic()
        run(folder, *arguments)
        seconds = time.monotonic() - start
        after = {
            name: (folder / name).read_bytes() if (folder / name).exists() else None
            for name in names
        }
    return {name: [before[name], after[name]] for name in names}, seconds


def two_writers(failures: Failures, rounds: int, random: Random) -> None:
    """Two commands at once change the same manifest: both changes are there, or one is rejected."""
    outcomes: Counter[str] = Counter()
    program = (
        "import sys, time; from forgecfg.cli.main import main\n"
        "import forgecfg.cli.add, forgecfg.scaffold.add, forgecfg.scaffold.build\n"
        "time.sleep(max(0, float(sys.argv[1]) - time.time())); sys.exit(main(sys.argv[2:]))"
    )
    for _ in range(rounds):
        with scene() as folder:
            start = time.time() + 0.45
            children = [
                subprocess.Popen(
                    [
                        *(sys.executable, "-c", program, str(start + random.uniform(0, 0.004))),
                        *("add", "remote", name, "--base-url", BASE_URL, "--yes"),
                    ],
                    cwd=folder,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                for name in ("one", "two")
            ]
            said = [child.communicate(timeout=60)[1] for child in children]
            text = (folder / "manifest.yml").read_text(encoding="utf-8")
            for child, name, words in zip(children, ("one", "two"), said, strict=True):
                done = f"- key: {name}\n" in text
                failures.expect(child.returncode in (0, 2), f"exit code {child.returncode}")
                failures.expect(
                    done == (child.returncode == 0), f"{name}: {child.returncode} {text}"
                )
                rejected = "was changed by another program; not written, try again" in words
                failures.expect(rejected == (child.returncode == 2), f"{name} said {words}")
            codes = sorted(child.returncode for child in children)
            outcomes[{0: "both written", 2: "one rejected"}.get(sum(codes), str(codes))] += 1
            failures.expect(not leftovers(folder), "temporary files are left")
    print(f"  {rounds} rounds: {dict(outcomes)}")


def bad_places(failures: Failures, *_: object) -> None:
    """A full disk, read-only folders and files, no shared memory, few files and one processor."""
    _full_disk(failures)
    _read_only(failures)
    with scene(60) as folder:
        expected = run(folder, "check", "--format", "concise", "--jobs", "1")
        lines = expected.stdout.count("\n")
        failures.expect(expected.returncode == 1 and lines > 60, f"nothing to see: {expected}")
        surroundings = {
            "ulimit -n 64": ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh"],
            "one processor": ["taskset", "-c", str(min(os.sched_getaffinity(0)))],
        }
        if os.getuid() == 0:
            mount = "mount -t tmpfs -o ro,size=4k tmpfs /dev/shm"
            surroundings["no /dev/shm"] = ["unshare", "-m", "sh", "-c", f'{mount}; exec "$@"', "sh"]
        for place, prefix in surroundings.items():
            for jobs in ("1", "3"):
                arguments = ("check", "--format", "concise", "--jobs", jobs)
                done = run(folder, *arguments, prefix=prefix)
                same = (done.returncode, done.stdout) == (1, expected.stdout)
                failures.expect(same, f"{place}, --jobs {jobs}: {done.returncode} {done.stderr}")
                print(f"  {place}, --jobs {jobs}: {done.returncode}, {lines} findings")
            with scene() as other:
                done = run(other, "check", "--fix", prefix=prefix)
                text = (other / "manifest.yml").read_text(encoding="utf-8")
                failures.expect(text == FIXED, f"{place}: not fixed: {done.stderr}")


def _full_disk(failures: Failures) -> None:
    if os.getuid() != 0:
        print("  left out, only the superuser can mount: a full disk")
        return
    with tempfile.TemporaryDirectory(prefix="forgecfg-full-") as name:
        disk = Path(name)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", name], check=True)
        try:
            (disk / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
            (disk / "report").write_text("no findings in 1 file\n", encoding="utf-8")
            with (disk / "filler").open("wb", buffering=0) as filler:
                try:
                    while True:
                        filler.write(b"x" * 4096)
                except OSError:
                    pass
            commands = {
                "fix": ["check", "--fix"],
                "report": ["check", "--format", "json", "--output-file", "report"],
                "scaffold": ["scaffold", "--base-url", BASE_URL, "--no-input"],
                "baseline": ["check", "--write-baseline"],
            }
            for what, command in commands.items():
                done = run(disk, *command)
                failures.expect(done.returncode == 2, f"{what}: {done.returncode}")
                failures.expect("No space left on device" in done.stderr, f"{what}: {done.stderr}")
                kept = (disk / "manifest.yml").read_text(encoding="utf-8") == MANIFEST
                kept &= (disk / "report").read_text(encoding="utf-8") == "no findings in 1 file\n"
                failures.expect(kept and not leftovers(disk), f"{what}: something was lost")
                print(f"  full disk, {what}: {done.returncode}, {done.stderr.splitlines()[0]}")
        finally:
            subprocess.run(["umount", name], check=True)


def _read_only(failures: Failures) -> None:
    as_other: list[str] = []
    if os.getuid() == 0:  # to whom nothing is read-only
        as_other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for kind, mode_of_folder, mode in (
        ("read-only folder", 0o555, 0o666),
        ("read-only file", 0o777, 0o444),
    ):
        with scene() as folder:
            (folder / "manifest.yml").chmod(mode)
            folder.chmod(mode_of_folder)
            done = run(folder, "check", "--fix", prefix=as_other)
            folder.chmod(0o755)
            kept = (folder / "manifest.yml").read_text(encoding="utf-8") == MANIFEST
            failures.expect(done.returncode == 2, f"{kind}: {done.returncode} {done.stderr}")
            failures.expect(kept and not leftovers(folder), f"{kind}: something was lost")
            failures.expect("cannot write manifest.yml: " in done.stderr, f"{kind}: {done.stderr}")
            print(f"  {kind}: {done.returncode}, {done.stderr.splitlines()[0]}")


def workers(failures: Failures, *_: object) -> None:
    """Workers that are killed, ended or stopped: the output is the same."""
    with scene(1200) as folder:
        expected = run(folder, "check", "--format", "json", "--jobs", "1")
        for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGSTOP):
            child = subprocess.Popen(
                [*COMMAND, "check", "--format", "json", "--jobs", "3", "--output-file", "report"],
                cwd=folder,
                stderr=subprocess.PIPE,
                text=True,
            )
            struck = _strike(child.pid, ending)
            said = child.communicate(timeout=120)[1]
            same = (folder / "report").read_text(encoding="utf-8") == expected.stdout
            (folder / "report").unlink()
            failures.expect(struck, f"{ending.name}: no worker was found")
            failures.expect((child.returncode, same) == (1, True), f"{ending.name}: {said}")
            words = "a worker process could not start or died" in said
            failures.expect(words, f"{ending.name} was not mentioned: {said}")
            print(f"  worker {ending.name}: {child.returncode}, same output: {same}")


def _strike(parent: int, ending: signal.Signals) -> bool:
    """Send a signal to the first child of a process as soon as there is one."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(2000):
        found = children.read_text(encoding="ascii").split() if children.exists() else []
        if found:
            time.sleep(0.3)  # until it works on something
            os.kill(int(found[0]), ending)
            return True
        time.sleep(0.005)
    return False


EXPERIMENTS: dict[str, Callable[[Failures, int, Random], None]] = {
    "kills": kills,
    "writers": two_writers,
    "places": bad_places,
    "workers": workers,
}


def main() -> int:
    """Run the experiments; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=EXPERIMENTS, default=[])
    arguments = parser.parse_args()
    counts = {"kills": arguments.kills, "writers": arguments.rounds}
    failures = Failures()
    for name, experiment in EXPERIMENTS.items():
        if not arguments.only or name in arguments.only:
            print(f"{name}: {(experiment.__doc__ or '').splitlines()[0]}", flush=True)
            experiment(failures, counts.get(name, 0), Random(arguments.seed))
    print(json.dumps({"failures": len(failures)}))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
