"""When to check and when to answer: some time after the last change, never an outdated text."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

DELAY = 0.1
"""Seconds between the last edit and the check."""


class Scheduler:
    """Runs one check for each document after a burst of changes.

    `check` is called with the URI of the document.
    """

    def __init__(self, check: Callable[[str], Awaitable[None]], delay: float = DELAY) -> None:
        self._check = check
        self._delay = delay
        self._pending: dict[str, asyncio.Task[None]] = {}

    def schedule(self, uri: str, delay: float | None = None) -> None:
        """Check a document later, and only once for all calls before that."""
        self.cancel(uri)
        seconds = self._delay if delay is None else delay
        task = asyncio.get_running_loop().create_task(self._run(uri, seconds))
        self._pending[uri] = task

    def cancel(self, uri: str) -> None:
        """Do not check a document that waits for its check."""
        task = self._pending.pop(uri, None)
        if task is not None:
            task.cancel()

    async def settled(self, uri: str) -> None:
        """Wait until no check of a document is pending."""
        while (task := self._pending.get(uri)) is not None and not task.done():
            await asyncio.wait([task])

    async def _run(self, uri: str, seconds: float) -> None:
        if seconds:
            await asyncio.sleep(seconds)
        await self._check(uri)


class LongPoll:
    """Delays the answer to a request that an editor repeats, until something changes.

    An answer consists of parts with names, such as the URIs of documents.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._answer: set[str] | None = None
        self._is_current = False

    def changed(self) -> None:
        """The next answer may differ."""
        self._answer, self._is_current = None, False
        self._event.set()
        self._event = asyncio.Event()

    async def start(self, parts: set[str], seconds: float) -> None:
        """Wait for a change, at most so many seconds, if the editor has the last answer."""
        if self._answer is not None and self._answer <= parts:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._event.wait(), seconds)
        self._is_current = True

    def finish(self, answer: set[str]) -> None:
        """Remember an answer, unless something has changed since `start`."""
        if self._is_current:
            self._answer = answer
