"""What is wrong with URLs and scopes that a user enters, by the rules of `forgecfg check`."""

from __future__ import annotations

import json
from typing import NamedTuple

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.document import load
from forgecfg.errors import UsageError
from forgecfg.findings import Severity
from forgecfg.scaffold.validation import validated_scopes, validated_url

_KEY = "remote"


class Objection(NamedTuple):
    """Why an answer is questionable; `final` if it cannot be used at all."""

    message: str
    final: bool


def url_objection(url: str) -> Objection | None:
    """The first objection to the base URL of a new remote."""
    from forgecfg.linter.lint import run
    from forgecfg.rules.table import RULES

    try:
        validated_url(url)
    except UsageError as error:
        return Objection(str(error), True)
    manifest = f"remotes:\n  - key: {_KEY}\n    baseUrl: {json.dumps(url)}\n"
    report = run(load(manifest), "manifest.yml", RULES, source=False)
    about = [found for found in report.findings if found.path == ("remotes", 0, "baseUrl")]
    about.sort(key=lambda finding: finding.severity, reverse=True)
    if not about:
        return None
    message = about[0].full_message.replace(f' of remote "{_KEY}"', "")
    return Objection(message, about[0].severity is Severity.ERROR)


def scope_objection(names: tuple[str, ...]) -> Objection | None:
    """The first objection to new scopes."""
    try:
        validated_scopes(names)
    except UsageError as error:
        return Objection(str(error), True)
    unknown = next((name for name in names if name not in KNOWN_SCOPES), None)
    if unknown is None:
        return None
    return Objection(f"unknown scope {unknown!r} (not in the catalog of {AS_OF})", False)
