"""Cases with the files of an app, with fixes, and for the other commands."""

from __future__ import annotations

from worst.case import HEAD, MANIFEST, Case, Files, app, manifest, modules, repeat

_FUNCTION = "    - key: f\n      handler: index.run\n"


def _source(text: str) -> Files:
    return {MANIFEST: modules("function", _FUNCTION), "src/index.js": text}


def _extra_files(patterns: int, pattern: str, files: int) -> Files:
    text = HEAD + "  package:\n    extraFiles:\n" + repeat(patterns, f"      - '{pattern}'\n")
    text += "modules: {}\n"
    deep = "/".join("d" * 30)
    tree = {f"static/{deep}/{i}.txt": "" for i in range(files)}
    return {MANIFEST: text, **tree}


def _locales(n: int) -> Files:
    text = modules("function", _FUNCTION) + "translations:\n  resources:\n"
    text += repeat(n, "    - {key: en-%d, path: locales/%d.json}\n")
    text += "  fallback:\n    default: en-0\n"
    texts = "{" + ",".join(f'"key{i}": "text"' for i in range(2000)) + "}"
    return {MANIFEST: text, **{f"locales/{i}.json": texts for i in range(n)}}


def _skill(n: int) -> Files:
    text = HEAD + "modules:\n  rovo:agent:\n    - key: a\n      skills: [s]\n"
    text += (
        "  rovo:skill:\n    - key: s\n      path: skills/s\n      dependencies:\n        tools:\n"
    )
    text += repeat(n, "          - tool-%d\n")
    body = "---\nname: s\ndescription: d\n---\n" + "word tool " * (n * 100)
    return {MANIFEST: text, "skills/s/SKILL.md": body}


def _resources(n: int) -> Files:
    text = modules("function", _FUNCTION) + "resources:\n"
    text += repeat(n, "  - {key: unused-resource-%d, path: static/%d}\n")
    code = "const a = 'b';\n" * 500
    return {MANIFEST: text, **{f"src/f{i}.js": code for i in range(n)}}


def _missing_files(n: int) -> Files:
    text = modules("function", repeat(n, "    - {key: f%d, handler: missing-%d.run}\n"))
    return {MANIFEST: text, **{f"src/missing_{i}.js": "" for i in range(n)}}


def _functions(n: int) -> Files:
    text = modules("function", repeat(n, "    - {key: f%d, handler: index.runn%d}\n"))
    return {MANIFEST: text, "src/index.js": repeat(n, "export const run_%d = 1;\n")}


def _calls(n: int) -> Files:
    code = "import { invokeRemote } from '@forge/api';\nexport async function run() {\n"
    code += repeat(n, "  await invokeRemote('remote-%d', { path: '/x' });\n") + "}\n"
    return _source(code)


def _aliases(n: int) -> Files:
    code = "import api from '@forge/api';\nconst a0 = api;\n"
    code += "".join(f"const a{i + 1} = a{i};\n" for i in range(n))
    return _source(code + f"export const run = () => a{n}.asUser().requestJira('/x');\n")


_API = "import { invokeRemote } from '@forge/api';\n"


def _wrappers(n: int) -> Files:
    code = repeat(n, "function f%d(p) { return invokeRemote('r', p); }\nf%d({ path: '/x' });\n")
    return _source(_API + code + "export const run = () => f0({});\n")


def _nested_calls(n: int) -> Files:
    return _source(_API + "invokeRemote(\n" * n + ")" * n + ";\nexport const run = 1;\n")


def _nested_blocks(n: int) -> Files:
    code = "{ const a = invokeRemote;\na('r', { path: '/x' });\n" * n + "}" * n
    return _source(_API + code + "\nexport const run = 1;\n")


def _redeclared(n: int) -> Files:
    code = "import * as api from '@forge/api';\n"
    code += "const { invokeRemote } = api;\ninvokeRemote('r', { path: '/x' });\n" * n
    return _source(code + "export const run = 1;\n")


def _imports(n: int) -> Files:
    code = repeat(n, "import a%d from './m%d'; // no comment\nconst b%d = require('./n%d');\n")
    return _source(_API + code + "export const run = () => invokeRemote('r', { path: '/x' });\n")


CASES: tuple[Case, ...] = (
    app(
        "handler-export-lists", "`export{` again and again", lambda n: _source("export{" * n), 5000
    ),
    app("handler-comments", "comments that are not closed", lambda n: _source("/* " * n), 10_000),
    app(
        "handler-spaces", "`exports.a` and spaces", lambda n: _source("exports.a" + " " * n), 20_000
    ),
    app(
        "handler-many-exports",
        "undefined handlers and many exports of similar names",
        _functions,
        500,
    ),
    app("missing-handlers", "many missing files with similar names", _missing_files, 300),
    app("source-calls", "a call to an undeclared remote in each line", _calls, 500),
    app("source-alias-chain", "a chain of constants that leads to one call", _aliases, 200),
    app("source-wrappers", "many functions that wrap a call", _wrappers, 300),
    app("source-nested-calls", "calls in calls in calls", _nested_calls, 500),
    app("source-nested-blocks", "each block hides the name of the next", _nested_blocks, 500),
    app("source-redeclared", "one name declared again and again", _redeclared, 300),
    app("source-imports", "each import was searched for in all comments", _imports, 500),
    app(
        "extra-files-wildcards",
        "`**/` many times and a deep path: the pattern backtracked exponentially",
        lambda n: _extra_files(1, "static/" + "**/" * n + "x.txt", 3),
        10,
    ),
    app(
        "extra-files-products",
        "every pattern was compared with every file",
        lambda n: _extra_files(n, "static/**/*-%d.txt", n),
        50,
    ),
    app("locales", "each rule about translations read each file", _locales, 20),
    app("skill-tools", "every tool was searched for in the text of a skill", _skill, 50),
    app("unused-resources", "every resource was searched for in every file", _resources, 60),
    app(
        "gitignore-wildcards",
        "`**/` many times in an ignore file",
        lambda n: {
            MANIFEST: modules("function", _FUNCTION),
            ".gitignore": "**/" * n + "x\n",
            "/".join("d" * 30) + "/manifest.yml": modules("function", _FUNCTION),
        },
        10,
        "check",
        ".",
    ),
    manifest(
        "safe-fixes",
        "a safe fix in each line",
        lambda n: (
            HEAD
            + "modules: {}\npermissions:\n  external:\n    fetch:\n      client:\n"
            + repeat(n, "        - https://a%d.example.com\n")
        ),
        125,
        "check",
        "--fix",
    ),
    manifest(
        "ignore-comment-fixes",
        "the removal of an unused comment in each line",
        lambda n: modules(
            "function",
            repeat(n, "    - key: f%d # forgecfg: ignore[unused-endpoint]\n      handler: a.b\n"),
        ),
        125,
        "check",
        "--fix",
    ),
    manifest(
        "duplicate-scope-fixes",
        "the removal of a duplicate in each line",
        lambda n: HEAD + "modules: {}\npermissions:\n  scopes:\n" + "    - read:jira-work\n" * n,
        125,
        "check",
        "--fix",
    ),
    manifest(
        "misspelling-fixes",
        "a renamed key in each module",
        lambda n: modules("function", repeat(n, "    - key: f%d\n      handlr: a.b\n")),
        125,
        "check",
        "--unsafe-fixes",
    ),
    manifest(
        "insertion-fixes",
        "an addition to the same list for each remote",
        lambda n: (
            modules(
                "endpoint",
                repeat(n, "    - {key: e%d, remote: r%d, auth: {appUserToken: {enabled: true}}}\n"),
            )
            + "remotes:\n"
            + repeat(n, "  - {key: r%d, baseUrl: https://a%d.example.com, operations: [fetch]}\n")
        ),
        125,
        "check",
        "--unsafe-fixes",
    ),
    manifest(
        "duplicate-key-fixes",
        "the removal of a duplicate key in each module",
        lambda n: modules(
            "function", repeat(n, "    - key: f%d\n      key: f%d\n      handler: a.b\n")
        ),
        125,
        "check",
        "--unsafe-fixes",
    ),
    manifest(
        "graph",
        "the graph of a manifest with many endpoints",
        lambda n: (
            modules(
                "jira:issuePanel",
                repeat(n, "    - {key: p%d, title: t, resolver: {endpoint: e%d}}\n"),
            )
            + "  endpoint:\n"
            + repeat(n, "    - {key: e%d, remote: r%d}\n")
            + "remotes:\n"
            + repeat(n, "  - {key: r%d, baseUrl: https://example.com}\n")
        ),
        500,
        "graph",
    ),
    manifest(
        "audit",
        "the audit of a manifest with many remotes",
        lambda n: (
            modules("endpoint", repeat(n, "    - {key: e%d, remote: r%d}\n"))
            + "remotes:\n"
            + repeat(n, "  - {key: r%d, baseUrl: https://a%d.example.com}\n")
        ),
        500,
        "audit",
    ),
    app(
        "diff",
        "the difference between two manifests with other names everywhere",
        lambda n: {
            MANIFEST: modules("function", repeat(n, "    - {key: f%d, handler: a.b}\n")),
            "old.yml": modules("function", repeat(n, "    - {key: g%d, handler: a.b}\n")),
        },
        500,
        "diff",
        "old.yml",
    ),
    app("scopes", "the scopes of many calls", _calls, 300, "scopes"),
)
