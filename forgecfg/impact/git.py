"""Reading old versions of files through the git program.

Nothing that a user or a repository names is read as an option, no shell is involved, and git is
not allowed to ask for anything or to use the network.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.errors import ForgecfgError

_TIMEOUT = 60
"""Seconds that one call of git may last."""

_MAX_MESSAGE = 200


class RevisionError(ForgecfgError):
    """A revision that git does not know."""


class Repository:
    """The git repository that a folder is in.

    `root` is its top folder, `prefix` the folder below it, with a slash at its end ("" at the top).
    Raises ForgecfgError where git is missing, or where the folder is in no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        out = self._git("rev-parse", "--show-toplevel", "--show-prefix")
        if out is None:
            raise ForgecfgError(
                f"not a git repository: {folder.absolute()}; give two files instead"
            )
        root, _, prefix = _text(out).partition("\n")
        self.root = Path(root)
        self.prefix = prefix.rstrip("\n")

    def resolve(self, revision: str) -> str:
        """The id of the commit of a revision. Raises RevisionError where there is none."""
        if not revision or "\0" in revision:
            raise RevisionError(f"unknown revision {revision!r}")
        out = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        commit = _text(out).strip() if out is not None else ""
        if commit:
            return commit
        raise RevisionError(f"unknown revision {revision!r}{self._hint()}")

    def merge_base(self, one: str, other: str) -> str:
        """The id of the commit at which two commits part. Raises ForgecfgError without one."""
        out = self._git("merge-base", "--end-of-options", one, other)
        if out is None:
            raise ForgecfgError(f"no common commit of the two revisions{self._hint()}")
        return _text(out).strip()

    def files(self, commit: str, names: frozenset[str], folder: str = "") -> list[str]:
        """The paths from the root of all files of some names below a folder of a commit."""
        out = self._git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)
        if out is None:
            raise ForgecfgError(f"git cannot list the files of {commit[:12]}")
        found: list[str] = []
        for entry in _text(out).split("\0"):
            mode, _, path = entry.partition("\t")
            # Only regular files: not links (120000), not submodules (160000).
            if mode.startswith("100") and path.rpartition("/")[2] in names:
                found.append(path)
        return sorted(path for path in found if path.startswith(folder))

    def read(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file of a commit; None where it has no such file.

        Raises ForgecfgError for one beyond the safety limit of a manifest.
        """
        name = f"{commit}:{path}"
        if "\0" in path or "\n" in path:
            return None
        size = self._git("cat-file", "-s", name)
        if size is None:
            return None
        if int(size) > SAFETY_SIZE_LIMIT:
            raise ForgecfgError(f"{path} of {commit[:12]} is too large: {int(size):,} bytes")
        kind = self._git("cat-file", "-t", name)
        if kind is None or kind.strip() != b"blob":
            return None
        return self._git("cat-file", "blob", name)

    def _hint(self) -> str:
        out = self._git("rev-parse", "--is-shallow-repository")
        if out is not None and out.strip() == b"true":
            return (
                "; the clone is shallow: run `git fetch --unshallow`, "
                "or set `fetch-depth: 0` for actions/checkout"
            )
        return ""

    def _git(self, *arguments: str) -> bytes | None:
        """The output of git; None where it fails. Raises ForgecfgError where it cannot run."""
        try:
            done = subprocess.run(
                ["git", "--no-pager", "--literal-pathspecs", *arguments],
                cwd=self._folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise ForgecfgError(f"no such folder: {self._folder}") from None
            raise ForgecfgError("git is not installed; give two files instead") from None
        except subprocess.TimeoutExpired:
            raise ForgecfgError(f"git did not finish within {_TIMEOUT} seconds") from None
        except (OSError, ValueError) as error:
            raise ForgecfgError(f"git cannot be run: {error}") from None
        if done.returncode == 0:
            return done.stdout
        if b"dubious ownership" in done.stderr:
            raise ForgecfgError(f"git: {_text(done.stderr).splitlines()[0][:_MAX_MESSAGE]}")
        return None


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
    }


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape")
