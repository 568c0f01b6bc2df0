"""A rule as text for people: the same for the terminal and for its page in the docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from forgecfg.rules.rule import Bad, Good, Rule

# More of the same line tell nobody anything.
_MOST_ALIKE = 5


def explanation(rule: Rule) -> str:
    """The full explanation of a rule in Markdown, readable as plain text."""
    fix = f"{rule.fix} (`forgecfg check --fix{_flag(rule)}`)" if rule.fix else "no"
    parts = [
        f"# {rule.name} [{rule.code}]",
        rule.summary,
        f"Severity: {_severities(rule)}. Automatic fix: {fix}. Since: {rule.since}.",
        rule.explanation,
    ]
    for bad in rule.bad:
        parts += [f"## Reported at {_title(bad)}", _block(bad), f"> …{bad.says}…"]
        if bad.fixed is not None:
            parts += ["After the fix:", _block(Good(bad.fixed))]
    for good in rule.good:
        parts += ["## Not reported", *([good.why] if good.why else []), _block(good)]
    parts.append(
        f"To allow it in one place, write `# forgecfg: ignore[{rule.name}] reason` on its line; to "
        f"switch the rule off, `--ignore {rule.name}`."
        if not _never_ignored(rule)
        else "This finding cannot be ignored by a comment."
    )
    return "\n\n".join(parts)


def _flag(rule: Rule) -> str:
    return " --unsafe-fixes" if rule.fix == "unsafe" else ""


def _never_ignored(rule: Rule) -> bool:
    from forgecfg.suppress import NEVER_IGNORED

    return rule.code in NEVER_IGNORED


def _severities(rule: Rule) -> str:
    seen = {rule.severity, *(bad.severity for bad in rule.bad if bad.severity is not None)}
    return " or ".join(severity.label for severity in sorted(seen, reverse=True))


def _title(bad: Bad) -> str:
    line, column = bad.at
    return f"line {line}, column {column}{f' of `{bad.file}`' if bad.file else ''}"


def _block(example: Good | Bad) -> str:
    if isinstance(example, Bad) and example.given == "missing-file":
        return "(a path where there is no file)"
    if isinstance(example, Bad) and example.given == "crashing-rule":
        return "(any manifest, where a rule crashes)"
    text = example.text
    if isinstance(text, bytes):
        text = text[:200].decode("utf-8", errors="backslashreplace")
    lines = [_shown(line) for line in text.splitlines()]
    block = "\n".join(["```yaml", *_abridged(lines), "```"]) if lines else "(an empty file)"
    if lines != str(example.text).splitlines() and "\\" in block:
        block += "\n\n(`\\x…` and `\\u…` stand for bytes and characters that cannot be shown)"
    if example.files:
        block += "\n\n" + _listing(example.files)
    if isinstance(example, Bad) and example.times > 1:
        block += f"\n\n(the same {example.times:,} times)"
    return block


def _abridged(lines: list[str]) -> Iterator[str]:
    """Lines, of a long run of the same one only the first and how many follow."""
    for line, run in groupby(lines):
        same = list(run)
        if len(same) <= _MOST_ALIKE:
            yield from same
        else:
            indent = line[: len(line) - len(line.lstrip())]
            yield from (line, f"{indent}# … and {len(same) - 1} more lines like this one")


_LANGUAGES = {ending: ending for ending in ("js", "jsx", "ts", "tsx", "json", "html")}


def _listing(files: Mapping[str, str]) -> str:
    """The files beside a manifest: their names, and what they hold."""
    if any("\n" in text.strip() for text in files.values()):
        blocks = (
            f"`{name}`:\n\n```{_LANGUAGES.get(name.rpartition('.')[2], '')}\n{text.strip()}\n```"
            for name, text in files.items()
        )
        return "With these files:\n\n" + "\n\n".join(blocks)
    held = [
        f"`{name}`" + (f" with `{text}`" if text.strip() else "") for name, text in files.items()
    ]
    return "With these files beside it: " + ", ".join(held) + "."


def _shown(line: str) -> str:
    return "".join(
        char if char.isprintable() or char == "\t" else repr(char)[1:-1] for char in line
    )
