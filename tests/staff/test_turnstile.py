"""Two at once through the door: the known before all strangers, and nobody waits while there is a place."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.staff.turnstile import Turnstile

STEPS = st.lists(st.sampled_from(["known", "stranger", "first goes", "last goes", "last gives up"]), max_size=60)


@dataclass
class Hall:
    """People before and in the door, in the order in which they came."""

    door: Turnstile = field(default_factory=lambda: Turnstile(2))
    inside: dict[int, asyncio.Event] = field(default_factory=dict)
    waiting: dict[int, tuple[bool, asyncio.Task[None]]] = field(default_factory=dict)
    came: int = 0

    async def step(self, step: str) -> None:
        match step:
            case "known" | "stranger":
                self.came += 1
                known = step == "known"
                self.waiting[self.came] = known, asyncio.create_task(self._visit(self.came, known=known))
            case "first goes" | "last goes" if self.inside:
                self.inside.pop(min(self.inside) if step == "first goes" else max(self.inside)).set()
            case "last gives up" if self.waiting:
                self.waiting.pop(max(self.waiting))[1].cancel()
        for _ in range(5):
            await asyncio.sleep(0)

    def next(self) -> int | None:
        """Who should come in next."""
        return min(self.waiting, key=lambda one: (not self.waiting[one][0], one), default=None)

    async def _visit(self, one: int, *, known: bool) -> None:
        with suppress(asyncio.CancelledError):
            async with self.door.through(known=known):
                del self.waiting[one]
                self.inside[one] = asyncio.Event()
                await self.inside[one].wait()


async def watched(steps: list[str]) -> None:
    hall = Hall()
    for step in [*steps, *["first goes"] * 70]:
        inside, expected = set(hall.inside), hall.next()
        await hall.step(step)
        assert len(hall.inside) <= 2
        assert not hall.waiting or len(hall.inside) == 2
        entered = set(hall.inside) - inside - {hall.came}
        assert entered <= {expected}
    assert not hall.waiting
    assert not hall.inside


@settings(deadline=None)
@given(STEPS)
def test_the_known_go_first_and_no_place_stays_empty(steps: list[str]) -> None:
    asyncio.run(watched(steps))


async def test_who_gives_up_just_as_they_are_let_in_leaves_the_place_to_the_next() -> None:
    door, entered = Turnstile(1), asyncio.Event()

    async def waits() -> None:
        async with door.through(known=False):
            entered.set()

    async with door.through(known=False):
        first, second = asyncio.create_task(waits()), asyncio.create_task(waits())
        await asyncio.sleep(0)
    first.cancel()  # its place was given a moment ago
    await asyncio.wait_for(second, 1)
    assert first.cancelled() or entered.is_set()
    async with asyncio.timeout(1), door.through(known=False):
        pass
