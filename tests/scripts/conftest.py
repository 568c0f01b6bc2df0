"""The scripts, as modules, and a made-up `@forge/manifest` that says just what forgecfg says."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from forgecfg.catalog.display_conditions import CONDITIONS
from forgecfg.catalog.events import EVENT_SCOPES
from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.schema.load import manifest_schema

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "devtools")]

Data = Any


class Package:
    """A package that can be changed before it is written into a folder of packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "node_modules" / "@forge" / "manifest" / "out"
        self.schema: Data = copy.deepcopy(manifest_schema())
        # What is described there and refused elsewhere.
        lifecycle = {"items": {"properties": {"remote": {"type": "string"}}}}
        self.schema["properties"]["connectModules"]["properties"] = {"lifecycle": lifecycle}
        self.types = sorted(MODULE_TYPES)
        self.scopes = sorted(KNOWN_SCOPES)
        self.events = {
            name: {"current": list(scopes.classic), "beta": list(scopes.granular)}
            for name, scopes in EVENT_SCOPES.items()
        }
        self.agents = {"jira": ["read:jira-work"], "confluence": ["read:confluence-content.all"]}
        self.conditions = {name: list(known) for name, known in CONDITIONS.items()}

    @property
    def modules(self) -> Data:
        """The shapes of the module types."""
        return self.schema["properties"]["modules"]["properties"]

    def item(self, name: str) -> Data:
        """The shape of a module of a type."""
        return self.modules[name]["items"]

    def write(self) -> Path:
        """Write it; the folder that npm would have installed it into."""
        names = "".join(
            f'    Types["x"] = "{name if ":" in name else f"core:{name}"}";\n'
            for name in self.types
        )
        self._put("types/module-types.js", f"var Types;\n(function (Types) {{\n{names}}});\n")
        self._put("schema/manifest-schema.json", self.schema)
        self._put("scopes/names.json", self.scopes)
        self._put("scopes/more.json", [])
        events = [{"productEvent": k, "oAuthScopes": v} for k, v in self.events.items()]
        self._put("mapping/product-event-to-scope-mapping.json", {"mapping": events})
        agents = [
            {"productContext": name, "oAuthScopes": {"current": scopes}}
            for name, scopes in self.agents.items()
        ]
        self._put("mapping/agent-product-context-to-scope-mapping.json", {"mapping": agents})
        conditions = {
            name: {"properties": {key: {"type": "boolean"} for key in (*known, "not")}}
            for name, known in self.conditions.items()
        }
        schema = {"properties": {"modules": {"properties": conditions}}}
        self._put("schema/display-conditions-schema.json", schema)
        (self.out.parent / "package.json").write_text('{"version": "99.1.0"}', encoding="utf-8")
        return self.folder

    def _put(self, name: str, content: object) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path / "installed")
