"""What somebody who is hurt types after the alarm: danger is heard, and nothing else is taken for it."""

from dataclasses import replace

import pytest

from bot.messages import CareAnswer, Language, Link
from bot.safety import (
    Step,
    Tier,
    follow,
    means_another,
    model_alarm,
    must_call,
    raised,
    stay,
)
from bot.safety.typed import Told, typed
from tests.safety.alarmed import BEATEN, NL, after, alarm_of, answers, beginnings, guessed, heard_in, whole


@pytest.mark.parametrize(
    "message",
    [
        "ja ik zit op mn kamer",
        "ik typ wel veilig",
        "niemand kijkt mee",
        "ben alleen thuis",
        "nu wel",
        "op dit moment wel ja",
        "voor nu",
        "ik woon nu bij mn oma",
        "nee hij is er nu niet",
        "wtf ja tuurlijk",
        "hij is op vakantie",
        "nu niet hij is werken",
        "yes im in my room",
    ],
)
def test_whoever_can_type_in_peace_is_not_sent_away(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.care.step is Step.TRUSTED
    assert answer.replies[0].text.startswith(beginnings("care_safe_unsafe"))


@pytest.mark.parametrize(
    "message",
    [
        "ja nu ook",
        "hij komt de trap op",
        "hij leest mee",
        "kan niet praten want hij hoort me",
        "nee",
        "kan niet",
        "wacht",
        "hij is boven",
        "hij is thuis en dronken",
        "ze staat voor de deur",
        "hij heeft een mes",
        "stop hij komt",
        "hij is op vakantie maar komt vanavond terug",
        "he's coming",
        "im not safe",
    ],
)
def test_danger_is_heard_however_it_is_said(message: str) -> None:
    assert "112" in answers(BEATEN, message).replies[0].text
    assert must_call(answers(BEATEN, message).care) or heard_in(message)


@pytest.mark.parametrize(
    "message", ["hij slaapt", "hij is naar bed", "hij ligt te slapen op de bank dus ja", "he's asleep"]
)
def test_who_sleeps_gives_a_while_of_rest_and_is_nobody_to_be_saved(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.replies[0].text.startswith(beginnings("care_asleep"))
    assert "112" in answer.replies[0].text
    assert answer.care.step is Step.TRUSTED


@pytest.mark.parametrize("message", ["next month", "mn ex", "hij heeft gaatjes gemaakt", "24", "elk weekend"])
def test_a_guess_of_danger_that_no_word_bears_out_is_asked_about_once_more_and_then_listened_to(message: str) -> None:
    first = answers(BEATEN, message)
    assert not must_call(first.care)
    assert "112" in whole(first.replies)
    again = follow(first.care, "mn neef", NL) or stay(first.care, NL)
    assert not again.replies[0].text.startswith(beginnings("care_typing_again"))


@pytest.mark.parametrize("message", ["soms", "weet ik niet", "kweenie", "beetje"])
def test_half_an_answer_leads_to_no_line_for_suicide(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.care.step is Step.TYPING
    assert "113" not in whole(answer.replies)


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("wat is veilig thuis", "care_line_what_unsafe"),
        ("wat gebeurt er als ik 112 bel", "care_line_what_unsafe"),
        ("komt de politie dan", "care_police"),
        ("word ik dan uit huis geplaatst?", "care_taken_away"),
        ("kan zij mij uit huis halen", "care_taken_away"),
        ("welk nummer", "care_which_number_unsafe"),
        ("ik heb geen beltegoed", "care_no_credit_unsafe"),
        ("kan ik een sms sturen naar 112", "care_afraid_heard_unsafe"),
        ("wat is de kindertelefoon", "care_kids_what"),
        ("does veilig thuis speak english", "care_language_unsafe"),
        ("beloof je het?", "care_tells_unsafe"),
        ("niet doorvertellen he", "care_tells_unsafe"),
        ("mn moeder gelooft me niet", "care_disbelieved"),
        ("ik hou van hem", "care_loves"),
        ("veilig thuis deed niks", "care_no_help"),
        ("mijn adres is dorpsstraat 12 in ede", "care_address"),
        ("waar kan ik heen", "care_where_to"),
        ("wat moet ik dan zeggen", "care_no_words_unsafe"),
        ("doei", "care_bye_unsafe"),
        ("stop met 112 sturen", "care_bye_unsafe"),
        ("moet ik aangifte doen", "care_report"),
        ("wat bedoel je", "care_why_unsafe"),
        ("wat nu", "care_what_first"),
        ("wat kan ik doen als het weer gebeurt", "care_if_again"),
        ("wat moet ik meenemen", "care_pack"),
        ("moet ik het uitmaken", "care_leave"),
        ("bestaat er iets voor mannen", "care_for_men"),
        ("kan hij mijn telefoon volgen", "care_tracked"),
        ("met wie kan ik daarover praten", "care_whom"),
        ("ik heb beloofd niks te zeggen", "care_promised"),
        ("mag ik dat zelf kiezen", "care_elsewhere"),
        ("denk je dat ik overdrijf?", "care_is_it"),
        ("oke ik ga naar de buurvrouw", "care_gets_away"),
    ],
)
def test_a_question_of_who_is_hurt_has_an_answer_that_is_about_that(message: str, key: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.replies[0].text.startswith(beginnings(key))
    assert not must_call(answer.care)
    assert "113" not in whole(answer.replies)


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.THIRD_PARTY, Tier.CONCERN, Tier.UNSAFE])
@pytest.mark.parametrize("message", ["hij slaapt", "ze is lief", "hij heeft sorry gezegd", "mn tante weet het"])
def test_what_a_net_only_guesses_of_who_hurts_them_makes_nobody_a_bystander(message: str, tier: Tier) -> None:
    answer = follow(after(BEATEN).care, message, NL, guessed(tier))
    assert answer is not None
    assert not must_call(answer.care)
    assert "113" not in whole(answer.replies)


def test_a_guessed_emergency_with_danger_in_its_words_is_the_violence_that_was_told_of() -> None:
    care, message = after(BEATEN).care, "hij is nu beneden"
    care = replace(care, step=Step.TRUSTED)
    alarm = guessed(Tier.EMERGENCY)
    answer = follow(care, message, NL, alarm) or raised(care, alarm, NL, of_another=means_another(care, alarm, message))
    assert "112" in answer.replies[0].text
    assert "113" not in whole(answer.replies)
    assert answer.care.step in {Step.TYPING, Step.DANGER}


@pytest.mark.parametrize("message", ["ik wil dood", "ik heb pillen genomen", "ik snijd mezelf"])
def test_who_is_hurt_and_wants_to_die_is_heard_as_ever(message: str) -> None:
    care, alarm = after(BEATEN).care, alarm_of(message)
    assert follow(care, message, NL, alarm) is None
    assert "113" in whole(raised(care, alarm, NL, of_another=means_another(care, alarm, message)).replies)


def test_a_wish_to_die_that_the_model_alone_hears_is_not_talked_away() -> None:
    care, alarm = after(BEATEN).care, model_alarm(Tier.SUICIDAL)
    assert follow(care, "het hoeft allemaal niet meer", NL, alarm) is None


@pytest.mark.parametrize("message", ["ik zit op de wc met de deur op slot", "hij bonkt op de deur", "ik doe niet open"])
def test_who_is_behind_a_door_is_told_to_stay_there(message: str) -> None:
    answer = follow(after(BEATEN).care, message, NL)
    assert answer is not None
    assert answer.replies[0].text.startswith(beginnings("care_shut_in"))
    assert answer.care.step is Step.DANGER


def test_sexual_violence_names_its_own_line_first_and_other_violence_names_it_last() -> None:
    sexual, beaten = after("ik ben verkracht"), after(BEATEN)
    first = sexual.replies[0].text
    assert first.index("0800-0188") < first.index("0800-2000")
    assert "0800-0188" not in beaten.replies[0].text
    assert "0800-0188" in stay(replace(sexual.care, step=Step.TALKING), NL).replies[0].text
    assert whole(beaten.replies).index("Kindertelefoon") < whole(beaten.replies).index("Centrum Seksueel Geweld")


def test_the_barriers_of_who_is_hurt_lead_to_lines_for_them() -> None:
    answer = answers(BEATEN, "ik durf niet te bellen")
    assert Link("Chat met De Kindertelefoon", "https://www.kindertelefoon.nl") in answer.replies[0].choices
    assert "ouder" not in answer.replies[1].text


def test_in_belgium_the_line_there_stands_beside_the_dutch_one_in_every_sentence() -> None:
    there = replace(NL, country="be")
    life, home = after("ik wil dood", there), after(BEATEN, there)
    assert "113 (in België 1813)" in life.replies[0].text
    assert "1813" in stay(life.care, there).replies[0].text
    assert "Awel 102" in home.replies[0].text
    listed = whole(home.replies)
    assert listed.index("Awel: ") < listed.index("Zelfmoordlijn")


@pytest.mark.parametrize("age", ["18-24", "25-30", "over30"])
def test_an_adult_is_not_sent_to_a_line_for_children(age: str) -> None:
    grown = replace(NL, age=age)
    care = replace(after(BEATEN, grown).care, step=Step.TALKING, age=age)
    for _ in range(6):
        answer = stay(care, grown)
        care = answer.care
        assert "0800-0432" not in whole(answer.replies)


def test_who_called_is_never_told_to_call_again() -> None:
    answer = after("ik heb pillen genomen")
    for message in ("ik heb 112 gebeld", "ze komen", "mijn moeder is er nu", "ja"):
        answer = follow(answer.care, message, NL) or stay(answer.care, NL)
        assert answer.replies[0].text.startswith(beginnings("care_called_self"))
    assert answer.care.tier is Tier.EMERGENCY


@pytest.mark.parametrize("message", ["ze is 13", "hij heet daan"])
@pytest.mark.parametrize("first", ["mn vriendin wil dood", "een vriendin is aangerand na het stappen"])
def test_an_age_or_a_name_is_no_call(first: str, message: str) -> None:
    before = raised(None, alarm_of(first), NL, of_another=True)
    answer = follow(before.care, message, NL) or stay(before.care, NL)
    assert not answer.replies[0].text.startswith(beginnings("care_called"))
    assert not answer.replies[0].text.startswith(beginnings("care_called_unsafe"))


def test_english_speakers_hear_what_is_known_of_the_languages_of_a_line() -> None:
    english = replace(NL, language=Language.EN)
    answer = follow(after("ik wil dood", english).care, "can i chat in english somewhere", english)
    assert answer is not None
    assert "113" in answer.replies[0].text
    assert "English" in answer.replies[0].text


@pytest.mark.parametrize(
    "message",
    [
        "geen gevaar nu",
        "nee nu is er geen gevaar",
        "hij is niet thuis",
        "nee is ie nu niet thuis, ik kan praten",
        "ik kan praten",
        "is weg nu",
        "he left i think",
    ],
)
def test_whoever_hurts_them_having_left_is_no_danger_now(message: str) -> None:
    assert typed(message, after("mijn vader slaat me").care) is CareAnswer.SAFE


@pytest.mark.parametrize("message", ["im alone with him now", "he is ringing the bell", "hij belt aan"])
def test_to_be_alone_with_who_hurts_them_is_danger(message: str) -> None:
    assert typed(message, after("mijn oom zit aan me").care) is CareAnswer.NOT_SAFE


@pytest.mark.parametrize("message", ["im alone", "im home alone"])
def test_to_be_alone_is_not_yet_to_be_safe(message: str) -> None:
    assert typed(message, after("mijn vader slaat me").care) is Told.UNCLEAR


@pytest.mark.parametrize("message", ["is weg maar komt zo terug", "hij is niet weg", "ik kan niet praten"])
def test_who_comes_back_soon_has_not_left(message: str) -> None:
    assert typed(message, after("mijn vader slaat me").care) is not CareAnswer.SAFE


@pytest.mark.parametrize(
    "message", ["mij nog niet geraakt maar bijna", "nee hij zei niks, keek alleen", "ik heb er nog niks van gezegd"]
)
def test_a_not_about_something_else_is_no_answer_that_one_is_not_safe(message: str) -> None:
    answer = answers(BEATEN, message)
    assert answer.replies[0].text.startswith(beginnings("care_typing_again"))
    assert "112" in whole(answer.replies)


def test_an_adult_who_tells_of_sexual_violence_is_spoken_to_about_that() -> None:
    care = replace(after("ik ben verkracht").care, step=Step.TALKING, age="18-24")
    assert stay(care, NL).replies[0].text.startswith(beginnings("care_stay_sexual"))
