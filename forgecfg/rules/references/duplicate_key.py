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

# Keys must be unique in each of these; modules and Connect modules share one set of keys.
_SECTIONS = (
    ("remote", "remotes[].key"),
    ("service", "services[].key"),
    ("resource", "resources[].key"),
    ("provider", "providers.auth[].key"),
)


@rule(
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
            why="A remote and a module can have the same key.",
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
            says='duplicate module key "hello", first used by macro on line 3',
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
            says='duplicate remote key "backend", first used on line 2',
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
            says='duplicate module key "panel", first used by jira:webPanels on line 3',
        ),
    ),
)
def duplicate_key(context: Context) -> Iterator[Violation]:
    """Two modules, remotes, services, resources or providers have the same key.

    The key of a module must be unique among all modules of the app, whatever their type, including
    Connect modules; Forge rejects a duplicate. The keys of remotes, services, resources and
    providers must each be unique too. Of these Forge only rejects duplicate resources; for the
    others a reference silently uses one of the two.

    How to fix:
    Rename one of the keys, and update the references to it. If both entries describe the same
    thing, remove one of them.
    """
    manifest = context.manifest
    if manifest.root is None:
        return
    modules = [(f"by {kind} ", key) for kind, key in module_keys(manifest)]
    modules.sort(key=lambda module: module[1].node.start)
    yield from _duplicates(context, "module", modules)
    for kind, path in _SECTIONS:
        yield from _duplicates(context, kind, (("", key) for key in follow(manifest.root, path)))


def _is_duplicate_section(context: Context, first: Cursor, second: Cursor) -> bool:
    """Whether both are under a duplicate YAML key, which is already reported."""
    paths = [duplicates.path for duplicates in context.document.duplicates]
    return any(first.path[: len(p)] == p and second.path[: len(p)] == p for p in paths)


def _duplicates(
    context: Context, kind: str, keys: Iterable[tuple[str, Cursor]]
) -> Iterator[Violation]:
    for name, (_, key), (used_by, first) in find_duplicates(keys, lambda pair: pair[1].text):
        if not _is_duplicate_section(context, first, key):
            line = line_of(context, first)
            yield Violation(
                at_value(key),
                f"duplicate {kind} key {quote(name)}, first used {used_by}on line {line}",
                help="rename one of the keys, and update the references to it",
                related=first_occurrence(first),
            )
