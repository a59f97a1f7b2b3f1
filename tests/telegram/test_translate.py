"""What arrives is translated without loss, and without a name."""

from typing import Any

import pytest
from aiogram.types import Message

from bot.messages import Called, Command, Content, Edited, Located, Medium, Text, Unheard
from bot.telegram.translate import beside, edited, said

_FILE = {"file_id": "f", "file_unique_id": "u"}
_IMAGE = _FILE | {"width": 1, "height": 1}
_PLACE = {"latitude": 51.69, "longitude": 5.3}
_CLIP = _IMAGE | {"duration": 1}
_POLL = {
    "id": "1", "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
    "allows_multiple_answers": False, "question": "zal ik gaan?", "options": [],
    "allows_revoting": False, "shuffle_options": False, "members_only": False,
}  # fmt: skip
_MORE = {
    "options": [{"persistent_id": "1", "text": "nooit meer", "voter_count": 0}],
    "explanation": "waarom",
    "description": "om alles",
}
_TASKS = {"title": "afscheid", "tasks": [{"id": 1, "text": "brief"}]}
_RICH = {"blocks": [{"type": "paragraph", "text": ["ik ", {"type": "bold", "text": "wil niet meer"}]}]}


def _message(**fields: Any) -> Message:
    chat = {"id": 7, "type": "private", "first_name": "Geheimpje"}
    sender = {"id": 7, "is_bot": False, "first_name": "Geheimpje", "username": "geheim"}
    return Message.model_validate({"message_id": 1, "date": 1, "chat": chat, "from": sender} | fields)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("hoi", Text("hoi")),
        ("/groep", Called(Command.GROUP)),
        ("/groep@joinus_test_bot zwolle", Called(Command.GROUP, "zwolle")),
        ("/GROEP\nden bosch", Called(Command.GROUP, "den bosch")),
        ("/start poster12", Called(Command.START, "poster12")),
        ("/restart ik wil dood", Text("/restart ik wil dood")),
        ("/", Text("/")),
        ("//hulp", Text("//hulp")),
        ("   /groep", Text("   /groep")),
    ],
)
def test_typed_words_are_a_command_only_when_it_is_ours(text: str, content: Content) -> None:
    assert said(_message(text=text)) == content


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"location": _PLACE}, Located(51.69, 5.3)),
        ({"venue": {"location": _PLACE, "title": "t", "address": "a"}, "location": _PLACE}, Located(51.69, 5.3)),
        ({"voice": _FILE | {"duration": 1}}, Unheard(Medium.VOICE)),
        ({"video_note": _FILE | {"duration": 1, "length": 1}}, Unheard(Medium.VOICE)),
        ({"audio": _FILE | {"duration": 1}, "caption": "help"}, Unheard(Medium.VOICE, "help")),
        ({"photo": [_IMAGE], "caption": "zie je"}, Unheard(Medium.PICTURE, "zie je")),
        ({"video": _CLIP}, Unheard(Medium.PICTURE)),
        ({"animation": _CLIP, "document": _FILE}, Unheard(Medium.PICTURE)),
        ({"document": _FILE | {"mime_type": "image/png"}, "caption": "kijk"}, Unheard(Medium.PICTURE, "kijk")),
        ({"document": _FILE | {"mime_type": "audio/ogg"}}, Unheard(Medium.VOICE)),
        ({"document": _FILE | {"mime_type": "application/pdf"}}, Unheard(Medium.OTHER)),
        ({"sticker": _IMAGE | {"type": "regular", "is_animated": False, "is_video": False}}, Unheard(Medium.STICKER)),
        ({"dice": {"emoji": "🎲", "value": 6}}, Unheard(Medium.STICKER)),
        ({"contact": {"phone_number": "0612345678", "first_name": "Geheimpje"}}, Unheard(Medium.OTHER)),
        ({"poll": _POLL}, Unheard(Medium.OTHER, "zal ik gaan?")),
        ({"poll": _POLL | _MORE}, Unheard(Medium.OTHER, "zal ik gaan?\nnooit meer\nwaarom\nom alles")),
        ({"poll_option_added": {"option_persistent_id": "1", "option_text": "nooit"}}, Unheard(Medium.OTHER, "nooit")),
        ({"checklist": _TASKS}, Unheard(Medium.OTHER, "afscheid\nbrief")),
        ({"checklist_tasks_added": {"tasks": _TASKS["tasks"]}}, Unheard(Medium.OTHER, "brief")),
        ({"something_new": {"a": 1}}, Unheard(Medium.OTHER)),
    ],
)
def test_what_is_not_typed_is_known_for_what_it_is_with_every_word_in_it(
    fields: dict[str, Any], content: Content
) -> None:
    assert said(_message(**fields)) == content


def test_a_formatted_message_is_heard_as_text() -> None:
    assert said(_message(rich_message=_RICH)) == Text("ik \nwil niet meer")


def test_a_quoted_text_is_not_the_visitors() -> None:
    earlier = {"message_id": 2, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "andermans woorden"}

    content = said(_message(text="ja", reply_to_message=earlier, quote={"text": "andermans woorden", "position": 0}))

    assert content == Text("ja")


_STICKER = _IMAGE | {"type": "regular", "is_animated": False, "is_video": False}
_ELSEWHERE = {"origin": {"type": "hidden_user", "sender_user_name": "Geheimpje", "date": 1}}


@pytest.mark.parametrize(
    ("fields", "along", "content"),
    [
        ({"sticker": _STICKER | {"emoji": "\U0001f52a"}}, "\U0001f52a", Unheard(Medium.STICKER)),
        ({"contact": {"phone_number": "06", "first_name": "ik wil", "last_name": "dood"}}, "ik wil dood",
         Unheard(Medium.OTHER)),
        ({"venue": {"location": _PLACE, "title": "hier ga ik springen", "address": "Kade"}, "location": _PLACE},
         "hier ga ik springen Kade", Located(51.69, 5.3)),
        ({"text": "/stop", "external_reply": _ELSEWHERE, "quote": {"text": "ik wil dood", "position": 0}},
         "ik wil dood", Called(Command.STOP)),
        ({"photo": [_IMAGE], "caption": "zo", "external_reply": _ELSEWHERE,
          "quote": {"text": "ik wil dood", "position": 0}}, "ik wil dood", Unheard(Medium.PICTURE, "zo")),
        ({"text": "hoi"}, "", Text("hoi")),
    ],
)  # fmt: skip
def test_what_comes_along_is_kept_apart_from_what_is_said(fields: dict[str, Any], along: str, content: Content) -> None:
    message = _message(**fields)
    assert (beside(message), said(message)) == (along, content)


def test_a_forwarded_text_is_heard_as_text() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Geheimpje", "date": 1}

    assert said(_message(text="lees dit", forward_origin=origin)) == Text("lees dit")


@pytest.mark.parametrize(
    "fields",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"write_access_allowed": {}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
    ],
)
def test_what_telegram_notes_itself_is_not_something_said(fields: dict[str, Any]) -> None:
    assert said(_message(**fields)) is None


def test_changed_words_and_captions_are_heard_but_a_moving_location_is_not() -> None:
    assert edited(_message(text="ik wil dood")) == Edited("ik wil dood")
    assert edited(_message(photo=[_IMAGE], caption="vaarwel")) == Edited("vaarwel")
    assert edited(_message(location=_PLACE | {"live_period": 60})) is None
