"""Every visitor is answered, in order, at once, and knows when something broke."""

import asyncio
import json

import pytest
import structlog

from bot.messages import (
    Ask,
    Button,
    Called,
    Command,
    Edited,
    Language,
    Left,
    Located,
    Medium,
    OldButton,
    Pressed,
    Replies,
    Run,
    Say,
    Text,
    Unheard,
)
from tests.telegram.acting import TEXTS, Conversation, polling, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import Refusal


async def test_a_visitor_is_answered_and_known_by_a_key_alone(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    [incoming] = visitors.heard
    assert answer.text == "hoi"
    assert (incoming.visitor, incoming.address, incoming.language) == ("key of telegram:7", "7", Language.NL)
    assert not any(secret in repr(incoming) for secret in ("Geheimpje", "Achternaam", "geheim_persoon"))


async def test_everything_a_visitor_can_do_arrives(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.says(7, "/hulp")
        api.message(7, "edited_message", text="toch niet")
        api.message(7, location={"latitude": 52.0, "longitude": 5.0})
        api.message(7, voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
        api.press(7, "1:r:menu")
        await api.answer_to(7, 5)

    assert visitors.contents == [
        Called(Command.HELP_NOW),
        Edited("toch niet"),
        Located(52.0, 5.0),
        Unheard(Medium.VOICE),
        Pressed(Run(Command.MENU)),
    ]


@pytest.mark.parametrize("payload", ["1:a:place_unknown", "1:a:no_such", "0:r:menu", "rubbish", "1:c:"])
async def test_a_button_we_do_not_know_is_an_old_button(api: TelegramApi, payload: str) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.press(7, payload)
        await api.answer_to(7)

    assert visitors.contents == [OldButton()]
    assert len(api.called("answerCallbackQuery")) == 1


async def test_a_button_without_data_or_with_a_message_of_long_ago_is_answered_too(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.press(7, "1:a:ask_join_us", message={"chat": {"id": 7, "type": "private"}, "message_id": 1, "date": 0})
        api.press(7, "", data=None, game_short_name="spel")
        await api.answer_to(7, 2)

    assert visitors.contents == [Pressed(Ask("ask_join_us")), OldButton()]


async def test_a_pressed_button_is_answered_before_a_slow_turn_ends(api: TelegramApi) -> None:
    async with polling(api, Conversation(seconds=0.3)):
        api.press(7, "1:r:menu")
        await api.answer_to(7)

    methods = [method for method, _ in api.calls if method in {"answerCallbackQuery", "sendMessage"}]
    assert methods == ["answerCallbackQuery", "sendMessage"]


async def test_a_pressed_button_is_answered_when_the_turn_fails_and_when_telegram_forgot_it(api: TelegramApi) -> None:
    api.faults["answerCallbackQuery"].append(Refusal(400, "Bad Request: query is too old"))
    async with polling(api, Conversation(failing=True)):
        api.press(7, "1:r:menu")
        api.press(7, "1:r:menu")
        await api.answer_to(7, 2)

    assert len(api.called("answerCallbackQuery")) == 2


async def test_twenty_quick_messages_of_one_visitor_are_answered_in_order(api: TelegramApi) -> None:
    async with polling(api, Conversation(seconds=0.005)):
        for number in range(20):
            api.says(7, f"bericht {number}")
        answers = await api.answer_to(7, 20)

    assert [answer.text for answer in answers] == [f"bericht {number}" for number in range(20)]


async def test_visitors_do_not_wait_for_each_other(api: TelegramApi) -> None:
    visitors = Conversation(seconds=3, slow_words=frozenset({"traag"}))
    async with polling(api, visitors):
        for chat in range(1, 51):
            api.says(chat, "traag")
        api.says(99, "ik wil dood")
        await api.answer_to(99)
        await asyncio.gather(*(api.answer_to(chat) for chat in range(1, 51)))

    assert api.sent[0].chat == 99


async def test_somebody_new_is_heard_soon_while_others_are_being_answered(api: TelegramApi) -> None:
    visitors = Conversation(seconds=2, slow_words=frozenset({"traag"}))
    async with polling(api, visitors):
        api.says(7, "traag")
        await asyncio.sleep(0.2)
        api.says(8, "help")
        await api.answer_to(8)
        await api.answer_to(7)

    assert [message.chat for message in api.sent] == [8, 7]


async def test_typing_shows_only_when_the_turn_takes_long(api: TelegramApi) -> None:
    visitors = Conversation(seconds=0.3, slow_words=frozenset({"traag"}))
    async with polling(api, visitors, quick(typing_after=0.1)):
        api.says(7, "vlug")
        await api.answer_to(7)
        assert api.called("sendChatAction") == []
        api.says(7, "traag")
        await api.answer_to(7)

    assert api.called("sendChatAction") == [{"chat_id": "7", "action": "typing"}]


async def test_a_turn_that_breaks_still_says_something_kind_with_help_in_it(api: TelegramApi) -> None:
    async with polling(api, Conversation(failing=True)):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    assert answer.text == TEXTS.say("something_broke", Language.NL).text
    assert "113" in answer.text
    assert "112" in answer.text
    assert answer.rows == [["Nu hulp nodig"]]


async def test_who_speaks_english_hears_it_in_english(api: TelegramApi) -> None:
    sender = {"id": 7, "is_bot": False, "first_name": "x", "language_code": "en-GB"}
    async with polling(api, Conversation(failing=True)):
        api.says(7, "hi", **{"from": sender})
        [answer] = await api.answer_to(7)

    assert answer.text == TEXTS.say("something_broke", Language.EN).text


async def test_no_word_of_a_visitor_is_logged_when_everything_breaks(api: TelegramApi) -> None:
    api.faults["sendMessage"].extend([Refusal(400, "Bad Request: geheime woorden")])
    with structlog.testing.capture_logs() as logs:
        async with polling(api, Conversation(failing=True)):
            api.says(7, "geheime woorden")
            api.update(message={"chat": {"id": 7}, "text": ["geheime woorden"]})
            await api.settled()

    assert {"turn_failed", "telegram_refused_message", "telegram_update_undecodable"} <= {log["event"] for log in logs}
    assert "geheime" not in json.dumps(logs, default=str)
    assert "Geheimpje" not in json.dumps(logs, default=str)


async def test_names_and_texts_with_markup_in_them_are_sent_as_they_are(api: TelegramApi) -> None:
    replies: Replies = (Say("<b>niet *dik* & [geen](https://link.example)"),)
    async with polling(api, Conversation(replies=replies)):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    assert answer.text == replies[0].text
    assert "parse_mode" not in answer.params
    assert answer.params["link_preview_options"] == {"is_disabled": True}


async def test_a_group_is_left_without_a_word(api: TelegramApi) -> None:
    visitors = Conversation()
    group = {"id": -100, "type": "supergroup", "title": "groep"}
    async with polling(api, visitors):
        api.membership(-100, "member", kind="supergroup")
        api.message(7, text="/groep", chat=group)
        api.message(7, "edited_message", text="hoi", chat=group)
        await api.settled()

    assert (visitors.heard, api.sent) == ([], [])
    assert api.called("leaveChat") == [{"chat_id": "-100"}]


async def test_a_group_that_cannot_be_left_is_no_trouble(api: TelegramApi) -> None:
    api.faults["leaveChat"].append(Refusal(403, "Forbidden: bot was kicked"))
    with structlog.testing.capture_logs() as logs:
        async with polling(api, Conversation()):
            api.membership(-100, "member", kind="supergroup")
            await api.settled()

    assert [log["event"] for log in logs if log["log_level"] in {"warning", "error"}] == []


async def test_nobody_hears_of_it_when_noting_a_blocked_bot_breaks(api: TelegramApi) -> None:
    async with polling(api, Conversation(failing=True)):
        api.membership(7, "kicked")
        await api.settled()

    assert api.called("sendMessage") == []


async def test_a_visitor_who_blocks_the_bot_has_left(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.membership(7, "kicked")
        api.membership(8, "member")
        await api.settled()

    assert visitors.contents == [Left()]
    assert api.sent == []


async def test_ten_photos_of_an_album_get_one_answer_but_every_caption_is_heard(api: TelegramApi) -> None:
    visitors = Conversation()
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    async with polling(api, visitors):
        for _ in range(9):
            api.message(7, photo=photo, media_group_id="album")
        api.message(7, photo=photo, media_group_id="album", caption="help")
        await api.settled()

    assert visitors.contents == [Unheard(Medium.PICTURE), Unheard(Medium.PICTURE, "help")]


async def test_text_and_buttons_arrive_together(api: TelegramApi) -> None:
    replies: Replies = (Say("Kies", (Button("Menu", Run(Command.MENU)),)), Say("En dit"))
    async with polling(api, Conversation(replies=replies)):
        api.says(7, "hoi")
        first, second = await api.answer_to(7, 2)

    assert (first.text, first.rows) == ("Kies", [["Menu"]])
    assert (second.text, second.markup) == ("En dit", {"remove_keyboard": True})


async def test_text_is_heard(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.says(7, "ik voel me alleen")
        await api.answer_to(7)

    assert visitors.contents == [Text("ik voel me alleen")]
