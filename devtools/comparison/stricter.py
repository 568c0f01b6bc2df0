"""Intended errors of forgecfg that the official validator does not report, with reasons."""

from __future__ import annotations

import re

from comparison.kinds import Stricter
from forgecfg.api import Finding

STRICTER: tuple[Stricter, ...] = (
    Stricter("missing-token-scope", "the call arrives without the token"),
    Stricter("unknown-token", "Forge ignores it: the call arrives without a token"),
    Stricter("invalid-base-url", "Forge calls https addresses only"),
    Stricter(
        "duplicate-key",
        "the keys of remotes, services and providers must be unique too",
        r"\b(?:remote|service|provider)",
    ),
    Stricter(
        "undefined-remote",
        "a remote of `app.connect` is needed without `connectModules` too",
        r"app\.connect",
    ),
    Stricter(
        "wrong-type",
        "the official validator does not check `render` of modules with a `function`",
        r"^render of",
    ),
    Stricter(
        "undefined-function",
        "the official validator does not check references below `view`, in states of workflows "
        "and in data sources",
        r"\.(?:view\.value|aiContext\.data|states\.\d+|datasource|orchestration)\.",
    ),
    Stricter(
        "undefined-endpoint",
        "the official validator does not check those of `aiContext`",
        r"\.aiContext\.data\.",
    ),
    Stricter("invalid-skill", "a directory outside of the app is not deployed", r"leads out"),
    Stricter(
        "undefined-resource",
        "the official validator does not check them without `resources`, in modules without "
        "`resource`, in entries there, or in icons",
    ),
    Stricter(
        "invalid-format",
        "the official validator checks script sources in a later stage",
        r"`permissions\.content\.scripts",
    ),
    Stricter(
        "missing-property",
        "the official validator counts modules in a later stage",
        r"needs \"modules\" or",
    ),
    Stricter("undefined-provider", "the official validator does not check those of functions"),
    Stricter("undefined-skill", "the official validator does not check them"),
    Stricter("undefined-workflow", "the official validator does not check them"),
)
"""By rule; a rule can occur more than once."""


def reason(finding: Finding) -> str | None:
    """Why a finding is an intended error, None if it is not."""
    text = f"{finding.message} {'.'.join(map(str, finding.path))}"
    for entry in STRICTER:
        if entry.rule == finding.name and re.search(entry.pattern, text):
            return entry.why
    return None
