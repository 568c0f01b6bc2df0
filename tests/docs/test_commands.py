"""Every `forgecfg …` that the pages print is run, or is in a list with the reason why not.

Each block is run in order in a copy of an app, and each command of the text alone. The options of
all commands are parsed, also of those that are not run.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from forgecfg.cli.main import main

from .printed import PAGES, ROOT, Command, blocks, name_of, shell_lines, spans

CLEAN, BROKEN = "examples/macro-user-token", "examples/broken/macro-user-token"
SEVERAL = ("app", "apps/board", "apps/macro", "new", "old", "other")
# The app of the examples in the help.
HELLO = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
permissions:
  scopes:
    - read:page:confluence
"""
# The app that a page speaks of, where it is not the clean one.
APPS = {
    "README.md": "broken",
    "docs/diff.md": "several",
    "docs/monorepo.md": "several",
    "docs/usage.md": "several",
    "docs/commands/README.md": "clean",
    "docs/commands/add/module.md": "clean",
    "docs/commands/check.md": "several",
    "docs/commands/remote/routes.md": "clean",
    "docs/commands/scaffold.md": "several",
    "docs/commands/scopes.md": "several",
}
REMOTE = "add remote backend --base-url https://api.example.com"
# What the app contains before an example of the help is run.
BEFORE = {
    "add endpoint": (REMOTE,),
    "add token find": (REMOTE, "add endpoint find"),
    "add token remote:backend": (REMOTE,),
    "add trigger sync": (REMOTE,),
    "add scheduled-trigger": (REMOTE,),
    "rename endpoint": (REMOTE, "add endpoint hello-api"),
    "rename remote": (REMOTE,),
    "graph": (
        "add resource page --path static/main",
        "add module jira:globalPage my-panel --set title=Panel --resource page",
    ),
}
NOT_RUN = {
    r"lsp( --stdio)?": "serves an editor until that ends it: tests/lsp",
    r"remote (call|test) .*": "needs a running backend: tests/docs/test_remote_guide.py",
    r"check --forge-schema node_modules": "needs the official package: tests/schema",
    r"check --config /tmp/forgecfg.toml": "a file outside of the app",
}
# Names of commands in the text, which need arguments.
INCOMPLETE = {
    *("add", "rename", "rename endpoint", "explain", "completion", "schema --output-file"),
    *("remote", "remote call", "remote test", "remote verifier", "diff"),
}
# They exit with 1: there are findings, or a change is shown without being written.
FINDINGS = {
    "README.md": (
        "check examples/broken/macro-user-token",
        "check",
        "check --fix",
        "scaffold --diff",
        "scaffold",
    ),
    "examples/README.md": ("check examples/broken/macro-user-token/manifest.yml",),
    "docs/commands/add/function.md": ("add function on-issue --diff",),
    "docs/commands/add/remote.md": ("add remote store --operation storage --diff",),
    "docs/commands/add/scope.md": ("add scope read:jira-work write:jira-work --diff",),
    "docs/commands/rename.md": ("rename remote backend stock --diff",),
}
PLACEHOLDERS = {
    "RULE": "FC201",
    "SHELL": "bash",
    "COMMAND": "check",
    "FILE": "forgecfg.toml",
}
VARIABLES = {
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": "v1.2",
    "BITBUCKET_PR_DESTINATION_BRANCH": "main",
    "RUNNER_TEMP": ".",
}
WALKTHROUGHS = "docs/walkthroughs.md"  # run in test_walkthroughs.py
BLOCKS = [block for page in PAGES if name_of(page) != WALKTHROUGHS for block in blocks(page)]
ALL = [
    *(command for page in PAGES for block in blocks(page) for command in block),
    *(command for page in PAGES for command in spans(page)),
]


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Apps to copy, each a repository with the files and revisions that pages name."""
    folder = tmp_path_factory.mktemp("apps")
    for name, source in (("clean", CLEAN), ("several", CLEAN), ("broken", BROKEN)):
        shutil.copytree(ROOT / source, folder / name)
    (folder / "hello").mkdir()
    (folder / "hello" / "manifest.yml").write_text(HELLO, encoding="utf-8")
    for one in SEVERAL:
        shutil.copytree(ROOT / CLEAN, folder / "several" / one)
    for app in list(folder.iterdir()):
        (app / "forgecfg.toml").touch()
        (app / "test-results").mkdir()
        for name in ("old.yml", "new.yml"):
            shutil.copyfile(app / "manifest.yml", app / name)
        _git(app, "init", "--quiet", "--initial-branch", "main")
        _git(app, "add", "--all")
        _git(app, "commit", "--quiet", "--message", "One")
        _git(app, "tag", "v1.2")
        _git(app, "update-ref", "refs/remotes/origin/main", "HEAD")
        _git(app, "commit", "--quiet", "--allow-empty", "--message", "Two")
    return folder


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@acme-it.app", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


class Runner:
    """Runs commands in copies of apps."""

    def __init__(self, apps: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.apps, self.folder, self.monkeypatch = apps, folder, monkeypatch

    def new_app(self, page: str) -> Path:
        """A copy of the app of a page."""
        name = APPS.get(page, "hello" if page.startswith("docs/commands/") else "clean")
        shutil.rmtree(self.folder / "app", ignore_errors=True)
        return Path(shutil.copytree(self.apps / name, self.folder / "app"))

    def run(self, line: str, words: tuple[str, ...], app: Path) -> int:
        """The exit code of a command in an app, or in the checkout for a path of that."""
        self.monkeypatch.chdir(ROOT if " examples/" in line else app)
        manifest = io.BytesIO((app / "manifest.yml").read_bytes())
        self.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(manifest, "utf-8"))
        return main(filled(words))


def filled(words: tuple[str, ...]) -> list[str]:
    """The words with values for placeholders and variables."""
    return [os.path.expandvars(PLACEHOLDERS.get(word, word)) for word in words]


@pytest.fixture
def runner(apps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    return Runner(apps, tmp_path, monkeypatch)


def is_run(command: Command) -> bool:
    """Whether it is run here. scripts/generate.py and test_remote_guide.py run the generated."""
    listed = any(re.fullmatch(pattern, command.line) for pattern in NOT_RUN)
    return not listed and not command.generated


def expected(command: Command) -> int:
    """The exit code that the page speaks of."""
    return 1 if command.line in FINDINGS.get(command.page, ()) else 0


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0].page)
def test_blocks_are_run_in_order(block: list[Command], runner: Runner) -> None:
    app = runner.new_app(block[0].page)
    for command in filter(is_run, block):
        for prefix, lines in BEFORE.items():
            if command.page.startswith("docs/commands/") and command.line.startswith(prefix):
                app = runner.new_app(command.page)
                for line in lines:
                    assert runner.run(line, tuple(line.split()), app) == 0
        code = runner.run(command.line, command.words, app)
        assert code == expected(command), (command.page, command.line)


def test_commands_of_the_text_are_run(runner: Runner) -> None:
    seen = set()
    for command in filter(is_run, (command for page in PAGES for command in spans(page))):
        app = APPS.get(command.page, "clean")
        if command.line in INCOMPLETE or (app, command.line) in seen:
            continue
        seen.add((app, command.line))
        code = runner.run(command.line, command.words, runner.new_app(command.page))
        assert code == expected(command), (command.page, command.line)
    assert len(seen) > 30


def test_all_options_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Options are parsed before `--help` is handled, and unknown ones are an error."""
    for command in {command.line: command for command in ALL}.values():
        words = filled(command.words)
        if "--" in words:
            words = words[: words.index("--")]
        if command.line not in INCOMPLETE:
            assert main([*words, "--help"]) == 0, (command.page, command.line)
    capsys.readouterr()


def test_no_command_in_a_block_of_shell_is_missed() -> None:
    for page in PAGES:
        found = [command for block in blocks(page) for command in block]
        texts = [line.partition(" #")[0] for line in shell_lines(page)]
        lines = [text for text in texts if re.search(r"(^|[ /])forgecfg [a-z-]", text)]
        assert len(found) >= len(lines), name_of(page)


def test_lists_have_no_entry_that_is_not_printed() -> None:
    lines = {command.line for command in ALL}
    printed = {(command.page, command.line) for command in ALL}
    assert [one for one in NOT_RUN if not any(re.fullmatch(one, line) for line in lines)] == []
    assert sorted(INCOMPLETE - lines) == []
    assert {(page, line) for page, found in FINDINGS.items() for line in found} <= printed
