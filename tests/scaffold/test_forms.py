"""Forms of YAML that few manifests have, each with pieces taken away and scaffolded again."""

from __future__ import annotations

import pytest

from forgecfg.api import ScaffoldOptions, scaffold_text
from forgecfg.document.document import load

from .properties import OPTIONS, URL, scaffolded
from .removals import removals

PLAIN = """\
app:
  id: ari:cloud:ecosystem::app/6f2ccd52-8c9c-4c7e-b2f0-3f6f5f9a1c11
  runtime:
    name: nodejs22.x
modules:
  jira:issuePanel:
    - key: stock-panel
      title: Stock
      icon: https://warehouse.acme-it.app/icon.svg
      resource: main
      resolver:
        endpoint: stock-api
  trigger:
    - key: on-change
      endpoint: changes
      events:
        - avi:jira:updated:issue
  endpoint:
    - key: stock-api
      remote: warehouse
      auth:
        appUserToken:
          enabled: true
    - key: changes
      remote: ledger
      route:
        path: /changes
      auth:
        appSystemToken:
          enabled: true
remotes:
  - key: warehouse
    baseUrl: https://warehouse.acme-it.app
    operations:
      - compute
  - key: ledger
    baseUrl: https://ledger.acme-it.app
    operations:
      - compute
resources:
  - key: main
    path: static/main
permissions:
  scopes:
    - read:app-user-token
    - read:app-system-token
    - read:jira-work
"""

FLOW = """\
{app: {id: "ari:cloud:ecosystem::app/6f2ccd52-8c9c-4c7e-b2f0-3f6f5f9a1c11",
  runtime: {name: nodejs22.x}}, resources: [{key: main, path: static/main}],
  modules: {macro: [{key: hello, title: Hello, resource: main, resolver: {endpoint: hello-api}}],
  trigger: [{key: t, endpoint: 'on-t', events: ["avi:jira:created:issue"]}],
  endpoint: [{key: hello-api, remote: back, auth: {appUserToken: {enabled: true}}},
    {key: 'on-t', remote: "queue", route: {path: /t}},
  ]}, remotes: [ {key: back, baseUrl: "https://back.acme-it.app", operations: [compute]}, {key:
  queue, operations: [compute], baseUrl: "https://queue.acme-it.app"} ],
  permissions: {scopes: [read:app-user-token, "read:jira-user"]}}
"""

FLOW_INSIDE = """\
modules:
  macro: [{key: hello, resolver: {endpoint: hello-api}}]
  endpoint: [{key: hello-api, remote: back, auth: {appUserToken: {enabled: true}}}] # one
remotes: [{key: back, baseUrl: https://back.acme-it.app}]
permissions: {scopes: ["read:app-user-token", "read:jira-work"]} # two
"""

SCOPE_MAPPING = (
    PLAIN.partition("permissions:")[0]
    + """\
permissions:
  scopes:
    read:app-user-token: {}
    # why
    read:app-system-token:
      allowImpersonation: false
    'read:jira-work': {}
"""
)

ANCHORS = """\
modules:
  macro:
    - &first
      key: hello
      title: &title Hello
      resolver: &call
        endpoint: hello-api
    - key: other
      title: *title
      resolver: *call
  endpoint: &endpoints
    - key: hello-api
      remote: &back back
      auth: &auth
        appUserToken: &on {enabled: true}
    - key: second
      remote: *back
      auth:
        appUserToken:
          enabled: true
  # a key of its own
  function:
    - key: &f run
      handler: index.run
remotes: &remotes
  - &r
    key: back
    baseUrl: &url https://back.acme-it.app
  - key: spare
    baseUrl: *url
permissions:
  scopes: &scopes
    - &u read:app-user-token
    - read:jira-work
"""

BLOCK_SCALARS = """\
modules:
  macro:
    - key: hello
      title: Hello
      resolver:
        endpoint: hello-api
      description: |
        endpoint:
          - key: no key
        # no comment
  endpoint:
    - key: hello-api
      remote: back
      note: >+
        folded
         text

    - key: last
      auth:
        appUserToken: {enabled: true}
      remote: back
      note: |2-

          indented
        remotes: no
remotes:
  - key: back
    baseUrl: >-
      https://back.acme-it.app
    note: |+
      keep


permissions:
  scopes:
    - read:app-user-token
    - >-
      read:jira-work
  note: |
    the end
"""

COMMENTS = """\
# top

# second
app: # app
  id: ari:cloud:ecosystem::app/6f2ccd52-8c9c-4c7e-b2f0-3f6f5f9a1c11
  runtime:
    # name
    name: nodejs22.x
resources: # resources
  - key: main
    path: static/main
modules: # modules
  # macros
  macro:   # here
    # the first
    - key: hello # key
      title: Hello
      resource: main
      # resolver
      resolver:
        endpoint: hello-api # (calls)
      # after the first
  # between

  # endpoints
  endpoint: # list
    # - key: commented-out
    #   remote: nowhere
    - key: hello-api # 'quoted'
     # odd column
      remote: back
      auth: # auth
        # token
        appUserToken: # of the user
          enabled: true # yes
    # end of endpoints
  # end of modules
 # odd
# remotes are next
remotes:
# first remote
  - key: back # back
    # its address
    baseUrl: https://back.acme-it.app#fragment
    # - not an item

  # second remote
  - key: spare
    baseUrl: https://spare.acme-it.app
    # operations:
    #   - compute


# permissions
permissions: # all
  # scopes
  scopes: # list
    # user
    - read:app-user-token # user
    # jira
    - read:jira-work
    # no more
  # end
# bottom
    # odd bottom
"""

HABITS = """\
permissions:

  scopes:

    - 'read:app-user-token'

    - 'read:jira-work'


remotes:

    -   baseUrl: 'https://back.acme-it.app'
        operations: ['compute']
        key: 'back'

    -   baseUrl: 'https://more.acme-it.app'
        operations: ['compute']
        key: 'more'

modules:

    endpoint:

        -   remote: 'back'
            key: 'hello-api'
            auth:
                appUserToken:
                    enabled: true

    macro:

        -   key: 'hello'
            resolver:
                endpoint: 'hello-api'
"""


FLUSH = """\
modules:
  jira:issuePanel:
  - key: stock-panel
    resolver:
      endpoint: stock-api
  endpoint:
  - key: stock-api
    remote: warehouse
    auth:
      appUserToken:
        enabled: true
  - key: spare
    remote: ledger
remotes:
- key: warehouse
  baseUrl: https://warehouse.acme-it.app
  operations:
  - compute
- key: ledger
  baseUrl: https://ledger.acme-it.app
permissions:
  scopes:
  - read:app-user-token
  - read:jira-work
"""


def four(text: str) -> str:
    """Twice the indentation, for mappings and lists."""
    lines = [" " * (len(line) - len(line.lstrip(" "))) + line for line in text.split("\n")]
    return "\n".join(lines).replace("- key:", "-   key:")


def long(text: str) -> str:
    return text.replace("title: Stock", "title: " + "very long " * 400 + "end").replace(
        "https://ledger.acme-it.app", "https://ledger.acme-it.app/" + "x" * 5000
    )


TEXTS: dict[str, str] = {
    "plain": PLAIN,
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "CRLF and comments": COMMENTS.replace("\n", "\r\n"),
    "CRLF and block scalars": BLOCK_SCALARS.replace("\n", "\r\n"),
    "CRLF without the last": PLAIN.replace("\n", "\r\n").removesuffix("\r\n"),
    "byte order mark": "\ufeff" + PLAIN,
    "byte order mark and CRLF": "\ufeff" + PLAIN.replace("\n", "\r\n"),
    "flow throughout": FLOW,
    "flow, CRLF, mark": "\ufeff" + FLOW.replace("\n", "\r\n"),
    "flow in one line": FLOW.replace("\n  ", " ").removesuffix("\n"),
    "flow sections": FLOW_INSIDE,
    "flush lists": FLUSH,
    "flush lists without the last newline": FLUSH.removesuffix("\n"),
    "four spaces": four(PLAIN),
    "tabs after colons": PLAIN.replace(": ", ":\t"),
    "tabs before comments": COMMENTS.replace(" # ", "\t# "),
    "anchors": ANCHORS,
    "block scalars": BLOCK_SCALARS,
    "block scalars without the last newline": BLOCK_SCALARS.removesuffix("\n"),
    "no final newline": PLAIN.removesuffix("\n"),
    "no final newline after a comment": COMMENTS.removesuffix("\n"),
    "blank lines at the end": PLAIN + "\n\n  \n",
    "non-ASCII": PLAIN.replace("Stock", "Bestände 在庫 🏭 \u2028 é").replace(
        "app:", "# 在庫\napp:"
    ),
    "very long lines": long(PLAIN),
    "comments everywhere": COMMENTS,
    "scopes as mapping": SCOPE_MAPPING,
    "quotes, order and blank lines": HABITS,
    "double quotes": HABITS.replace("'", '"'),
    "document markers": "%YAML 1.2\n--- # start\n" + PLAIN + "...\n# over\n",
    "marker alone": "---\n" + PLAIN,
    "quoted keys": PLAIN.replace("remotes:", '"remotes":').replace("scopes:", "'scopes':"),
    "other order": PLAIN.partition("modules:")[2]
    .partition("remotes:")[0]
    .join(["remotes:" + PLAIN.partition("remotes:")[2] + "modules:", ""]),
}


@pytest.mark.parametrize("form", TEXTS)
def test_what_is_taken_away_comes_back(form: str) -> None:
    text = TEXTS[form]
    assert load(text).readable, load(text).syntax
    scaffolded(text)
    tried = 0
    for removal in removals(text):
        if load(removal.text).readable:
            scaffolded(removal.text)
            tried += 1
    assert tried >= (5 if "flow" in form else 10)


HELLO = """\
modules:
  macro:
    - key: hello
      resolver:
        endpoint: hello-api
"""
EMPTY = ("", " ~", " null", " []", " {}", " [ ] # none", " { }", " # none", " Null")


@pytest.mark.parametrize("nothing", EMPTY)
@pytest.mark.parametrize(
    "section", ["  endpoint", "remotes", "permissions", "permissions:\n  scopes"]
)
def test_empty_sections_are_filled(section: str, nothing: str) -> None:
    text = f"{HELLO}{section}:{nothing}\n# the end\n"
    new = scaffolded(text, OPTIONS._replace(tokens=("appUserToken",)))
    assert new.count("permissions:") == new.count("remotes:") == new.count("\n  endpoint:") == 1
    assert "- read:app-user-token\n    - read:jira-work\n" in new
    assert new.count("# the end") == 1
    assert new.count("# none") == nothing.count("# none")


@pytest.mark.parametrize("nothing", [" []", " {}"])
@pytest.mark.parametrize("section", ["remotes", "permissions", "app"])
def test_empty_sections_stay_where_nothing_is_missing(section: str, nothing: str) -> None:
    text = f"{section}:{nothing}\nmodules:\n  function:\n    - key: run\n      handler: index.run\n"
    assert scaffold_text(text)[:2] == (text, ())


def test_new_sections_stand_where_a_person_would_put_them() -> None:
    assert scaffolded(HELLO + "app:\n  id: x\n", OPTIONS) == (
        HELLO
        + f"""\
  endpoint:
    - key: hello-api
      remote: backend
app:
  id: x
remotes:
  - key: backend
    baseUrl: {URL}
    operations:
      - compute
permissions:
  scopes:
    - read:jira-work
"""
    )


def test_new_text_has_the_habits_of_the_file() -> None:
    text = HABITS.replace("endpoint: 'hello-api'", "endpoint: 'new-api'").replace("\n", "\r\n")
    new = scaffolded(text, ScaffoldOptions(remote="extra", base_urls={"extra": URL}))
    added = """
    -   baseUrl: 'https://api.acme-it.app'
        operations:
            -   'compute'
        key: 'extra'
"""
    assert added.replace("\n", "\r\n") in new
    assert "        -   remote: 'extra'\n            key: 'new-api'\n" in new.replace("\r", "")


def test_new_text_in_flow_style() -> None:
    text = "{modules: {macro: [{key: hello, resolver: {endpoint: hello-api}}]}}"
    new = scaffolded(text)
    assert "\n" not in new
    assert new == (
        "{modules: {macro: [{key: hello, resolver: {endpoint: hello-api}}], endpoint: [{key: "
        'hello-api, remote: backend}]}, remotes: [{key: backend, baseUrl: "https://api.acme-it.app",'
        ' operations: [compute]}], permissions: {scopes: ["read:jira-work"]}}'
    )
