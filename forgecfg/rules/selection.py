"""Rule selection: `--select` and `--ignore` with codes, prefixes of codes, or names."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.errors import UsageError
from forgecfg.rules.base import Rule
from forgecfg.rules.groups import GROUPS
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, RETIRED, RULES


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules to run: all, or those in `select`, without those in `ignore`.

    Each entry is a code ("FC201"), a prefix of codes ("FC2") or a name ("undefined-endpoint"), in
    upper or lower case; an entry may be a comma-separated list. The rules of `ALWAYS_ENABLED`
    always run; a prefix in `ignore` may include them.

    Raises UsageError for an unknown rule, for a `select` whose entries are all empty, and for a
    rule in `ignore` that always runs.
    """
    selected = tuple(select)
    codes, ignored = named_codes(selected), ignored_codes(ignore)
    if selected and not codes:
        raise UsageError("--select is empty; omit it to run all rules")
    enabled = [rule for rule in RULES if not codes or rule.code in codes | ALWAYS_ENABLED]
    return tuple(rule for rule in enabled if rule.code not in ignored)


def ignored_codes(ignore: Iterable[str]) -> frozenset[str]:
    """The codes of the ignored rules. Raises UsageError like `choose_rules`."""
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
    """The error message for ignoring a rule of `ALWAYS_ENABLED`."""
    return (
        f"{rule.name} cannot be ignored, because other findings depend on it; "
        "use `exclude` to skip the file"
    )


def find_rule(name: str) -> Rule:
    """The rule with a code or name, in upper or lower case.

    Raises UsageError with a suggestion for an unknown rule.
    """
    for key, rule in BY_NAME.items():
        if key.casefold() == name.strip().casefold():
            return rule
    raise UsageError(_unknown(name))


def complete_rules(incomplete: str) -> list[str | tuple[str, str]]:
    """The shell completions of an incomplete entry, or of the last one of a list.

    Groups come with their titles.
    """
    before, comma, last = incomplete.rpartition(",")
    groups = [(before + comma + group.prefix, group.title) for group in GROUPS]
    # Codes are offered only after the first character, to keep the list short.
    names = [
        before + comma + known
        for known, rule in BY_NAME.items()
        if known.startswith(last) and (last or known == rule.name)
    ]
    return [*(one for one in groups if last and one[0].startswith(incomplete)), *names]


def named_codes(entries: Iterable[str]) -> set[str]:
    """The codes of the rules in entries. Raises UsageError like `choose_rules`."""
    codes: set[str] = set()
    for entry in ",".join(entries).split(","):
        name = entry.strip()
        if not name or is_retired(name):
            continue
        prefix = name.upper()
        matching = {rule.code for rule in RULES if rule.code.startswith(prefix)}
        is_prefix = (prefix.startswith("FC") and prefix[2:].isdigit()) or prefix == "FC"
        codes |= matching if is_prefix and matching else {find_rule(name).code}
    return codes


def is_retired(name: str) -> bool:
    """Whether a name or code belongs to a removed rule, which has no effect where it is listed."""
    return name.upper() in RETIRED or name.casefold() in RETIRED.values()


def _unknown(name: str) -> str:
    from forgecfg.suggest import closest

    # A rule with the same first letters is the likelier suggestion.
    group = [known for known in BY_NAME if known[:3] == name[:3]]
    suggestion = closest(name, group) or closest(name, BY_NAME)
    hint = f"did you mean {suggestion!r}?" if suggestion else "`forgecfg rules` lists all rules"
    return f"unknown rule {name.strip()!r}; {hint}"
