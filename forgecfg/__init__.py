"""forgecfg checks and scaffolds Atlassian Forge manifests.

Nothing is imported here: `forgecfg --version` must stay quick. Programs start at
`forgecfg.api`.
"""

__version__ = "0.1.0"

PROJECT_URL = "https://forgecfg.example"
"""The project's home page, without a slash at the end."""
