"""What the program says of itself: the pages of its rules, and its home."""

from __future__ import annotations

import json
import re

from generators import ROOT, Generated, documentation_home, project_home


def home() -> Generated:
    """The package, which tells the program where its home and its documentation are."""
    import forgecfg

    path = "forgecfg/__init__.py"
    text = (ROOT / path).read_text(encoding="utf-8")
    # The generators that follow print links too.
    forgecfg.PROJECT_URL, forgecfg.DOCS_URL = project_home(), documentation_home()
    for name in ("PROJECT_URL", "DOCS_URL"):
        line = f'{name} = "{getattr(forgecfg, name)}"'
        text = re.sub(rf'^{name} = ".*"$', line, text, flags=re.M)
    yield path, text


def rule_pages() -> Generated:
    """A page for each rule, and the index of them."""
    from forgecfg.rules.explain import explanation
    from forgecfg.rules.groups import GROUPS
    from forgecfg.rules.table import RULES

    index = [
        "# Rules",
        "",
        "Codes and names never change their meaning and are never used again. Everywhere a rule is "
        "named, its code and its name both work, and for a group the beginning of its codes. "
        "`forgecfg explain RULE` prints the same pages, `forgecfg rules FC3` lists a group.",
        "",
        "The severity is the usual one; some rules have another in some cases, and the "
        "[configuration](../configuration.md) can set one. Safe fixes are applied with `--fix`, "
        "unsafe ones with `--fix --unsafe-fixes` ([usage](../usage.md#fix)).",
        "",
        *(f"- {group.prefix}: [{group.title}](#{_anchor(group.title)})" for group in GROUPS),
    ]
    head = ["| code | name | severity | fix | what it finds |", "| --- | --- | --- | --- | --- |"]
    for group in GROUPS:
        index += ["", f"## {group.title}", "", *head]
        for rule in (rule for rule in RULES if rule.group is group):
            yield f"docs/rules/{rule.name}.md", explanation(rule) + "\n"
            link = f"[{rule.name}]({rule.name}.md)"
            fix, severity = rule.fix or "\N{EN DASH}", rule.severity.label
            index.append(f"| {rule.code} | {link} | {severity} | {fix} | {rule.summary} |")
    yield "docs/rules/README.md", "\n".join(index) + "\n"


def _anchor(title: str) -> str:
    """The anchor that a heading gets where Markdown is shown."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def rule_names_in_schema() -> Generated:
    """The names of the rules in the schema of the configuration."""
    from forgecfg.config.parse import LEVELS, ignorable_names, rule_names, severity_names
    from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME

    path = "schemas/config.schema.json"
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    schema["definitions"]["rule"]["enum"] = rule_names()
    schema["definitions"]["ignorable"]["enum"] = ignorable_names()
    rated = [BY_NAME.get(name) for name in severity_names()]
    always = [
        name
        for name, rule in zip(severity_names(), rated, strict=True)
        if rule is not None and rule.code in ALWAYS_ENABLED
    ]
    levels = {"enum": list(LEVELS)}
    schema["properties"]["severity"]["properties"] = dict.fromkeys(always, levels)
    schema["definitions"]["rateable"]["enum"] = severity_names()
    yield path, json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
