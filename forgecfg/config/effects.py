"""What a configuration hides. CI logs show it, because a pull request can change it."""

from __future__ import annotations

from forgecfg.config.config import Config


def describe_hidden(config: Config) -> str:
    """What a configuration hides, such as "ignores 2 rules or groups"; "" if it hides nothing."""
    parts = [
        _counted("selects", len(config.select), "rule or group", "rules or groups"),
        _counted("ignores", len(config.ignore), "rule or group", "rules or groups"),
        _counted("excludes", len(config.exclude), "pattern of files", "patterns of files"),
        _counted(
            "ignores rules in",
            len(config.per_file_ignores),
            "pattern of files",
            "patterns of files",
        ),
        _counted("changes the severity of", len(config.severity), "rule", "rules"),
    ]
    parts.append("hides the findings of a baseline" if config.baseline else "")
    return ", ".join(filter(None, parts))


def _counted(verb: str, count: int, one: str, many: str) -> str:
    return f"{verb} {count} {one if count == 1 else many}" if count else ""
