"""File patterns in the syntax of `.gitignore`, for `.gitignore` itself and the configuration.

As in git, a pattern is matched against one file or directory, not against its parents; a search
skips a directory with everything below it. (Libraries that match whole paths let "!app/" undo
"build/" for `app/build`, which git does not.)
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from forgecfg.files.wildcards import translate


class _Pattern(NamedTuple):
    """One line: its regex, whether it matches directories only, and whether it is negated."""

    regex: re.Pattern[str]
    only_folders: bool
    negated: bool


class Patterns:
    """The patterns of one directory, for files below it.

    The last pattern that matches a path decides; one that starts with "!" undoes earlier ones.
    """

    def __init__(self, folder: str, lines: Iterable[str]) -> None:
        """`folder` is absolute and without links. Lines that can never match are dropped."""
        self._prefix = folder.rstrip(os.sep) + os.sep
        patterns = [pattern for line in lines if (pattern := _parse(line)) is not None]
        self._patterns = patterns[::-1]
        together = "|".join(f"(?:{pattern.regex.pattern})" for pattern in patterns)
        self._any = re.compile(together, re.DOTALL)

    def match(self, path: str, is_folder: bool = False) -> bool | None:
        """True if the patterns match an absolute path itself, False if they exclude it with "!".

        None if no pattern matches.
        """
        if not self._patterns or not path.startswith(self._prefix):
            return None
        relative = path[len(self._prefix) :].replace(os.sep, "/")
        if self._any.fullmatch(relative) is None:
            return None
        for regex, only_folders, negated in self._patterns:
            if (is_folder or not only_folders) and regex.fullmatch(relative):
                return not negated
        return None

    def covers(self, path: str, is_folder: bool = False) -> bool:
        """Whether the patterns match an absolute path or one of its parents."""
        end = path.find(os.sep, len(self._prefix))
        while end >= 0:
            if self.match(path[:end], is_folder=True):
                return True
            end = path.find(os.sep, end + 1)
        return self.match(path, is_folder) is True


def is_pattern(line: str) -> bool:
    """Whether a line is a pattern that can match anything."""
    return _parse(line) is not None


def _parse(line: str) -> _Pattern | None:
    line = _without_trailing_spaces(line)
    negated = line.startswith("!")
    glob = line[1:] if negated else line
    if not glob or line.startswith("#"):
        return None
    only_folders = glob.endswith("/")
    glob = glob.removesuffix("/")
    anchored = "/" in glob
    regex = translate(glob.removeprefix("/"))
    if regex is None:
        return None
    where = "" if anchored else "(?:.*/)?"
    return _Pattern(re.compile(where + regex, re.DOTALL), only_folders, negated)


def _without_trailing_spaces(line: str) -> str:
    """The line without trailing spaces, except one after a backslash."""
    bare = line.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return f"{bare} " if slashes % 2 and bare != line else bare
