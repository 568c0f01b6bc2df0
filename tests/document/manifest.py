"""A manifest to break, and a way to look at what comes of it."""

from __future__ import annotations

from forgecfg.document.document import Document, load
from forgecfg.document.nodes import to_data

MANIFEST = """\
modules:
  macro:
    - key: hello-macro
      title: Hello
      description: Says hello to the reader
      resource: main
      resolver:
        endpoint: hello-endpoint
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://acme-it.app/icon.png
      resource: main
      resolver:
        function: resolver
  function:
    - key: resolver
      handler: index.handler
  endpoint:
    - key: hello-endpoint
      remote: backend
      route:
        path: /hello
      auth:
        appUserToken:
          enabled: true
  scheduledTrigger:
    - key: nightly
      endpoint: hello-endpoint
      interval: day
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
    operations:
      - storage
      - compute
    storage:
      inScopeEUD: true
resources:
  - key: main
    path: static/main
    tunnel:
      port: 3000
permissions:
  scopes:
    - read:app-user-token
    - read:jira-work
  external:
    fetch:
      backend:
        - remote: backend
      client: ["https://a.acme-it.app", "https://b.acme-it.app"]
app:
  id: ari:cloud:ecosystem::app/11111111-2222-3333-4444-555555555555
  runtime:
    name: nodejs22.x
    memoryMB: 256
"""


def data_of(text: str) -> object:
    """The data of a text that Forge's parser reads without complaint."""
    document = load(text)
    assert not document.syntax
    assert not document.duplicates
    assert document.second_document is None
    return to_data(document.root) if document.root is not None else None


def locations(document: Document) -> list[tuple[int, int, str]]:
    """Line, column and message of the syntax errors."""
    return [(*document.lines.position(f.offset), f.message) for f in document.syntax]


def broken(*changes: tuple[str, str]) -> str:
    """The manifest with the first occurrence of each text replaced."""
    text = MANIFEST
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text
