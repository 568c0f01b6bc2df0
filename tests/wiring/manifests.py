"""A manifest in which all is well, and what the tests of names need to change it and write it."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from .complete import complete

Data = Any


class Verbatim(str):
    """A value that stands in the text exactly as it is here, once."""


# What else a section needs to have the right shape.
PROVIDER = {
    "key": "sign-in",
    "name": "Sign-in",
    "clientId": "client",
    "bearerMethod": "authorization-header",
}
ACTIONS = {
    "authorization": {"remote": "backend", "path": "/authorize"},
    "exchange": {"remote": "backend", "path": "/token"},
    "retrieveProfile": {
        "remote": "backend",
        "path": "/me",
        "resolvers": {"id": "id", "displayName": "name"},
    },
}
ROOT_NEEDED: dict[str, Data] = {
    "app.connect.remote": {"app": {"connect": {"key": "connect-app"}}},
    "connectModules.lifecycle[].remote": {
        "app": {"connect": {"key": "connect-app", "remote": "backend"}},
        "connectModules": {"lifecycle": [{"key": "lifecycle"}]},
    },
    "providers.auth[].remotes[]": {
        "providers": {"auth": [{**PROVIDER, "integration": "google"}]},
        "permissions": {"external": {"fetch": {"backend": [{"remote": "backend"}]}}},
    },
    **{
        f"providers.auth[].actions.{action}.remote": {
            "providers": {
                "auth": [
                    {**PROVIDER, "type": "oauth2", "actions": {action: {"path": "/"}, **ACTIONS}}
                ]
            }
        }
        for action in (*ACTIONS, "refreshToken", "revokeToken")
    },
}


def manifest() -> Data:
    """A manifest in which all is well and each thing is declared that a site may name."""
    return {
        "app": {
            "id": "ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b00",
            "description": "Bücher und 🚀",
            "runtime": {"name": "nodejs22.x"},
        },
        "modules": {
            "confluence:customContent": [
                complete("confluence:customContent", {"key": "bystander", "title": "No site"})
            ],
            "function": [{"key": "run", "handler": "index.run"}],
            "endpoint": [
                {"key": "declared-endpoint", "remote": "backend", "route": {"path": "/call"}}
            ],
        },
        "remotes": [
            {
                "key": "backend",
                "baseUrl": "https://backend.acme-it.app",
                "operations": ["fetch", "compute"],
            }
        ],
        "resources": [{"key": "main", "path": "static/main"}],
        # For merge checks, which cannot do without.
        "permissions": {"scopes": ["read:pullrequest:bitbucket"]},
        "services": [
            {
                "key": "reports",
                "containers": [
                    {
                        "key": "web",
                        "tag": "latest",
                        "resources": {"cpu": "500m", "memory": "1Gi"},
                        "health": {"type": "http", "route": {"path": "/health"}},
                    }
                ],
            }
        ],
    }


def put(data: Data, path: str, value: Data) -> tuple[str | int, ...]:
    """Set the value at a path; makes what is missing, enters the last item of each list.

    Returns the path as findings have it.
    """
    steps = re.findall(r"\[\]|[^.\[\]]+", path)
    real: list[str | int] = []
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        content = value if following is None else [] if following == "[]" else {}
        if step == "[]":
            if following is None or not data:
                data.append(content)
            real.append(len(data) - 1)
        elif following is None:
            data[step] = content
            real.append(step)
        else:
            data.setdefault(step, content)
            real.append(step)
        data = data[real[-1]]
    return tuple(real)


def merge(data: Data, more: Data) -> None:
    for key, value in copy.deepcopy(more).items():
        if isinstance(value, dict) and key in data:
            merge(data[key], value)
        else:
            data[key] = value


def scalar(value: object) -> str:
    return str(value) if isinstance(value, Verbatim) else json.dumps(value, ensure_ascii=False)


def plain(value: object) -> str:
    text = str(value)
    return scalar(value) if isinstance(value, str) and text[:1].isdigit() else text


def lines(data: Data, step: int, flush: bool) -> list[str]:
    """Data in block style, `step` spaces deeper a level; lists as deep as their key if `flush`."""
    written: list[str] = []
    if isinstance(data, list):
        for item in data:
            first, *rest = lines(item, step, flush) if isinstance(item, dict) else [plain(item)]
            written += [f"- {first}", *(f"  {line}" for line in rest)]
        return written
    for key, value in data.items():
        if isinstance(value, dict | list) and value:
            pad = 0 if flush and isinstance(value, list) else step
            written += [f"{key}:", *(" " * pad + line for line in lines(value, step, flush))]
        else:
            written.append(f"{key}: {plain(value)}")
    return written


def block(data: Data) -> str:
    return "\n".join(lines(data, 2, flush=False)) + "\n"
