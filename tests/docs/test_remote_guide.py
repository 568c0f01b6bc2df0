"""The guide in `docs/remote.md`: its commands are run, in order, in the app that it starts from.

With `--update-golden` the page gets what they print.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytest.importorskip("jwt")
pytest.importorskip("httpx")

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "remote.md"
APP = ROOT / "docs" / "samples" / "custom-ui"
_BLOCK = re.compile(r"<!-- guide (?P<what>[^\n]+) -->\n```\w+\n(?P<body>.*?)^```$", re.M | re.S)
# What differs from run to run, and what the page shows for it.
_VARYING = (
    (r'"(iat|nbf)": \d+', r'"\1": 1795780800'),
    (r'"exp": \d+', '"exp": 1795780825'),
    (r'"jti": "[0-9a-f]+"', '"jti": "d8a496253ec8c18a54631e4c82cbedd5d0ae8570"'),
    (r"(x-b3-traceid): [0-9a-f]+", r"\1: a523b7549f0b88c9"),
    (r"(x-b3-spanid): [0-9a-f]+", r"\1: 2a2436c64727923f"),
    (r"after \d+ ms", "after 5 ms"),
    (r"after \d+ s", "after 5 s"),
    (r"(  date|  server): .*", r"\1: …"),
)

pytestmark = pytest.mark.slow


class Guide:
    """A copy of the app, and the processes that the guide starts in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.backend, self.keys = _free_port(), _free_port()
        self.processes: list[subprocess.Popen[bytes]] = []

    def run(self, line: str) -> str:
        """What a command shows on a terminal."""
        words = self._local(line).split(" ", 1)
        if line.endswith(" &"):
            self._start(self._local(line).removesuffix(" &"))
            return ""
        assert words[0] == "forgecfg"
        done = subprocess.run(
            self._local(line),
            shell=True,
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return self._shown(done.stdout)

    def write(self, name: str, text: str) -> None:
        """Write a file of the guide."""
        (self.folder / name).write_text(self._local(text), encoding="utf-8")

    def stop(self) -> None:
        """End what was started."""
        for process in self.processes:
            process.kill()
            process.wait()

    def _start(self, command: str) -> None:
        setting, _, program = command.partition(" ")
        name, _, value = setting.partition("=")
        arguments = [sys.executable, *program.split(" ")[1:]]
        env = {**self._environment(), name: value}
        devnull = subprocess.DEVNULL
        self.processes.append(
            subprocess.Popen(arguments, cwd=self.folder, env=env, stdout=devnull, stderr=devnull)
        )
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{self.backend}/", timeout=5)
            except URLError as error:
                if "401" in str(error):
                    error.close()  # type: ignore[attr-defined]
                    return
            time.sleep(0.05)
        pytest.fail("the backend of the guide does not start")

    def _environment(self) -> dict[str, str]:
        program = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
        return env | {"PATH": program, "COLUMNS": "100", "FORGECFG_KEYS_PORT": str(self.keys)}

    def _local(self, text: str) -> str:
        """With free ports in place of those of the guide."""
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.backend}")
        text = text.replace('"127.0.0.1", 8000', f'"127.0.0.1", {self.backend}')
        return text.replace(":9753", f":{self.keys}")

    def _shown(self, text: str) -> str:
        """As the page shows it."""
        text = text.replace(f":{self.backend}", ":8000").replace(f":{self.keys}", ":9753")
        for pattern, shown in _VARYING:
            text = re.sub(pattern, shown, text)
        return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        number: int = sock.getsockname()[1]
    return number


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[Guide]:
    shutil.copytree(APP, tmp_path / "app")
    one = Guide(tmp_path / "app")
    yield one
    one.stop()


def test_the_guide_works_as_written(guide: Guide, pytestconfig: pytest.Config) -> None:
    def rerun(match: re.Match[str]) -> str:
        if match["what"].startswith("file "):
            guide.write(match["what"].removeprefix("file "), match["body"])
            return match[0]
        shown = []
        for line in match["body"].splitlines():
            if line.startswith("$ "):
                shown += [line, *filter(None, [guide.run(line.removeprefix("$ "))])]
        return f"<!-- guide {match['what']} -->\n```console\n" + "\n".join(shown) + "\n```"

    old = PAGE.read_text("utf-8")
    new = _BLOCK.sub(rerun, old)
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(new, encoding="utf-8")
    assert new == PAGE.read_text("utf-8")
    assert new.count("$ forgecfg remote") >= 4
