"""Every place that can name something, of every kind, each in an app that is complete otherwise.

An app is a mapping of file names to texts, so that both forgecfg and Forge's own validator find
all the files that the manifest names.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from refresh.shapes import shapes

from forgecfg.catalog import function_sites, other_sites, reference_sites, resource_sites
from forgecfg.schema.load import manifest_schema

from .complete import complete
from .manifests import ACTIONS, PROVIDER, ROOT_NEEDED, Verbatim, block, manifest, merge, put

Data = Any

NAME = "leads-nowhere"
LOCALE = "sv-SE"
CONTENT = "confluence:customContent"

TABLES = {
    "endpoint": reference_sites.ENDPOINT_SITES,
    "remote": reference_sites.REMOTE_SITES,
    "service": reference_sites.SERVICE_SITES,
    "function": function_sites.FUNCTION_SITES,
    "resource": resource_sites.RESOURCE_SITES,
    "action": other_sites.ACTION_SITES,
    "provider": other_sites.PROVIDER_SITES,
    "skill": other_sites.SKILL_SITES,
    "workflow": other_sites.WORKFLOW_SITES,
    "state": other_sites.STATE_SITES,
    "module": other_sites.MODULE_SITES,
}
ROOT_TABLES = {
    "remote": reference_sites.ROOT_REMOTE_SITES,
    "function": function_sites.ROOT_FUNCTION_SITES,
    "locale": ("translations.fallback.default", "translations.fallback.fr-FR[]"),
}
_DECLARED = {
    "endpoint": "declared-endpoint",
    "remote": "backend",
    "service": "reports",
    "function": "run",
    "resource": "main",
    "file": "images",
    "action": "known-action",
    "provider": "sign-in",
    "skill": "known-skill",
    "workflow": "known-workflow",
    "state": "first",
    "module": "known-page",
    "locale": "en-US",
    "i18n": "known.text",
}


class Site(NamedTuple):
    """One site; `module_type` is "" for paths from the root.

    The kind `file` is a `resource:<key>;<path>`, and `i18n` a text of the locale files.
    """

    kind: str
    module_type: str
    path: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.module_type}-{self.path}"


def every_site() -> list[Site]:
    """All of them, kind by kind."""
    found = [
        Site(kind, module_type, path)
        for kind, table in TABLES.items()
        for module_type, paths in table.items()
        for path in paths
    ]
    found += [Site(kind, "", path) for kind, paths in ROOT_TABLES.items() for path in paths]
    return found + list(_of_the_schema())


def _of_the_schema() -> Iterator[Site]:
    """Texts and files need no table: how they are written tells what they are."""
    for path in shapes(manifest_schema()):
        location = re.fullmatch(r"modules\.([^.\[]+)\[\]\.(.+)", path)
        if location is None or location[1].startswith("connect-"):
            continue
        if path.endswith(".i18n"):
            yield Site("i18n", location[1], location[2])
        elif re.search(r"(^|\.)(icon|thumbnail|prompt|icons\.(dark|light))$", location[2]):
            yield Site("file", location[1], location[2])


def declared(site: Site) -> str:
    """A name that the apps have for the kind of a site."""
    return (
        _DECLARED[site.kind]
        if (site.kind, site.module_type) != ("module", CONTENT)
        else "bystander"
    )


def dangling(site: Site) -> str:
    """A name that no app has."""
    return LOCALE if site.kind == "locale" else NAME


def app(site: Site, name: str) -> dict[str, str]:
    """The files of an app that has this name at the site, once."""
    data = manifest()
    _add_modules(data, _NEEDED.get(site.kind, {}))
    merge(data, _SECTIONS.get(site.kind, {}))
    if site.kind == "file" or site.module_type in _DRAWN_BY_UI_KIT:
        data["resources"].append({"key": "images", "path": "static/images"})
    if site.module_type in _DRAWN_BY_UI_KIT:
        data["resources"][0]["path"] = "src/front.jsx"
        data["modules"][CONTENT][0]["resource"] = "images"
    form = {"file": "resource:{};icons/a.svg"}.get(site.kind, "{}")
    value = Verbatim(_FORMS.get(site.path, form).format(name))
    if site.module_type == CONTENT and site.kind == "module":
        value = Verbatim(f"this:{name}")
        # Both must name each other.
        other = {"supportedContainerTypes[]": "supportedChildTypes"}
        back = other.get(site.path, "supportedContainerTypes")
        data["modules"][CONTENT][0][back] = ["this:caller"]
    if site.module_type:
        item = {"key": "caller", **copy.deepcopy(_ITEMS.get(site.module_type, {}))}
        for needed in (_PATH_ITEMS.get(site.path), _SITE_ITEMS.get((site.module_type, site.path))):
            item |= copy.deepcopy(needed or {})
        put(item, site.path, value)
        items = data["modules"].setdefault(site.module_type, [])
        items.append(complete(site.module_type, item))
    else:
        merge(data, ROOT_NEEDED.get(site.path, {}))
        merge(data, _ROOT_SITES.get(site.path, {}))
        put(data, site.path, value)
    text = block(data)
    named = {file: made for file, made in _FILES.items() if _in(file, text)}
    return {"manifest.yml": text, "src/index.js": "export const run = () => {};\n", **named}


def _in(file: str, manifest_text: str) -> bool:
    """Whether a manifest names a file, or the folder that it lies in."""
    folders = [parent.as_posix() for parent in PurePosixPath(file).parents][:-1]
    return any(re.search(rf": {re.escape(name)}\n", manifest_text) for name in (file, *folders))


def _add_modules(data: Data, more: Data) -> None:
    for module_type, item in more.items():
        items = data["modules"].setdefault(module_type, [])
        items.append(complete(module_type, copy.deepcopy(item)))


_TEXTS = json.dumps({"known": {"text": "Hello"}})
_FILES = {
    "src/front.jsx": "export default null;\n",
    "static/main/index.html": "<!doctype html>\n",
    "static/images/index.html": "<!doctype html>\n",
    "static/images/icons/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "static/images/prompt.md": "Be kind.\n",
    "locales/en-US.json": _TEXTS,
    "locales/fr-FR.json": _TEXTS,
    "hello/SKILL.md": "---\nname: hello\ndescription: Helps.\n---\nHelp.\n",
}
_DRAWN_BY_UI_KIT = ("global:ui", "jiraServiceManagement:assetsImportType")
_FORMS = {"prompt": "resource:{};prompt.md"}
_RESOLVER = {"function": "run", "method": "run"}

# What an app needs for the sites of a kind: modules, and other sections.
_NEEDED: dict[str, Data] = {
    "action": {"action": {"key": "known-action"}},
    "module": {"jira:adminPage": {"key": "known-page"}},
    "skill": {"rovo:skill": {"key": "known-skill", "source": {"dir": "hello"}}},
    "workflow": {
        "workflow": {
            "key": "known-workflow",
            "startAt": "first",
            "states": [{"key": "first", "resolver": _RESOLVER, "end": True}],
        }
    },
}
_LOCALES = {
    "resources": [
        {"key": "en-US", "path": "locales/en-US.json"},
        {"key": "fr-FR", "path": "locales/fr-FR.json"},
    ],
    "fallback": {"default": "en-US"},
}
_EGRESS = {"external": {"fetch": {"backend": [{"remote": "backend"}]}}}
_SIGN_IN = {**PROVIDER, "integration": "google", "remotes": ["backend"]}
_ACTIONS = {**ACTIONS, "retrieveProfile": {"remote": "backend", "path": "/me"}}
_SECTIONS: dict[str, Data] = {
    "i18n": {"translations": _LOCALES},
    "locale": {"translations": _LOCALES},
    "provider": {"providers": {"auth": [_SIGN_IN]}, "permissions": _EGRESS},
}
_ROOT_SITES: dict[str, Data] = {
    "connectModules.lifecycle[].remote": {
        "connectModules": {"lifecycle": [{"key": "hook", "event": "installed", "url": "/in"}]}
    },
    "providers.auth[].actions.retrieveProfile.function": {
        "providers": {"auth": [{**PROVIDER, "type": "oauth2", "actions": _ACTIONS}]}
    },
}
# What a module of a type needs besides, for all sites or for one.
_STATE = {"key": "first", "resolver": _RESOLVER}
_ITEMS: dict[str, Data] = {
    "rovo:skill": {"source": {"dir": "hello"}},
    "function": {"handler": "index.run"},
    "workflow": {"startAt": "first", "states": [_STATE]},
}
_SITE_ITEMS: dict[tuple[str, str], Data] = {
    ("consumer", "resolver.function"): {"resolver": {"method": "run"}},
    ("jira:dashboardGadget", "edit.function"): {"edit": {"resource": "main"}},
    ("macro", "config.icon"): {"config": {"resource": "main"}},
    ("macro", "config.title.i18n"): {"config": {"resource": "main"}},
    # Translated only with a function.
    **{
        (module_type, f"{name}.i18n"): {"function": "run"}
        for module_type in ("bitbucket:mergeCheck", "bitbucket:dynamicPipelinesProvider")
        for name in ("name", "description")
    },
}
_PATH_ITEMS: dict[str, Data] = {
    "keyboardShortcut.description.i18n": {"keyboardShortcut": {"accelerator": "shift+p"}},
}
