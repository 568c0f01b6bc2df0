"""How long functions may run, by the modules that call them.

Verified with @forge/lint 6.3; limits also on the page limits-invocation of the documentation.
"""

LONG_RUNNING_TYPES = frozenset({"consumer", "scheduledTrigger"})
"""Module types whose functions may set `timeoutSeconds`."""

WEB_TRIGGER = "webtrigger"

MAX_SECONDS = 25
WEB_TRIGGER_MAX_SECONDS = 55
"""Limits of functions that a module of `LONG_RUNNING_TYPES` and another module share."""

TIMEOUT_SITES = frozenset({"function", "resolver.function"})
"""The references to functions that Forge's linter looks at."""


def max_seconds(module_type: str) -> int:
    """How long a function may run that a module of this type calls, in seconds."""
    return WEB_TRIGGER_MAX_SECONDS if module_type == WEB_TRIGGER else MAX_SECONDS
