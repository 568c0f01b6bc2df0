"""Paths as CI services want them: from the root of the checked-out repository, with slashes.

A job may run in a folder of the checkout; what it reports must still be found from the root.
GitHub names the root in `GITHUB_WORKSPACE`, GitLab in `CI_PROJECT_DIR`.
"""

from __future__ import annotations

import os
from types import ModuleType
from typing import NamedTuple

_ROOT_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Checkout(NamedTuple):
    """Where the checkout begins, and the current folder: absolute paths of the system's kind.

    `flavour` is the module that knows such paths, `posixpath` or `ntpath`.
    """

    root: str
    here: str
    flavour: ModuleType = os.path

    def path(self, file: str) -> str:
        """The path of a file from the root; outside of the checkout its absolute path."""
        return self.relative(file) or self.absolute(file)

    def relative(self, file: str) -> str | None:
        """The path of a file from the root, None outside of the checkout."""
        sep: str = self.flavour.sep
        try:
            path: str = self.flavour.relpath(self._full(file), self.root)
        except ValueError:  # on another drive
            return None
        outside = path == ".." or path.startswith(f"..{sep}")
        return None if outside else path.replace(sep, "/")

    def absolute(self, file: str) -> str:
        """The absolute path of a file."""
        return self._full(file).replace(self.flavour.sep, "/")

    def _full(self, file: str) -> str:
        full: str = self.flavour.normpath(self.flavour.join(self.here, file))
        return full


def find_checkout() -> Checkout:
    """The checkout that the current folder is in; elsewhere the current folder is the root."""
    here = os.path.realpath(os.curdir)
    for variable in _ROOT_VARIABLES:
        if os.environ.get(variable):
            checkout = Checkout(os.path.realpath(os.environ[variable]), here)
            if checkout.relative(os.curdir) is not None:
                return checkout
    return Checkout(here, here)
