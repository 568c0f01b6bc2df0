"""A Neovim without a screen: keys are typed into it, and expressions are read from it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS = 20.0
"""How long to wait for an effect; a machine under load is slow."""

# What the tests ask for, the same for all versions of Neovim.
HELPERS = """
local M = {}
function M.codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(found, tostring(one.code)) end
  table.sort(found)
  return found
end
function M.all_diagnostics() return #vim.diagnostic.get(nil) end
function M.clients()
  local get = vim.lsp.get_clients or vim.lsp.buf_get_clients
  return vim.tbl_count(get(vim.lsp.get_clients and { bufnr = 0 } or 0))
end
function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n') .. '\\n'
end
function M.listed()
  local words = {}
  for _, item in ipairs(vim.fn.complete_info({ 'items' }).items or {}) do
    table.insert(words, item.abbr ~= '' and item.abbr or item.word)
  end
  return words
end
function M.floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\\n')
    end
  end
  return ''
end
function M.choose(title)
  vim.ui.select = function(items, options, done)
    for index, item in ipairs(items) do
      if options.format_item(item):find(title, 1, true) then return done(item, index) end
    end
    done(nil, nil)
  end
end
package.loaded.helpers = M
"""


class Neovim:
    """A running Neovim with a configuration in Lua; `forgecfg` is the one under test."""

    def __init__(self, program: str, config: str, folder: Path) -> None:
        self._program = program
        commands = folder / "commands"
        commands.mkdir(parents=True)
        self._pids = folder / "pids"
        server = commands / "forgecfg"
        server.write_text(
            f'#!/bin/sh\necho $$ >> "{self._pids}"\nexec "{sys.executable}" -m forgecfg "$@"\n',
            encoding="utf-8",
        )
        server.chmod(0o755)
        (folder / "init.lua").write_text(config + HELPERS, encoding="utf-8")
        self._environment = {
            **os.environ,
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        self._socket = str(folder / "nvim.sock")
        self.process = subprocess.Popen(
            [program, "--headless", "-n", "-i", "NONE", "-u", str(folder / "init.lua"),
             "--listen", self._socket],
            env=self._environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait(lambda: Path(self._socket).exists())

    def keys(self, keys: str) -> None:
        """Type keys, in the notation of Neovim: `<Esc>`, `<C-x>`."""
        self._remote("--remote-send", keys)

    def command(self, command: str) -> None:
        """Run a command of the command line."""
        self.keys(f"<C-\\><C-n>:{command}<CR>")

    def ask(self, function: str) -> Any:
        """The result of a function of the helpers."""
        call = f"vim.json.encode(require('helpers').{function}())"
        quoted = call.replace('"', '\\"')
        return json.loads(self._remote("--remote-expr", f'luaeval("{quoted}")'))

    def reaches(self, function: str, expected: object) -> None:
        """Wait until a function of the helpers has a result."""
        found: Any = None

        def is_reached() -> bool:
            nonlocal found
            found = self.ask(function)
            return found == expected or (expected == [] and found == {})

        self.wait(is_reached, lambda: f"{function} is {found!r} instead of {expected!r}")

    def contains(self, function: str, expected: str) -> None:
        """Wait until the result of a function of the helpers contains something."""
        found: Any = None

        def is_reached() -> bool:
            nonlocal found
            found = self.ask(function)
            return expected in found

        self.wait(is_reached, lambda: f"{function} is {found!r} without {expected!r}")

    def servers(self) -> list[int]:
        """The servers that Neovim has started and that still run."""
        found = self._pids.read_text(encoding="ascii").split() if self._pids.exists() else []
        return [int(pid) for pid in found if _runs(int(pid))]

    def wait(self, is_reached: Callable[[], bool], error: Callable[[], str] = str) -> None:
        """Wait until something is true."""
        end = time.monotonic() + SECONDS
        while not is_reached():
            assert self.process.poll() is None, "Neovim ended"
            assert time.monotonic() < end, error()
            time.sleep(0.05)

    def quit(self) -> None:
        """End Neovim as a user does, and wait until its servers have ended."""
        # The connection may end before the command has its answer.
        with contextlib.suppress(subprocess.CalledProcessError):
            self.command("qa!")
        assert self.process.wait(SECONDS) == 0
        end = time.monotonic() + SECONDS
        while self.servers():
            assert time.monotonic() < end, "the server still runs"
            time.sleep(0.05)

    def _remote(self, *arguments: str) -> str:
        done = subprocess.run(
            [self._program, "--clean", "--headless", "--server", self._socket, *arguments],
            env=self._environment, capture_output=True, text=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        # Version 0.7 writes the result to standard error.
        return done.stdout or done.stderr


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    # An ended process that its parent did not wait for is still listed.
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
