"""forgecfg checks and scaffolds Atlassian Forge manifests.

This module imports nothing, so that `forgecfg --version` is fast. The Python API is
`forgecfg.api`.
"""

__version__ = "0.1.0"

PROJECT_URL = "https://forgecfg.example"
"""The project's home page, without a slash at the end."""

DOCS_URL = "https://forgecfg.example"
"""The address of the documentation site, without a slash at the end."""
