"""Source files of all forms: the right findings, at the right tokens, and no others.

Expected findings are marked in the source: `«FC801 'name'»` is the token 'name' with a finding.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from forgecfg.api import InMemoryFiles, check_text, options

HEAD = """\
permissions:
  scopes: [read:jira-work]
modules:
"""
UI_KIT = """\
  macro:
    - {key: hello, resource: main, render: native, resolver: {function: resolver}}
  function:
    - {key: resolver, handler: index.handler}
resources:
  - {key: main, path: src/frontend/index.jsx}
"""
REMOTE = """\
  macro:
    - {key: hello, resource: main, render: native, resolver: {endpoint: hello-backend}}
  endpoint:
    - {key: hello-backend, remote: backend}
  function:
    - {key: sync, handler: index.sync}
remotes:
  - {key: backend, baseUrl: "https://backend.acme.io", operations: [compute]}
  - {key: other, baseUrl: "https://other.acme.io", operations: [fetch]}
resources:
  - {key: main, path: src/frontend/index.jsx}
"""
PLAIN = """\
  function:
    - {key: run, handler: index.run}
"""
RESOLVER = """\
import Resolver from '@forge/resolver';
const resolver = new Resolver();
resolver.define('getText', () => 1);
export const handler = resolver.getDefinitions();
"""
FRONT = "src/frontend/index.jsx"
BACK = "src/index.js"
BRIDGE = "import { invoke } from '@forge/bridge';\n"

_MARK = re.compile(r"«(FC\d{3}) (.*?)»", re.DOTALL)


class Sample(NamedTuple):
    """A manifest and the files of an app; `lint` is what `forge lint` says of it, where known."""

    name: str
    manifest: str
    files: dict[str, str]
    lint: str = ""


def front(name: str, code: str, **files: str) -> Sample:
    """A front end that calls a resolver with the key `getText`."""
    named = {f"src/frontend/{name}.js": text for name, text in files.items()}
    return Sample(name, UI_KIT, {BACK: RESOLVER, FRONT: code, **named}, "silent: not looked at")


def back(name: str, code: str, path: str = BACK, front_end: str = "") -> Sample:
    """A function of an app with the remotes `backend` and `other`."""
    files = {path: code, **({FRONT: front_end} if front_end else {})}
    return Sample(name, REMOTE, files)


INVOKES = (
    front("literal", BRIDGE + "invoke('getText'); invoke(«FC801 'getTxt'»);"),
    front("double-quotes", BRIDGE + 'invoke(«FC801 "x"»);'),
    front("template", BRIDGE + "invoke(`getText`); invoke(«FC801 `getTxt`»);"),
    front("alias", "import { invoke as call } from '@forge/bridge';\ncall(«FC801 'x'»);"),
    front(
        "namespace",
        "import * as b from '@forge/bridge';\nb.invoke(«FC801 'x'»); b?.invoke?.('getText');",
    ),
    front("require", "const { invoke } = require('@forge/bridge');\ninvoke(«FC801 'x'»);"),
    front("require-alias", "const { invoke: i } = require('@forge/bridge');\ni(«FC801 'x'»);"),
    front(
        "require-member", "const bridge = require('@forge/bridge');\nbridge.invoke(«FC801 'x'»);"
    ),
    front(
        "dynamic-import",
        "const f = async () => { const { invoke } = await import('@forge/bridge'); invoke(«FC801 'x'»); };",
    ),
    front("one-hop", BRIDGE + "const call = invoke;\ncall(«FC801 'x'»);"),
    front(
        "member-hop",
        "import * as b from '@forge/bridge';\nconst { invoke } = b;\ninvoke(«FC801 'x'»);",
    ),
    front("constant", BRIDGE + "const K = 'x';\ninvoke(«FC801 K»);"),
    front("constant-good", BRIDGE + "const K = 'getText';\ninvoke(K);"),
    front(
        "object", BRIDGE + "const K = { A: 'getText', B: 'x' };\ninvoke(K.A); invoke(«FC801 K.B»);"
    ),
    front("frozen", BRIDGE + "const K = Object.freeze({ B: 'x' });\ninvoke(«FC801 K.B»);"),
    front(
        "imported",
        BRIDGE + "import { K } from './keys';\ninvoke(«FC801 K»);",
        keys="export const K = 'x';",
    ),
    front(
        "imported-default",
        BRIDGE + "import K from './keys';\ninvoke(«FC801 K.A»);",
        keys="export default { A: 'x' };",
    ),
    front(
        "imported-wrapper",
        BRIDGE + "import { call } from './keys';\ncall(«FC801 'x'»); call('getText');",
        keys=BRIDGE + "export const call = (n) => invoke(n);",
    ),
    front(
        "imported-invoke",
        "import { invoke } from './keys';\ninvoke(«FC801 'x'»);",
        keys="export { invoke } from '@forge/bridge';",
    ),
    front(
        "star-export",
        BRIDGE + "import { K } from './all';\ninvoke(«FC801 K»);",
        all="export * from './keys';",
        keys="export const K = 'x';",
    ),
    front(
        "component",
        BRIDGE + "import { B } from './keys';\nexport const A = () => <B call={invoke} />;",
        keys="export const B = ({ call }) => { call(«FC801 'x'»); };",
    ),
    front("ternary", BRIDGE + "invoke(a ? 'getText' : «FC801 'x'»);"),
    front(
        "ternary-constant",
        BRIDGE + "const K = a ? 'getText' : b ? 'y' : 'getText';\ninvoke(«FC801 K»);",
    ),
    front("parentheses", BRIDGE + "invoke(«FC801 ('x')»);"),
    front("payload", BRIDGE + "invoke(«FC801 'x'», { a: 1 }).then(console.log);"),
    front(
        "wrapper",
        BRIDGE
        + "const call = (name, p) => invoke(name, p);\ncall('getText'); call(«FC801 'x'», 1);",
    ),
    front(
        "wrapper-function",
        BRIDGE + "async function call(n) { return await invoke(n); }\ncall(«FC801 'x'»);",
    ),
    front(
        "wrapper-object",
        BRIDGE + "const call = ({ name }) => invoke(name);\ncall({ name: «FC801 'x'» });",
    ),
    front(
        "wrapper-of-wrapper",
        BRIDGE + "const a = (n) => invoke(n);\nconst b = (m) => a(m);\nb(«FC801 'x'»);",
    ),
    front(
        "wrapper-use-callback",
        BRIDGE + "const call = useCallback((n) => invoke(n), []);\ncall(«FC801 'x'»);",
    ),
    front(
        "wrapper-in-object",
        BRIDGE + "const api = { call: (n) => invoke(n) };\napi.call(«FC801 'x'»);",
    ),
    front(
        "wrapper-method",
        BRIDGE + "const api = { call(n) { return invoke(n); } };\napi.call(«FC801 'x'»);",
    ),
    front(
        "wrapper-static",
        BRIDGE + "class Api { static call(n) { return invoke(n); } }\nApi.call(«FC801 'x'»);",
    ),
    front(
        "wrapper-class",
        BRIDGE + "class Api { call(n) { return invoke(n); } }\nnew Api().call(«FC801 'x'»);",
    ),
    front(
        "wrapper-hook",
        BRIDGE
        + "const useApi = () => { const call = (n) => invoke(n); return { call }; };\nconst { call } = useApi();\ncall(«FC801 'x'»);",
    ),
    front("unknown", BRIDGE + "invoke(window.name); invoke(`get${x}`);"),
    front("shadowed", BRIDGE + "const f = (invoke) => invoke('x');\ninvoke('getText');"),
    front("own-function", "const invoke = (x) => x;\ninvoke('x'); import '@forge/bridge';"),
    front(
        "other-package",
        "import { invoke } from '@tauri-apps/api';\ninvoke('x'); import '@forge/bridge';",
    ),
    front("commented", BRIDGE + "// invoke('x')\n/* invoke('y') */ invoke('getText');"),
    front("in-string", BRIDGE + "const s = \"invoke('x')\"; invoke('getText');"),
    front("jsx", BRIDGE + "export const A = () => <Button onClick={() => invoke(«FC801 'x'»)} />;"),
    front("escape", BRIDGE + "invoke('get\\u0054ext');"),
    front("non-ascii", BRIDGE + "const s = 'äöü😀'; invoke(«FC801 'x'»);"),
    front("crlf", BRIDGE + "const a = 1;\r\ninvoke(«FC801 'x'»);\r\n"),
    front("let-changed", BRIDGE + "let k = 'x'; k = 'getText'; invoke(k);"),
    front("ignored", BRIDGE + "invoke('x'); // forgecfg: ignore[undefined-definition] planned\n"),
    front("ignored-above", BRIDGE + "// forgecfg: ignore[FC801]\ninvoke('x');"),
)

TYPED = (
    ("as", "invoke(«FC801 'x' as string»);"),
    ("satisfies", "invoke(«FC801 'x' satisfies Key»);"),
    ("generic", "invoke<Result>(«FC801 'x'»);"),
    ("enum", "enum K { A = 'getText', B = 'x' }\ninvoke(K.A); invoke(«FC801 K.B»);"),
    ("const-object", "const K = { B: 'x' } as const;\ninvoke(«FC801 K.B»);"),
    (
        "generic-wrapper",
        "export const call = <T extends K>(k: T, p?: P) => invoke<P>(k, p);\ncall(«FC801 'x'»);",
    ),
    ("non-null", "const K: string | undefined = 'x';\ninvoke(«FC801 K!»);"),
    (
        "decorated",
        "@injectable() class A { run() { return invoke(«FC801 'x'»); } }\nnew A().run();",
    ),
)

DEFINES = (
    ("named", "import Resolver from '@forge/resolver';\nconst r = new Resolver();\nr.define('a', f);\nexport const handler = r.getDefinitions();"),
    ("chained", "import Resolver from '@forge/resolver';\nexport const handler = new Resolver().define('a', f).define('b', f).getDefinitions();"),
    ("require", "const Resolver = require('@forge/resolver').default;\nconst r = new Resolver();\nr.define('a', f);\nexports.handler = r.getDefinitions();"),
    ("module-exports", "const Resolver = require('@forge/resolver');\nconst r = new Resolver();\nr.define('a', f);\nmodule.exports = { handler: r.getDefinitions() };"),
    ("register", "import Resolver from '@forge/resolver';\nconst r = new Resolver();\nfunction register(x) { x.define('a', f); }\nregister(r);\nexport const handler = r.getDefinitions();"),
    ("constant", "import Resolver from '@forge/resolver';\nconst K = 'a';\nconst r = new Resolver();\nr.define(K, f);\nexport const handler = r.getDefinitions();"),
    ("returned", "import Resolver from '@forge/resolver';\nfunction make() { const r = new Resolver(); r.define('a', f); return r; }\nexport const handler = make().getDefinitions();"),
    ("export-list", "import Resolver from '@forge/resolver';\nconst r = new Resolver();\nr.define('a', f);\nconst handler = r.getDefinitions();\nexport { handler };"),
    ("make-resolver", "import { makeResolver } from '@forge/resolver';\nexport const handler = makeResolver({ a: f });"),
)  # fmt: skip

SILENT_DEFINES = (
    ("table", "import Resolver from '@forge/resolver';\nconst r = new Resolver();\nfor (const [n, g] of table) r.define(n, g);\nexport const handler = r.getDefinitions();"),
    ("own-dispatcher", "export const handler = async (event) => table[event.call.functionKey](event);"),
    ("stored", "import Resolver from '@forge/resolver';\nconst r = new Resolver();\nsetup(r);\nexport const handler = r.getDefinitions();"),
    ("unknown-import", "import { handler } from './missing';\nexport { handler };"),
)  # fmt: skip

CALLS = (
    back("api-named", "import { invokeRemote } from '@forge/api';\nexport const sync = () => invokeRemote(«FC804 'x'», { path: '/' });"),
    back("api-default", "import api from '@forge/api';\nexport const sync = () => api.invokeRemote(«FC804 'x'», { path: '/' });"),
    back("api-require", "const { invokeRemote } = require('@forge/api');\nexports.sync = () => invokeRemote(«FC804 'x'», { path: '/' });"),
    back("api-destructured", "import api from '@forge/api';\nconst { invokeRemote } = api;\nexport const sync = () => invokeRemote(«FC804 'x'», { path: '/' });"),
    back("api-good", "import { invokeRemote } from '@forge/api';\nexport const sync = () => invokeRemote('backend', { path: '/' });"),
    back("compute", "import { invokeRemote } from '@forge/api';\nexport const sync = () => invokeRemote(«FC807 'other'», { path: '/' });"),
    back("nested-ternary", "import { invokeRemote } from '@forge/api';\nconst R = e.includes('p') ? 'backend' : e.includes('s') ? 'x' : 'backend';\nexport const sync = () => invokeRemote(«FC804 R», { path: '/' });"),
    back("endpoint-key", "import { invokeRemote } from '@forge/api';\nexport const sync = () => invokeRemote(«FC804 'hello-backend'», { path: '/' });"),
    back("object-form", "import { invokeRemote } from '@forge/api';\nexport const sync = () => invokeRemote(«FC809 { path: '/' }»);"),
    back("request-remote", "import api from '@forge/api';\nexport const sync = () => api.asApp().«FC810 requestRemote»('backend', {});"),
    back("bridge-good", "", front_end="import { invokeRemote } from '@forge/bridge';\ninvokeRemote({ path: '/' });"),
    back("bridge-key", "", front_end="import { invokeRemote } from '@forge/bridge';\ninvokeRemote(«FC809 'backend'», { path: '/' });"),
    back("bridge-service", "", front_end="import { invokeService } from '@forge/bridge';\n«FC808 invokeService»({ path: '/' });"),
    back("bridge-request", "", front_end="import { requestRemote } from '@forge/bridge';\nrequestRemote('backend', {}); requestRemote(«FC804 'x'», {});"),
    back("dead-code", "import './live';\nexport const sync = () => 1;", front_end="")._replace(
        files={BACK: "export const sync = () => 1;", "src/old.js": "import { invokeRemote } from '@forge/api';\ninvokeRemote('x', { path: '/' });"}
    ),
)  # fmt: skip


def run(name: str, code: str, extra: str = "") -> Sample:
    return Sample(name, PLAIN + extra, {BACK: code})


API = "import api, { route } from '@forge/api';\n"
PRODUCT = (
    run("plain-string", API + "export const run = () => api.asApp().requestJira(«FC811 '/rest/api/3/issue/A-1'»);"),
    run("read", API + "export const run = (k) => api.asApp().requestJira(route`/rest/api/3/issue/${k}`);"),
    run("write", API + "export const run = (k) => api.asUser().requestJira(«FC824 route`/rest/api/3/issue/${k}`», { method: 'DELETE' });"),
    run("method-constant", API + "const M = 'DELETE';\nexport const run = (k) => api.asApp().requestJira(«FC824 route`/rest/api/3/issue/${k}`», { method: M });"),
    run("method-quoted", API + "export const run = (k) => api.asApp().requestJira(«FC824 route`/rest/api/3/issue/${k}`», { 'method': 'DELETE' });"),
    run("method-unknown", API + "export const run = (k, m) => api.asApp().requestJira(route`/rest/api/3/issue/${k}`, { method: m });"),
    run("options-unknown", API + "export const run = (k, o) => api.asApp().requestJira(route`/rest/api/3/issue/${k}`, o);"),
    run("version-2", API + "export const run = (k) => api.asApp().requestJira(«FC824 route`/rest/api/2/issue/${k}`», { method: 'DELETE' });"),
    run("query", API + "export const run = (q) => api.asApp().requestJira(route`/rest/api/3/search/jql?jql=${q}`);"),
    run("held", API + "const app = api.asApp();\nexport const run = (k) => app.requestJira(«FC824 route`/rest/api/3/issue/${k}`», { method: 'DELETE' });"),
    run("variable-url", API + "export const run = (k) => { const url = route`/rest/api/3/issue/${k}`; return api.asApp().requestJira(«FC824 url», { method: 'DELETE' }); };"),
    run("unknown-path", API + "export const run = () => api.asApp().requestJira(route`/rest/new/thing`);"),
    run("own-name", API + "const requestJiraIssue = (x) => x;\nexport const run = () => requestJiraIssue('x');"),
    run("egress", API + "export const run = () => api.fetch(«FC821 'https://api.acme.io/x'»);"),
    run("egress-constant", API + "const B = 'https://api.acme.io';\nexport const run = (p) => api.fetch(«FC821 `${B}/${p}`»);"),
    run("egress-url", API + "export const run = () => fetch(«FC821 new URL('/x', 'https://api.acme.io')»);"),
    run("egress-unknown", API + "export const run = () => api.fetch(`https://${process.env.HOST}/x`);"),
    run("egress-axios", "import axios from 'axios';\nimport '@forge/api';\nexport const run = () => axios.get(«FC821 'https://api.acme.io'»);"),
    run("egress-http", API + "export const run = () => api.fetch(«FC823 'http://api.acme.io'»);"),
    run("egress-other-fetch", API + "const db = { fetch: (x) => x };\nexport const run = () => db.fetch('https://api.acme.io');"),
    run("storage", "import { kvs } from '@forge/kvs';\nexport const run = () => kvs.«FC819 get»('x');"),
    run("storage-default", "import kvs from '@forge/kvs';\nexport const run = () => kvs.«FC819 set»('x', 1);"),
    run("storage-old", "import { storage } from '@forge/api';\nexport const run = () => storage.«FC819 get»('x');"),
    run("sql", "import { «FC820 sql» } from '@forge/sql';\nexport const run = () => sql.prepare('x');"),
    run("sql-good", "import { sql } from '@forge/sql';\nexport const run = () => sql.prepare('x');", "  sql:\n    - {key: db, engine: mysql}\n"),
    run("queue", "import { Queue } from '@forge/events';\nconst K = 'jobs';\nexport const run = () => new Queue({ key: «FC814 K» }).push({});"),
    run("queue-good", "import { Queue } from '@forge/events';\nexport const run = () => new Queue({ key: 'jobs' }).push({});", "  consumer:\n    - {key: c, queue: jobs, function: run}\n"),
    run("web-trigger", "import { webTrigger } from '@forge/api';\nexport const run = () => webTrigger.getUrl(«FC816 'x'»);"),
    run("provider", "import api from '@forge/api';\nexport const run = () => api.asUser().withProvider(«FC806 'x'», 'y').fetch('/');"),
    run("service", "import { invokeService } from '@forge/api';\nexport const run = () => invokeService(«FC805 'x'», { path: '/' });"),
)  # fmt: skip

CUSTOM_UI = """\
  jira:issuePanel:
    - {key: panel, resource: main, resolver: {function: resolver}}
  function:
    - {key: resolver, handler: index.handler}
resources:
  - {key: main, path: static/main/build}
"""
INDEX = "static/main/public/index.html"
MAIN = "static/main/src/index.jsx"


def page(name: str, html: str = "", code: str = "", **files: str) -> Sample:
    """A Custom UI with a page and a script."""
    named = {f"static/main/src/{file}.jsx": text for file, text in files.items()}
    kept = {INDEX: html, "static/main/package.json": "{}", BACK: RESOLVER}
    return Sample(name, CUSTOM_UI, {**kept, MAIN: BRIDGE + code, **named}, "silent: not looked at")


PAGES = (
    page("page-script", '<script src="«FC826 https://cdn.acme.io/a.js»"></script>'),
    page("page-script-own", '<script src="./a.js"></script><script src="/b.js"></script>'),
    page("page-script-defer", "<script defer\n  src='«FC826 https://cdn.acme.io/a.js»'></script>"),
    page("page-script-no-scheme", '<script src="«FC826 //cdn.acme.io/a.js»"></script>'),
    page("page-style", '<link href="«FC826 https://cdn.acme.io/a.css»" rel="stylesheet">'),
    page("page-other-link", '<link href="https://cdn.acme.io" rel="preconnect">'),
    page("page-image", '<img alt="" src="«FC826 https://img.acme.io/a.png»">'),
    page("page-default-image", '<img src="https://secure.gravatar.com/avatar/1">'),
    page("page-frame", '<iframe src="«FC826 https://maps.acme.io/»"></iframe>'),
    page("page-comment", '<!-- <script src="https://cdn.acme.io/a.js"></script> -->'),
    page("page-open-comment", '<!-- <script src="https://cdn.acme.io/a.js"></script>'),
    page("page-local", '<script src="http://localhost:8097"></script>'),
    page("page-data", '<img src="data:image/png;base64,AAAA">'),
    page("jsx-image", "", 'export const A = () => <img src="«FC826 https://img.acme.io/a.png»" />;'),
    page("jsx-braces", "", "export const A = () => <img src={'«FC826 https://img.acme.io/a»'} />;"),
    page("jsx-unknown", "", "export const A = ({ url }) => <img src={url} />;"),
    page("jsx-in-string", "", "export const A = '<img src=\"https://img.acme.io/a.png\" />';"),
    page("jsx-comment", "", '// <img src="https://img.acme.io/a.png" />'),
    page("jsx-dead-code", "", "", other='export const A = () => <img src="https://img.acme.io/a" />;'),
    page("custom-ui-invoke", "", "invoke('getText'); invoke(«FC801 'getTxt'»);"),
    page("custom-ui-fetch", "", "fetch(«FC822 'https://api.acme.io/x'»);"),
    page(
        "custom-ui-wrapper",
        "",
        "import { call } from './api';\ncall(«FC801 'x'»);",
        api=BRIDGE + "export const call = async (name) => invoke(name);",
    ),
    Sample("page-alone", CUSTOM_UI, {BACK: RESOLVER, "static/main/build/index.html": '<script src="«FC826 https://cdn.acme.io/a.js»"></script>'}),
    front("ui-kit-image", "import { Image } from '@forge/react';\nexport const A = () => <Image src=\"«FC826 https://img.acme.io/a.png»\" />;"),
)  # fmt: skip

# What `forge lint` says of a sample, where facts tell it (@forge/lint 6.3). "wrong" is a finding
# for code that is right, or none because of a wrong reading.
LINT = {
    **dict.fromkeys(("api-named", "api-default", "compute"), "reports"),
    **dict.fromkeys(("api-require", "api-destructured", "nested-ternary"), "silent"),
    **dict.fromkeys(("bridge-key", "bridge-service", "bridge-request"), "silent"),
    **dict.fromkeys(("endpoint-key",), "reports"),
    **dict.fromkeys(("write", "held"), "reports"),
    **dict.fromkeys(("method-constant", "method-quoted"), "wrong: reads it as GET"),
    **dict.fromkeys(("version-2", "variable-url", "options-unknown", "unknown-path"), "silent"),
    "own-name": "crashes: no permission check of any file",
    **dict.fromkeys(("egress", "ui-kit-image", "storage-old", "sql"), "reports"),
    **dict.fromkeys(("egress-constant", "egress-url", "egress-axios", "egress-unknown"), "silent"),
    "egress-other-fetch": "wrong: a method of another object",
    **dict.fromkeys(("storage", "storage-default"), "silent"),
    **dict.fromkeys(("queue", "web-trigger", "provider"), "silent"),
}

SAMPLES = (
    *INVOKES,
    *(
        Sample(f"ts-{name}", UI_KIT.replace("index.jsx", "index.tsx"), {BACK: RESOLVER, "src/frontend/index.tsx": BRIDGE + code})
        for name, code in TYPED
    ),
    *(
        Sample(f"define-{name}", UI_KIT, {BACK: code, FRONT: BRIDGE + "invoke('a'); invoke(«FC801 'missing'»);"})
        for name, code in DEFINES
    ),
    *(
        Sample(f"silent-{name}", UI_KIT, {BACK: code, FRONT: BRIDGE + "invoke('missing');"})
        for name, code in SILENT_DEFINES
    ),
    *CALLS,
    *PRODUCT,
    *PAGES,
)  # fmt: skip

_SHOWN = ("FC8",)
# What samples do not set out to show.
_OFF = ("FC825",)


def unmarked(text: str) -> tuple[str, list[tuple[str, int]]]:
    """A text without its marks, and the code and offset of each expected finding."""
    expected: list[tuple[str, int]] = []
    plain = ""
    end = 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        expected.append((match[1], len(plain)))
        plain += match[2]
        end = match.end()
    return plain + text[end:], expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_findings_are_exactly_those_marked(sample: Sample) -> None:
    plain = {path: unmarked(text) for path, text in sample.files.items()}
    wanted = {(path, code, at) for path, (_, marks) in plain.items() for code, at in marks}
    files = InMemoryFiles({path: text for path, (text, _) in plain.items()})
    report = check_text(HEAD + sample.manifest, options=options(_SHOWN, _OFF), files=files)
    found = {(f.file, f.code, f.span.start) for f in report.findings}
    assert found == wanted, [f.full_message for f in report.findings]


def test_there_are_many_samples_and_names_differ() -> None:
    names = {sample.name for sample in SAMPLES}
    assert len(names) == len(SAMPLES) >= 120
    assert LINT.keys() <= names


def test_the_comparison_with_forge_lint_has_these_numbers() -> None:
    marked = [sample for sample in SAMPLES if any(_MARK.search(t) for t in sample.files.values())]
    verdicts = [verdict for one in marked if (verdict := LINT.get(one.name, one.lint))]
    reported = verdicts.count("reports")
    page = (Path(__file__).parents[2] / "docs" / "comparison.md").read_text(encoding="utf-8")
    assert f"in {len(verdicts)} samples of calls with an error" in page
    assert f"`forge lint` reports {reported}" in page
