"""Gates of the rules about placeholders."""

from __future__ import annotations

from forgecfg.catalog.placeholder import MAY_BE_PLACEHOLDER, is_placeholder_id
from forgecfg.rules.base import Context

APP_ID = "ari:cloud:ecosystem::app/"


def may_have_placeholder(context: Context) -> bool:
    """The text contains a word of a placeholder, or the id of the app is one."""
    if MAY_BE_PLACEHOLDER.search(context.document.text):
        return True
    app_id = context.manifest.at("app", "id")
    text = app_id.text if app_id is not None else None
    return text is not None and text.startswith(APP_ID) and is_placeholder_id(text[len(APP_ID) :])
