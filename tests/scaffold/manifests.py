"""Random manifests with remote wiring, some of it missing, in random styles."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import cast

from hypothesis import strategies as st

Data = str | int | bool | None | list["Data"] | dict[str, "Data"]
Table = dict[str, Data]

ENDPOINTS = ("hello-api", "on-change", "nightly", "agent_1", "E2")
REMOTES = ("backend", "ledger", "in-box", "r_2")
TOKENS = {"appUserToken": "read:app-user-token", "appSystemToken": "read:app-system-token"}
CALLERS = ("macro", "jira:issuePanel", "trigger", "scheduledTrigger", "webtrigger")
TEXTS = ("Stock", "Bestände 在庫", "a: b", "# none", "it's", 'say "x"', "one\ntwo\n", "x " * 300)

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9/_.-]*(?::[A-Za-z0-9/._-]+)*")


def _shuffled(draw: st.DrawFn, table: Table) -> Table:
    return dict(draw(st.permutations(list(table.items()))))


@st.composite
def _endpoint(draw: st.DrawFn, key: str) -> Table:
    item: Table = {"key": key, "remote": draw(st.sampled_from(REMOTES))}
    if draw(st.booleans()):
        item["route"] = {"path": f"/{key}"}
    tokens = draw(st.lists(st.sampled_from(sorted(TOKENS)), unique=True, max_size=2))
    if tokens:
        item["auth"] = {token: {"enabled": draw(st.booleans())} for token in tokens}
    return _shuffled(draw, item)


@st.composite
def _remote(draw: st.DrawFn, key: str) -> Table:
    item: Table = {"key": key, "baseUrl": f"https://{key.replace('_', '-')}.acme-it.app"}
    if draw(st.booleans()):
        item["operations"] = ["compute", *draw(st.sampled_from(([], ["fetch"], ["other"])))]
    return _shuffled(draw, item)


@st.composite
def _module(draw: st.DrawFn, kind: str, key: str) -> Table:
    name = draw(st.sampled_from(ENDPOINTS))
    item: Table = {"key": key}
    if draw(st.booleans()):
        item["title"] = draw(st.sampled_from(TEXTS))
    if kind in ("macro", "jira:issuePanel"):
        item["resolver"] = {"endpoint": name}
    else:
        item["endpoint"] = name
    return _shuffled(draw, item)


@st.composite
def wirings(draw: st.DrawFn) -> Table:
    """The data of a manifest; each of its endpoints, remotes and scopes may be missing."""
    modules: Table = {}
    for kind in draw(st.lists(st.sampled_from(CALLERS), unique=True, min_size=1, max_size=3)):
        count = draw(st.integers(1, 2))
        modules[kind] = [
            draw(_module(kind, f"{kind[:4]}-{at}".replace(":", ""))) for at in range(count)
        ]
    endpoints = draw(st.lists(st.sampled_from(ENDPOINTS), unique=True, max_size=4))
    items: list[Data] = [draw(_endpoint(key)) for key in endpoints]
    _section(draw, modules, "endpoint", items, ([], {}, None))
    root: Table = {"modules": _shuffled(draw, modules)}
    remotes = draw(st.lists(st.sampled_from(REMOTES), unique=True, max_size=3))
    _section(draw, root, "remotes", [draw(_remote(key)) for key in remotes], ([], {}, None))
    names = draw(st.lists(st.sampled_from((*TOKENS.values(), "read:jira-work")), unique=True))
    scopes: Data = list(names) if draw(st.booleans()) else {name: {} for name in names}
    permissions: Table = {}
    _section(draw, permissions, "scopes", scopes, ([], {}, None))
    if draw(st.booleans()):
        fetch: Table = {"backend": [{"remote": draw(st.sampled_from(REMOTES))}]}
        permissions["external"] = {"fetch": fetch}
    _section(draw, root, "permissions", permissions, ([], {}, None))
    if draw(st.booleans()):
        root["app"] = {"id": "x", "name": draw(st.sampled_from(TEXTS))}
    return _shuffled(draw, root)


def _section(
    draw: st.DrawFn, holder: Table, name: str, content: Data, nothing: tuple[Data, ...]
) -> None:
    if content or draw(st.booleans()):
        holder[name] = content or draw(st.sampled_from(nothing))


@dataclass
class Writer:
    """Writes data as YAML; `rng` decides what may differ from place to place."""

    rng: random.Random
    step: int
    offset: int
    gap: int
    quote: str
    colon: str
    comments: float
    blanks: float
    flow: float

    def odds(self, chance: float) -> bool:
        return self.rng.random() < chance

    def scalar(self, value: Data, flow: bool = False) -> str:
        if value is None:
            return self.rng.choice(["~", "null"])
        if not isinstance(value, str):
            return json.dumps(value)
        if _PLAIN.fullmatch(value) and not self.quote and not (flow and ":" in value):
            return value
        if "\n" in value or self.quote == '"':
            return json.dumps(value, ensure_ascii=False)
        return "'" + value.replace("'", "''") + "'"

    def beside(self) -> str:
        comments = [" # beside", "  #beside: 'x'", " # - key: [y"]
        return self.rng.choice(comments) if self.odds(self.comments) else ""

    def inline(self, data: Data) -> str:
        if isinstance(data, dict):
            parts = [f"{self.scalar(key, True)}: {self.inline(data[key])}" for key in data]
            return "{" + ", ".join(parts) + "}"
        if isinstance(data, list):
            return "[" + ", ".join(self.inline(item) for item in data) + "]"
        return self.scalar(data, True)

    def between(self, column: int) -> list[str]:
        lines = [""] if self.odds(self.blanks) else []
        if self.odds(self.comments):
            indent = column if self.odds(0.8) else self.rng.randint(0, column + 3)
            lines.append(" " * indent + self.rng.choice(["# note", "# - key: x", "#y: [z"]))
        return lines

    def block(self, data: Data, column: int) -> list[str]:
        lines: list[str] = []
        if isinstance(data, dict):
            parts = [self.pair(name, value, column) for name, value in data.items()]
        else:
            parts = [self.item(value, column) for value in cast("list[Data]", data)]
        for part in parts:
            lines += [*(self.between(column) if lines else []), *part]
        return lines

    def pair(self, key: str, value: Data, column: int) -> list[str]:
        start = " " * column + self.scalar(key) + ":"
        if isinstance(value, (dict, list)) and value and not self.odds(self.flow):
            deeper = column + (self.offset if isinstance(value, list) else self.step)
            return [start + self.beside(), *self.block(value, deeper)]
        if value is None and self.odds(0.6):
            return [start + self.beside()]
        if isinstance(value, str) and "\n" in value and self.odds(0.8):
            inner = " " * (column + self.step)
            return [f"{start} |", *(inner + line for line in value.split("\n")[:-1])]
        return [start + self.colon + self.inline_or_scalar(value) + self.beside()]

    def inline_or_scalar(self, value: Data) -> str:
        return self.inline(value) if isinstance(value, (dict, list)) else self.scalar(value)

    def item(self, value: Data, column: int) -> list[str]:
        dash = " " * column + "-" + " " * self.gap
        if isinstance(value, (dict, list)) and value and not self.odds(self.flow):
            lines = self.block(value, len(dash))
            return [dash + lines[0].lstrip(" "), *lines[1:]]
        return [dash + self.inline_or_scalar(value) + self.beside()]


@st.composite
def manifests(draw: st.DrawFn) -> str:
    """The text of a random manifest."""
    root = draw(wirings())
    step = draw(st.sampled_from((2, 2, 3, 4)))
    writer = Writer(
        rng=draw(st.randoms(use_true_random=False)),
        step=step,
        offset=draw(st.sampled_from((0, step))),
        gap=draw(st.sampled_from((1, 1, 3))),
        quote=draw(st.sampled_from(("", "", "'", '"'))),
        colon=draw(st.sampled_from((" ", " ", "\t", "   "))),
        comments=draw(st.sampled_from((0, 0.3, 0.6))),
        blanks=draw(st.sampled_from((0, 0.3, 1))),
        flow=draw(st.sampled_from((0, 0, 0.2, 1))),
    )
    whole = draw(st.sampled_from((False, False, False, True)))
    lines = [writer.inline(root)] if whole else writer.block(root, 0)
    lines = draw(st.sampled_from(([], ["---"], ["# head", "", "--- # start"], ["# top"]))) + lines
    lines += draw(st.sampled_from(([], [], ["..."], ["# end"], ["", "# remotes:", "#   - x"])))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return mark + newline.join(lines) + (newline if draw(st.booleans()) else "")
