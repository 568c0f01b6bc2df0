"""What tells a finding from others, whichever line it stands on.

Services compare the fingerprints of two runs to see what is new and what was mended. So they say
nothing of lines: a finding keeps its own when text is added above it.
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

    It is made of the rule, the keys of the path, and the message, which names the value. Indexes
    of lists do not count, nor do lines that the message mentions, because both change when
    something is added above. Findings that are alike in all that are numbered in their order.
    `file` is a name to mix in, for services that want fingerprints unique over all files.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        keys = [part if isinstance(part, str) else None for part in finding.path]
        message = _LINE.sub("line", finding.message)
        content = json.dumps([file, finding.code, keys, message])
        seen[content] += 1
        yield sha256(f"{content} {seen[content]}".encode()).hexdigest()[:_LENGTH]
