"""Output formats. Each is in one module, imported only when it is used."""

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
    "checkstyle": "forgecfg.reporters.checkstyle:CheckstyleReporter",
    "rdjson": "forgecfg.reporters.rdjson:RdjsonReporter",
    "azure": "forgecfg.reporters.azure:AzureReporter",
    "bitbucket": "forgecfg.reporters.bitbucket:BitbucketReporter",
}
"""The reporter of each format, as `module:class`."""


def make_reporter(name: str, output: Output) -> Reporter:
    """The reporter of a format, writing to `output`.

    Raises ValueError for an unknown name.
    """
    try:
        module, _, attribute = REPORTERS[name].partition(":")
    except KeyError:
        raise ValueError(
            f"unknown format {name!r}; expected one of: {', '.join(REPORTERS)}"
        ) from None
    reporter: Reporter = getattr(import_module(module), attribute)(output)
    return reporter
