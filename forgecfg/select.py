"""Which rules run: `--select` and `--ignore`, by code, prefix of a code, or name."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.errors import UsageError
from forgecfg.rules import BY_NAME, RULES, Rule
from forgecfg.suggest import closest


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: all, or those that `select` names, without those that `ignore` names.

    Each entry is a code ("FC201"), a prefix of codes ("FC2") or a name ("undefined-endpoint"),
    without regard to case; several may be joined by commas.

    Raises UsageError for an entry that names no rule.
    """
    wanted, unwanted = _names(select), _names(ignore)
    chosen = [rule for rule in RULES if not wanted or rule.code in wanted]
    return tuple(rule for rule in chosen if rule.code not in unwanted)


def find_rule(name: str) -> Rule:
    """The rule of a code or name, without regard to case.

    Raises UsageError, with a suggestion, if there is none.
    """
    for key, rule in BY_NAME.items():
        if key.casefold() == name.strip().casefold():
            return rule
    raise UsageError(_unknown(name))


def _names(entries: Iterable[str]) -> set[str]:
    codes: set[str] = set()
    for entry in ",".join(entries).split(","):
        name = entry.strip()
        if not name:
            continue
        prefix = name.upper()
        matching = {rule.code for rule in RULES if rule.code.startswith(prefix)}
        is_prefix = (prefix.startswith("FC") and prefix[2:].isdigit()) or prefix == "FC"
        codes |= matching if is_prefix and matching else {find_rule(name).code}
    return codes


def _unknown(name: str) -> str:
    # Of codes and names alike, one of the same group is meant.
    group = [known for known in BY_NAME if known[:3] == name[:3]]
    near = closest(name, group) or closest(name, BY_NAME)
    hint = f"; did you mean {near!r}?" if near else "; `forgecfg rules` lists them all"
    return f"no rule is called {name.strip()!r}{hint}"
