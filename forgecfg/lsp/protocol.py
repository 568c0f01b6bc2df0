"""The protocol with our own text synchronization, and an error for each malformed request."""

from __future__ import annotations

import json
from typing import Any, Protocol, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcServerNotInitialized
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

_BEFORE_INITIALIZE = ("initialize", "exit")


class Documents(Protocol):
    """What keeps the texts of open documents."""

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited."""

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed."""


class AnsweredError(JsonRpcException):
    """A malformed request that was answered with an error already."""


class ForgeProtocol(LanguageServerProtocol):
    """Keeps the texts of open documents.

    The workspace of pygls is not used for them: it also ends lines at characters that do not end
    lines in the protocol, such as U+2028, so that later edits would go to other places.
    """

    @property
    def _documents(self) -> Documents:
        return cast(Documents, self._server)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        self._documents.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited."""
        self._documents.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed."""
        self._documents.closed(params)

    @property
    def was_shut_down(self) -> bool:
        """Whether the editor asked for the end."""
        return self._shutdown

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message for a JSON object. Requests that are malformed get an error as answer."""
        if "jsonrpc" not in data:
            return data
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            self._answer(data, error)
        except RecursionError:
            self._answer(data, JsonRpcInvalidRequest("nested too deeply"))
        raise AnsweredError("malformed message")

    def _answer(self, data: dict[str, Any], error: JsonRpcException) -> None:
        number = data.get("id")
        if isinstance(number, int | str) and "method" in data:
            self._send_response(number, error=error.to_response_error())

    def handle_message(self, message: Any) -> None:
        """Handle a message; requests before `initialize` and after `shutdown` get an error."""
        method, number = getattr(message, "method", None), getattr(message, "id", None)
        if method is not None and number is not None:
            if self._workspace is None and method not in _BEFORE_INITIALIZE:
                error = JsonRpcServerNotInitialized("the server is not initialized")
                self._send_response(number, error=error.to_response_error())
                return
            if self._shutdown:
                shut_down = JsonRpcInvalidRequest("the server was shut down")
                self._send_response(number, error=shut_down.to_response_error())
                return
        elif method is not None and self._workspace is None and method != "exit":
            return
        super().handle_message(message)

    def send_parse_error(self, error: json.JSONDecodeError) -> None:
        """Answer a message that is not JSON; its number is unknown."""
        self._send_data(
            {
                "jsonrpc": self.VERSION,
                "id": None,
                "error": {"code": -32700, "message": f"invalid JSON: {error.msg}"},
            }
        )
