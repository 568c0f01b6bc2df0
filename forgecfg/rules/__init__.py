"""All rules, in order of code. A rule is listed here or it does not exist.

Each with its code, its name, and when it can have something to say; the rest is in its own file,
which is loaded only then.
"""

from forgecfg.manifest import Target
from forgecfg.rules.rule import Rule
from forgecfg.rules.when import (
    always,
    dangling,
    has,
    holds,
    misshapen,
    never,
    no_mapping,
    noted,
    refers_to,
    unreferred,
    with_files,
)

RULES: tuple[Rule, ...] = (
    Rule("FC000", "internal-error", never),
    Rule("FC001", "unreadable-file", never),
    Rule("FC002", "invalid-yaml", noted("syntax")),
    Rule("FC003", "duplicate-yaml-key", noted("repeated")),
    Rule("FC004", "multiple-documents", noted("second_document")),
    Rule("FC005", "not-a-mapping", no_mapping),
    Rule("FC006", "merge-key", noted("merge_keys")),
    Rule("FC007", "undeclared-variable", noted("undeclared")),
    Rule("FC008", "unused-suppression", never),
    Rule("FC009", "invalid-encoding", always),
    Rule("FC010", "file-too-large", always),
    Rule("FC101", "missing-property", misshapen("missing-property")),
    Rule("FC102", "unknown-property", misshapen("unknown-property")),
    Rule("FC103", "misspelt-property", misshapen("misspelt-property")),
    Rule("FC104", "wrong-type", misshapen("wrong-type")),
    Rule("FC105", "invalid-value", misshapen("invalid-value")),
    Rule("FC106", "invalid-format", misshapen("invalid-format")),
    Rule("FC107", "conflicting-properties", misshapen("conflicting-properties")),
    Rule("FC108", "unknown-module-type", has("modules")),
    Rule("FC201", "undefined-endpoint", dangling(Target.ENDPOINT)),
    Rule("FC202", "undefined-remote", dangling(Target.REMOTE)),
    Rule("FC203", "undefined-service", dangling(Target.SERVICE)),
    Rule("FC204", "duplicate-key", always),
    Rule("FC205", "misplaced-endpoint", has("modules")),
    Rule("FC206", "unused-endpoint", unreferred(Target.ENDPOINT)),
    Rule("FC207", "unused-remote", unreferred(Target.REMOTE)),
    Rule("FC208", "undefined-function", dangling(Target.FUNCTION)),
    Rule("FC209", "undefined-resource", refers_to(Target.RESOURCE)),
    Rule("FC210", "unused-function", unreferred(Target.FUNCTION)),
    Rule("FC211", "unused-resource", unreferred(Target.RESOURCE)),
    Rule("FC212", "undefined-action", dangling(Target.ACTION)),
    Rule("FC213", "unused-action", unreferred(Target.ACTION)),
    Rule("FC214", "undefined-provider", dangling(Target.PROVIDER)),
    Rule("FC215", "undefined-skill", dangling(Target.SKILL)),
    Rule("FC216", "undefined-workflow", dangling(Target.WORKFLOW, Target.STATE)),
    Rule("FC217", "undefined-module", dangling(Target.MODULE)),
    Rule("FC219", "undefined-locale", dangling(Target.LOCALE)),
    Rule("FC301", "missing-token-scope", holds("endpoints", "remotes")),
    Rule("FC302", "missing-app-scope", holds("endpoints", "remotes")),
    Rule("FC303", "unused-token-scope", holds("scopes")),
    Rule("FC304", "user-token-without-user", holds("endpoints", "remotes")),
    Rule("FC305", "token-on-wrong-side", holds("endpoints", "remotes")),
    Rule("FC306", "unknown-scope", holds("scopes")),
    Rule("FC307", "duplicate-scope", holds("scopes")),
    Rule("FC308", "unknown-token", holds("endpoints", "remotes")),
    Rule("FC401", "missing-route", holds("endpoints")),
    Rule("FC402", "missing-base-url", holds("remotes")),
    Rule("FC403", "invalid-base-url", holds("remotes")),
    Rule("FC404", "region-mismatch", holds("remotes")),
    Rule("FC405", "missing-storage-declaration", holds("remotes")),
    Rule("FC406", "base-url-path", holds("remotes")),
    Rule("FC407", "missing-fetch-operation", holds("remotes")),
    Rule("FC408", "configurable-remote", holds("remotes")),
    Rule("FC409", "placeholder-base-url", holds("remotes")),
    Rule("FC410", "implicit-storage", holds("remotes")),
    Rule("FC501", "invalid-handler", has("modules.function")),
    Rule("FC502", "long-key", has("modules.function", "modules.endpoint")),
    Rule("FC503", "missing-handler-file", with_files("modules.function")),
    Rule("FC504", "missing-handler-export", with_files("modules.function")),
)

BY_NAME: dict[str, Rule] = {key: rule for rule in RULES for key in (rule.name, rule.code)}
"""Rules by name and by code."""

__all__ = ["BY_NAME", "RULES", "Rule"]
