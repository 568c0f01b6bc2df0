"""Load the official schema of Forge manifests from the user's disk.

It comes with the npm package `@forge/manifest`, which `@forge/cli` depends on. No part of it is
included in forgecfg.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.errors import UsageError
from forgecfg.files.read import reason_of
from forgecfg.files.regular import OFFICIAL_SCHEMA, PACKAGE, read_regular_file
from forgecfg.schema.official.sanity import InvalidSchemaError, check_sanity, follow

Schema = dict[str, Any]

# Shown to users: anything else is ignored.
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")


class ForgeSchema(NamedTuple):
    """An official schema: its content, the version of its package ("" if unknown), its file."""

    content: Schema
    version: str
    path: str

    @property
    def label(self) -> str:
        """How messages refer to it."""
        return f"@forge/manifest {self.version}" if self.version else self.path

    @property
    def module_types(self) -> frozenset[str]:
        """The names that it lists under `modules`."""
        modules = self.resolve(self.content.get("properties", {}).get("modules", {}))
        return frozenset(modules.get("properties", {}))

    def resolve(self, schema: Schema) -> Schema:
        """Follow `$ref` within the schema; a boolean schema is returned as a mapping."""
        found: Any = schema
        while isinstance(found, dict) and "$ref" in found:
            found = follow(self.content, found["$ref"])
        if isinstance(found, bool):
            return {} if found else {"not": {}}
        return found if isinstance(found, dict) else {}

    # Compared by the path, not by two megabytes of content.
    def __hash__(self) -> int:
        return hash(self.path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ForgeSchema) and other.path == self.path

    def __reduce__(self) -> tuple[Any, ...]:
        return load, (Path(self.path),)


@cache
def load(path: Path) -> ForgeSchema:
    """Load the schema from a file.

    Raises UsageError if it cannot be read, is not a manifest schema, or cannot be used.
    """
    try:
        content = json.loads(read_regular_file(path, OFFICIAL_SCHEMA).decode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {reason_of(error)}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"invalid JSON in {path}") from None
    if not isinstance(content, dict) or not isinstance(content.get("properties"), dict):
        raise UsageError(f"{path} is not a manifest schema: it has no `properties`")
    try:
        check_sanity(content)
    except InvalidSchemaError as error:
        raise UsageError(f"invalid schema {path}: {error}") from None
    return ForgeSchema(content, _version(path), str(path))


def _version(path: Path) -> str:
    """The version of the package that a file belongs to, "" if unknown."""
    for folder in list(path.parents)[:3]:
        try:
            data = read_regular_file(folder / "package.json", PACKAGE)
            package = json.loads(data.decode("utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        version = package.get("version") if isinstance(package, dict) else None
        return version if isinstance(version, str) and _VERSION.fullmatch(version) else ""
    return ""
