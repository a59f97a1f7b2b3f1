"""What staff say reaches the visitor in the order it was said, or not at all."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

import bot.telegram
from bot.commands.on_telegram import OnTelegram
from bot.conversation import PAGE
from bot.messages import Language, Replies, Say
from bot.store import Database
from bot.telegram import Undelivered
from tests.store.parts import ANNA, BRAM, Place, turn


@dataclass
class Post:
    """Telegram, as far as one message goes."""

    faults: deque[Undelivered] = field(default_factory=deque)
    sent: list[str] = field(default_factory=list)

    async def send(
        self, address: str, replies: Replies, language: Language, wanted: Callable[[], Awaitable[bool]]
    ) -> None:
        """Send, or fail as told."""
        del address, language
        if not await wanted():
            return
        if self.faults:
            raise self.faults.popleft()
        self.sent.append(replies[0].text)


@pytest.fixture
async def store(blank: str) -> AsyncIterator[Database]:
    async with Place(blank).opened() as database:
        yield database


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def courier(store: Database, post: Post) -> OnTelegram:
    made = OnTelegram(cast("Any", SimpleNamespace(store=store)), "token", pauses=(0.01,) * 6)
    made._telegram, made._library, made._taking = cast("Any", post), bot.telegram, True
    return made


async def said(store: Database, words: str, visitor: str = ANNA, address: str = "4711") -> int:
    delivery = await store.commit(turn(visitor, address=address, to_send=(Say(words),)))
    assert delivery is not None
    return delivery


async def arrives(courier: OnTelegram, *deliveries: int) -> None:
    for delivery in deliveries:
        courier.takes(delivery)
    for task in [*courier._delivering]:
        await task


async def test_what_is_said_next_waits_until_what_was_said_first_has_arrived(
    store: Database, courier: OnTelegram, post: Post
) -> None:
    post.faults.extend([Undelivered(permanent=False)] * 2)
    await arrives(courier, await said(store, "Sanne leest mee"), await said(store, "Hoi!"))
    assert post.sent == ["Sanne leest mee", "Hoi!"]
    assert await store.undelivered() == []


async def test_what_never_arrives_holds_up_nothing(store: Database, courier: OnTelegram, post: Post) -> None:
    post.faults.append(Undelivered(permanent=True))
    await arrives(courier, await said(store, "te lang"), await said(store, "Hoi!"))
    assert post.sent == ["Hoi!"]
    assert await store.undelivered() == []


async def test_what_cannot_be_sent_for_minutes_stays_in_the_outbox(
    store: Database, courier: OnTelegram, post: Post
) -> None:
    post.faults.extend([Undelivered(permanent=False)] * 6)
    await arrives(courier, await said(store, "Hoi!"))
    assert [parcel.replies[0].text for parcel in await store.undelivered()] == ["Hoi!"]


async def test_who_has_had_everything_forgotten_is_sent_nothing_more(
    store: Database, courier: OnTelegram, post: Post
) -> None:
    mine, other = await said(store, "over je oom"), await said(store, "Dag Bram", BRAM)
    parcel = await store.parcel(mine)
    assert parcel is not None
    await store.forget(ANNA)
    await courier._insist(parcel)
    await arrives(courier, mine, other)
    assert post.sent == ["Dag Bram"]


async def test_while_telegram_is_starting_what_staff_say_waits(
    store: Database, courier: OnTelegram, post: Post
) -> None:
    courier._taking = False
    delivery = await said(store, "Hoi!")
    courier.takes(delivery)
    [task] = courier._delivering
    courier._taking = True
    await task
    assert post.sent == ["Hoi!"]


async def test_what_the_chat_page_fetches_is_left_to_it(store: Database, courier: OnTelegram, post: Post) -> None:
    page, telegram = await said(store, "voor de pagina", address=PAGE), await said(store, "Dag Bram", BRAM)
    await arrives(courier, page, telegram)
    assert post.sent == ["Dag Bram"]
    assert [parcel.id for parcel in await store.undelivered()] == [page]
    assert await courier._left_over() == []
