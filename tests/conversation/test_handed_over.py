"""What an alarm hands over: the words, what was heard in them, and one handover for as long as it goes on."""

import pytest

from bot.messages import Text
from bot.safety import helplines
from tests.conversation.parts import Talk, told
from tests.store.parts import ANNA, BRAM

SUICIDAL, EMERGENCY = 2, 4


async def test_at_most_five_lines_of_ten_minutes_go_with_it(talk: Talk) -> None:
    await talk.types("te oud")
    talk.place.clock.passes(minutes=10)
    for number in range(6):
        await talk.types(f"regel {number}")
    await talk.types("ik wil dood")
    assert await talk.words() == [f"regel {number}" for number in range(1, 6)] + ["ik wil dood"]


async def test_the_line_that_alarmed_is_marked_where_it_did(talk: Talk) -> None:
    await talk.types("hoi, ik wil dood")
    (line,) = await talk.lines()
    assert [line.words[start:end] for start, end in line.marked] == ["ik wil dood"]


async def test_one_handover_an_episode_that_never_becomes_less_urgent(talk: Talk) -> None:
    for words in ("ik snijd mezelf", "ik heb de pillen in mijn hand", "ik wil dood"):
        await talk.types(words)
    assert await talk.handovers() == [(EMERGENCY, "open")]


async def test_within_a_day_of_resolving_it_is_the_same_episode(talk: Talk) -> None:
    await talk.types("ik wil dood")
    await talk.rows("UPDATE handovers SET state = 'resolved', resolved_at = last_at")
    talk.place.clock.passes(hours=23)
    await talk.types("ik wil dood")
    assert await talk.handovers() == [(SUICIDAL, "open")]


async def test_two_visitors_are_two_handovers(talk: Talk) -> None:
    await talk.types("ik wil dood", ANNA)
    await talk.types("ik wil dood", BRAM)
    assert await talk.handovers() == [(SUICIDAL, "open"), (SUICIDAL, "open")]


@pytest.mark.parametrize(
    ("words", "signals", "named"),
    [
        ("mijn stiefvader misbruikt me en ik wil dood", {"unsafe", "suicidal"}, {"112", "veilig_thuis", "113"}),
        ("ik woon in gent en ik wil dood", {"suicidal"}, {"113", "zelfmoordlijn", "awel"}),
        ("hij slaat me nu en heeft een mes", {"emergency", "unsafe"}, {"112", "veilig_thuis"}),
    ],
)
async def test_staff_learn_what_was_heard_and_which_lines_were_named(
    talk: Talk, words: str, signals: set[str], named: set[str]
) -> None:
    said = told(await talk.sends(Text(words)))
    (line,) = await talk.lines()

    assert signals <= set(line.signals)
    assert named <= set(line.helplines)
    assert all(helpline.phone in said for helpline in map(helplines().__getitem__, line.helplines))
