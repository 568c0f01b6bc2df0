"""Compares the catalog with what is newer: the parts of `refresh_catalog.py`.

Facts are names and short values, by subject: `{"scope": {"read:me": ""}}`. Those of forgecfg and
those of others have the same form, so that one comparison does for all.
"""

from __future__ import annotations

from collections.abc import Mapping

Facts = Mapping[str, Mapping[str, str]]

MODULE_TYPE = "module type"
PROPERTY = "property"
REQUIRED = "required property"
CLOSED = "unknown properties"
TYPE = "type"
CHOICE = "choice"
SITE = "reference site"
REGION = "region"
LOCALE = "locale"
SCOPE = "scope"
EVENT = "event"
CONDITION = "display condition"
AGENT_PRODUCT = "product of agents"

SUBJECTS = (
    *(MODULE_TYPE, PROPERTY, REQUIRED, CLOSED, TYPE, CHOICE, SITE),
    *(REGION, LOCALE, SCOPE, EVENT, CONDITION, AGENT_PRODUCT),
)
"""What facts are about, in the order of a report."""

OF_PATHS = (PROPERTY, REQUIRED, CLOSED, TYPE, CHOICE)
"""Subjects whose names begin with the path of a property."""

WHOLE = "the manifest"
"""The name of the place that has no path."""
