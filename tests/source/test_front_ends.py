"""Which files of an app run, and which modules show them."""

from __future__ import annotations

import json

import pytest

from forgecfg.api import InMemoryFiles, check_text, options

MANIFEST = """\
modules:
  jira:issuePanel:
    - {key: panel, resource: main, resolver: {function: resolver}}
  function:
    - {key: resolver, handler: index.handler}
resources:
  - {key: main, path: static/app/build}
  - {key: dialog, path: static/dialog/build}
"""
RESOLVER = """\
import Resolver from '@forge/resolver';
const r = new Resolver();
r.define('a', f);
export const handler = r.getDefinitions();
"""
CODE = "import { invoke } from '@forge/bridge';\ninvoke('x');\n"
PACKAGE = {"static/app/package.json": "{}", "src/index.js": RESOLVER, "package.json": "{}"}

LAYOUTS = {
    "create-react-app": {"static/app/src/index.js": CODE},
    "imported": {"static/app/src/index.js": "import './App';", "static/app/src/App.jsx": CODE},
    "typescript": {"static/app/src/main.tsx": CODE},
    "vite": {
        "static/app/index.html": '<script type="module" src="/src/start.tsx"></script>',
        "static/app/src/start.tsx": CODE,
    },
    "parcel": {
        "static/app/src/index.html": '<script src="./go.js"></script>',
        "static/app/src/go.js": CODE,
    },
    "alias": {
        "static/app/src/index.js": "import '@/x';",
        "static/app/src/x.js": CODE,
    },
    "tsconfig-paths": {
        "static/app/tsconfig.json": '{ // c\n"compilerOptions": {"paths": {"~ui/*": ["./lib/*"]},}}',
        "static/app/src/index.ts": "import '~ui/x';",
        "static/app/lib/x.ts": CODE,
    },
    "base-url": {
        "static/app/jsconfig.json": '{"compilerOptions": {"baseUrl": "src"}}',
        "static/app/src/index.js": "import 'parts/x';",
        "static/app/src/parts/x.js": CODE,
    },
    "npm-workspace": {
        "package.json": '{"workspaces": ["packages/*"]}',
        "packages/parts/package.json": '{"name": "@acme/parts", "main": "dist/index.js"}',
        "packages/parts/src/index.ts": CODE,
        "static/app/src/index.js": "import '@acme/parts';",
    },
    "pnpm-workspace": {
        "pnpm-workspace.yaml": "packages:\n  - 'libs/parts'\n",
        "libs/parts/package.json": '{"name": "parts"}',
        "libs/parts/deep/x.js": CODE,
        "static/app/src/index.js": "import 'parts/deep/x';",
    },
    "js-means-ts": {
        "static/app/src/index.ts": "import './x.js';",
        "static/app/src/x.ts": CODE,
    },
    "index-of-folder": {
        "static/app/src/index.js": "import './parts';",
        "static/app/src/parts/index.jsx": CODE,
    },
    "re-export": {
        "static/app/src/index.js": "export { default } from './x';",
        "static/app/src/x.js": CODE,
    },
    "require": {"static/app/src/index.js": "require('./x');", "static/app/src/x.js": CODE},
    "lazy": {
        "static/app/src/index.js": "const X = lazy(() => import('./x'));",
        "static/app/src/x.js": CODE,
    },
    "dialog": {
        "static/app/src/index.js": "import { Modal } from '@forge/bridge';\n"
        "new Modal({ resource: 'dialog' }).open();",
        "static/dialog/package.json": "{}",
        "static/dialog/src/index.js": CODE,
    },
}

DEAD = {
    "not-imported": {"static/app/src/index.js": "", "static/app/src/old.js": CODE},
    "commented-import": {
        "static/app/src/index.js": "// import './old';\n/* import './old'; */",
        "static/app/src/old.js": CODE,
    },
    "import-of-types": {
        "static/app/src/index.ts": "import type { T } from './old';",
        "static/app/src/old.ts": CODE,
    },
    "own-server": {"static/app/src/index.js": "", "server/index.js": CODE},
    "dialog-that-nothing-opens": {
        "static/app/src/index.js": "",
        "static/dialog/package.json": "{}",
        "static/dialog/src/index.js": CODE,
    },
    "built-files": {"static/app/src/index.js": "", "static/app/build/main.js": CODE},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_source_that_runs_is_found(layout: str) -> None:
    files = InMemoryFiles({**PACKAGE, **LAYOUTS[layout]})
    report = check_text(MANIFEST, options=options(["undefined-definition"]), files=files)
    assert [finding.span.line for finding in report.findings] == [2]


@pytest.mark.parametrize("layout", DEAD)
def test_source_that_nothing_reaches_gives_no_finding(layout: str) -> None:
    files = InMemoryFiles({**PACKAGE, **DEAD[layout]})
    report = check_text(MANIFEST, options=options(["FC8"]), files=files)
    assert report.findings == ()


@pytest.mark.parametrize(("version", "count"), [("file:../../../parts", 0), ("^1.0.0", 1)])
def test_a_package_of_the_repository_that_is_not_in_the_app_is_unknown(
    version: str, count: int
) -> None:
    # It may call `requestJira` with any path, which a package of a registry does not.
    package = json.dumps({"dependencies": {"@acme/parts": version}})
    code = "import '@acme/parts';\nimport { view } from '@forge/bridge';\nview.close();\n"
    files = {**PACKAGE, "static/app/package.json": package, "static/app/src/index.js": code}
    manifest = MANIFEST + "permissions:\n  scopes: [read:jira-work]\n"
    report = check_text(manifest, options=options(["FC825"]), files=InMemoryFiles(files))
    assert len(report.findings) == count
