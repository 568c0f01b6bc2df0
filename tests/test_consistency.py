"""A rule has one name, everywhere: identifier, file, function, and its place in the list."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import forgecfg.rules
from forgecfg.findings import Safety, Severity
from forgecfg.rules.base import Rule, RuleContent
from forgecfg.rules.explain import explanation
from forgecfg.rules.table import BY_NAME, FATAL, RETIRED, RULES, UNSUPPRESSABLE

FOLDER = Path(forgecfg.rules.__file__).parent

# The names and codes that users rely on; a new rule is written down here too.
FROZEN = {
    "FC000": "internal-error",
    "FC001": "unreadable-file",
    "FC002": "invalid-yaml",
    "FC003": "duplicate-yaml-key",
    "FC004": "multiple-documents",
    "FC005": "not-a-mapping",
    "FC006": "merge-key",
    "FC007": "undeclared-variable",
    "FC008": "unused-suppression",
    "FC009": "invalid-encoding",
    "FC010": "file-too-large",
    "FC011": "yaml-version",
    "FC012": "variable-without-default",
    "FC013": "too-many-findings",
    "FC101": "missing-property",
    "FC102": "unknown-property",
    "FC103": "misspelt-property",
    "FC104": "wrong-type",
    "FC105": "invalid-value",
    "FC106": "invalid-format",
    "FC107": "conflicting-properties",
    "FC108": "unknown-module-type",
    "FC109": "unlisted-property",
    "FC115": "unknown-value",
    "FC201": "undefined-endpoint",
    "FC202": "undefined-remote",
    "FC203": "undefined-service",
    "FC204": "duplicate-key",
    "FC205": "misplaced-endpoint",
    "FC206": "unused-endpoint",
    "FC207": "unused-remote",
    "FC208": "undefined-function",
    "FC209": "undefined-resource",
    "FC210": "unused-function",
    "FC211": "unused-resource",
    "FC212": "undefined-action",
    "FC213": "unused-action",
    "FC214": "undefined-provider",
    "FC215": "undefined-skill",
    "FC216": "undefined-workflow",
    "FC217": "undefined-module",
    "FC218": "undefined-translation",
    "FC219": "undefined-locale",
    "FC220": "missing-translations",
    "FC221": "incomplete-translation",
    "FC222": "unused-service",
    "FC223": "duplicate-container",
    "FC224": "duplicate-variable",
    "FC225": "duplicate-locale",
    "FC301": "missing-token-scope",
    "FC302": "missing-app-scope",
    "FC303": "unused-token-scope",
    "FC304": "user-token-without-user",
    "FC305": "token-on-wrong-side",
    "FC306": "unknown-scope",
    "FC307": "duplicate-scope",
    "FC308": "unknown-token",
    "FC401": "missing-route",
    "FC402": "missing-base-url",
    "FC403": "invalid-base-url",
    "FC404": "region-mismatch",
    "FC405": "missing-storage-declaration",
    "FC406": "base-url-path",
    "FC407": "missing-fetch-operation",
    "FC408": "configurable-remote",
    "FC409": "placeholder-base-url",
    "FC410": "implicit-storage",
    "FC411": "provider-remote-not-allowed",
    "FC412": "empty-route",
    "FC413": "storage-without-regions",
    "FC414": "invalid-supported-pattern",
    "FC415": "migration-without-regions",
    "FC416": "unreachable-base-url",
    "FC501": "invalid-handler",
    "FC503": "missing-handler-file",
    "FC504": "missing-handler-export",
    "FC505": "missing-resource-path",
    "FC506": "missing-index-html",
    "FC507": "wrong-resource-type",
    "FC508": "path-outside-app",
    "FC509": "missing-entry-file",
    "FC511": "missing-resource-file",
    "FC513": "unmatched-extra-file",
    "FC514": "invalid-skill",
    "FC515": "missing-locale-file",
    "FC601": "no-module",
    "FC602": "single-module",
    "FC603": "reserved-property",
    "FC604": "duplicate-route",
    "FC605": "invalid-shortcut",
    "FC606": "invalid-auto-convert",
    "FC607": "invalid-display-condition",
    "FC608": "duplicate-name",
    "FC609": "too-many-entries",
    "FC610": "background-experience",
    "FC611": "content-type-not-mutual",
    "FC612": "duplicate-shortcut",
    "FC613": "misplaced-role",
    "FC614": "missing-migrated-from-connect",
    "FC615": "long-key",
    "FC616": "function-timeout",
    "FC617": "deprecated-module",
    "FC618": "old-url-format",
    "FC619": "legacy-ui-kit",
    "FC620": "event-filter",
    "FC621": "missing-event-scope",
    "FC622": "unknown-event",
    "FC623": "too-many-scheduled-triggers",
    "FC625": "missing-module-scope",
    "FC626": "duplicate-output",
    "FC630": "action-without-name",
    "FC631": "missing-agent-scope",
    "FC632": "agent-endpoint-without-remote",
    "FC633": "unsupported-agent-product",
    "FC640": "invalid-index",
    "FC641": "duplicate-entity",
    "FC642": "invalid-index-name",
    "FC701": "deprecated-property",
    "FC702": "multiple-required-products",
    "FC703": "misplaced-full-page",
    "FC704": "memory-out-of-range",
    "FC705": "missing-licensing",
    "FC706": "container-size-out-of-range",
    "FC707": "deprecated-runtime",
    "FC709": "deprecated-value",
    "FC710": "placeholder-value",
    "FC711": "invalid-address",
    "FC712": "string-address",
    "FC713": "wildcard-address",
    "FC714": "unnecessary-permission",
    "FC715": "address-path",
    "FC716": "missing-permissions",
    "FC717": "unapproved-analytics",
    "FC718": "open-analytics",
    "FC719": "unreachable-address",
    "FC721": "missing-connect-remote",
    "FC722": "authentication-without-connect-modules",
    "FC723": "duplicate-lifecycle",
    "FC724": "connect-modules-without-key",
    "FC725": "connect-end-of-support",
    "FC732": "provider-remote-with-regions",
    "FC733": "invalid-provider-key",
    "FC801": "undefined-definition",
    "FC802": "missing-resolver",
    "FC803": "resolver-as-handler",
    "FC804": "undeclared-remote",
    "FC805": "undeclared-service",
    "FC806": "undeclared-provider",
    "FC807": "missing-compute",
    "FC808": "missing-endpoint",
    "FC809": "wrong-call-form",
    "FC810": "unknown-export",
    "FC811": "plain-route",
    "FC812": "token-for-functions",
    "FC813": "fetch-to-remote",
    "FC814": "undeclared-queue",
    "FC815": "unfed-queue",
    "FC816": "undeclared-web-trigger",
    "FC817": "undeclared-dialog",
    "FC818": "undeclared-entity",
    "FC819": "missing-storage-scope",
    "FC820": "missing-storage-module",
    "FC821": "missing-backend-egress",
    "FC822": "missing-client-egress",
    "FC823": "insecure-fetch",
    "FC824": "missing-product-scope",
    "FC825": "unneeded-scope",
    "FC826": "missing-asset-egress",
}


def defines_a_rule(file: Path) -> bool:
    """Whether a module has a function under `@rule(...)`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef)
        and any(
            isinstance(mark, ast.Call)
            and isinstance(mark.func, ast.Name)
            and mark.func.id == "rule"
            for mark in node.decorator_list
        )
        for node in tree.body
    )


def module_name(rule: Rule) -> str:
    return rule.name.replace("-", "_")


def test_names_and_codes_stay() -> None:
    named = {rule.code: rule.name for rule in RULES}
    assert {**named, **RETIRED} == FROZEN
    assert not named.keys() & RETIRED


def test_rules_are_in_order_and_differ() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)
    assert len({*codes, *(rule.name for rule in RULES)}) == 2 * len(RULES) == len(BY_NAME)
    for rule in RULES:
        assert BY_NAME[rule.code] is BY_NAME[rule.name] is rule


def test_every_file_with_a_rule_is_listed() -> None:
    files = {file.stem for file in FOLDER.rglob("*.py") if defines_a_rule(file)}
    assert files == {module_name(rule) for rule in RULES}


def test_file_function_and_rule_have_one_name() -> None:
    for rule in RULES:
        module = import_module(rule.module)
        assert getattr(module, module_name(rule)) is rule.content
        assert rule.content.check.__name__ == module_name(rule)
        assert rule.content.check.__module__ == module.__name__
        assert (module.__doc__ or "").startswith(rule.code)
        defined = [value for value in vars(module).values() if isinstance(value, RuleContent)]
        assert [one for one in defined if one.check.__module__ == module.__name__] == [rule.content]


def test_rules_are_small() -> None:
    for rule in RULES:
        file = FOLDER / rule.group.name / f"{module_name(rule)}.py"
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 160, file.name


def test_what_a_rule_says_of_itself_is_well_formed() -> None:
    for rule in RULES:
        assert re.fullmatch(r"[A-Z`][^\n]*[.…]", rule.summary), rule.name
        assert len(rule.summary) <= 100, rule.name
        assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since), rule.name
        assert isinstance(rule.severity, Severity)
        assert rule.fix is None or isinstance(rule.fix, Safety)
        assert rule.code in explanation(rule)
        assert f"## How to fix\n\n{rule.how_to_fix}\n\n" in explanation(rule)
        assert rule.how_to_fix
        for good in rule.good:
            assert f"## Not reported\n\n{good.why or '```yaml'}" in explanation(rule)


def test_lists_of_rules_name_rules() -> None:
    codes = {rule.code for rule in RULES}
    assert codes >= UNSUPPRESSABLE
    assert codes >= FATAL
    assert FATAL <= UNSUPPRESSABLE


def test_messages_name_only_rules_that_exist() -> None:
    """A code or name in the text of a rule leads somewhere."""
    for rule in RULES:
        text = f"{rule.summary} {rule.explanation} {rule.how_to_fix}"
        for code in re.findall(r"\bFC\d{3}\b", text):
            assert code in BY_NAME, rule.name
