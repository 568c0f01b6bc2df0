"""URLs of the docs pages of rules."""

from forgecfg import PROJECT_URL


def rule_url(name: str) -> str:
    """The URL of the docs page of the rule with this name."""
    return f"{PROJECT_URL}/rules/{name}"
