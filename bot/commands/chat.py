"""A chat in the terminal: the same conversation as on Telegram, for trying it out."""

import asyncio
import secrets
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from rich.console import Console
from rich.text import Text as Line

from bot.__main__ import built, opened_vault, secrets_in, some_rasa
from bot.conversation import Delivery
from bot.messages import Button, Called, Command, Content, Incoming, Language, Link, Pressed, Say
from bot.settings import Settings
from bot.texts import Texts
from bot.vault import in_use
from bot.web import Visitors, typed

Read = Callable[[], Awaitable[str]]
Write = Callable[[Line], None]

_log = structlog.get_logger()


async def read_line() -> str:
    """Read a line of standard input without holding up the event loop.

    Raises:
        EOFError: there is no more that can be read, or Ctrl-D was pressed.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()

    def settle(words: str | None) -> None:
        if not line.done():
            line.set_result(words)

    def wait_for_it() -> None:
        try:
            words = input()
        except (EOFError, OSError, UnicodeDecodeError):
            words = None
        loop.call_soon_threadsafe(settle, words)

    # A daemon: after Ctrl-C nobody waits for a line that never comes.
    threading.Thread(target=wait_for_it, daemon=True).start()
    if (words := await line) is None:
        raise EOFError
    return words


def write_line(line: Line) -> None:
    """Print a line; without colours where the output is no terminal."""
    Console(soft_wrap=True).print(line)


async def talk_here(settings: Settings) -> None:
    """Talk on the same database and the same Rasa as the rest, until Ctrl-D."""
    with in_use(secrets_in(settings)):
        vault = opened_vault(settings)
        async with some_rasa(settings) as rasa, built(settings, vault, rasa) as bot:
            await talk(bot.conversation, bot.texts, bot.visitor_key)


async def talk(  # noqa: PLR0913 - three parts of the bot, three of the terminal, each with its default
    visitors: Visitors,
    texts: Texts,
    visitor_key: Callable[[str], str],
    *,
    read: Read = read_line,
    write: Write = write_line,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Talk until `/stop` or the end of the input; a typed number presses the button of that number in the last answer.

    `read` gives the next line or raises EOFError. The visitor is new each time and a trial: it alerts nobody.
    """
    visitor = visitor_key(f"terminal:{secrets.token_hex(16)}")
    content: Content | None = Called(Command.START)
    language = Language.NL
    while content is not None:
        incoming = Incoming(visitor, content, clock(), trial=True)
        delivery = await _answer(visitors, texts, incoming, language)
        language = delivery.language
        buttons = _show(delivery, write)
        content = None if content == Called(Command.STOP) else await _next(read, buttons)


async def _answer(visitors: Visitors, texts: Texts, incoming: Incoming, language: Language) -> Delivery:
    try:
        return await visitors.turn(incoming)
    except Exception as error:  # noqa: BLE001 - the rim: whatever breaks, the visitor hears something
        _log.error("terminal.turn_failed", kind=type(error).__name__)
        return Delivery((texts.say("something_broke", language),), language)


async def _next(read: Read, buttons: list[Button]) -> Content | None:
    try:
        words = await read()
    except EOFError:
        return None
    numbered = {str(number): button.action for number, button in enumerate(buttons, start=1)}
    action = numbered.get(words.strip())
    return typed(words) if action is None else Pressed(action)


def _show(delivery: Delivery, write: Write) -> list[Button]:
    """Write the answers; gives the buttons in the order of their numbers."""
    buttons: list[Button] = []
    for say in delivery.replies:
        write(Line(f"\n{say.text}"))
        _show_choices(say, buttons, write)
    return buttons


def _show_choices(say: Say, buttons: list[Button], write: Write) -> None:
    for choice in say.choices:
        match choice:
            case Button(title):
                buttons.append(choice)
                write(Line(f"[{len(buttons)}] {title}", style="bold magenta"))
            case Link(title, url):
                write(Line(f"{title}: {url}", style="cyan"))
