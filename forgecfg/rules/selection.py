"""Which rules run: `--select` and `--ignore`, by code, prefix of a code, or name."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.errors import UsageError
from forgecfg.rules.base import Rule
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, RULES
from forgecfg.suggest import closest


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: all, or those that `select` names, without those that `ignore` names.

    Each entry is a code ("FC201"), a prefix of codes ("FC2") or a name ("undefined-endpoint"),
    without regard to case; several may be joined by commas. Those of `ALWAYS_ENABLED`
    always run; a prefix may cover them.

    Raises UsageError for an entry that names no rule, for entries to select that are all empty, and
    for one to ignore that always runs.
    """
    selected = tuple(select)
    wanted, unwanted = named_codes(selected), ignored_codes(ignore)
    if selected and not wanted:
        raise UsageError("--select is empty; omit it to run all rules")
    chosen = [rule for rule in RULES if not wanted or rule.code in wanted | ALWAYS_ENABLED]
    return tuple(rule for rule in chosen if rule.code not in unwanted)


def ignored_codes(ignore: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that these entries leave out. Raises UsageError as `choose_rules`."""
    entries = tuple(ignore)
    for entry in ",".join(entries).split(","):
        for rule in RULES:
            if rule.code in ALWAYS_ENABLED and entry.strip().casefold() in (
                rule.code.casefold(),
                rule.name,
            ):
                raise UsageError(always_runs(rule))
    return frozenset(named_codes(entries) - ALWAYS_ENABLED)


def always_runs(rule: Rule) -> str:
    """Why a rule of `ALWAYS_ENABLED` cannot be left out, and what to do instead."""
    return (
        f"{rule.name} cannot be ignored: where it is found, nothing else can be trusted; "
        "`exclude` leaves the file out"
    )


def find_rule(name: str) -> Rule:
    """The rule of a code or name, without regard to case.

    Raises UsageError, with a suggestion, if there is none.
    """
    for key, rule in BY_NAME.items():
        if key.casefold() == name.strip().casefold():
            return rule
    raise UsageError(_unknown(name))


def complete_rules(incomplete: str) -> list[str]:
    """What a shell offers for the beginning of an entry, or of the last of several."""
    before, comma, last = incomplete.rpartition(",")
    # A code is offered to those who begin one: beside the names they would only be noise.
    return [
        before + comma + known
        for known, rule in BY_NAME.items()
        if known.startswith(last) and (last or known == rule.name)
    ]


def named_codes(entries: Iterable[str]) -> set[str]:
    """The codes of the rules that entries name. Raises UsageError as `choose_rules`."""
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
    hint = f"; did you mean {near!r}?" if near else "; list all rules with `forgecfg rules`"
    return f"unknown rule {name.strip()!r}{hint}"
