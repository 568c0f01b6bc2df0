"""The pages of the commands, from their help: one for each, and an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generators import Generated

_FOLDER = "docs/commands"
GUIDES = {
    "check": (("usage.md#check", "Check"), ("usage.md#fix", "Fix"), ("formats.md", "Formats")),
    "scaffold": (("usage.md#scaffold", "Scaffold"), ("walkthroughs.md", "Walkthroughs")),
    "add": (("usage.md#add", "Add"), ("walkthroughs.md", "Walkthroughs")),
    "rename": (("usage.md#add", "Add and rename"), ("walkthroughs.md", "Walkthroughs")),
    "diff": (("diff.md", "What a change costs"),),
    "graph": (("graph.md", "What is wired to what"),),
    "audit": (("audit.md", "What leaves Atlassian"),),
    "scopes": (("source.md#scopes", "Scopes"),),
    "explain": (("rules/README.md", "All rules"),),
    "rules": (("rules/README.md", "All rules"),),
    "schema": (("usage.md#in-an-editor", "In an editor"), ("formats.md", "Formats")),
    "lsp": (("editors.md", "In an editor"),),
    "remote": (("remote.md", "The backend of a remote"),),
    "completion": (("usage.md#shell-completion", "Shell completion"),),
}
_OPTION = re.compile(r"(?<![\w`-])--?[a-z][\w-]*")
_EXTRA = re.compile(r"  \[(?P<text>[^\]]*)\]")
_CODE = re.compile(r"[;,] (?:or )?(?=\d)")
_EXIT = "Exit code: "


class _Page(NamedTuple):
    """A command (an object of click), and its words without `forgecfg`."""

    command: Any
    context: Any
    words: tuple[str, ...]

    @property
    def title(self) -> str:
        return " ".join(("forgecfg", *self.words))

    @property
    def children(self) -> list[_Page]:
        """The commands of a group."""
        found = getattr(self.command, "commands", {})
        return [_page(one, (*self.words, name), self.context) for name, one in found.items()]

    @property
    def path(self) -> str:
        """The file of the page, from the folder of all of them."""
        return "/".join((*self.words, "README.md")) if self.children else f"{self._stem}.md"

    @property
    def _stem(self) -> str:
        return "/".join(self.words)


def _page(command: Any, words: tuple[str, ...], parent: Any = None) -> _Page:
    settings = dict(command.context_settings)
    context = command.context_class(
        command, parent=parent, info_name="".join(words[-1:]), **settings
    )
    return _Page(command, context, words)


def command_pages() -> Generated:
    """The index, and a page for each command and each command of a group."""
    import typer

    from forgecfg.cli.app import build_app
    from generators.running import WIDTH, surroundings

    with surroundings(WIDTH):
        root = _page(typer.main.get_command(build_app(())), ())
        for page in _tree(root):
            yield f"{_FOLDER}/{page.path}", "\n".join(_lines(page)) + "\n"


def _tree(page: _Page) -> Iterator[_Page]:
    yield page
    for child in page.children:
        yield from _tree(child)


def _lines(page: _Page) -> Iterator[str]:
    paragraphs = [" ".join(part.split()) for part in (page.command.help or "").split("\n\n")]
    exit_code = [part.removeprefix(_EXIT) for part in paragraphs if part.startswith(_EXIT)]
    yield f"# {page.title if page.words else 'Commands'}"
    for paragraph in paragraphs:
        if not paragraph.startswith(_EXIT):
            yield from ("", _prose(paragraph))
    usage = " ".join((page.title, *page.command.collect_usage_pieces(page.context)))
    yield from ("", "```text", usage, "```")
    if page.children:
        yield from _table(page)
    yield from _parameters(page)
    if page.words and not page.children:
        yield from ("", "## Exit codes", "", *_exit_codes(exit_code[0]))
        up = "../" * len(page.words)
        yield from ("", f"The codes are [the same for all commands]({up}usage.md#exit-codes).")
    yield from ("", "## Examples", "", "```bash", *_examples(page), "```")
    if page.words:
        yield from ("", "## Read on", "")
        up = "../" * (len(page.path.split("/")))
        yield from (f"- [{title}]({up}{target})" for target, title in GUIDES[page.words[0]])


def _table(page: _Page) -> Iterator[str]:
    """The commands of a group; in the index also those of the groups in it."""
    yield from ("", "## Commands", "", "| command | what it does |", "| --- | --- |")
    for child in [one for one in _tree(page) if one is not page]:
        link = child.path.removeprefix("/".join((*page.words, ""))) if page.words else child.path
        summary = child.command.get_short_help_str(limit=200)
        yield f"| [{child.title}]({link}) | {_prose(summary)} |"


def _parameters(page: _Page) -> Iterator[str]:
    """A heading for each option, so that each has an address and is found by the search."""
    records = [
        (one, *one.get_help_record(page.context))
        for one in page.command.get_params(page.context)
        if one.name != "help" or not page.words
    ]
    for kind in ("argument", "option"):
        own = [record for record in records if record[0].param_type_name == kind]
        if own:
            yield from ("", f"## {kind.title()}s")
        for parameter, form, text in own:
            yield from ("", f"### `{_name(parameter)}`", "", *_parameter(parameter, form, text))


def _exit_codes(text: str) -> Iterator[str]:
    """A line for each code of a text such as `0; 1 if …, or 2 if …`."""
    for part in _CODE.split(text):
        code, _, meaning = part.strip(" .").partition(" ")
        yield f"- `{code}` {_prose(meaning) or 'otherwise'}"


def _name(parameter: Any) -> str:
    """The long name of an option, or the name of an argument."""
    return str(max(parameter.opts, key=len))


def _parameter(parameter: Any, form: str, text: str) -> Iterator[str]:
    extras = [note for found in _EXTRA.findall(text) for note in found.split("; ")]
    if extras or form != _name(parameter):
        yield " · ".join([f"`{form}`", *map(_note, extras)])
        yield ""
    yield _prose(_EXTRA.sub("", text).strip())


def _note(text: str) -> str:
    """What the help has in brackets: a value is code, a description is not."""
    name, colon, value = text.partition(": ")
    if colon and " " not in value:
        return f"{name}: `{value}`"
    return _prose(text) if colon or text == "required" else f"`{text}`"


def _prose(text: str) -> str:
    """Text of the help as Markdown: options as code."""
    parts = text.split("`")
    parts[::2] = [_OPTION.sub(lambda match: f"`{match[0]}`", part) for part in parts[::2]]
    return "`".join(parts).replace("<", "&lt;").replace("|", "\\|")


def _examples(page: _Page) -> list[str]:
    lines = str(page.command.epilog).splitlines()
    return [line.strip() for line in lines if line.startswith("  ")]
