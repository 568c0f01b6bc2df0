"""The time for reading source, as a ratio against tree-sitter's own parse time.

    python benchmarks/source.py [--lines 75000] [--app MANIFEST]

Without `--app` it makes an app of that many lines: half of its files mention `@forge/`, and these
have calls, constants and wrappers as real apps do. The ratio is the time of checking all rules
about source, files and all, against parsing just the files that mention `@forge/`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from forgecfg.api import DiskFiles, check_text, options
from forgecfg.source.app import App
from forgecfg.source.grammar import parse

_BODY = """\
export function compute{n}(values, options = {{}}) {{
  const result = values.filter((value) => value.size > options.least).map((value) => {{
    const name = `${{value.name}}-${{options.suffix ?? 'x'}}`;
    return {{ ...value, name, total: value.items.reduce((sum, item) => sum + item.price, 0) }};
  }});
  if (result.length === 0) {{
    throw new Error('nothing is left of ' + values.length + ' values');
  }}
  return result.sort((a, b) => a.name.localeCompare(b.name));
}}
"""
_FORGE = """\
import api, { route } from '@forge/api';
import { kvs } from '@forge/kvs';
import { KEYS } from './keys';
export const load = async (id) => {
  const known = await kvs.get(KEYS.SETTINGS);
  const response = await api.asApp().requestJira(route`/rest/api/3/issue/${id}`);
  return { known, issue: await response.json() };
};
"""
_MANIFEST = """\
permissions:
  scopes: [read:jira-work, storage:app]
modules:
  function:
    - {key: run, handler: index.run}
"""


def make_app(folder: Path, lines: int) -> Path:
    """Write an app with about that many lines."""
    source = folder / "src"
    source.mkdir(parents=True)
    per_file = 25
    count = lines // (per_file * 10 + 10)
    for number in range(count):
        body = "".join(_BODY.format(n=n) for n in range(per_file))
        start = _FORGE if number % 2 == 0 else "import { KEYS } from './keys';\n"
        (source / f"part{number}.js").write_text(start + body, encoding="utf-8")
    (source / "keys.js").write_text("export const KEYS = { SETTINGS: 'settings' };\n")
    imports = "".join(f"import * as part{n} from './part{n}';\n" for n in range(count))
    (source / "index.js").write_text(
        imports + "export const run = () => part0.load('A-1');\n", encoding="utf-8"
    )
    manifest = folder / "manifest.yml"
    manifest.write_text(_MANIFEST, encoding="utf-8")
    return manifest


def measure(manifest: Path) -> tuple[float, float, int, int]:
    """Seconds of checking and of parsing, lines in all, and lines of the files parsed."""
    text = manifest.read_bytes()
    chosen = options(["FC8"])
    start = time.process_time()
    check_text(text, options=chosen, files=DiskFiles(manifest.parent))
    checked = time.process_time() - start
    app = App(DiskFiles(manifest.parent))
    found = (app.unit(path) for path in app.files.below(".") if app.find(path) == path)
    units = [unit for unit in found if unit is not None]
    forge = [unit for unit in units if unit.mentions_forge]
    data = [(unit.path, unit.data) for unit in forge]
    start = time.process_time()
    for path, content in data:
        parse(path, content)
    parsed = time.process_time() - start
    return (
        checked,
        parsed,
        sum(len(unit.lines) for unit in units),
        sum(len(unit.lines) for unit in forge),
    )


def main() -> None:
    """Print the median ratio of several runs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lines", type=int, default=75_000)
    parser.add_argument("--app", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        manifest = given.app or make_app(Path(folder), given.lines)
        measure(manifest)  # loads everything
        runs = [measure(manifest) for _ in range(given.runs)]
    ratio = statistics.median(checked / parsed for checked, parsed, _, _ in runs)
    checked, parsed, lines, forge = runs[0]
    print(f"{lines} lines, {forge} of them in files that mention @forge/")
    print(f"checked in {checked * 1000:.0f} ms, parsed in {parsed * 1000:.0f} ms")
    print(f"ratio: {ratio:.2f} (limit 2)")


if __name__ == "__main__":
    main()
