"""Changes of what has a meaning to Forge: scopes, tokens, remotes, regions, handlers, modules."""

from __future__ import annotations

from random import Random

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.changes import Data
from forgecfg.document.cursor import Cursor
from mutations.page import Page, misspell, pick

_TOKENS = ("appUserToken", "appSystemToken")
_REGIONS = ("EU", "US", "AU", "DE", "default", "FR", "eu")
_ADDRESSES = (
    "''",
    "http://plain.example.com",
    "ftp://files.example.com",
    "not an address",
    "https://",
    "https://*.example.com",
    "localhost:8080",
    "'https://x.example.com '",
)
_TOKEN_VALUES: tuple[Data, ...] = (
    True,
    "enabled",
    {},
    {"enabled": "yes"},
    {"enable": True},
    None,
)
_STORAGES: tuple[Data, ...] = ({"inScopeEUD": "no"}, {"inScopeEUD": True}, None, True)
_PERMISSIONS: tuple[dict[str, Data], ...] = (
    {"content": {"styles": ["unsafe-eval"]}},
    {"content": {"scripts": ["sha256-short", "unsafe-inline"]}},
    {"external": {"images": ["http://plain.example.com"]}},
    {"external": {"scripts": ["*.example"], "styles": "x.example.com"}},
    {"external": {"fetch": {"backend": [{"remote": "nowhere"}]}}},
    {"external": {"fetch": {"client": [{"address": "a b"}]}}},
)
_CONDITIONS: tuple[Data, ...] = (
    {"isAdmin": True},
    {"isadmin": True},
    {"and": {"isAdmin": "yes"}},
    {"or": []},
    "isAdmin",
)
_OPERATIONS = ("[storage]", "[fetch]", "[]", "[compute, compute]", "[Storage]", "storage")
_HANDLERS = ("index", "index.", ".run", "src/index.js", "index.run.now", "a b.run", "../index.run")
_TYPES = tuple(sorted(MODULE_TYPES))


def _scopes(page: Page) -> list[Cursor]:
    return [scope for scope in page.items_of("permissions", "scopes") if scope.text]


def unknown_scope(page: Page, random: Random) -> str | None:
    """A scope with a typo."""
    location = pick(random, _scopes(page))
    return page.replace(location, misspell(random, location.text or ""))


def removed_scope(page: Page, random: Random) -> str | None:
    """A missing scope."""
    return page.remove(pick(random, _scopes(page)))


def has_only_token_scopes(page: Page, random: Random) -> str | None:
    """No scopes but those of the tokens."""
    location = pick(random, page.named("scopes"))
    return page.retype(location, pick(random, ["[read:app-user-token]", "[]", "{}"]))


def scopes_as_mapping(page: Page, random: Random) -> str | None:
    """Scopes as a mapping, in one of the forms that people write."""
    location = pick(random, page.named("scopes"))
    value = pick(random, ["{}", "~", "{allowImpersonation: true}", "true", "{allow: true}"])
    return page.retype(location, f"{{read:jira-work: {value}}}")


def scope_with_settings(page: Page, random: Random) -> str | None:
    """A scope of a list as a mapping."""
    location = pick(random, _scopes(page))
    return page.replace(location, f"{{{location.text}: {{allowImpersonation: true}}}}")


def _callers(page: Page) -> list[Cursor]:
    return [*page.items_of("modules", "endpoint"), *page.items_of("remotes")]


def enabled_token(page: Page, random: Random) -> str | None:
    """A token enabled on an endpoint or a remote."""
    location, token = pick(random, _callers(page)), pick(random, _TOKENS)
    return page.ensure(location.path, {"auth": {token: {"enabled": True}}})


def odd_token(page: Page, random: Random) -> str | None:
    """A token that is enabled in an invalid way."""
    value = pick(random, _TOKEN_VALUES)
    token = pick(random, [*_TOKENS, "userToken", "appusertoken"])
    return page.ensure(pick(random, _callers(page)).path, {"auth": {token: value}})


def changed_token(page: Page, random: Random) -> str | None:
    """A token that is there, under another name or with another value."""
    location = pick(random, page.named(*_TOKENS))
    return pick(
        random, [page.rename(location, pick(random, _TOKENS)), page.retype(location, "true")]
    )


def odd_base_url(page: Page, random: Random) -> str | None:
    """An address that remotes cannot have."""
    return page.retype(pick(random, page.named("baseUrl")), pick(random, _ADDRESSES))


def regional_base_url(page: Page, random: Random) -> str | None:
    """Addresses by region, with some or without the default one."""
    regions = random.sample(_REGIONS, random.randint(1, 3))
    value = ", ".join(f"{region}: https://{region}.example.com" for region in regions)
    return page.retype(pick(random, page.named("baseUrl")), f"{{{value}}}")


def odd_operations(page: Page, random: Random) -> str | None:
    """Operations of a remote: others, none, twice, or unknown ones."""
    value = pick(random, _OPERATIONS)
    location = pick(random, page.items_of("remotes")).get("operations")
    return page.retype(pick(random, [location] if location else []), value)


def odd_storage(page: Page, random: Random) -> str | None:
    """What a remote says of the data that it stores, in one way or another."""
    value = pick(random, _STORAGES)
    return page.ensure(pick(random, page.items_of("remotes")).path, {"storage": value})


def odd_route(page: Page, random: Random) -> str | None:
    """A route that is a string, empty, or not there."""
    value = pick(random, ["/route", "{path: ''}", "{}", "{path: 7}", "~", "{paths: /route}"])
    return page.retype(pick(random, page.named("route")), value)


def odd_handler(page: Page, random: Random) -> str | None:
    """A handler that leads to no function."""
    return page.replace(pick(random, page.named("handler")), pick(random, _HANDLERS))


def odd_event(page: Page, random: Random) -> str | None:
    """An unknown event, or an event in an invalid form."""
    events = [item for item in page.items if item.path[-2] == "events"]
    value = pick(random, ["avi:jira:nothing", "{eventType: avi:jira:updated:issue}", "7"])
    return page.replace(pick(random, events), value)


def odd_app(page: Page, random: Random) -> str | None:
    """An id, a runtime or a license that apps cannot have."""
    location = pick(random, [location for location in page.below("app") if location.text])
    return page.replace(location, pick(random, ["sandbox", "nodejs18.x", "x86", "false", "app/1"]))


def odd_permission(page: Page, random: Random) -> str | None:
    """Something else among the permissions."""
    return page.ensure(("permissions",), pick(random, _PERMISSIONS))


def other_module_type(page: Page, random: Random) -> str | None:
    """The modules of one type as those of another."""
    types = [location for location in page.entries if location.path[:1] == ("modules",)]
    location = pick(random, [location for location in types if len(location.path) == 2])
    return page.rename(location, pick(random, _TYPES))


def added_module(page: Page, random: Random) -> str | None:
    """A module of any type, with what most of them have."""
    item: Data = {"key": "added", "title": "Added", "function": "main"}
    return page.ensure(("modules",), {pick(random, _TYPES): [item]})


def translated_text(page: Page, random: Random) -> str | None:
    """A text with a translation key."""
    return page.replace(pick(random, page.named("title", "name", "label")), "{i18n: some.text}")


def display_conditions(page: Page, random: Random) -> str | None:
    """Conditions on a module that it may not know."""
    conditions = pick(random, _CONDITIONS)
    return page.add(pick(random, page.items_of("modules", "*")), {"displayConditions": conditions})


KINDS = (
    unknown_scope,
    removed_scope,
    has_only_token_scopes,
    scopes_as_mapping,
    scope_with_settings,
    enabled_token,
    odd_token,
    changed_token,
    odd_base_url,
    regional_base_url,
    odd_operations,
    odd_storage,
    odd_route,
    odd_handler,
    odd_event,
    odd_app,
    odd_permission,
    other_module_type,
    added_module,
    translated_text,
    display_conditions,
)
