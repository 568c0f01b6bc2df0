"""The address that scaffolding writes for a remote when it is given none."""

PLACEHOLDER_BASE_URL = "https://TODO.example.com"
"""A URL that Forge accepts but that does not exist: example.com is reserved (RFC 2606)."""

PLACEHOLDER_HOST = "todo.example.com"
"""The host of `PLACEHOLDER_BASE_URL`, in lower case, as hosts are compared."""
