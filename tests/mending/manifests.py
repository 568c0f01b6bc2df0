"""Random manifests with faults that forgecfg can mend, and what they say without the faults."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st

FAULTS = (
    # Mended without a guess.
    "duplicate scope", "missing token scope", "unused suppression", "duplicate key",
    # Mended by a guess.
    "endpoint slip", "remote slip", "fetch slip", "scope slip", "property slip", "section slip",
    "token slip", "token without enabled", "route as string", "misplaced endpoint",
    "unused token scope", "operation slip",
)  # fmt: skip
SAFE = frozenset(FAULTS[:4])


class Line(NamedTuple):
    """One line of a manifest; `bad` where mending may change it or take it away."""

    text: str
    bad: bool = False


class Faulty(NamedTuple):
    """A manifest with faults: its text, the lines that must stay, and which faults it has."""

    text: str
    kept: tuple[str, ...]
    violations: frozenset[str]


@dataclass
class Page:
    """Lines in one style."""

    rng: random.Random
    step: int
    offset: int
    quote: str
    comments: float
    violations: frozenset[str]
    lines: list[Line] = field(default_factory=list)

    def put(self, column: int, text: str, bad: bool = False, above: bool = True) -> None:
        """One line. Comments, numbered to be told apart, stand over and beside good ones."""
        if not bad and above and self.rng.random() < self.comments:
            self.lines.append(Line(" " * column + f"# over {len(self.lines)}"))
        beside = not bad and self.rng.random() < self.comments
        comment = f" # beside {len(self.lines)}" if beside else ""
        self.lines.append(Line(" " * column + text + comment, bad))

    def name(self, text: str) -> str:
        return f"{self.quote}{text}{self.quote}"

    def pick(self, violation: str, good: str, slip: str) -> tuple[str, bool]:
        """A word, or its slip, and whether it is the slip."""
        return (slip, True) if violation in self.violations else (good, False)

    def named(self, column: int, key: str, word: tuple[str, bool]) -> None:
        self.put(column, f"{key}: {self.name(word[0])}", word[1])


def _page(page: Page) -> None:
    """The whole manifest. Its faults do not touch each other, so that each has one cure."""
    step, offset, violations = page.step, page.offset, page.violations
    if "unused suppression" in violations:
        page.lines.append(Line("# forgecfg: ignore[undefined-remote] gone", True))
    page.put(0, "modules:", above=False)
    page.put(step, "macro:")
    page.put(step + offset, f"- key: {page.name('hello')}")
    inside = step + offset + 2
    if "misplaced endpoint" in violations:
        page.put(inside, f"endpoint: {page.name('stock-api')}", bad=True)
    else:
        page.put(inside, "resolver:")
        page.named(inside + step, "endpoint", page.pick("endpoint slip", "stock-api", "stok-api"))
    page.put(inside, f"title: {page.name('Hello')}")
    if "duplicate key" in violations:
        page.put(inside, f"title: {page.name('Hello')}", bad=True)
    page.put(step, "endpoint:")
    page.put(step + offset, f"- key: {page.name('stock-api')}")
    page.named(inside, "remote", page.pick("remote slip", "warehouse", "warehose"))
    if "route as string" in violations:
        page.put(inside, "route: /stock", bad=True)
    else:
        page.put(inside, "route:")
        page.put(inside + step, "path: /stock")
    _auth(page, inside)
    _remotes(page)
    _permissions(page)


def _auth(page: Page, column: int) -> None:
    if "unused token scope" in page.violations:
        return
    page.put(column, "auth:")
    if "token without enabled" in page.violations:
        page.put(column + page.step, "appUserToken: true", bad=True)
        return
    token, bad = page.pick("token slip", "appUserToken", "appUserTokn")
    page.put(column + page.step, f"{token}:", bad)
    page.put(column + 2 * page.step, "enabled: true")


def _remotes(page: Page) -> None:
    section, bad = page.pick("section slip", "remotes", "remotse")
    page.put(0, f"{section}:", bad)
    page.put(page.offset, f"- key: {page.name('warehouse')}")
    key, bad = page.pick("property slip", "baseUrl", "baseURL")
    page.put(page.offset + 2, f"{key}: {page.name('https://warehouse.acme-it.app')}", bad)
    page.put(page.offset + 2, "operations:")
    column = page.offset + 2 + page.offset
    page.put(column, f"- {page.name('compute')}")
    word, bad = page.pick("operation slip", "fetch", "fecth")
    page.put(column, f"- {page.name(word)}", bad)


def _permissions(page: Page) -> None:
    page.put(0, "permissions:")
    page.put(page.step, "scopes:")
    column = page.step + page.offset
    word, bad = page.pick("scope slip", "write:jira-work", "write:jira-wrok")
    page.put(column, f"- {page.name('read:jira-work')}")
    page.put(column, f"- {page.name(word)}", bad)
    if "missing token scope" not in page.violations:
        unused = "unused token scope" in page.violations
        page.put(column, f"- {page.name('read:app-user-token')}", bad=unused)
    if "duplicate scope" in page.violations:
        page.put(column, f"- {page.name('read:jira-work')}", bad=True)
    page.put(page.step, "external:")
    page.put(page.step * 2, "fetch:")
    page.put(page.step * 3, "backend:")
    word, bad = page.pick("fetch slip", "warehouse", "warehouses")
    page.put(page.step * 3 + page.offset, f"- remote: {page.name(word)}", bad)


def without_faults(violations: frozenset[str]) -> dict[str, object]:
    """What such a manifest says once its faults are mended."""
    endpoint: dict[str, object] = {
        "key": "stock-api",
        "remote": "warehouse",
        "route": {"path": "/stock"},
    }
    scopes = ["read:jira-work", "write:jira-work"]
    if "unused token scope" not in violations:
        endpoint["auth"] = {"appUserToken": {"enabled": True}}
        scopes.append("read:app-user-token")
    macro = {"key": "hello", "resolver": {"endpoint": "stock-api"}, "title": "Hello"}
    remote = {
        "key": "warehouse",
        "baseUrl": "https://warehouse.acme-it.app",
        "operations": ["compute", "fetch"],
    }
    external = {"fetch": {"backend": [{"remote": "warehouse"}]}}
    return {
        "modules": {"macro": [macro], "endpoint": [endpoint]},
        "remotes": [remote],
        "permissions": {"scopes": sorted(scopes), "external": external},
    }


def plain_manifest(*violations: str) -> Faulty:
    """A manifest with the given faults, in the usual style and without comments."""
    page = Page(random.Random(0), 2, 2, "", 0, frozenset(violations))
    _page(page)
    return _faulty(page, "\n", "", 1)


def _faulty(page: Page, newline: str, mark: str, ends: int) -> Faulty:
    text = newline.join(line.text for line in page.lines)
    kept = tuple(line.text for line in page.lines if not line.bad)
    return Faulty(mark + text + newline * ends, kept, page.violations)


@st.composite
def manifests(draw: st.DrawFn, violations: tuple[str, ...] = FAULTS) -> Faulty:
    """A random manifest with some of the faults, in a random style."""
    chosen = frozenset(draw(st.lists(st.sampled_from(violations), unique=True)))
    # These pairs would be one fault, or hide each other.
    for one, other in (
        ("misplaced endpoint", "endpoint slip"),
        ("token without enabled", "token slip"),
        ("unused token scope", "token slip"),
        ("unused token scope", "token without enabled"),
        ("unused token scope", "missing token scope"),
    ):
        if one in chosen:
            chosen -= {other}
    step = draw(st.sampled_from((2, 2, 3, 4)))
    page = Page(
        rng=draw(st.randoms(use_true_random=False)),
        step=step,
        offset=draw(st.sampled_from((0, step))),
        quote=draw(st.sampled_from(("", "", "'", '"'))),
        comments=draw(st.sampled_from((0, 0.3, 0.8))),
        violations=chosen,
    )
    _page(page)
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return _faulty(
        page, newline, draw(st.sampled_from(("", "", "\ufeff"))), draw(st.integers(0, 1))
    )
