"""The configuration: `forgecfg.toml`, `.forgecfg.toml`, or `[tool.forgecfg]` in `pyproject.toml`.

The file nearest upwards from the current folder counts, and only that one; where there are several
in a folder, the first of the names above. The search ends at the root of the repository. Reading
TOML costs time only where there is such a file.
"""

from __future__ import annotations

from pathlib import Path

from forgecfg.config.config import Config


def load_config(start: Path, file: Path | None = None) -> Config:
    """The configuration for a run in the folder `start`, or that of a file that was named.

    The patterns in it are relative to the folder that it was found in, or to `start` where it was
    named. Without any file it is empty.

    Raises ConfigError where the file cannot be read or says what makes no sense.
    """
    from forgecfg.config.locate import locate, read

    source = locate(start) if file is None else read(file)
    if source is None:
        return Config()
    from forgecfg.config.parse import parse

    return parse(source, start if file is not None else source.path.parent)
