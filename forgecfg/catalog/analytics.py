"""The domains that Forge allows for egress of the category `analytics`.

From the page analytics-tool-policy of the Forge documentation, dated below. Forge blocks the deploy
of an app with any other domain in this category since 2025-08-28.
"""

# Blocks of words stay readable where a literal would take a line for each name.
# ruff: noqa: SIM905

ANALYTICS_AS_OF = "2026-08-22"
"""Date of the list, ISO 8601."""

ANALYTICS_BLOCKED_SINCE = "2025-08-28"
"""Since when Forge does not deploy other domains in this category."""

ANALYTICS_DOMAINS: frozenset[str] = frozenset(
    """
    *.google-analytics.com *.googletagmanager.com
    cdn.mxpnl.com *.cdn.mxpnl.com *.mixpanel.com
    *.posthog.com *.journy.io *.amplitude.com static.cloudflareinsights.com *.cdn.usefathom.com
    *.events.usermaven.com *.um.contentstudio.io *.beamanalytics.b-cdn.net *.microanalytics.io
    *.scripts.withcabin.com *.scripts.simpleanalyticscdn.com *.userpilot.io in.accoil.com
    *.plausible.io
    *.ingest.sentry.io *.ingest.us.sentry.io *.sentry-cdn.com
    *.hotjar.io *.hotjar.com
    *.cdn.segment.com cdn.segment.com *.api.segment.io
    *.applicationinsights.azure.com *.monitor.azure.com *.launchdarkly.com
    *.statsigapi.net statsigapi.net *.featureassets.org featureassets.org
    *.prodregistryv2.org prodregistryv2.org
    *.newrelic.com
    """.split()
)
"""Domains in the form of the list: `*.` stands for any subdomain, not for the domain itself."""


def is_allowed(host: str) -> bool:
    """Whether a host, or a pattern such as `*.example.com`, is within the list.

    Names are compared in lower case. The page does not say whether `*.` includes the domain itself,
    so it is allowed here.
    """
    name = host.lower().rstrip(".")
    plain = name.removeprefix("*.")
    return any(
        name == allowed
        or (allowed.startswith("*.") and (plain == allowed[2:] or plain.endswith(allowed[1:])))
        for allowed in ANALYTICS_DOMAINS
    )
