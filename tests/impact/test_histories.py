"""Versions of real manifests, where they are at hand: every pair, without a crash."""

from __future__ import annotations

import json
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from forgecfg.audit.build import audit_text
from forgecfg.graph.build import graph_text
from forgecfg.graph.formats import dot, mermaid
from forgecfg.impact.compare import diff_text
from forgecfg.impact.kinds import KINDS
from forgecfg.impact.reports.json import json_text
from forgecfg.impact.reports.markdown import markdown

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the checkout")


def versions() -> list[list[bytes]]:
    """The texts of each manifest that is there in several versions."""
    lines = (CORPUS / "INDEX.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted(map(json.loads, lines), key=lambda row: (row["repo"], row["path"]))
    groups = groupby(rows, key=lambda row: (row["repo"], row["path"]))
    return [[(CORPUS / row["file"]).read_bytes() for row in group] for _, group in groups]


def test_every_pair_of_versions() -> None:
    count = 0
    for texts in versions():
        for text in texts:
            assert diff_text(text, text).changes == ()
        for before, after in pairwise(texts):
            there, back = diff_text(before, after), diff_text(after, before)
            # What differs one way differs the other way, too.
            assert bool(there.changes) is bool(back.changes)
            assert {change.kind for change in there.changes} <= KINDS.keys()
            json.loads(json_text([there]))
            markdown([there])
            count += 1
    assert count > 100


def test_every_graph_and_audit() -> None:
    for texts in versions():
        for text in texts:
            graph = graph_text(text)
            ids = {node.id for node in graph.nodes}
            assert all({edge.source, edge.target} <= ids for edge in graph.edges)
            assert len(mermaid(graph).splitlines()) == 3 + len(graph.nodes) + len(graph.edges)
            assert dot(graph).endswith("}\n")
            assert audit_text(text).unreadable == graph.unreadable
