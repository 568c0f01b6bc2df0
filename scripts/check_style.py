"""Finds habits of language that readers stumble over; see "Language" in CONTRIBUTING.md.

    python scripts/check_style.py [--count] [PATH ...]

Checks the string literals, comments and docstrings of Python files, the prose of Markdown files,
and the descriptions in YAML and JSON files. Without PATH, all such files of the project. `--count`
prints the number of hits per directory instead. The exit code is 1 if there are hits.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]

PATHS = (
    "forgecfg",
    "scripts",
    "devtools",
    "benchmarks",
    "docs",
    "examples",
    "editors/vscode/README.md",
    "schemas/config.schema.json",
    "schemas/output-v1.schema.json",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "action.yml",
    ".pre-commit-hooks.yaml",
)
"""What is checked by default."""

# The habits are quoted here, and pages of rules are generated from the rules.
SKIPPED = ("scripts/check_style.py", "docs/rules/")


class Habit(NamedTuple):
    """A pattern, ignoring case, and what to write instead."""

    pattern: str
    instead: str


HABITS = (
    Habit(r"(?<!there )\b(is|are) no\b(?!\s+(longer|more|less)\b)", "is not a, is not"),
    Habit(r"(?<!there )\b(is|are) (?-i:none)\b", "is not one, there is no …"),
    Habit(r"\bis not there\b|\bis there already\b", "does not exist, already exists"),
    Habit(r"\bof (its|their|your|our|one's) own\b", "its own …, separate"),
    Habit(r"\bbesides?\b", "also, next to"),
    Habit(r"\bshall\b", "must, will"),
    Habit(r"\b(is|are|was|were|be) to (be|have|go|stand|use)\b", "must, will"),
    Habit(r"\btold\b|\bsought\b|\bis said\b|\bsaid of\b", "reported, searched"),
    Habit(r"\bstands?\b(?!\s?(alone|for)\b)|\bstood\b", "is, is at"),
    Habit(r"\blies\b|\blie in\b", "is in"),
    Habit(
        r"\btakes\b(?!\s+(\d|about|as long|longer|less|more|time|a (second|few|tenth|while)|"
        r"seconds|long|place|precedence|effect|several|\w+ times))",
        "accepts, requires",
    ),
    Habit(r"\bwants?\b", "requires, expects"),
    Habit(r"\brefus(e|es|ed|ing|al)\b", "rejects, rejected"),
    Habit(r"\black(s|ing)?\b", "is missing"),
    Habit(r"\bwithout (a|one) word\b|\bwithout saying\b", "silently"),
    Habit(r"\b(somebody|nobody|whoever|everybody|someone else|whichever)\b", "the user, anyone"),
    Habit(r"\bas ever\b|\bon purpose\b|\bfor ever\b", "as before, intentionally"),
    Habit(r"\bmend(s|ed|ing)?\b", "fix"),
    Habit(r"\bslips?\b", "typo"),
    Habit(r"\bfaults?\b", "error, bug"),
    Habit(r"\bknows? no\b|\bknows? nothing\b", "unknown"),
    Habit(r"\bmeans nothing\b|\bno business of\b", "is ignored, is not …"),
    Habit(r"\btakes? no notice\b|\bpay no heed\b", "ignore"),
    Habit(r"\banew\b|\bat last\b|\bbut for\b", "again, in the meantime, except"),
    Habit(r"\breplac\w+ (it )?by\b", "replace with"),
    Habit(r"\bleads? (nowhere|anywhere)\b|\bgoes with\b", "does not exist, requires"),
    Habit(r"\bhave a say\b|\bmakes? no sense\b", "name the effect, invalid"),
    Habit(r"\(measured\)", "verified with …, once per page"),
)


class Text(NamedTuple):
    """A piece of prose, and the 1-based line on which it starts."""

    line: int
    text: str


class Hit(NamedTuple):
    """A habit in a file."""

    path: str
    line: int
    found: str
    instead: str


_HABITS = [(re.compile(habit.pattern, re.IGNORECASE), habit.instead) for habit in HABITS]
# Code in backticks is not prose, nor is a string such as `key: value`.
_CODE = re.compile(r"`[^`\n]*`|https?://\S+")
_PAIR = re.compile(r"[ -]*[\w.$-]+: \S*")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_GENERATED = re.compile(r"^<!-- \w+: .*?<!-- end -->", re.M | re.S)
_DESCRIPTION = re.compile(r"^\s*(?:-\s+)?(?:description|name): (.*)$|^\s*#\s?(.*)$", re.M)


def hits(text: Text, path: str) -> Iterator[Hit]:
    """The habits in a text."""
    prose = _CODE.sub(lambda match: re.sub(r"[^\n]", "·", match[0]), text.text)
    for pattern, instead in _HABITS:
        for match in pattern.finditer(prose):
            line = text.line + prose.count("\n", 0, match.start())
            yield Hit(path, line, " ".join(match[0].split()), instead)


def texts(path: Path) -> Iterator[Text]:
    """The prose of a file. Raises SyntaxError for a broken Python file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from python_texts(source)
    elif path.suffix == ".md":
        yield Text(1, _blank(_FENCE, _blank(_GENERATED, source)))
    elif path.suffix in (".yml", ".yaml"):
        for match in _DESCRIPTION.finditer(source):
            yield Text(source.count("\n", 0, match.start()) + 1, match[1] or match[2] or "")
    elif path.suffix == ".json":
        for description in _descriptions(json.loads(source)):
            written = re.escape(json.dumps(description, ensure_ascii=False))
            found = re.search(rf'"description":\s*{written}', source)
            line = source.count("\n", 0, found.start()) + 1 if found else 1
            yield Text(line, description)


def python_texts(source: str) -> Iterator[Text]:
    """The comments, docstrings and messages of Python source.

    A string without a space is a name or a key, and one with a line break that is not a docstring
    is sample text; neither is prose.
    """
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], token.string)
    tree = ast.parse(source)
    docstrings = {
        id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            value = node.value.strip()
            is_message = " " in value and "\n" not in value and not _PAIR.fullmatch(value)
            if id(node) in docstrings or is_message:
                yield Text(node.lineno, node.value)


def _descriptions(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "description" and isinstance(value, str):
                yield value
            else:
                yield from _descriptions(value)
    elif isinstance(data, list):
        for item in data:
            yield from _descriptions(item)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text without the matches, keeping its lines."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def files(paths: list[Path]) -> Iterator[Path]:
    """The files to check at the given paths."""
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            name = file.resolve().as_posix().removeprefix(f"{ROOT.as_posix()}/")
            is_example = name.startswith("examples/") and file.suffix != ".md"
            if file.suffix in (".py", ".md", ".yml", ".yaml", ".json") and not (
                is_example or any(name.startswith(skipped) for skipped in SKIPPED)
            ):
                yield file


def main(argv: list[str] | None = None) -> int:
    """Print the hits; returns 1 if there are any."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--count", action="store_true", help="print the number per directory")
    arguments = parser.parse_args(argv)
    paths = arguments.paths or [ROOT / path for path in PATHS]
    found: list[Hit] = []
    for file in files(paths):
        name = file.resolve().as_posix().removeprefix(f"{ROOT.as_posix()}/")
        found += (hit for text in texts(file) for hit in hits(text, name))
    if arguments.count:
        for folder, count in Counter(str(Path(hit.path).parent) for hit in found).most_common():
            print(f"{count:>6}  {folder}")
    else:
        for hit in found:
            print(f'{hit.path}:{hit.line}: "{hit.found}": write {hit.instead}')
    print(f"{len(found)} hits" if found else "no hits")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
