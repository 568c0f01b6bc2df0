"""Errors other than findings. The text of each is one clear line for the user.

ForgecfgError
└── UsageError    invalid options, rule names or paths
"""


class ForgecfgError(Exception):
    """An error that the user must fix before there can be a result; the exit code is 2."""


class UsageError(ForgecfgError):
    """Invalid options, rule names or paths."""
