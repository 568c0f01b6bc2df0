"""Syntax errors: each one that can be told apart, at its place, in plain words.

`search` goes through a text that cannot be read: it finds a slip, passes over it, and reads on.
`slips` knows the kinds of slips, each in a module of its own; `rows` is what they look at, `slip`
what they return.
"""

from forgecfg.document.syntax.search import MAX_FAULTS, describe, find_faults
from forgecfg.document.syntax.slip import SyntaxFault

__all__ = ["MAX_FAULTS", "SyntaxFault", "describe", "find_faults"]
