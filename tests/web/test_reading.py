import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Ask, Called, Command, Language, Located, OldButton, Pressed, Text
from bot.web.reading import content_of, language_of, typed, visitor_in

ASKABLE = frozenset({"find_group"})


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("/hulp", Called(Command.HELP_NOW)),
        ("  /Hulp ", Called(Command.HELP_NOW)),
        ("/groep zwolle", Called(Command.GROUP, "zwolle")),
        ("/mens ik wil\npraten", Called(Command.HUMAN, "ik wil\npraten")),
        ("/restart", Text("/restart")),
        ("//hulp", Text("//hulp")),
        ("hoi /hulp", Text("hoi /hulp")),
        ("", Text("")),
    ],
)
def test_a_slash_command_of_ours_is_called_and_all_else_is_text(words: str, content: Called | Text) -> None:
    assert typed(words) == content


@given(st.text())
def test_whatever_is_typed_is_read(words: str) -> None:
    assert isinstance(typed(words), Text | Called)


def test_a_button_is_pressed_and_an_unknown_one_is_old() -> None:
    assert content_of({"action": "1:a:find_group"}, ASKABLE) == Pressed(Ask("find_group"))
    assert content_of({"action": "1:a:nlu_fallback"}, ASKABLE) == OldButton()
    assert content_of({"action": "0:weg"}, ASKABLE) == OldButton()


def test_a_location_is_read_in_degrees() -> None:
    assert content_of({"lat": "52.5", "lon": "6.1"}, ASKABLE) == Located(52.5, 6.1)


@pytest.mark.parametrize(("lat", "lon"), [("nan", "6"), ("91", "6"), ("52", "inf"), ("hier", "6"), ("", "")])
def test_a_place_off_the_earth_is_no_location(lat: str, lon: str) -> None:
    assert content_of({"lat": lat, "lon": lon}, ASKABLE) is None


def test_a_form_with_nothing_of_ours_says_nothing() -> None:
    assert content_of({"naam": "x"}, ASKABLE) is None


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", Language.NL),
        ("en-US", Language.EN),
        ("de-DE, en;q=0.5", Language.EN),
        ("tr", None),
        ("", None),
        (",;=,", None),
    ],
)
def test_the_first_language_of_ours_is_taken(header: str, language: Language | None) -> None:
    assert language_of(header) == language


def test_only_a_cookie_that_we_could_have_made_names_a_visitor() -> None:
    assert visitor_in("0123456789abcdef" * 2) == "0123456789abcdef" * 2
    assert visitor_in("0123456789ABCDEF" * 2) is None
    assert visitor_in("../etc") is None
    assert visitor_in(None) is None
