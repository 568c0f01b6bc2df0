"""Features on real manifests with something typed at random: they answer, whatever it is."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from forgecfg.document.document import load
from forgecfg.editor.completion import complete
from forgecfg.editor.hover import hover
from forgecfg.editor.lenses import lenses
from forgecfg.editor.links import links
from forgecfg.editor.navigation import definitions, references
from forgecfg.editor.rename import prepare_rename, rename_at
from forgecfg.editor.snapshot import Snapshot
from forgecfg.editor.symbols import outline
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.errors import CannotEdit
from forgecfg.errors import UsageError

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
TYPED = ("", "x", ": ", "- ", "[", "{", "\n    ", "${", '"')


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no collection of manifests here")
def test_real_manifests() -> None:
    rand = random.Random(5)
    renamed = 0
    for path in sorted(CORPUS.glob("*.y*ml"))[::4]:
        text = path.read_text(encoding="utf-8", errors="replace")
        for _ in range(2):
            offset = rand.randrange(len(text) + 1)
            typed = rand.choice(TYPED)
            snapshot = Snapshot(text[:offset] + typed + text[offset:])
            cursor = offset + len(typed)
            for item in complete(snapshot, cursor).items:
                assert item.start <= cursor <= item.end
            hover(snapshot, offset)
            definitions(snapshot, offset)
            references(snapshot, offset, with_declaration=True)
            outline(snapshot)
            links(snapshot)
            lenses(snapshot, None)
        snapshot = Snapshot(text)
        with contextlib.suppress(UsageError, CannotEdit):
            offset = text.rfind("key: ") + 5
            if prepare_rename(snapshot, offset) is not None:
                edits = rename_at(snapshot, offset, "newKeyOfThis")
                assert load(apply_edits(snapshot.text, edits)).readable
                renamed += 1
    assert renamed > 10
