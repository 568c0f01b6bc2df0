"""Real backends with the generated verifier pass every case of `remote test`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from forgecfg.remote.conformance.result import Outcome
from forgecfg.remote.verifier import Framework, Language, render_verifier

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .backends import (
    asgi_server,
    django_app,
    fastapi_app,
    flask_app,
    load_verifier,
    plain_asgi_app,
    plain_wsgi_app,
    wsgi_server,
)
from .node_backends import needs_node, node_server
from .suite import APP_ID, SHARED_KEY, Keys, quick, run_suite, serve_keys

PYTHON: dict[str, tuple[Framework, Callable[..., Any], Callable[..., Any], tuple[str, ...]]] = {
    "wsgi": (Framework.plain, plain_wsgi_app, wsgi_server, ()),
    "asgi": (Framework.plain, plain_asgi_app, asgi_server, ("uvicorn",)),
    "fastapi": (Framework.fastapi, fastapi_app, asgi_server, ("fastapi", "uvicorn")),
    "flask": (Framework.flask, flask_app, wsgi_server, ("flask",)),
    "django": (Framework.django, django_app, wsgi_server, ("django",)),
}


def check_all_pass(keys: Keys, url: str) -> None:
    """Every case passes; none is skipped."""
    results = run_suite(keys, url)
    assert [one for one in results if one.outcome is not Outcome.PASSED] == []
    # Two routes with 27 cases each, and what is tested once.
    assert len(results) >= 55


# The quick one shows what the others show; they show that the frameworks fit.
NAMES = ["wsgi", *(pytest.param(name, marks=pytest.mark.slow) for name in PYTHON if name != "wsgi")]


@pytest.mark.parametrize("name", NAMES)
def test_python(name: str, tmp_path: Path) -> None:
    framework, app, server, packages = PYTHON[name]
    for package in packages:
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: it is in the extra `servers`")
    text = quick(render_verifier(Language.python, framework, APP_ID).text)
    with serve_keys(SHARED_KEY) as keys:
        verifier = load_verifier(text, tmp_path, keys.settings, f"verifier_{name}")
        with server(app(verifier)) as url:
            check_all_pass(keys, url)


@needs_node
@pytest.mark.slow
@pytest.mark.parametrize("name", ["plain", "express", "fastify"])
def test_node(name: str, tmp_path: Path) -> None:
    text = quick(render_verifier(Language.node, Framework(name), APP_ID).text)
    with (
        serve_keys(SHARED_KEY) as keys,
        node_server(name, text, tmp_path, keys.settings) as url,
    ):
        check_all_pass(keys, url)
