"""The desk as it is served: uvicorn on a port of this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.web import WebServer, WebSettings
from tests.web.desk.parts import Office


@asynccontextmanager
async def served(desk: Office) -> AsyncIterator[int]:
    """Serve a desk; gives the port."""
    server = WebServer(desk.app, WebSettings("127.0.0.1", 0, chat_page=True, https=False, csrf_secret="of the tests"))
    await server.start()
    try:
        yield server.port
    finally:
        await server.stop()
