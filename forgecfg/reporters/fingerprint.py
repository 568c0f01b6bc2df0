"""Fingerprints, which identify a finding across runs.

Services compare the fingerprints of two runs to find what is new and what was fixed. They do not
include line numbers, so a finding keeps its fingerprint when text is added above it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from forgecfg.findings import Finding

_LINE = re.compile(r"\bline \d+")
_LENGTH = 32


def fingerprints(findings: Iterable[Finding], file: str = "") -> Iterator[str]:
    """The fingerprint of each finding of one file: 32 hexadecimal digits, no two the same.

    It is a hash of the rule, the keys of the path, and the message. List indexes and line numbers
    in the message are left out, because both change when something is added above. Equal findings
    are numbered in order. `file` is an extra input, for services that require fingerprints to be
    unique across files.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        keys = [part if isinstance(part, str) else None for part in finding.path]
        message = _LINE.sub("line", finding.message)
        content = json.dumps([file, finding.code, keys, message])
        seen[content] += 1
        yield sha256(f"{content} {seen[content]}".encode()).hexdigest()[:_LENGTH]
