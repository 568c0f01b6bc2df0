"""The page of the Forge documentation for a path of a manifest."""

from __future__ import annotations

from forgecfg.catalog.doc_pages import MODULE_PAGES, PROPERTY_PAGES, REFERENCE, SECTION_PAGES
from forgecfg.document.positions import YamlPath


def page_for(path: YamlPath) -> str:
    """The address of the nearest page; the manifest reference if there is no closer one."""
    if path[:1] == ("modules",) and len(path) > 1:
        for part in path[2:]:
            if part in PROPERTY_PAGES:
                return REFERENCE + PROPERTY_PAGES[str(part)]
        page = MODULE_PAGES.get(str(path[1]))
        if page is not None:
            return REFERENCE + page
    return REFERENCE + SECTION_PAGES.get(str(path[0]) if path else "", "")
