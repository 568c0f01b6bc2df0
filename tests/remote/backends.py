"""Real backends on loopback, each with a verifier file, to be tested as a user would test his own.

They answer with what the verifier returned, so that a test sees which tenant they act for.
"""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

Settings = Mapping[str, str]


def load_verifier(text: str, folder: Path, settings: Settings, name: str) -> ModuleType:
    """Import a verifier file with these environment variables."""
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A data class looks its own module up.
    sys.modules[name] = module
    with mock.patch.dict(os.environ, settings):
        spec.loader.exec_module(module)
    return module


def answer_of(invocation: Any) -> dict[str, Any]:
    """What the backends answer to a verified call."""
    return {
        "installation": invocation.installation_id,
        "site": invocation.cloud_id,
        "user": invocation.account_id,
    }


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class _ThreadingServer(WSGIServer):
    """A thread for each connection: httpx keeps connections open."""

    request_queue_size = 64

    def process_request(self, request: Any, client_address: Any) -> None:
        def work() -> None:
            try:
                self.finish_request(request, client_address)
            except OSError:
                pass
            finally:
                self.shutdown_request(request)

        threading.Thread(target=work, daemon=True).start()


@contextmanager
def wsgi_server(app: Callable[..., Any]) -> Iterator[str]:
    """Serve a WSGI application with the standard library; yields its base URL."""
    server = make_server("127.0.0.1", 0, app, _ThreadingServer, _QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def asgi_server(app: Any) -> Iterator[str]:
    """Serve an ASGI application with uvicorn; yields its base URL."""
    import uvicorn

    # asyncio turns delays off only for sockets that say that they are TCP.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def plain_wsgi_app(verifier: ModuleType) -> Callable[..., Any]:
    """A WSGI application around `verify_wsgi`."""

    def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        try:
            status, result = "200 OK", answer_of(verifier.verify_wsgi(environ))
        except verifier.TokenError:
            status, result = "401 Unauthorized", {"error": "invalid token"}
        except verifier.KeysError:
            status, result = "503 Service Unavailable", {"error": "keys"}
        body = json.dumps(result).encode()
        start(status, [("content-type", "application/json"), ("content-length", str(len(body)))])
        return [body]

    return app


def plain_asgi_app(verifier: ModuleType) -> Any:
    """An ASGI application around `verify_asgi`."""

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        while (await receive()).get("more_body"):
            pass
        try:
            status, result = 200, answer_of(await verifier.verify_asgi(scope))
        except verifier.TokenError:
            status, result = 401, {"error": "invalid token"}
        except verifier.KeysError:
            status, result = 503, {"error": "keys"}
        head = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": json.dumps(result).encode()})

    return app


def fastapi_app(verifier: ModuleType) -> Any:
    """A FastAPI application with the dependency `forge_invocation`."""
    from fastapi import Depends, FastAPI

    app = FastAPI()
    verified = Depends(verifier.forge_invocation)

    # The path is any: the test decides which routes there are.
    def view(invocation: Any = verified) -> Any:
        return answer_of(invocation)

    app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])(view)
    return app


def flask_app(verifier: ModuleType) -> Any:
    """A Flask application with the decorator `forge_required`."""
    from flask import Flask, g

    app = Flask("backend")

    def view(path: str = "") -> Any:  # noqa: ARG001
        return answer_of(g.forge)

    verified = verifier.forge_required(view)
    for rule in ("/", "/<path:path>"):
        app.add_url_rule(rule, view_func=verified, methods=["GET", "POST"])
    return app


def django_app(verifier: ModuleType) -> Any:
    """A Django application with the decorator `forge_required`."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import JsonResponse
    from django.urls import re_path

    def view(request: Any) -> Any:
        return JsonResponse(answer_of(request.forge))

    urls = ModuleType("backend_urls")
    urls.urlpatterns = [re_path(".*", verifier.forge_required(view))]  # type: ignore[attr-defined]
    sys.modules["backend_urls"] = urls
    if not settings.configured:
        settings.configure(
            ALLOWED_HOSTS=["127.0.0.1"],
            ROOT_URLCONF="backend_urls",
            MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
            LOGGING_CONFIG=None,
        )
    return get_wsgi_application()
