"""A session in Neovim, with the settings of the documentation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import MANIFEST
from .neovim import Neovim

DOCS = Path(__file__).parents[2] / "docs" / "editors.md"
PROGRAMS = os.environ.get("FORGECFG_NVIM", "nvim").split(os.pathsep)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the server is started by a shell script"),
]


def settings(program: str) -> str:
    """The settings of the documentation for a version of Neovim."""
    out = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", out)
    assert version is not None
    is_new = (int(version[1]), int(version[2])) >= (0, 11)
    blocks = re.findall(r"```lua\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [block for block in blocks if ("vim.lsp.config" in block) == is_new]
    return str(found)


@pytest.fixture(params=PROGRAMS)
def neovim(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Neovim]:
    """A Neovim that runs, and is ended after the test."""
    program = shutil.which(request.param)
    if program is None:
        pytest.skip("needs Neovim")
    editor = Neovim(program, settings(program), tmp_path_factory.mktemp("nvim"))
    yield editor
    if editor.process.poll() is None:
        editor.process.kill()
        editor.process.wait()


def test_session(neovim: Neovim, app: Path) -> None:
    manifest = app / "manifest.yml"
    neovim.command(f"edit {manifest}")
    neovim.reaches("clients", 1)
    # Type a reference to something that does not exist, and undo it.
    neovim.keys("/endpoint: orders<CR>A2<Esc>")
    neovim.reaches("codes", ["FC201"])
    neovim.keys("u")
    neovim.reaches("text", MANIFEST)
    neovim.reaches("codes", [])
    # Complete.
    neovim.keys("/endpoint: orders<CR>WC<C-x><C-o>")
    neovim.contains("listed", "orders")
    neovim.keys("<C-e>ord<C-x><C-o>")
    neovim.contains("text", "        endpoint: orders\n")
    neovim.keys("<Esc>")
    neovim.reaches("codes", [])
    # Hover.
    neovim.command("lua vim.lsp.buf.hover()")
    neovim.contains("floating", "https://eu.acme.dev")
    # Rename.
    neovim.command("lua vim.lsp.buf.rename('shop')")
    renamed = MANIFEST.replace("endpoint: orders", "endpoint: shop").replace("y: orders", "y: shop")
    neovim.reaches("text", renamed)
    neovim.reaches("codes", [])
    # Remove a scope, and let a fix add it.
    neovim.keys("/read:app-user-token<CR>dd")
    neovim.reaches("codes", ["FC301"])
    neovim.command("lua require('helpers').choose('Add scope')")
    neovim.keys("/appUserToken<CR>")
    neovim.command("lua vim.lsp.buf.code_action()")
    neovim.reaches("text", renamed)
    neovim.reaches("codes", [])
    # Break the text, and close it: nothing remains, and the file is as before.
    neovim.keys('/title: Orders<CR>Wi"<Esc>')
    neovim.reaches("codes", ["FC002"])
    neovim.command("bwipeout!")
    neovim.reaches("all_diagnostics", 0)
    assert manifest.read_text(encoding="utf-8") == MANIFEST
    assert len(neovim.servers()) == 1
    neovim.quit()


def test_other_files_are_left_alone(neovim: Neovim, app: Path) -> None:
    others = {
        "other.yml": "a: [\n",
        "deploy/manifest.yml": "apiVersion: v1\nkind: Pod\nmodules: [\n",
        "node_modules/x/manifest.yml": MANIFEST.replace("endpoint: orders", "endpoint: x"),
    }
    for name, text in others.items():
        path = app / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        neovim.command(f"edit {path}")
        neovim.reaches("clients", 1)
        neovim.keys("Gox: 1<Esc>")
    # The manifest is checked after the others, which have nothing.
    neovim.command(f"edit {app / 'manifest.yml'}")
    neovim.keys("/endpoint: orders<CR>A2<Esc>")
    neovim.reaches("codes", ["FC201"])
    neovim.reaches("all_diagnostics", 1)
    neovim.quit()
