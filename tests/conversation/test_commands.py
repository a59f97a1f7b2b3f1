"""The slash commands: each works in every state."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.conversation import AskPlace, Awaiting, ConfirmForget, Spoken
from bot.messages import Ask, Called, Choice, Choose, Command, Language, OldButton, Run
from bot.store.retention import AFTER_THE_LAST_MESSAGE
from tests.conversation.parts import ASKED_NOBODY, Talk, actions, heard, told
from tests.store.parts import ANNA


async def nothing_yet(_: Talk) -> None:
    """Nobody said a word."""


async def asked_for_a_place(talk: Talk) -> None:
    talk.dialogue.answers["groep"] = heard(Spoken("Waar woon je?", verb=AskPlace()))
    await talk.types("groep")


async def asked_for_a_message(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)


async def asked_to_forget(talk: Talk) -> None:
    talk.dialogue.answers["vergeet me maar"] = heard(Spoken("", verb=ConfirmForget()))
    await talk.types("vergeet me maar")


async def in_care(talk: Talk) -> None:
    await talk.types("ik wil dood")


async def stopped(talk: Talk) -> None:
    await talk.calls(Command.STOP)


async def choosing_a_place(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Bergen")


State = Callable[[Talk], Awaitable[None]]
STATES: list[State] = [
    nothing_yet,
    asked_for_a_place,
    asked_for_a_message,
    asked_to_forget,
    in_care,
    stopped,
    choosing_a_place,
]
SAID = {
    Command.MENU: "menu",
    Command.GROUP: "ask_place",
    Command.PRIVACY: "privacy",
    Command.FORGET: "forgotten",
    Command.STOP: "stopped",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", SAID)
async def test_a_command_is_carried_out_in_every_state(talk: Talk, state: State, command: Command) -> None:
    await state(talk)
    assert await talk.calls(command) == talk.says(SAID[command], kept="30 dagen")


@pytest.mark.parametrize("state", STATES)
async def test_a_person_can_be_asked_for_in_every_state(talk: Talk, state: State) -> None:
    await state(talk)
    assert (await talk.calls(Command.HUMAN)).startswith(ASKED_NOBODY)


@pytest.mark.parametrize("state", STATES)
async def test_help_now_gives_the_numbers_in_every_state(talk: Talk, state: State) -> None:
    await state(talk)
    said = await talk.calls(Command.HELP_NOW)
    assert "112" in said
    assert "113" in said


@pytest.mark.parametrize("state", STATES)
async def test_the_language_changes_in_every_state(talk: Talk, state: State) -> None:
    await state(talk)
    assert await talk.calls(Command.LANGUAGE) == talk.says("language_switched", Language.EN)


@pytest.mark.parametrize("state", [nothing_yet, stopped])
async def test_a_stranger_is_welcomed(talk: Talk, state: State) -> None:
    await state(talk)
    assert await talk.calls(Command.START) == talk.says("welcome")


async def test_who_was_welcomed_before_is_welcomed_back(talk: Talk) -> None:
    await talk.calls(Command.START)
    assert await talk.calls(Command.START) in talk.texts.variants("welcome_back", Language.NL)


async def test_help_now_stands_in_the_welcome_and_first_in_the_menu(talk: Talk) -> None:
    welcome = await talk.sends(Called(Command.START))
    menu = await talk.sends(Called(Command.MENU))
    assert Run(Command.HELP_NOW) in actions(welcome)
    assert actions(menu)[0] == Run(Command.HELP_NOW)


async def test_a_start_asks_for_no_person(talk: Talk) -> None:
    await talk.calls(Command.START)
    assert await talk.handovers() == []


@pytest.mark.parametrize("command", [Command.MENU, Command.PRIVACY, Command.HELP_NOW, Command.LANGUAGE])
async def test_a_command_ends_the_form_at_rasa(talk: Talk, command: Command) -> None:
    await asked_for_a_place(talk)
    await talk.calls(command)
    await talk.types("hallo daar")
    assert talk.dialogue.conversations[0] != talk.dialogue.conversations[1]


async def test_a_button_does_what_its_command_does(talk: Talk) -> None:
    assert await talk.presses(Run(Command.PRIVACY)) == talk.says("privacy", kept="30 dagen")


@pytest.mark.parametrize(("days", "kept"), [(60, "60 dagen"), (1, "1 dag")])
async def test_privacy_says_how_long_staff_settled_to_keep_a_handover(talk: Talk, days: int, kept: str) -> None:
    talk.conversation._parts = replace(talk.conversation._parts, days_kept=lambda: days)
    told = await talk.calls(Command.PRIVACY)
    assert f"Het wordt {kept} na het afronden gewist" in told
    assert f"uiterlijk {AFTER_THE_LAST_MESSAGE.days} dagen na het laatste bericht" in told


async def test_an_old_button_brings_new_ones(talk: Talk) -> None:
    delivery = await talk.sends(OldButton())
    assert told(delivery) == talk.says("old_button")
    assert Ask("find_group") in actions(delivery)


async def test_stop_drops_the_state_and_closes_the_handover(talk: Talk) -> None:
    await talk.types("ik wil dood")
    await talk.calls(Command.STOP)
    assert await talk.state() is None
    assert await talk.handovers() == [(2, "resolved")]


async def test_after_stop_typing_starts_afresh(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    await talk.calls(Command.STOP)
    assert await talk.types("hoi") == "Oké."
    assert await talk.handovers() == []


async def test_who_keeps_it_after_all_keeps_everything(talk: Talk) -> None:
    await asked_to_forget(talk)
    assert await talk.presses(Choose(Choice.KEEP)) == talk.says("kept")
    assert await talk.state(ANNA) is not None


async def test_the_wish_to_be_forgotten_is_asked_about_first(talk: Talk) -> None:
    await asked_to_forget(talk)
    state = await talk.state()
    assert state is not None
    assert state.awaiting is Awaiting.FORGETTING
    assert await talk.presses(Choose(Choice.FORGET_ALL)) == talk.says("forgotten")
    assert await talk.state() is None
