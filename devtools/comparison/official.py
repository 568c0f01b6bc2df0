"""Runs the official validator over many manifests, and sorts what it says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import which
from typing import NamedTuple

from comparison.kinds import MEANING, SHAPE, SYNTAX, Kind
from comparison.table import TABLE

CHUNK = 500
"""Manifests for one process: its memory grows, and it may die of one of them."""

# How a message about the shape begins: where, perhaps which value, and then what is demanded.
_WHERE = re.compile(
    r"(?P<where>.*?) ?(?P<value>'.*')? ?"
    r"(?:must |should |allowed values|required prop|provided prop|does not|is not)",
    re.DOTALL,
)

# Words that messages put before the names of properties; properties can be called so too.
_ADDED = frozenset({"document", "property", "name"})


class Unable(Exception):  # noqa: N818 - the user must fix it
    """The official validator cannot be run here; the text says why."""


class Said(NamedTuple):
    """One message of the official validator at the level of errors.

    `kind` is None where the table does not have it. `path` holds the names of properties that lead
    to the place, without `modules` and without indexes, None where the message tells no place;
    `name` is what the message speaks of, None where that does not matter.
    """

    message: str
    stage: str
    kind: Kind | None
    path: tuple[str, ...] | None = None
    name: str | None = None


class Verdict(NamedTuple):
    """All that it says of one manifest. `crash` is what it died of, "" where it did not."""

    said: tuple[Said, ...]
    crash: str = ""

    @property
    def stage(self) -> str:
        """The stage that was the last; without messages that of the meaning."""
        stages = {said.stage for said in self.said}
        return next((stage for stage in (SYNTAX, SHAPE) if stage in stages), MEANING)


def verdicts(npm: Path, script: Path, files: Sequence[Path]) -> Iterator[tuple[Path, Verdict]]:
    """The verdicts of manifests, in their order. Raises Unable."""
    node = which("node")
    if node is None:
        raise Unable("`node` is not installed")
    if not (npm / "node_modules" / "@forge" / "manifest").is_dir():
        raise Unable(f"{npm} has no @forge/manifest: npm install --prefix {npm} @forge/manifest")
    if not script.is_file():
        raise Unable(f"there is no script {script}")
    waiting = list(files)
    while waiting:
        chunk = waiting[:CHUNK]
        names = [str(file.resolve()) for file in chunk]
        command = [node, str(script.resolve()), str(npm.resolve()), *names]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        if not answers and len(waiting) == len(files):
            raise Unable(f"{script} says nothing: {done.stderr.strip()[-300:]}")
        for file, answer in zip(chunk, answers, strict=False):
            yield file, read(answer)
        if len(answers) < len(chunk):  # the process died of the next one
            yield chunk[len(answers)], Verdict((), last_words(done.stderr))
        waiting = waiting[min(len(answers) + 1, len(chunk)) :]


def last_words(text: str) -> str:
    """Why a process died: the line of its output that names the error, or else the last one."""
    lines = text.splitlines() or ["no answer"]
    return next((line for line in lines if re.match(r"\w*Error:", line)), lines[-1])


def read(answer: dict[str, object]) -> Verdict:
    """What one line of the script's output says."""
    if "crash" in answer:
        return Verdict((), str(answer["crash"]))
    errors = answer.get("errors")
    found = (
        [error for error in errors if error["level"] == "error"] if isinstance(errors, list) else []
    )
    if not found and not answer.get("success") and not errors:
        return Verdict((), "it rejects the manifest without a reason")
    return Verdict(tuple(classify(error["message"], error["reference"]) for error in found))


def classify(message: str, reference: str) -> Said:
    """A message as one of the kinds of the table."""
    for stage, kind in TABLE.get(reference, TABLE[""]):
        match = re.search(kind.pattern, message)
        if match and stage == SHAPE:
            return Said(message, stage, kind, path_of(message))
        if match:
            name = next((group for group in match.groups() if group), None)
            return Said(message, stage, kind, name=name)
    stages = {"valid-yaml-required": SYNTAX, "valid-document-required": SHAPE}
    return Said(message, stages.get(reference, MEANING), None)


def path_of(message: str) -> tuple[str, ...]:
    """The place that a message about the shape speaks of."""
    match = _WHERE.match(message)
    return plain(match["where"].split() if match else [])


def plain(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a place without those that messages add to it."""
    return tuple(word for word in words if word not in _ADDED and not word.isdigit())
