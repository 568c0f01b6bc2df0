"""`forgecfg graph`: what is wired to what, and every format of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forgecfg.errors import UsageError
from forgecfg.graph import formats, select
from forgecfg.graph.build import graph_text
from forgecfg.graph.model import Graph

from .conftest import Forgecfg

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("manifest.yml"))
TOOLS = os.environ.get("FORGECFG_GRAPH_TOOLS", "")
HOSTILE = (
    'a" ]--> x; click n0 href "javascript:alert(1)" %% <b> `*z*` #quot; end\nsubgraph \\N\\"; }',
    "end", "graph", "x\x1b[31m\u202e", "--", "%%{init: {}}%%", "日本", "{{}}[[]]((", "'", "\\",
    "1. one", "<script>", "&lt;", "@{ shape: x }", "|", "a:::broken",
)  # fmt: skip

WIRED = """\
app:
  id: ari:cloud:ecosystem::app/1
modules:
  macro:
    - key: hello
      resource: main
      resolver:
        endpoint: back
  trigger:
    - key: watch
      function: gone
      events: [avi:jira:created:issue]
  function:
    - key: old
      handler: index.old
  endpoint:
    - key: back
      remote: server
      auth:
        appUserToken: {enabled: true}
        appSystemToken: {enabled: true}
remotes:
  - key: server
    baseUrl: {default: 'https://a.acme-it.app', EU: 'https://eu.acme-it.app'}
resources:
  - key: main
    path: static/main
permissions:
  scopes: [read:app-user-token, read:jira-work]
"""


def edges(graph: Graph) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in graph.edges}


def test_the_wiring_becomes_edges() -> None:
    graph = graph_text(WIRED)
    assert edges(graph) == {
        ("module:macro/hello", "resource:main"),
        ("module:macro/hello", "endpoint:back"),
        ("endpoint:back", "remote:server"),
        ("remote:server", "url:default:https://a.acme-it.app"),
        ("remote:server", "url:EU:https://eu.acme-it.app"),
        ("module:trigger/watch", "function:gone"),
    }
    nodes = {node.id: node for node in graph.nodes}
    assert [node.id for node in graph.nodes if node.broken] == ["function:gone"]
    assert [node.id for node in graph.nodes if node.unused] == ["function:old"]
    assert (nodes["endpoint:back"].line, nodes["endpoint:back"].column) == (17, 12)
    assert graph.scopes == ("read:app-user-token", "read:jira-work")


def test_tokens_go_along_and_a_missing_scope_breaks_the_link() -> None:
    (edge,) = (e for e in graph_text(WIRED).edges if e.source == "endpoint:back")
    assert edge.label == ("appSystemToken (missing scope read:app-system-token), appUserToken")
    assert edge.broken


def test_nothing_is_unused_where_a_reference_may_be_hidden() -> None:
    unknown = WIRED.replace("function: gone", "function: ${NAME}")
    unknown += "environment: {variables: [NAME]}\n"
    assert not any(node.unused for node in graph_text(unknown).nodes)


def test_focus_and_remote_only() -> None:
    graph = graph_text(WIRED)
    assert {node.id for node in select.focus(graph, "watch").nodes} == {
        "module:trigger/watch",
        "function:gone",
    }
    assert "module:macro/hello" in {n.id for n in select.focus(graph, "server").nodes}
    kinds = {node.kind for node in select.remote_only(graph).nodes}
    assert kinds == {"module", "endpoint", "remote", "url"}
    with pytest.raises(UsageError, match="did you mean 'hello'"):
        select.focus(graph, "helo")


def test_the_tree(forgecfg: Forgecfg, tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(WIRED, encoding="utf-8")
    out = forgecfg("graph").out
    assert "├── resolver.endpoint → endpoint" in out or "└── resolver.endpoint → endpoint" in out
    assert 'function "gone" (not declared)' in out
    assert 'function "old" (unused)' in out
    assert "EU: https://eu.acme-it.app" in out
    assert "\x1b[1;31m" in forgecfg("graph", "--color", "always").out


def content(*pairs: tuple[str, str]) -> str:
    """Types of content, each with the one that may be its child."""
    items = "".join(f"    - {{key: {k}, supportedChildTypes: ['this:{c}']}}\n" for k, c in pairs)
    return (
        f"app: {{id: ari:cloud:ecosystem::app/1}}\nmodules:\n  confluence:customContent:\n{items}"
    )


def test_a_circle_ends(forgecfg: Forgecfg, tmp_path: Path) -> None:
    (tmp_path / "manifest.yml").write_text(content(("a", "b"), ("b", "a")), encoding="utf-8")
    lines = forgecfg("graph").out.splitlines()
    assert [line.count("…") for line in lines] == [0, 0, 0, 0, 1]


def test_a_long_chain_is_cut(forgecfg: Forgecfg, tmp_path: Path) -> None:
    chain = content(*((f"k{number}", f"k{number + 1}") for number in range(2000)))
    (tmp_path / "manifest.yml").write_text(chain, encoding="utf-8")
    assert len(forgecfg("graph").out) < 20_000


def test_json_follows_its_schema(forgecfg: Forgecfg) -> None:
    schema = json.loads((ROOT / "schemas" / "graph-v1.schema.json").read_text(encoding="utf-8"))
    for file in EXAMPLES:
        data = json.loads(forgecfg("graph", str(file), "--format", "json").out)
        jsonschema.Draft202012Validator(schema).validate(data)


def test_the_order_is_that_of_the_manifest() -> None:
    for file in EXAMPLES:
        text = file.read_bytes()
        assert formats.mermaid(graph_text(text)) == formats.mermaid(graph_text(text))
        lines = [n.line for n in graph_text(text).nodes if n.kind == "module" and n.line]
        assert lines == sorted(lines)


def test_several_manifests(forgecfg: Forgecfg, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.yml").write_text(WIRED, encoding="utf-8")
    assert forgecfg("graph").out.count("manifest.yml") == 2
    done = forgecfg("graph", "--format", "dot")
    assert done.code == 2
    assert "2 manifests found" in done.err


@pytest.mark.parametrize("text", ["", "a: [", "kind: Pod\napiVersion: 1\n", "- 1\n"])
@pytest.mark.parametrize("command", ["graph", "audit"])
def test_what_is_no_manifest_is_one_line(
    forgecfg: Forgecfg, tmp_path: Path, text: str, command: str
) -> None:
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    done = forgecfg(command, "x.yml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def hostile(names: list[str]) -> str:
    """A manifest with these names everywhere, and links between them."""
    items = [json.dumps(name) for name in names]
    lines = ["app: {id: ari:cloud:ecosystem::app/1}", "modules:", "  macro:"]
    lines += [f"    - {{key: {n}, resource: {n}, resolver: {{endpoint: {n}}}}}" for n in items]
    lines += ["  endpoint:"] + [f"    - {{key: {n}, remote: {n}}}" for n in items]
    lines += ["remotes:"] + [f"  - {{key: {n}, baseUrl: {n}}}" for n in items]
    return "\n".join(lines) + "\n"


def parsed(texts: list[str]) -> list[dict[str, list[dict[str, str]]]]:
    """The texts as the real mermaid reads them."""
    script = Path(__file__).parent / "parse_mermaid.mjs"
    done = subprocess.run(
        ["node", str(script), TOOLS],
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    results: list[dict[str, list[dict[str, str]]]] = json.loads(done.stdout)
    return results


def read_label(text: str) -> str:
    """A label as mermaid shows it: it keeps entities in a form of its own while it parses."""
    return re.sub(r"ﬂ°°(\d+)¶ß", lambda match: chr(int(match[1])), text)


@pytest.mark.skipif(
    not TOOLS or shutil.which("node") is None,
    reason="FORGECFG_GRAPH_TOOLS names no folder with mermaid (.ci/install-graph-tools)",
)
def test_the_real_mermaid_reads_every_name_as_a_label() -> None:
    manifests = [file.read_text(encoding="utf-8") for file in EXAMPLES]
    graphs = [graph_text(text) for text in (*manifests, WIRED, hostile(list(HOSTILE)))]
    for graph, result in zip(graphs, parsed([formats.mermaid(g) for g in graphs]), strict=True):
        assert "error" not in result, result
        assert len(result["vertices"]) == len(graph.nodes)
        assert len(result["edges"]) == len(graph.edges)
    labels = {read_label(vertex["text"]) for vertex in result["vertices"]}
    assert 'macro "1. one"' in labels
    assert any("click n0 href" in label for label in labels)


@pytest.mark.skipif(
    shutil.which("dot") is None, reason="Graphviz is not installed (.ci/install-graph-tools)"
)
def test_graphviz_draws_every_name_as_a_label() -> None:
    manifests = [file.read_text(encoding="utf-8") for file in EXAMPLES]
    for text in (*manifests, WIRED, hostile(list(HOSTILE))):
        graph = graph_text(text)
        done = subprocess.run(
            ["dot", "-Tjson0"],
            input=formats.dot(graph),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        assert done.stderr == ""
        drawn = json.loads(done.stdout)
        assert len(drawn.get("objects", ())) == len(graph.nodes)
        assert len(drawn.get("edges", ())) == len(graph.edges)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4, unique=True))
def test_no_name_leaves_its_quotes(names: list[str]) -> None:
    graph = graph_text(hostile(names))
    if graph.unreadable is not None:
        return
    mermaid = formats.mermaid(graph).splitlines()
    node = re.compile(r'  n\d+[\[(/]+"[^"#`<>]*(?:#\d+;[^"#`<>]*)*"[\])/]+(:::\w+)?')
    edge = re.compile(r'  n\d+ -\.?->(\|"[^"]*"\|)? n\d+|  n\d+ --> n\d+')
    assert len(mermaid) == 3 + len(graph.nodes) + len(graph.edges)
    assert all(node.fullmatch(line) or edge.fullmatch(line) for line in mermaid[1:-2])
    dot = formats.dot(graph).splitlines()
    label = re.compile(r'  n\d+ \[label="(?:[^"\\]|\\["\\])*", shape=\w+[^"]*\];')
    assert all(label.fullmatch(line) for line in dot[3 : 3 + len(graph.nodes)])


def test_a_remote_in_the_wrong_place_is_left_out() -> None:
    text = "modules:\n  remotes:\n    - key: api\n      baseUrl: https://api.acme-it.app\n"
    assert not graph_text(text).edges
