"""What an audit of one manifest yields. Frozen data; lines and columns are 1-based."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.findings import FileReport


class Position(NamedTuple):
    """A place in the manifest."""

    line: int
    column: int


class Reason(NamedTuple):
    """Why an app is not eligible for Runs on Atlassian; `rule` is a name of the known rules."""

    rule: str
    message: str
    at: Position


class EligibilityRule(NamedTuple):
    """A documented rule of Runs on Atlassian; `visible`: whether a manifest can tell."""

    name: str
    text: str
    page: str
    visible: bool


class Egress(NamedTuple):
    """One address that data may go to. `purpose` is what the list is for.

    `in_scope` is `inScopeEUD`, true where the manifest does not say (`declared` is false then).
    """

    kind: str
    purpose: str
    address: str
    category: str
    in_scope: bool
    declared: bool
    at: Position


class RemoteUse(NamedTuple):
    """One remote: its base URLs by region, what it does, and which tokens it receives.

    `residency` says in words how it follows data residency. `endpoint_tokens` go with calls of
    its endpoints, `function_tokens` with calls from functions.
    """

    key: str
    urls: tuple[tuple[str, str], ...]
    operations: tuple[str, ...] | None
    stores: bool
    residency: str
    endpoint_tokens: tuple[str, ...]
    function_tokens: tuple[str, ...]
    customer_managed: bool
    at: Position


class ScopeUse(NamedTuple):
    """One scope with its meaning in words; `impersonation`: it covers calls as any user."""

    name: str
    meaning: str
    impersonation: bool
    at: Position


class Access(NamedTuple):
    """Something that people without a license or a login can reach."""

    subject: str
    who: str
    at: Position


class Deprecation(NamedTuple):
    """Something that Forge has deprecated: since when (ISO 8601, "" unknown), and what to use."""

    subject: str
    since: str
    instead: str
    source: str
    at: Position


class Audit(NamedTuple):
    """The audit of one manifest, each part in the order of the manifest.

    `reasons` are why it is not eligible for Runs on Atlassian; without any, nothing in the
    manifest rules it out. `unreadable` is set alone if the text is not a Forge manifest.
    """

    file: str
    reasons: tuple[Reason, ...] = ()
    egress: tuple[Egress, ...] = ()
    remotes: tuple[RemoteUse, ...] = ()
    providers: tuple[tuple[str, Position], ...] = ()
    scopes: tuple[ScopeUse, ...] = ()
    access: tuple[Access, ...] = ()
    web_triggers: tuple[Access, ...] = ()
    deprecated: tuple[Deprecation, ...] = ()
    notes: tuple[str, ...] = ()
    unreadable: FileReport | None = None
