"""Writing the file that verifies requests in a backend."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from forgecfg.errors import UsageError


class Language(StrEnum):
    """The languages that there are templates for."""

    python = "python"
    node = "node"


class Framework(StrEnum):
    """The frameworks with templates; `plain` is for no framework."""

    plain = "plain"
    fastapi = "fastapi"
    flask = "flask"
    django = "django"
    express = "express"
    fastify = "fastify"


class Verifier(NamedTuple):
    """A generated file: its text, the name that it should have, and how to install what it needs.

    `use` says in one line how the backend uses it.
    """

    text: str
    file: str
    install: str
    use: str


_PYTHON = (Framework.plain, Framework.fastapi, Framework.flask, Framework.django)
_NODE = (Framework.plain, Framework.express, Framework.fastify)
FRAMEWORKS: Mapping[Language, tuple[Framework, ...]] = {
    Language.python: _PYTHON,
    Language.node: _NODE,
}
"""The frameworks of each language."""

_USES: Mapping[tuple[Language, Framework], str] = {
    (Language.python, Framework.plain): (
        "from forge_verify import verify, verify_asgi, verify_wsgi"
    ),
    (Language.python, Framework.fastapi): (
        "invocation: Annotated[Invocation, Depends(forge_invocation)]"
    ),
    (Language.python, Framework.flask): "@forge_required above the view; the result is g.forge",
    (Language.python, Framework.django): (
        "@forge_required above the view; the result is request.forge"
    ),
    (Language.node, Framework.plain): "const invocation = await verifyRequest(request)",
    (Language.node, Framework.express): "app.use(forgeRequired); the result is request.forge",
    (Language.node, Framework.fastify): (
        'app.addHook("onRequest", forgeRequired); the result is request.forge'
    ),
}
_TEMPLATES = Path(__file__).parent / "templates"
_MARK = re.compile(r"^(?:#|//) --- adapter ---\n", re.MULTILINE)
_PLACEHOLDER = "@APP_ID@"
_APP_ID = re.compile(r"ari:cloud:ecosystem::app/[A-Za-z0-9-]+")


def render_verifier(
    language: Language, framework: Framework | None, app_id: str | None
) -> Verifier:
    """The verifier for a language and a framework (default: `plain`).

    `app_id` is the app id of the manifest; where it is None or malformed, the file requires the
    environment variable FORGE_APP_ID. Raises UsageError where the framework is not one of the
    language.
    """
    framework = framework or Framework.plain
    if framework not in FRAMEWORKS[language]:
        known = ", ".join(FRAMEWORKS[language])
        raise UsageError(f"unknown framework {framework.value!r} for {language}; expected {known}")
    text = _python(framework) if language is Language.python else _node(framework)
    usable = app_id if app_id is not None and _APP_ID.fullmatch(app_id) else ""
    text = text.replace(_PLACEHOLDER, usable)
    use = _USES[language, framework]
    if language is Language.python:
        return Verifier(text, "forge_verify.py", 'pip install "PyJWT[crypto]>=2.15"', use)
    return Verifier(text, "forge-verify.mjs", "npm install jose", use)


def _python(framework: Framework) -> str:
    core = (_TEMPLATES / "python" / "core.py").read_text(encoding="utf-8")
    imports, code = _adapter(
        _TEMPLATES / "python" / f"{framework}.py", r"from core import [^\n]*\n"
    )
    start, end = core.index("\nimport "), core.index("\n_APP_ID")
    merged = _merged_imports(core[start:end] + imports)
    return f"{core[:start]}\n{merged}{core[end:]}{code}"


def _node(framework: Framework) -> str:
    core = (_TEMPLATES / "node" / "core.mjs").read_text(encoding="utf-8")
    if framework is Framework.plain:
        return core
    _, code = _adapter(_TEMPLATES / "node" / f"{framework}.mjs", r"import [^\n]*core.mjs\";\n")
    return core + code


def _adapter(path: Path, own_import: str) -> tuple[str, str]:
    """The imports of an adapter without those of the core, and its code."""
    text = path.read_text(encoding="utf-8")
    head, code = _MARK.split(text, maxsplit=1)
    return re.sub(own_import, "", head), code


def _merged_imports(text: str) -> str:
    """All import statements of a text, each module once: the standard library, then the rest."""
    plain = set(re.findall(r"^import (\S+)$", text, re.MULTILINE))
    names: dict[str, set[str]] = {}
    for module, imported in re.findall(r"^from (\S+) import (.+)$", text, re.MULTILINE):
        names.setdefault(module, set()).update(imported.split(", "))
    froms = {module: ", ".join(sorted(found)) for module, found in names.items()}
    groups = []
    for standard in (True, False):
        lines = [f"import {one}\n" for one in sorted(plain) if _is_standard(one) == standard]
        lines += [
            f"from {one} import {froms[one]}\n"
            for one in sorted(froms)
            if _is_standard(one) == standard
        ]
        groups.append("".join(lines))
    return "\n".join(groups)


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names
