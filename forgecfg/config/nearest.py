"""The configuration of each manifest: the nearest one in its directory or a parent of it.

A manifest without one, up to the root of its repository, gets that of the current directory.
Configurations are not merged.
"""

from __future__ import annotations

import os

from forgecfg.config.config import Config
from forgecfg.config.locate import NAMES, PYPROJECT, is_top, read_in
from forgecfg.config.settings import Settings
from forgecfg.files.patterns import Patterns


class NearestConfigs:
    """Finds configurations, each of which is read once. `used` are those found so far."""

    def __init__(self, default: Config, search: bool = True) -> None:
        """`default` is that of the current directory; without `search` it is used for all files."""
        self.used = {default}
        self._default = default
        self._search = search
        self._by_folder: dict[str, Config | None] = {}

    def of(self, file: str) -> Config:
        """The configuration of a file, which does not have to exist.

        Raises ConfigError if it is unreadable or invalid.
        """
        return self.of_folder(os.path.dirname(file))  # noqa: PTH120

    def of_folder(self, folder: str) -> Config:
        """The configuration for the files in a directory. Raises ConfigError like `of`."""
        if not self._search:
            return self._default
        try:
            found = self._find(os.path.abspath(folder))  # noqa: PTH100
        except OSError:  # the current directory no longer exists
            return self._default
        if found is None:
            return self._default
        self.used.add(found)
        return found

    def _find(self, folder: str) -> Config | None:
        passed: list[str] = []
        config: Config | None = None
        while folder not in self._by_folder:
            passed.append(folder)
            source = read_in(folder)
            if source is not None:
                from forgecfg.config.parse import parse

                config = parse(source, source.path.parent)
                break
            if is_top(folder):
                break
            folder = os.path.dirname(folder)  # noqa: PTH120
        else:
            config = self._by_folder[folder]
        self._by_folder.update(dict.fromkeys(passed, config))
        return config


class ConfiguredExclusions:
    """The `exclude` patterns of the configuration that is nearest to each directory."""

    marks = frozenset((*NAMES, PYPROJECT))

    def __init__(self, settings: Settings, configs: NearestConfigs) -> None:
        self._settings = settings
        self._configs = configs

    def of(self, folder: str) -> Patterns | None:
        """The patterns for the content of a directory. Raises ConfigError like `NearestConfigs`."""
        return self._settings.of(self._configs.of_folder(folder)).exclude
