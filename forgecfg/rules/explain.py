"""The text about a rule: the output of `forgecfg explain` and the docs page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from forgecfg.catalog.forge_pages import forge_url
from forgecfg.rules.base import Bad, Good, Rule
from forgecfg.rules.groups import BY_PREFIX

# Longer runs of the same line are cut.
_MAX_REPEATED_LINES = 5


def explanation(rule: Rule) -> str:
    """The full explanation of a rule in Markdown, readable as plain text."""
    fix = f"{rule.fix} (`forgecfg check --fix{_flag(rule)}`)" if rule.fix else "no"
    parts = [
        f"# {rule.name} [{rule.code}]",
        rule.summary,
        f"Severity: {_severities(rule)}. Automatic fix: {fix}. Since: {rule.since}.",
        rule.explanation,
    ]
    page = forge_url(rule.name)
    if page:
        parts.append(f"Forge documentation: <{page}>")
    if rule.how_to_fix:
        parts += ["## How to fix", rule.how_to_fix]
    for bad in rule.bad:
        parts += [f"## Reported at {_title(bad)}", _block(bad), f"> …{bad.says}…"]
        if bad.fixed is not None:
            parts += ["After the fix:", _block(Good(bad.fixed))]
    for good in rule.good:
        parts += ["## Not reported", *([good.why] if good.why else []), _block(good)]
    parts.append(
        f"To ignore one finding, add the comment `# forgecfg: ignore[{rule.name}] reason` to its "
        f"line. To disable the rule, use `--ignore {rule.name}`."
        if not _is_unsuppressable(rule)
        else "An ignore comment has no effect on this rule."
    )
    return "\n\n".join(parts)


def group_explanation(prefix: str, rules: Sequence[Rule]) -> str:
    """The rules that a prefix of codes selects, in Markdown."""
    group = BY_PREFIX.get(prefix)
    title = f"# {group.title} [{prefix}]" if group else f"# Rules [{prefix}]"
    rows = [f"- {rule.code} {rule.name} ({_severities(rule)}): {rule.summary}" for rule in rules]
    end = f"To ignore all of them, use `--ignore {prefix}`."
    return "\n\n".join([title, "\n".join(rows), end])


def _flag(rule: Rule) -> str:
    return " --unsafe-fixes" if rule.fix == "unsafe" else ""


def _is_unsuppressable(rule: Rule) -> bool:
    return not rule.suppressible


def _severities(rule: Rule) -> str:
    severities = {rule.severity, *(bad.severity for bad in rule.bad if bad.severity is not None)}
    return " or ".join(severity.label for severity in sorted(severities, reverse=True))


def _title(bad: Bad) -> str:
    line, column = bad.at
    return f"line {line}, column {column}{f' of `{bad.file}`' if bad.file else ''}"


def _block(example: Good | Bad) -> str:
    if isinstance(example, Bad) and example.given == "missing-file":
        return "(a path that does not exist)"
    if isinstance(example, Bad) and example.given == "crashing-rule":
        return "(any manifest, if a rule crashes)"
    text = example.text
    if isinstance(text, bytes):
        text = text[:200].decode("utf-8", errors="backslashreplace")
    lines = [_escape(line) for line in text.splitlines()]
    block = "\n".join(["```yaml", *_shorten_runs(lines), "```"]) if lines else "(an empty file)"
    if lines != str(example.text).splitlines() and "\\" in block:
        block += "\n\n(`\\x…` and `\\u…` are unprintable bytes and characters)"
    if example.files:
        block += "\n\n" + _listing(example.files)
    if isinstance(example, Bad) and example.times > 1:
        block += f"\n\n(repeated {example.times:,} times)"
    return block


def _shorten_runs(lines: list[str]) -> Iterator[str]:
    """The lines; a long run of the same line is cut to the first one and a count."""
    for line, run in groupby(lines):
        repeated = list(run)
        if len(repeated) <= _MAX_REPEATED_LINES:
            yield from repeated
        else:
            indent = line[: len(line) - len(line.lstrip())]
            yield from (line, f"{indent}# … and {len(repeated) - 1} more lines like this one")


_LANGUAGES = {ending: ending for ending in ("js", "jsx", "ts", "tsx", "json", "html")}


def _listing(files: Mapping[str, str]) -> str:
    """The other files of the app: their paths and contents."""
    if any("\n" in text.strip() for text in files.values()):
        blocks = (
            f"`{name}`:\n\n```{_LANGUAGES.get(name.rpartition('.')[2], '')}\n{text.strip()}\n```"
            for name, text in files.items()
        )
        return "With these files:\n\n" + "\n\n".join(blocks)
    entries = [
        f"`{name}`" + (f" (`{text}`)" if text.strip() else "") for name, text in files.items()
    ]
    return "With these files: " + ", ".join(entries) + "."


def _escape(line: str) -> str:
    return "".join(
        char if char.isprintable() or char == "\t" else repr(char)[1:-1] for char in line
    )
