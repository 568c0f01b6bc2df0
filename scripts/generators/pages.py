"""Pages that are written by hand, and the parts of them that come from the program.

A generated part is between a comment with its source and `<!-- end -->`:

- `<!-- output: forgecfg … -->`: the command, run in the root, and what it prints;
- `<!-- session: FOLDER -->`: the commands of the block, its lines that begin with `$ `, run one
  after the other in a copy of the folder, and all that they show on a terminal;
- `<!-- file: PATH -->`: a file;
- `<!-- action: inputs -->` or `outputs`: those of `action.yml`, as a table;
- `<!-- config: keys -->`: the keys of the configuration, from its schema, as a table;
- `<!-- costs: all -->`: the kinds of changes that `forgecfg diff` knows, as a table;
- `<!-- remote: headers -->`, `token` or `claims`: those of a request to a remote, as a table.

The address of the repository, after `FORGECFG: git+` (or `:-git+`) and after `- repo:`, is the
project's home.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from generators import ROOT, Generated, project_home
from generators.running import run

_PART = re.compile(
    r"(?P<begin><!-- (?P<kind>[a-z]+): (?P<what>[^\n]*?) -->)\n(?P<body>.*?)(?P<end><!-- end -->)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?P<before>\bFORGECFG:[ -]git\+|- repo: )https?://[^\s\"'@}]+")


def pages() -> Generated:
    """The README and the pages of the docs."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        old = path.read_text(encoding="utf-8")
        new = _ADDRESS.sub(rf"\g<before>{project_home()}", _PART.sub(_part, old))
        if new != old or _PART.search(old):
            yield path.relative_to(ROOT).as_posix(), new


def _part(match: re.Match[str]) -> str:
    """The new content of a part. Raises SystemExit for an unknown part."""
    kind = match["kind"]
    if kind not in _KINDS:
        raise SystemExit(f"a page asks for {match['begin']}, which is nothing to generate")
    return f"{match['begin']}\n{_KINDS[kind](match['what'], match['body'])}\n{match['end']}"


def _output(command: str, _: str) -> str:
    return _console(f"$ {command}\n{run(shlex.split(command)[1:])}")


def _session(folder: str, body: str) -> str:
    shown = []
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "app")
        shutil.copytree(ROOT / folder, copy)
        for line in body.splitlines():
            if line.startswith("$ "):
                output = run(shlex.split(line)[2:], copy, errors=True)
                shown.append(f"{line}\n{output}")
    return _console("\n".join(shown))


def _console(text: str) -> str:
    return f"```console\n{text}\n```"


def _file(path: str, _: str) -> str:
    text = (ROOT / path).read_text(encoding="utf-8").rstrip("\n")
    language = {".yml": "yaml", ".yaml": "yaml"}.get(Path(path).suffix, Path(path).suffix[1:])
    return f"```{language}\n{text}\n```"


def _action(section: str, _: str) -> str:
    from ruamel.yaml import YAML

    entries = YAML(typ="safe").load(ROOT / "action.yml")[section]
    defaults = section == "inputs"
    lines = ["| name | default | meaning |", "| --- | --- | --- |"]
    if not defaults:
        lines = ["| name | meaning |", "| --- | --- |"]
    for name, entry in entries.items():
        default = f" `{entry['default']}` |" if entry.get("default") else " |"
        meaning = " ".join(entry["description"].split())
        lines.append(f"| `{name}` |{default if defaults else ''} {meaning} |")
    return "\n".join(lines)


def _config(_: str, __: str) -> str:
    schema = json.loads((ROOT / "schemas" / "config.schema.json").read_text(encoding="utf-8"))
    lines = ["| key | meaning |", "| --- | --- |"]
    lines += [
        f"| `{key}` | {entry['description']} |" for key, entry in schema["properties"].items()
    ]
    return "\n".join(lines)


def _costs(_: str, __: str) -> str:
    from forgecfg.impact.kinds import KINDS

    lines = ["| kind | cost | certainty | why |", "| --- | --- | --- | --- |"]
    for name, kind in sorted(KINDS.items(), key=lambda item: (-item[1].impact, item[0])):
        page = f"[{kind.certainty.value}]({kind.url})" if kind.url else kind.certainty.value
        reason = kind.reason.replace("|", "\\|")
        lines.append(f"| `{name}` | {kind.impact.title} | {page} | {reason} |")
    return "\n".join(lines)


def _remote(part: str, _: str) -> str:
    from forgecfg.remote.fields import CLAIMS, HEADERS, TOKEN_HEADER, Field

    fields: dict[str, tuple[Field, ...]] = {
        "headers": HEADERS,
        "token": TOKEN_HEADER,
        "claims": CLAIMS,
    }
    lines = ["| name | sent | certainty | meaning |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{field.name}` | {field.sent} | {field.mark} | {field.note} |" for field in fields[part]
    ]
    return "\n".join(lines)


_KINDS: dict[str, Callable[[str, str], str]] = {
    "output": _output,
    "session": _session,
    "file": _file,
    "action": _action,
    "config": _config,
    "costs": _costs,
    "remote": _remote,
}
