"""The configuration: `forgecfg.toml`, `.forgecfg.toml`, or `[tool.forgecfg]` in `pyproject.toml`.

The search goes from the current directory up to the root of the repository, and only the first file
found is used. Within a directory, the names above have priority in this order.
"""

from __future__ import annotations

from pathlib import Path

from forgecfg.config.config import Config


def load_config(start: Path, file: Path | None = None) -> Config:
    """The configuration for a run in the directory `start`, or the one in `file`.

    Its patterns are relative to the directory of the file that was found, or to `start` if `file`
    is given. Without any file it is empty.

    Raises ConfigError if the file is unreadable or invalid.
    """
    from forgecfg.config.locate import locate, read

    source = locate(start) if file is None else read(file)
    if source is None:
        return Config()
    from forgecfg.config.parse import parse

    return parse(source, start if file is not None else source.path.parent)
