"""Placeholders: the address that scaffolding writes, and what documentation and templates use."""

import re
from functools import cache

PLACEHOLDER_BASE_URL = "https://TODO.example.com"
"""A URL that Forge accepts but that does not exist: example.com is reserved (RFC 2606)."""

PLACEHOLDER_HOST = "todo.example.com"
"""The host of `PLACEHOLDER_BASE_URL`, in lower case, as hosts are compared."""

PLACEHOLDER_TEXT = "TODO"
"""What fixes write for a text that only the author knows."""

PLACEHOLDER_APP_ID = "ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000"
"""What fixes write for the id of an app that is not registered yet."""

MAY_BE_PLACEHOLDER = re.compile(
    r"your[-_]?[a-z]|example\.(?:com|org|net|edu)|\.example(?![.\w])|<[^<>\n]*>|\{\{|todo|tbd|fixme"
    r"|change[-_ ]?me|placeholder|xxx|(?:change|replace|insert)[-_]|my-?(?:domain|company|site)\.",
    re.IGNORECASE,
)
"""What every text with a placeholder contains, except for an app id that is not a UUID."""


# Compiled when a text may be a placeholder: each costs as much as a rule.
@cache
def _whole() -> re.Pattern[str]:
    return re.compile(
        r"<[^<>\n]{1,80}>|\{\{[^{}\n]{1,80}\}\}|x{3,}"
        r"|todo|tbd|fixme|placeholder|(?:change|replace)[-_ ]?me|your[-_ ][a-z0-9_-]*[-_ ]here",
        re.IGNORECASE,
    )


@cache
def _your() -> re.Pattern[str]:
    # "your-work" is a page of Jira, and "todo-panel" may be the panel of a to-do list.
    return re.compile(
        r"(?:^|[/:@.=])<?your[-_]?(?:own[-_]?)?(?:account|api|apis|app|backend|brand|bucket|cdn|client"
        r"|cloud|company|container|domain|email|endpoint|forge|function|handler|here|host|hostname|id"
        r"|instance|jira|key|macro|module|name|org|organization|page|path|product|project|provider"
        r"|queue|region|remote|repo|resource|scope|secret|server|service|site|subdomain|tenant|token"
        r"|tool|url|user|website|workspace)(?=$|[^a-z])",
        re.IGNORECASE,
    )


@cache
def _shouted() -> re.Pattern[str]:
    return re.compile(r"(?:^|[/:@.=])(?:TODO|REPLACE|CHANGE|CHANGEME|INSERT|YOUR)[-_][A-Z]")


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Whether a value is what a template or a page of documentation has for a real one.

    Only values that are placeholders as a whole, and names without spaces, are recognized: a
    sentence may contain "your" or "TODO".
    """
    if _whole().fullmatch(text):
        return True
    if len(text.split()) != 1:
        return False
    return _your().search(text) is not None or _shouted().search(text) is not None


def is_placeholder_host(host: str) -> bool:
    """Whether a host is reserved for examples (RFC 2606, RFC 6761), or is a placeholder.

    A pattern such as `*.example.com` is one too.
    """
    name = host.rstrip(".").removeprefix("*.")
    reserved = re.fullmatch(
        r"(?:.+\.)?(?:example|example\.(?:com|org|net|edu)|(?:your|my)-?(?:domain|company|site)\.[a-z]+)"
        r"|placeholder\.[a-z.]+",
        name,
        re.IGNORECASE,
    )
    return reserved is not None or is_placeholder(name)


def is_placeholder_id(text: str) -> bool:
    """Whether the last part of an app id is not the UUID of a registered app.

    UUIDs that people type by hand have at most two different digits, or count up.
    """
    if _UUID.fullmatch(text) is None:
        return True
    return len(set(text.replace("-", ""))) <= 2 or text.startswith("12345678-1234-")
