"""The files of an app, with the unsaved texts of open documents over those on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os.path import abspath, join

from forgecfg.files.app_files import Kind, ProjectFiles

Lookup = Callable[[str], str | None]


class OverlayFiles:
    """Files on disk, except those that are open.

    `folder` is the absolute path of the manifest's directory. `lookup` returns the text of an open
    document by its absolute path, None for other files.
    """

    def __init__(self, disk: ProjectFiles, folder: str, lookup: Lookup) -> None:
        self._disk = disk
        self._folder = folder
        self._lookup = lookup

    def kind(self, path: str) -> Kind:
        if self._open(path) is not None:
            return Kind.FILE
        return self._disk.kind(path)

    def text(self, path: str) -> str | None:
        text = self._open(path)
        return text if text is not None else self._disk.text(path)

    def names(self, path: str) -> tuple[str, ...]:
        return self._disk.names(path)

    def is_empty(self, path: str) -> bool:
        return self._disk.is_empty(path)

    def is_ignored(self, path: str) -> bool:
        return self._disk.is_ignored(path)

    def below(self, path: str) -> Iterator[str]:
        return self._disk.below(path)

    def _open(self, path: str) -> str | None:
        if "\0" in path:
            return None
        return self._lookup(abspath(join(self._folder, path)))  # noqa: PTH100, PTH118
