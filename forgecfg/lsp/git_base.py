"""The committed version of a manifest, to compare the unsaved one with."""

from __future__ import annotations

from pathlib import Path

from forgecfg.errors import ForgecfgError


def committed_version(path: str) -> bytes | None:
    """The bytes of a manifest in HEAD; None without git, a repository, a commit, or the file.

    Runs git, which can take some time.
    """
    from forgecfg.impact.git import Repository

    file = Path(path)
    try:
        repository = Repository(file.parent)
        return repository.read(repository.resolve("HEAD"), f"{repository.prefix}{file.name}")
    except (ForgecfgError, ValueError):
        return None
