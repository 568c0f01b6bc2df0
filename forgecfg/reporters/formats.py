"""Output formats. Each is a module of its own, imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module

from forgecfg.reporters.reporter import Output, Reporter

REPORTERS: dict[str, str] = {
    "text": "forgecfg.reporters.text:TextReporter",
    "concise": "forgecfg.reporters.concise:ConciseReporter",
    "json": "forgecfg.reporters.json:JsonReporter",
    "sarif": "forgecfg.reporters.sarif:SarifReporter",
    "github": "forgecfg.reporters.github:GithubReporter",
    "gitlab": "forgecfg.reporters.gitlab:GitlabReporter",
    "junit": "forgecfg.reporters.junit:JunitReporter",
}
"""Where the reporter of each format is: `module:class`."""


def make_reporter(name: str, output: Output) -> Reporter:
    """The reporter of a format, writing to `output`.

    Raises ValueError where no format has this name.
    """
    try:
        module, _, attribute = REPORTERS[name].partition(":")
    except KeyError:
        raise ValueError(f"no format {name!r}; there are {', '.join(REPORTERS)}") from None
    reporter: Reporter = getattr(import_module(module), attribute)(output)
    return reporter
