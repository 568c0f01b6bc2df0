"""FC204."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.declarations import module_keys
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

# Each of these is a pool of its own; modules and Connect modules share one.
_SECTIONS = (
    ("remote", "remotes[].key"),
    ("service", "services[].key"),
    ("resource", "resources[].key"),
    ("provider", "providers.auth[].key"),
)


@rule(
    "FC204",
    "duplicate-key",
    Severity.ERROR,
    good=(
        Good(
            """\
modules:
  macro:
    - key: hello
  endpoint:
    - key: backend
      remote: backend
remotes:
  - key: backend
""",
            why="A remote may have the key of a module.",
        ),
    ),
    bad=(
        Bad(
            """\
modules:
  macro:
    - key: hello
  endpoint:
    - key: hello
      remote: backend
""",
            at=(5, 12),
            says='module key "hello" is taken by macro on line 3',
        ),
        Bad(
            """\
remotes:
  - key: backend
    baseUrl: https://one.example.com
  - key: backend
    baseUrl: https://two.example.com
""",
            at=(4, 10),
            says='remote key "backend" is taken on line 2',
        ),
        Bad(
            """\
connectModules:
  jira:webPanels:
    - key: panel
modules:
  macro:
    - key: panel
""",
            at=(6, 12),
            says='module key "panel" is taken by jira:webPanels on line 3',
        ),
    ),
)
def duplicate_key(context: Context) -> Iterator[Violation]:
    """Two modules, remotes, services, resources or providers share a key.

    All modules of an app, whatever their type and Connect modules among them, take their keys from
    one pool, and Forge refuses a second one. Remotes, services, resources and providers have a
    pool each. Of these Forge refuses a second resource only; it is silent about the others, and a
    reference finds one of the two.
    """
    manifest = context.manifest
    if manifest.root is None:
        return
    modules = [(f"by {kind} ", key) for kind, key in module_keys(manifest)]
    modules.sort(key=lambda one: one[1].node.start)
    yield from _pool(context, "module", modules)
    for word, path in _SECTIONS:
        yield from _pool(context, word, (("", key) for key in follow(manifest.root, path)))


def _twice_in_yaml(context: Context, first: Cursor, second: Cursor) -> bool:
    """Whether both stand below one path that is there twice, which is a finding already."""
    paths = [duplicates.path for duplicates in context.document.duplicates]
    return any(first.path[: len(p)] == p and second.path[: len(p)] == p for p in paths)


def _pool(context: Context, word: str, keys: Iterable[tuple[str, Cursor]]) -> Iterator[Violation]:
    for name, (_, key), (taken_by, first) in find_duplicates(keys, lambda pair: pair[1].text):
        if not _twice_in_yaml(context, first, key):
            yield Violation(
                at_value(key),
                f"{word} key {quote(name)} is taken {taken_by}on line {line_of(context, first)}",
                help="give one of them another key, and change what refers to it",
                related=first_occurrence(first),
            )
