"""The usual additions to real manifests, where a collection of them is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from forgecfg.document.changes import Data, Plan
from forgecfg.document.document import load
from forgecfg.document.nodes import to_data
from forgecfg.document.positions import YamlPath
from forgecfg.edits.ensure import ensure_all
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.plan import checked
from forgecfg.edits.verify import keeps_lines

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*.y*ml"))

ENDPOINT: tuple[YamlPath, Data] = (
    ("modules", "endpoint"),
    [{"key": "zz-e", "remote": "zz-r", "auth": {"appUserToken": {"enabled": True}}}],
)
REMOTE: tuple[YamlPath, Data] = (
    ("remotes",),
    [{"key": "zz-r", "baseUrl": "https://api.acme-it.app"}],
)
SECTION: tuple[YamlPath, Data] = (("zzz", "a"), {"b": [1, "x: y"]})


def scope(data: Data) -> tuple[YamlPath, Data]:
    permissions = data.get("permissions") if isinstance(data, dict) else None
    scopes = permissions.get("scopes") if isinstance(permissions, dict) else None
    as_mapping = isinstance(scopes, dict) and scopes
    return ("permissions", "scopes"), {"read:zz": {}} if as_mapping else ["read:zz"]


@pytest.mark.skipif(not FILES, reason="no collection of manifests at hand")
def test_additions_to_real_manifests() -> None:
    made = 0
    for file in FILES:
        document = load(file.read_bytes())
        if not document.readable or document.root is None:
            with pytest.raises(CannotEdit):
                ensure_all(document, [REMOTE])
            continue
        data: Data = to_data(document.root)  # type: ignore[assignment]
        single = [[ENDPOINT], [REMOTE], [scope(data)], [SECTION]]
        for wanted in [*single, [ENDPOINT, REMOTE, scope(data), SECTION]]:
            plan = ensure_all(document, wanted)
            new = checked(document, plan)
            assert ensure_all(new, wanted) == Plan(), file.name
            if all(edit.span.start == edit.span.end for edit in plan.edits) and not any(
                token in document.text for token in ("scopes: [", "remotes: [", "remotes: {")
            ):
                assert keeps_lines(document.text, new.text), file.name
            made += 1
    assert made > 4 * len(FILES)
