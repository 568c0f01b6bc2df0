"""Ends forgecfg at random moments, and in bad surroundings, to see that nothing is lost.

    python devtools/interrupts.py [--kills 300] [--rounds 1000] [--seed 1] [--only NAME …]

Each experiment prints what it did and what it found; the exit code is 1 if anything was lost, a
file was torn, or an exit code was wrong. Some experiments need Linux and the superuser; the others
run without, and what is left out is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
_OUTSIDE = 99
"""The exit code of a child that was interrupted outside of forgecfg's own code."""


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


@contextlib.contextmanager
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


class Child:
    """forgecfg in a forked process, which has everything loaded: all its time is work."""

    def __init__(self, folder: Path, arguments: Sequence[str], start: float = 0) -> None:
        self._said = folder.parent / f"{folder.name}-{arguments[-1].replace('/', '-')}.err"
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._run(folder, arguments, start)
            finally:
                os._exit(_OUTSIDE)

    def _run(self, folder: Path, arguments: Sequence[str], start: float) -> None:
        from forgecfg.cli import main

        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(self._said, os.O_WRONLY | os.O_CREAT), 2)
        # Ignored in the background of a script.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        while time.time() < start:
            pass
        sys.argv = ["forgecfg", *arguments]
        main.run()

    def wait(self) -> tuple[int, str]:
        """The exit code, as a signal if negative, and what was written to standard error."""
        _, status = os.waitpid(self.pid, 0)
        said = self._said.read_text(encoding="utf-8") if self._said.exists() else ""
        self._said.unlink(missing_ok=True)
        return os.waitstatus_to_exitcode(status), said


def kills(failures: Failures, count: int, random: Random) -> None:
    """Each signal at random moments of a fix, a scaffold, a report and a baseline."""
    commands: dict[str, list[str]] = {
        "fix": ["check", "--fix", "manifest.yml"],
        "scaffold": ["scaffold", "--base-url", BASE_URL, "--no-input"],
        "report": ["check", "--format", "json", "--output-file", "report"],
        "baseline": ["check", "--write-baseline"],
    }
    signals = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
    codes: Counter[str] = Counter()
    left: Counter[str] = Counter()
    whole = {name: _whole_results(arguments) for name, arguments in commands.items()}
    for number in range(count):
        name, ending = list(commands)[number % 4], signals[number // 4 % 4]
        files, seconds = whole[name]
        with scene() as folder:
            child = Child(folder, commands[name])
            time.sleep(seconds * random.uniform(0.1, 1.2))
            os.kill(child.pid, ending)
            code, said = child.wait()
            codes[f"{ending.name} {code}"] += 1
            allowed = {0, 1, -ending}
            if ending is signal.SIGINT:
                # Before or after the run of forgecfg, the child ends as this script says.
                allowed |= {130} if said else {130, _OUTSIDE}
            what = f"{name} {ending.name}"
            failures.expect(code in allowed, f"{what}: {code} {said}")
            failures.expect("internal error" not in said, f"{what}: {said}")
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
    names = ("manifest.yml", "report", ".forgecfg-baseline.json")
    Child(Path(tempfile.gettempdir()), ["check", os.devnull]).wait()
    with scene() as folder:
        before = _contents(folder, names)
        start = time.monotonic()
        code, said = Child(folder, arguments).wait()
        if code not in (0, 1):
            raise SystemExit(f"{arguments}: {code} {said}")
        seconds = time.monotonic() - start
        after = _contents(folder, names)
    return {name: [before[name], after[name]] for name in names}, seconds


def _contents(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    files = {name: folder / name for name in names}
    return {name: file.read_bytes() if file.exists() else None for name, file in files.items()}


def two_writers(failures: Failures, rounds: int, random: Random) -> None:
    """Two commands at once change the same manifest: both changes are there, or one is rejected."""
    outcomes: Counter[str] = Counter()
    for _ in range(rounds):
        with scene() as folder:
            start = time.time() + 0.02
            children = {
                name: Child(
                    folder,
                    ["add", "remote", "--base-url", BASE_URL, "--yes", name],
                    start + random.uniform(0, 0.002),
                )
                for name in ("one", "two")
            }
            codes = []
            results = {name: child.wait() for name, child in children.items()}
            text = (folder / "manifest.yml").read_text(encoding="utf-8")
            for name, (code, said) in results.items():
                codes.append(code)
                failures.expect(code in (0, 2), f"exit code {code}: {said}")
                right = (f"- key: {name}\n" in text) == (code == 0)
                failures.expect(right, f"{name}: {code} {text}")
                rejected = "was changed by another program; not written, try again" in said
                failures.expect(rejected == (code == 2), f"{name} said {said}")
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


def _load_everything() -> None:
    """Run each command once in this process, so that forked ones have nothing to load."""
    from forgecfg.cli.main import main as forgecfg

    here = Path.cwd()
    with scene() as folder, Path(os.devnull).open("w", encoding="utf-8") as nothing:
        os.chdir(folder)
        with contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
            forgecfg(["check", "--fix", "--format", "json", "--output-file", "report"])
            forgecfg(["check", "--write-baseline"])
            forgecfg(["scaffold", "--base-url", BASE_URL, "--no-input"])
            forgecfg(["add", "remote", "new", "--base-url", BASE_URL, "--yes"])
        os.chdir(here)


def main() -> int:
    """Run the experiments; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=EXPERIMENTS, default=[])
    arguments = parser.parse_args()
    _load_everything()
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
