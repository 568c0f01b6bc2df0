"""Where forgecfg lives on the web."""

HOME = "https://forgecfg.example"
"""The project's home page, without a slash at the end."""


def rule_url(name: str) -> str:
    """The address of the docs page of the rule with this name."""
    return f"{HOME}/rules/{name}"
