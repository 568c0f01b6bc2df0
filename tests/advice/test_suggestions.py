"""No suggestion leads to more errors: each is taken, and the result is checked again.

`devtools/check_advice.py` does the same for whole folders of manifests.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forgecfg.rules.table import RULES

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "devtools")]

from check_advice import check_advice, read  # noqa: E402

AROUND = (ROOT.parent, ROOT.parent.parent)
CORPUS = next((path / "shared" / "corpus" for path in AROUND if (path / "shared").exists()), ROOT)
MUTATIONS = next((path / "base" / "mut" for path in AROUND if (path / "base").exists()), ROOT)

# What people write, each with the kind of mistake that they make.
WRITTEN = {
    "a module type of another name": """
modules:
  confluence:macro:
    - {key: a, title: A, resource: main, render: native}
  scheduled:trigger:
    - {key: b, function: run, interval: hour}
  jira:issueCreated:
    - {key: c, function: run}
  jsm:queuePage:
    - {key: d}
  function:
    - {key: run, handler: index.run}
""",
    "functions and endpoints at the top": """
functions:
  - key: run
    handler: index.run
endpoint:
  - key: back
    remote: api
modules:
  trigger:
    - {key: t, function: run, events: [avi:jira:created:issue]}
""",
    "a broken section at the top": """
functions:
  - {name: run}
  - {file: index.js}
  - 3
modules:
  trigger:
    - {key: t, function: run, events: [avi:jira:created:issue]}
""",
    "a URL on an endpoint, a handler on a trigger": """
modules:
  trigger:
    - {key: t, handler: index.run, events: [avi:jira:created:issue]}
  endpoint:
    - key: back
      url: https://shop.acme-it.app/hooks
      auth: {appSystemToken: true}
  function:
    - {key: run, handler: index.run, remote: api}
""",
    "nothing that is required": """
app:
modules:
  macro: [{}]
  trigger: [{}]
  webtrigger: [{}]
  endpoint: [{}]
  function: [{}]
  jira:issuePanel: [{}]
  jira:customField: [{}]
  rovo:agent: [{}]
  action: [{}]
remotes: [{}]
resources: [{}]
""",
    "scopes of another form": """
modules:
  macro: [{key: a, title: A, resource: main}]
permissions:
  scopes:
    - READ
    - read:jira-work, write:jira-work
    - write:comment:bitbucket
    - read:sketch:jira
""",
    "permissions as a list": "permissions:\n  - read:jira-work\n  - storage:app\n",
    "scopes as a text": "permissions:\n  scopes: read:jira-work write:jira-work\n",
}


@pytest.mark.parametrize("mistake", WRITTEN)
def test_what_people_write(mistake: str) -> None:
    outcome = check_advice(iter([(mistake, WRITTEN[mistake])]))
    assert outcome.taken.total() > 0
    assert outcome.worse == []


def examples() -> Iterator[tuple[str, str]]:
    """The bad examples of all rules."""
    for rule in RULES:
        for number, bad in enumerate(rule.bad):
            if isinstance(bad.text, str) and bad.times == 1 and len(bad.text) < 5000:
                yield f"{rule.code}-{number}", bad.text


def test_bad_examples() -> None:
    assert check_advice(examples()).worse == []


def test_broken_apps() -> None:
    assert check_advice(read([ROOT / "examples", ROOT / "docs" / "samples"], 1)).worse == []


@pytest.mark.skipif(CORPUS == ROOT, reason="no corpus here")
def test_real_manifests() -> None:
    assert check_advice(read([CORPUS], 12)).worse == []


@pytest.mark.skipif(MUTATIONS == ROOT, reason="no mutations here")
def test_mutations() -> None:
    assert check_advice(read([MUTATIONS], 75)).worse == []
