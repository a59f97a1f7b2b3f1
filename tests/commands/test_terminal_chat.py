import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot.commands.chat import talk
from bot.conversation import Delivery
from bot.messages import Ask, Button, Called, Command, Content, Incoming, Language, Link, Pressed, Replies, Say, Text
from bot.texts import Texts

TEXTS = Texts.load()
CHOICES = (
    Button("Groep zoeken", Ask("find_group")),
    Link("Site", "https://www.join-us.nu"),
    Button("Uitleg", Ask("x")),
)

ECHO = """
import asyncio
from bot.commands.chat import talk
from bot.conversation import Delivery
from bot.messages import Ask, Button, Language, Say
from bot.texts import Texts

class Echo:
    async def turn(self, incoming):
        said = Say(type(incoming.content).__name__, (Button("Ja", Ask("affirm")),))
        return Delivery((said,), Language.NL)

asyncio.run(talk(Echo(), Texts.load(), str))
"""


@dataclass
class FakeVisitors:
    """Answers everybody the same and breaks on "boem"."""

    replies: Replies = (Say("Hoi [daar]", CHOICES),)
    heard: list[Incoming] = field(default_factory=list)

    async def turn(self, incoming: Incoming) -> Delivery:
        self.heard.append(incoming)
        if incoming.content == Text("boem"):
            raise RuntimeError("boem")
        return Delivery(self.replies, Language.NL)

    @property
    def contents(self) -> list[Content]:
        return [incoming.content for incoming in self.heard]


def lines(*typed: str) -> Callable[[], Awaitable[str]]:
    rest = iter(typed)

    async def read() -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    return read


async def chat(visitors: FakeVisitors, *typed: str) -> list[str]:
    written: list[str] = []
    await talk(visitors, TEXTS, str, read=lines(*typed), write=lambda line: written.append(line.plain))
    return written


async def test_the_chat_starts_with_a_welcome_and_numbers_the_buttons() -> None:
    visitors = FakeVisitors()

    written = await chat(visitors)

    assert visitors.contents == [Called(Command.START)]
    assert written == ["\nHoi [daar]", "[1] Groep zoeken", "Site: https://www.join-us.nu", "[2] Uitleg"]


async def test_a_number_presses_its_button_and_any_other_is_text() -> None:
    visitors = FakeVisitors()

    await chat(visitors, " 2 ", "3", "0", "8011")

    assert visitors.contents[1:] == [Pressed(Ask("x")), Text("3"), Text("0"), Text("8011")]


async def test_numbers_go_on_over_the_messages_of_one_answer() -> None:
    visitors = FakeVisitors((Say("een", CHOICES[:1]), Say("twee", CHOICES[2:])))

    assert "[2] Uitleg" in await chat(visitors)


async def test_stop_is_answered_and_leaves() -> None:
    visitors = FakeVisitors()

    written = await chat(visitors, "/groep zwolle", "/stop", "hoort niemand meer")

    assert visitors.contents[1:] == [Called(Command.GROUP, "zwolle"), Called(Command.STOP)]
    assert written.count("\nHoi [daar]") == 3


async def test_a_turn_that_breaks_is_answered_and_the_chat_goes_on() -> None:
    visitors = FakeVisitors()

    with structlog.testing.capture_logs() as logs:
        written = await chat(visitors, "boem", "hoi")

    assert any("112" in line for line in written)
    assert visitors.contents[-1] == Text("hoi")
    assert logs == [{"event": "terminal.turn_failed", "kind": "RuntimeError", "log_level": "error"}]


async def test_the_visitor_is_a_new_trial_each_time() -> None:
    visitors = FakeVisitors()

    await chat(visitors)
    await chat(visitors)

    first, second = visitors.heard
    assert first.visitor.startswith("terminal:")
    assert first.visitor != second.visitor
    assert first.trial
    assert first.address is None


async def test_a_pipe_is_read_to_its_end_without_colours() -> None:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", ECHO, stdin=pipe, stdout=pipe)

    out, _ = await child.communicate(b"hoi\n1\n/stop\nnooit\n")

    assert child.returncode == 0
    assert out.decode().replace("[1] Ja", "").split() == ["Called", "Text", "Pressed", "Called"]
