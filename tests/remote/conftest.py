"""No test of a remote calls anything but this machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from forgecfg.remote.target import is_loopback


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every connection to another machine an error."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or is_loopback(address[0]), address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)
