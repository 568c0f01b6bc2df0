"""What can go wrong outside of a manifest. Each error is one clear line for the user.

ForgecfgError
└── UsageError    options, rule names or paths that make no sense
"""


class ForgecfgError(Exception):
    """Something that the user must mend before there can be a result; the exit code is 2."""


class UsageError(ForgecfgError):
    """Options, rule names or paths that make no sense."""
