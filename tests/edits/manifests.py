"""Random manifests in random styles, and a second opinion on what an operation should do."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from forgecfg.document.changes import Data

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9/_.ü-]*(?::[A-Za-z0-9/._-]+)*")
_WORDS = frozenset(("true", "false", "null", "yes", "no"))

STRINGS = (
    "a", "read:jira-work", "https://api.acme-it.app/x", "true", "12", "a: b", "@x", "#no", "",
    "ünï", "x" * 200, "it's", 'say "x"', "one\ntwo\n", "keep\n\n\n", "strip\n end",
    "[x]", "- a", "yes",
)  # fmt: skip
KEYS = ("key", "remote", "route", "auth", "scopes", "ünï", "read:x", "a b", "12", "true", "x-y")

scalars = st.one_of(st.sampled_from(STRINGS), st.integers(-5, 5000), st.booleans(), st.none())


def _nested(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    """Values, lists of them, and mappings with them."""
    return st.one_of(
        inner,
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    )


# Not st.recursive: where it exceeds its limit it draws again, which took minutes for some seeds.
values: st.SearchStrategy[Any] = _nested(_nested(scalars))
records = st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=4)
sections = st.one_of(st.none(), st.lists(records, max_size=3), values)


@st.composite
def roots(draw: st.DrawFn) -> dict[str, Data]:
    """A mapping with sections as in a manifest, in any order."""
    names = draw(
        st.lists(
            st.sampled_from(("modules", "remotes", "permissions", "app", "resources")),
            unique=True,
            min_size=1,
        )
    )
    root: dict[str, Data] = {}
    for name in names:
        if name == "modules":
            keys = st.sampled_from(("macro", "endpoint", "trigger"))
            root[name] = draw(st.one_of(st.none(), st.dictionaries(keys, sections, max_size=3)))
        else:
            root[name] = draw(sections)
    return root


@dataclass
class Writer:
    """Writes data as YAML; `rng` decides what may differ from place to place."""

    rng: random.Random
    step: int
    offset: int
    gap: int
    quote: str
    comments: float
    blanks: float
    flow: float

    def odds(self, chance: float) -> bool:
        return self.rng.random() < chance

    def scalar(self, value: Data, flow: bool) -> str:
        if value is None:
            return self.rng.choice(["~", "null", "Null"])
        if isinstance(value, bool):
            return self.rng.choice(["true", "True"] if value else ["false", "FALSE"])
        if isinstance(value, int):
            return str(value)
        assert isinstance(value, str)
        plain = _PLAIN.fullmatch(value) and value not in _WORDS and not (flow and ":" in value)
        if (plain or value == "yes") and not self.quote:
            return value
        if "\n" in value or self.quote == '"':
            return json.dumps(value, ensure_ascii=False)
        return "'" + value.replace("'", "''") + "'"

    def inline(self, data: Data) -> str:
        pad = self.rng.choice(["", " "])
        comma = self.rng.choice(["", "", "", ","])
        if isinstance(data, dict):
            parts = [f"{self.scalar(k, True)}: {self.inline(v)}" for k, v in data.items()]
            return "{" + pad + ", ".join(parts) + (comma if parts else "") + pad + "}"
        if isinstance(data, list):
            parts = [self.inline(item) for item in data]
            return "[" + pad + ", ".join(parts) + (comma if parts else "") + pad + "]"
        return self.scalar(data, True)

    def spread(self, data: Data, column: int) -> list[str]:
        """A flow collection over several lines, the first without indent."""
        brackets = "{}" if isinstance(data, dict) else "[]"
        inner = " " * (column + self.step)
        parts: list[str] = []
        if isinstance(data, dict):
            parts = [f"{self.scalar(k, True)}: {self.inline(v)}" for k, v in data.items()]
        elif isinstance(data, list):
            parts = [self.inline(item) for item in data]
        lines = [brackets[0] + self.beside()]
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            lines += [inner + "# over"] if self.odds(self.comments / 2) else []
            lines.append(inner + part + ("" if last and self.odds(0.6) else ",") + self.beside())
        return [*lines, " " * column + brackets[1]]

    def beside(self) -> str:
        return (
            self.rng.choice([" # beside", "   #beside", "\t# bes: ide"])
            if self.odds(self.comments)
            else self.rng.choice(["", "", "", " "])
        )

    def between(self, column: int) -> list[str]:
        lines = [""] if self.odds(self.blanks) else []
        if self.odds(self.comments):
            indent = column if self.odds(0.8) else self.rng.randint(0, column + 3)
            lines.append(" " * indent + self.rng.choice(["# note", "# - key: x", "#y: [z"]))
            lines += [""] if self.odds(self.blanks / 3) else []
        return lines

    def text(self, value: str, column: int) -> list[str]:
        """A literal block scalar: its header, and its lines at or after `column`."""
        body = value.rstrip("\n")
        after = len(value) - len(body)
        header = "|" + ("-" if after == 0 else "" if after == 1 else "+")
        lines = [header + self.beside().replace("\t", " ")]
        lines += [" " * column + line for line in body.split("\n")]
        return lines + [""] * max(0, after - 1)

    def block(self, data: Data, column: int) -> list[str]:
        lines: list[str] = []
        if isinstance(data, dict):
            for key, value in data.items():
                lines += self.between(column) if lines else []
                lines += self.pair(key, value, column)
        else:
            assert isinstance(data, list)
            for item in data:
                lines += self.between(column) if lines else []
                lines += self.item(item, column)
        if lines[-1] != "" and self.odds(self.comments):
            lines.append(" " * self.rng.choice([column, column, column + 2]) + "# after")
        return lines

    def pair(self, key: str, value: Data, column: int) -> list[str]:
        start = " " * column + self.scalar(key, False) + ":"
        space = self.rng.choice([" ", " ", " ", "\t", "   "])
        if isinstance(value, (dict, list)):
            if not value or self.odds(self.flow):
                if value and self.odds(0.4):
                    lines = self.spread(value, column)
                    return [start + space + lines[0], *lines[1:]]
                if self.odds(0.1):
                    return [start, " " * (column + self.step) + self.inline(value) + self.beside()]
                return [start + space + self.inline(value) + self.beside()]
            deeper = column + (self.offset if isinstance(value, list) else self.step)
            inner = [" " * deeper + "# first"] if self.odds(self.comments / 2) else []
            return [start + self.beside(), *inner, *self.block(value, deeper)]
        if value is None and self.odds(0.7):
            return [start + self.beside()]
        if isinstance(value, str) and value.rstrip("\n") and "\n" in value and self.odds(0.7):
            lines = self.text(value, column + self.step)
            return [start + " " + lines[0], *lines[1:]]
        if self.odds(0.1):
            return [start, " " * (column + self.step) + self.scalar(value, False) + self.beside()]
        return [start + space + self.scalar(value, False) + self.beside()]

    def item(self, value: Data, column: int) -> list[str]:
        dash = " " * column + "-" + " " * self.gap
        inside = len(dash)
        if isinstance(value, (dict, list)) and value and not self.odds(self.flow):
            lines = self.block(value, inside)
            if self.odds(0.15):
                return [" " * column + "-" + self.beside().replace("\t", " "), *lines]
            return [dash + lines[0].lstrip(" "), *lines[1:]]
        if isinstance(value, (dict, list)):
            return [dash + self.inline(value) + self.beside()]
        if value is None and self.odds(0.5):
            return [" " * column + "-" + self.beside().replace("\t", " ")]
        if isinstance(value, str) and value.rstrip("\n") and "\n" in value and self.odds(0.7):
            lines = self.text(value, inside)
            return [dash + lines[0], *lines[1:]]
        return [dash + self.scalar(value, False) + self.beside()]


@st.composite
def manifests(draw: st.DrawFn) -> str:
    """The text of a random manifest."""
    root = draw(roots())
    step = draw(st.sampled_from((2, 2, 3, 4)))
    writer = Writer(
        rng=draw(st.randoms(use_true_random=False)),
        step=step,
        offset=draw(st.sampled_from((0, step))),
        gap=draw(st.sampled_from((1, 1, 3))),
        quote=draw(st.sampled_from(("", "", "'", '"'))),
        comments=draw(st.sampled_from((0, 0.3, 0.6))),
        blanks=draw(st.sampled_from((0, 0.3, 1))),
        flow=draw(st.sampled_from((0, 0.2, 1))),
    )
    whole = draw(st.sampled_from((False, False, False, True)))
    lines = writer.spread(root, 0) if whole else writer.block(root, 0)
    lines = draw(st.sampled_from(([], ["---"], ["# head", "", "--- # start"], ["# top"]))) + lines
    lines += draw(st.sampled_from(([], [], ["..."], ["# end"], ["", "# remotes:", "#   - x"])))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    final = draw(st.booleans()) or lines[-1] == ""
    return newline.join(lines) + (newline if final else "")
