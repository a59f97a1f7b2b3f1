"""uvicorn inside our own event loop: no signal handlers, no logs, and errors that say what to change."""

import asyncio
import errno
import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from litestar import Litestar

from bot.web.ports import CannotServeError, WebSettings

_GRACE = 10  # seconds for answers on their way when we stop


class _Uvicorn(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave the signals to the composition root."""
        yield


class WebServer:
    """Serves an application until it is stopped; start it once."""

    def __init__(self, app: Litestar, settings: WebSettings) -> None:
        self._settings = settings
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                app,
                access_log=False,
                log_level="critical",  # its errors carry tracebacks, and with them a visitor's words
                log_config=None,
                lifespan="off",
                ws="none",
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._serving: asyncio.Task[None] | None = None
        self.port = settings.port

    async def start(self) -> None:
        """Listen; returns when visitors are answered. `port` is then the real one.

        Raises:
            CannotServeError: the host or port cannot be had; the message names the setting to change.
        """
        listening = _listen(self._settings.host, self._settings.port)
        self.port = listening.getsockname()[1]
        self._serving = asyncio.create_task(self._uvicorn.serve(sockets=[listening]))
        while not self._uvicorn.started and not self._serving.done():  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        if self._serving.done():
            self._serving.result()

    async def stop(self) -> None:
        """Take no more requests, let those on their way be answered (10 s at most), and return."""
        if self._serving is not None:
            self._uvicorn.should_exit = True
            await self._serving
            self._serving = None


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServeError(_what_to_change(error, host, port)) from error


def _what_to_change(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use: set WEB_PORT"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} is not ours to use: set WEB_PORT to one above 1023"
    return f"{host} is no address of this machine: set WEB_HOST"
