"""Errors of ours on purpose where the official validator says nothing, each with its reason."""

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
        "the keys of remotes, services and providers are to be unique too",
        r"\b(?:remote|service|provider)",
    ),
    Stricter(
        "undefined-remote",
        "a remote of `app.connect` is needed without `connectModules` too",
        r"app\.connect",
    ),
    Stricter(
        "wrong-type",
        "the official validator does not look at `render` of modules with a `function`",
        r"^render of",
    ),
    Stricter(
        "conflicting-properties",
        "a macro with `config: true` may have both for the official validator, and shows one",
        r"^macro .*\"function\" and \"resource\"",
    ),
    Stricter(
        "undefined-function",
        "the official validator does not look below `view`, at states of workflows and at sources "
        "of data",
        r"\.(?:view\.value|aiContext\.data|states\.\d+|datasource|orchestration)\.",
    ),
    Stricter(
        "undefined-endpoint",
        "the official validator does not look at those of `aiContext`",
        r"\.aiContext\.data\.",
    ),
    Stricter("invalid-skill", "a folder outside of the app is not deployed", r"leads out"),
    Stricter(
        "undefined-resource",
        "the official validator does not look without `resources`, below modules that have no "
        "`resource` of their own, at entries there, or at icons",
    ),
    Stricter(
        "invalid-format",
        "the official validator looks at the sources of scripts in a later stage",
        r"^permissions\.content\.scripts",
    ),
    Stricter(
        "missing-property",
        "the official validator counts modules in a later stage",
        r"needs \"modules\" or",
    ),
    Stricter("undefined-provider", "the official validator does not look at those of functions"),
    Stricter("undefined-skill", "the official validator does not look at them"),
    Stricter("undefined-workflow", "the official validator does not look at them"),
)
"""By rule; a rule may stand here more than once."""


def reason(finding: Finding) -> str | None:
    """Why a finding is an error on purpose, None where it is not."""
    text = f"{finding.message} {'.'.join(map(str, finding.path))}"
    for entry in STRICTER:
        if entry.rule == finding.name and re.search(entry.pattern, text):
            return entry.why
    return None
