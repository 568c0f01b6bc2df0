"""Source that cannot be read is never an exception, and switches off what it could answer for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from forgecfg.api import DiskFiles, InMemoryFiles, check_text, options

MANIFEST = """\
modules:
  macro:
    - {key: hello, resource: main, render: native, resolver: {function: resolver}}
  function:
    - {key: resolver, handler: index.handler}
resources:
  - {key: main, path: src/frontend/index.jsx}
"""
RESOLVER = """\
import Resolver from '@forge/resolver';
const r = new Resolver();
r.define('a', f);
export const handler = r.getDefinitions();
"""
IMPORT = "import { invoke } from '@forge/bridge';\n"
DEEP = 10_000

FRONTS = {
    "syntax-error": IMPORT + "invoke('a'; const = ;\n} } )",
    "unclosed": IMPORT + "invoke('a', { b: [",
    "parentheses": IMPORT + "invoke(" + "(" * DEEP + "'a'" + ")" * DEEP + ");",
    "brackets": IMPORT + "const x = " + "[" * DEEP + "]" * DEEP + "; invoke('a');",
    "ternaries": IMPORT + "invoke(" + "a ? 'a' : " * 2_000 + "'a');",
    "additions": IMPORT + "invoke(" + "'a' + " * 5_000 + "b);",
    "members": IMPORT + "invoke(a" + ".b" * DEEP + ");",
    "blocks": IMPORT + "{" * DEEP + "invoke('a');" + "}" * DEEP,
    "functions": IMPORT + "(() => " * 2_000 + "invoke('a')" + ")" * 2_000,
    "calls": IMPORT + "f(" * DEEP + "invoke('a')" + ")" * DEEP,
    "flow-types": "// @flow\n" + IMPORT + "const x: ?string = (y: any); type A = {| b: 1 |}; invoke('a');",
    "decorators": IMPORT + "@a() class B { @c d = invoke('a'); @e() f() {} }",
    "circle-of-constants": IMPORT + "const a = b; const b = a; invoke(a);",
    "circle-of-wrappers": IMPORT + "const a = (n) => b(n); const b = (n) => { a(n); invoke(n); }; a('a');",
    "itself": IMPORT + "import './index'; const x = { x }; invoke('a');",
    "empty": "",
    "null-bytes": IMPORT + "\0\0\0",
    "surrogates": IMPORT + "invoke('\\ud800'.trim() + 'a' + b); const s = '\ud800';",
    "byte-order-mark": "\ufeff" + IMPORT + "invoke('a');",
    "only-a-mark": "@forge/",
    "many-names": IMPORT + "".join(f"const a{i} = invoke;\n" for i in range(500)),
    "hash-bang": "#!/usr/bin/env node\n" + IMPORT + "invoke('a');",
}  # fmt: skip


@pytest.mark.parametrize("name", FRONTS)
def test_odd_source_is_never_an_exception(name: str) -> None:
    files = InMemoryFiles({"src/index.js": RESOLVER, "src/frontend/index.jsx": FRONTS[name]})
    start = time.perf_counter()
    report = check_text(MANIFEST, options=options(["FC8", "FC0"]), files=files)
    assert [f.message for f in report.findings if f.code in ("FC000", "FC801")] == []
    assert time.perf_counter() - start < 5


def test_circles_of_imports_end() -> None:
    files = InMemoryFiles(
        {
            "src/index.js": RESOLVER + "import './b'; export * from './b';",
            "src/b.js": "import './index'; export * from './index'; import '@forge/api';",
            "src/frontend/index.jsx": IMPORT + "import { x } from '../b'; invoke(x);",
        }
    )
    report = check_text(MANIFEST, options=options(["FC8"]), files=files)
    assert not [f for f in report.findings if f.code == "FC801"]


def test_a_bundle_is_not_read() -> None:
    bundle = IMPORT + "var a=1;" * 20_000 + "invoke('x');"
    files = InMemoryFiles({"src/index.js": RESOLVER, "src/frontend/index.jsx": bundle})
    assert check_text(MANIFEST, options=options(["FC8"]), files=files).findings == ()


def test_what_is_not_text_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "src" / "frontend").mkdir(parents=True)
    (tmp_path / "src" / "index.js").write_text(RESOLVER, encoding="utf-8")
    front = tmp_path / "src" / "frontend" / "index.jsx"
    for content in (b"\x7fELF\0\0" + bytes(100), IMPORT.encode() + b"invoke('\xff');", b""):
        front.write_bytes(content)
        report = check_text(MANIFEST, options=options(["FC8"]), files=DiskFiles(tmp_path))
        assert report.findings == ()


def test_links_out_of_the_app_are_not_followed(tmp_path: Path) -> None:
    app = tmp_path / "app"
    (app / "src").mkdir(parents=True)
    (app / ".git").mkdir()
    outside = tmp_path / "secret.js"
    outside.write_text(IMPORT + "invoke('x');", encoding="utf-8")
    (app / "src" / "index.js").write_text(RESOLVER, encoding="utf-8")
    (app / "src" / "frontend").mkdir()
    (app / "src" / "frontend" / "index.jsx").symlink_to(outside)
    report = check_text(MANIFEST, options=options(["FC8"]), files=DiskFiles(app))
    assert report.findings == ()


def test_a_file_that_cannot_be_read_switches_off_what_it_could_answer_for() -> None:
    manifest = """\
modules:
  consumer:
    - {key: c, queue: jobs, function: run}
  function:
    - {key: run, handler: index.run}
remotes:
  - {key: backend, baseUrl: "https://backend.acme.io", operations: [compute]}
"""
    code = "import { Queue } from '@forge/events';\nexport const run = () => new Queue({ key: 'x' });\n"
    wanted = options(["unfed-queue", "unused-remote"])
    whole = check_text(manifest, options=wanted, files=InMemoryFiles({"src/index.js": code}))
    assert {f.name for f in whole.findings} == {"unfed-queue", "unused-remote"}
    partly = InMemoryFiles({"src/index.js": code + "import './missing';\n"})
    assert check_text(manifest, options=wanted, files=partly).findings == ()
