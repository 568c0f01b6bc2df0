"""Paths as CI services expect them: relative to the root of the repository, with slashes.

A job may run in a directory below the root. CI services name it in a variable; elsewhere it is the
nearest parent directory with `.git`.
"""

from __future__ import annotations

import os
from types import ModuleType
from typing import NamedTuple

# GitHub, GitLab, Bitbucket, Azure, Jenkins, Buildkite, Travis, AppVeyor. A variable counts only if
# the current directory is below its value.
_ROOT_VARIABLES = (
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "BITBUCKET_CLONE_DIR",
    "BUILD_SOURCESDIRECTORY",
    "WORKSPACE",
    "BUILDKITE_BUILD_CHECKOUT_PATH",
    "TRAVIS_BUILD_DIR",
    "APPVEYOR_BUILD_FOLDER",
)


class Checkout(NamedTuple):
    """The root of the checkout and the current directory, as absolute paths of the platform.

    `flavor` is the path module of the platform, `posixpath` or `ntpath`.
    """

    root: str
    current: str
    flavor: ModuleType = os.path

    def path(self, file: str) -> str:
        """The path relative to the root, or the absolute path outside of the checkout."""
        return self.relative(file) or self.absolute(file)

    def relative(self, file: str) -> str | None:
        """The path relative to the root, None outside of the checkout."""
        sep: str = self.flavor.sep
        try:
            path: str = self.flavor.relpath(self._full(file), self.root)
        except ValueError:  # on another drive
            return None
        outside = path == ".." or path.startswith(f"..{sep}")
        return None if outside else path.replace(sep, "/")

    def absolute(self, file: str) -> str:
        """The absolute path of a file."""
        return self._full(file).replace(self.flavor.sep, "/")

    def _full(self, file: str) -> str:
        full: str = self.flavor.normpath(self.flavor.join(self.current, file))
        return full


def find_checkout() -> Checkout:
    """The checkout around the current directory, which is the root if there is none."""
    current = os.path.realpath(os.curdir)
    for variable in _ROOT_VARIABLES:
        if os.environ.get(variable):
            checkout = Checkout(os.path.realpath(os.environ[variable]), current)
            if checkout.relative(os.curdir) is not None:
                return checkout
    return Checkout(_repository(current) or current, current)


def _repository(folder: str) -> str | None:
    """The nearest directory with `.git`, which is a file in a worktree or submodule."""
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118
            return folder
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return None
        folder = parent
