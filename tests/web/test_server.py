import logging
import signal
import socket

import httpx
import pytest

from bot.web import CannotServeError, WebServer, WebSettings
from tests.web.visiting import Make


def settings(host: str = "127.0.0.1", port: int = 0) -> WebSettings:
    return WebSettings(host, port, chat_page=True, https=False, csrf_secret="a secret of the tests")


async def test_a_started_server_answers_and_a_stopped_one_does_not(make: Make) -> None:
    server = WebServer(make(), settings())
    await server.start()
    address = f"http://127.0.0.1:{server.port}/health"

    async with httpx.AsyncClient() as client:
        answer = await client.get(address)
        await server.stop()
        with pytest.raises(httpx.ConnectError):
            await client.get(address)

    assert answer.json()["ok"]
    assert "server" not in answer.headers


async def test_signals_stay_with_who_runs_the_loop(make: Make) -> None:
    before = signal.getsignal(signal.SIGTERM)
    server = WebServer(make(), settings())

    await server.start()
    during = signal.getsignal(signal.SIGTERM)
    await server.stop()

    assert during == before


async def test_no_request_is_logged(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    server = WebServer(make(), settings())
    await server.start()

    async with httpx.AsyncClient() as client:
        await client.get(f"http://127.0.0.1:{server.port}/geheim")
    await server.stop()

    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_a_port_in_use_is_named_with_its_setting(make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CannotServeError, match=f"^port {port} is in use: set WEB_PORT$"):
            await WebServer(make(), settings(port=port)).start()


async def test_a_host_that_is_not_ours_is_named_with_its_setting(make: Make) -> None:
    with pytest.raises(CannotServeError, match=r"set WEB_HOST$"):
        await WebServer(make(), settings(host="192.0.2.1")).start()


async def test_stopping_what_never_started_does_nothing(make: Make) -> None:
    await WebServer(make(), settings()).stop()


def test_the_secret_is_not_shown() -> None:
    assert "a secret of the tests" not in repr(settings())
