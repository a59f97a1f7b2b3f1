"""What visitors say about somebody else in danger, and what it leads to."""

import pytest

from bench.in_care import care
from bot.messages import CareAnswer
from bot.safety import (
    Alarm,
    Net,
    Signal,
    Step,
    Tier,
    check,
    follow,
    means_another,
    must_call,
    named_in,
    raised,
    speaks_of_another,
    stay,
)
from bot.safety.typed import typed
from tests.safety.alarmed import EMERGENCY, NL, after, alarm_of, beginnings, heard_in, said, whole


@pytest.mark.parametrize("message", ["die komt er zo aan", "vanavond", "ze doet het nu"])
def test_what_is_said_of_a_friend_in_danger_is_not_the_visitors_own_danger(message: str) -> None:
    answer = follow(after("mijn vriendin zegt dat ze dood wil").care, message, NL)
    assert answer is None or answer.care.step is Step.OTHER


def test_who_worries_about_a_friend_is_not_spoken_to_as_the_friend() -> None:
    care = after("mijn vriendin zegt dat ze dood wil").care
    assert stay(care, NL).replies[0].text.startswith(beginnings("care_stay_third"))
    assert said(after("mijn vriendin zegt dat ze dood wil"), "wat moet ik tegen haar zeggen").replies


@pytest.mark.parametrize(
    ("message", "another"),
    [
        ("hij staat nu op het spoor", True),
        ("mijn huisgenoot heeft net een doos pillen ingenomen", True),
        ("ze reageert niet meer", True),
        ("ik sta op het spoor", False),
        ("hij weet niet dat ik pillen heb genomen", False),
        ("pillen genomen", False),
        ("heb alle pillen geslikt, mijn moeder weet van niks", False),
        ("pillen geslikt en ze werken al", False),
        ("ga zo voor de trein springen, zeg tegen mijn moeder dat ze lief is", False),
    ],
)
def test_it_is_known_of_whom_somebody_speaks(message: str, another: bool) -> None:  # noqa: FBT001 -- a row
    assert speaks_of_another(message) is another


@pytest.mark.parametrize(
    "message",
    [
        "een vriend van mij wil niet meer leven",
        "mn broertje roept dat ie dood wil en ik weet niet wat ik moet doen",
        "ik vond een afscheidsbrief in de kamer van mijn dochter",
        "my best friend left a goodbye note",
        "ik denk dat mijn vriendin zelfmoord wil plegen",
        "mijn zusje wil zelfmoord plegen denk ik",
        "ik denk dat een vriend van mij zelfmoord wil plegen",
        "ik ben bang dat hij zich iets aandoet",
    ],
)
def test_a_worry_about_another_is_no_wish_of_who_writes(message: str) -> None:
    assert alarm_of(message).tier is Tier.THIRD_PARTY


@pytest.mark.parametrize(
    "message",
    [
        "ik denk dat ik zelfmoord wil plegen",
        "mijn zusje is lief en aan zelfmoord denk ik vaak",
        "ik denk dat mijn vriendin zelfmoord wil plegen en ik wil ook dood",
        "mijn zusje wil zelfmoord plegen en ik ook",
        "mijn vriendin zegt dat ze dood wil en ik wil ook dood",
        "mn vriend denkt aan zelfmoord en ik denk er zelf ook over na",
        "she wants to die and so do i",
        "mijn moeder is dood en ik wil bij haar zijn",
        "mijn vader heeft een afscheidsbrief van mij gevonden",
        "ik zei dat het voor een vriend was maar ik ben het zelf die dood wil",
        "mijn vriend wil dood, wil zelf ook dood",
        "mijn moeder wil niet meer leven. wil er zelf ook niet meer zijn",
        "mijn vriendin wil dood, mij hoeft het ook niet meer",
    ],
)
def test_whose_own_wish_stands_beside_a_worry_is_asked_after_it(message: str) -> None:
    assert alarm_of(message).tier is Tier.SUICIDAL


def test_a_question_after_a_worry_is_no_wish_in_two_pieces() -> None:
    assert not isinstance(check("wat moet ik zeggen tegen haar", ["mn vriendin wil dood"]), Alarm)
    assert isinstance(check("en ik wil het ook", ["mn vriendin wil dood"]), Alarm)


@pytest.mark.parametrize(
    "message",
    [
        "mijn beste vriend heeft gezegd dat hij vanavond voor de trein springt",
        "mn vriend zegt dat ie t vanavond gaat doen",
    ],
)
def test_a_friend_who_will_do_it_tonight_is_an_emergency_of_theirs(message: str) -> None:
    answer = raised(None, alarm_of(message), NL, of_another=means_another(None, alarm_of(message), message))
    assert answer.care.step is Step.OTHER
    assert answer.replies[0].text.startswith(beginnings("care_emergency_other"))


def test_for_somebody_missing_the_police_are_called() -> None:
    message = "mijn broer is sinds gister niet thuis gekomen"
    answer = raised(None, alarm_of(message), NL, of_another=means_another(None, alarm_of(message), message))
    assert answer.replies[0].text.startswith(beginnings("care_missing"))
    assert "112" in answer.replies[0].text


@pytest.mark.parametrize(
    "message",
    [
        "de buurman slaat zijn kinderen",
        "een leerling van mij wordt thuis mishandeld, ik ben haar mentor",
        "een meisje uit mn klas wordt misbruikt door haar stiefvader",
    ],
)
def test_a_bystander_of_abuse_is_spoken_to_as_one_and_stays_one(message: str) -> None:
    alarm = alarm_of(message)
    first = raised(None, alarm, NL, of_another=means_another(None, alarm, message))
    assert first.replies[0].text.startswith(beginnings("care_unsafe_other"))
    asked = said(first, "wat moet ik doen")
    assert asked.replies[0].text.startswith(beginnings("care_how_to_ask_unsafe_other"))
    assert "113" not in whole(asked.replies)


@pytest.mark.parametrize("message", ["ik denk er ook weleens aan", "kdenk er zelf ook aan"])
def test_who_worries_and_thinks_of_it_too_is_asked_openly(message: str) -> None:
    answer = said(after("mijn vriendin zegt dat ze dood wil"), message)
    assert answer.care.step is Step.OPENLY


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("ik weet niet waar hij woont", "care_no_address"),
        ("met mij gaat het wel", "care_fine_self"),
        ("hoe begin ik erover", "care_what_to_say"),
        ("heeft zijn spullen weggegeven", "care_planned_third"),
    ],
)
def test_what_who_worries_tells_has_an_answer_about_the_other(message: str, key: str) -> None:
    answer = said(after("mijn vriendin zegt dat ze dood wil"), message)
    assert answer.replies[0].text.startswith(beginnings(key))


@pytest.mark.parametrize("message", ["ze heeft pillen gekocht", "vandaag na school", "hij neemt niet op"])
def test_means_or_a_time_of_another_is_an_emergency_of_theirs(message: str) -> None:
    answer = said(after("mijn vriendin zegt dat ze dood wil"), message)
    assert answer.care.step is Step.OTHER
    assert "112" in answer.replies[0].text


def test_a_worry_leaves_112_for_somebody_else_in_view() -> None:
    care = said(after("mijn vriendin zegt dat ze dood wil"), "vanavond").care
    message = "ze heeft pillen gekocht"
    alarm = alarm_of(message)
    answer = follow(care, message, NL, alarm) or raised(care, alarm, NL, of_another=means_another(care, alarm, message))
    assert answer.care.step is Step.OTHER
    assert answer.replies[0].text.startswith(beginnings("care_emergency_other"))


def test_for_somebody_else_in_danger_112_is_called_and_the_caller_stays_safe() -> None:
    first = raised(None, alarm_of(EMERGENCY), NL, of_another=True)
    assert first.care.step is Step.OTHER
    assert "112" in first.replies[0].text
    assert "kunnen gebruiken" not in whole(first.replies)
    assert said(first, "heb 112 gebeld").replies[0].text.startswith(beginnings("care_called"))
    assert "kunnen gebruiken" not in whole(stay(first.care, NL).replies)


@pytest.mark.parametrize("message", ["ik durf niet te bellen", "laat maar", "ik ben veilig", "nee"])
def test_nothing_takes_a_bystander_out_of_calling_112(message: str) -> None:
    first = raised(None, alarm_of(EMERGENCY), NL, of_another=True)
    assert follow(first.care, message, NL) is None


@pytest.mark.parametrize(
    "message", ["ze is weer veilig", "hij is nu bij zijn moeder", "ze ligt in het ziekenhuis", "she is safe now"]
)
def test_who_says_that_another_is_safe_now_is_believed_and_thought_of(message: str) -> None:
    first = raised(None, alarm_of(EMERGENCY), NL, of_another=True)
    answer = said(first, message, heard_in(message))
    assert answer.replies[0].text.startswith(beginnings("care_other_safe"))
    assert (answer.care.tier, answer.care.step) == (Tier.THIRD_PARTY, Step.TALKING)


@pytest.mark.parametrize("message", ["vals alarm, ze is veilig", "ze zit nu bij mij", "she is safe now"])
def test_who_worried_about_a_friend_and_tells_that_they_are_safe_is_not_told_to_call_112(message: str) -> None:
    answer = follow(care("third"), message, NL, heard_in(message))
    assert answer is not None
    assert answer.replies[0].text.startswith(beginnings("care_other_safe"))
    assert typed(message, care("self_harm")) is not CareAnswer.SAFE


@pytest.mark.parametrize(
    "message",
    [
        "ze is niet veilig",
        "hij is bij zijn moeder maar hij wil het nog",
        "is ze veilig?",
        "ze slaapt nu bij mij",
        "ik heb haar gevonden",
        "hij is naar beneden gekomen",
    ],
)
def test_who_doubts_whether_another_is_safe_still_has_to_call(message: str) -> None:
    first = raised(None, alarm_of(EMERGENCY), NL, of_another=True)
    answer = follow(first.care, message, NL, heard_in(message))
    assert answer is None or must_call(answer.care)


def test_what_is_only_weighed_of_another_does_not_take_112_out_of_view() -> None:
    first = raised(None, alarm_of("mijn vader ligt bewusteloos op de gang"), NL, of_another=True)
    weighed = Alarm(Tier.SUICIDAL, (Signal(Tier.SUICIDAL, "weighed", Net.WEIGHTS, 0, 9),))
    later = raised(first.care, weighed, NL, of_another=True)
    assert later.care.step is Step.OTHER
    assert "112" in later.replies[0].text
    assert raised(first.care, weighed, NL).care.step is not Step.OTHER  # what is said of oneself is heard


def test_who_saw_help_come_for_another_is_in_no_emergency_any_more_and_their_own_is_a_new_one() -> None:
    called = said(raised(None, alarm_of(EMERGENCY), NL, of_another=True), "de ambulance is er")
    assert called.care.step is Step.TALKING
    own = raised(called.care, alarm_of(EMERGENCY), NL)
    assert own.care.step is Step.EMERGENCY
    assert "kunnen gebruiken" in whole(own.replies)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("mag ik het tegen haar moeder zeggen", "care_may_i_tell"),
        ("moet ik met haar naar de huisarts", "care_may_i_tell"),
        ("moet ik de politie bellen", "care_may_i_call"),
    ],
)
def test_who_asks_whether_they_may_tell_or_call_hears_yes(question: str, text: str) -> None:
    answer = said(after("mijn vriendin zegt dat ze dood wil"), question)
    assert answer.replies[-1].text.startswith(beginnings(text))


def test_who_reports_a_threat_of_another_is_not_spoken_to_as_the_one_who_makes_it() -> None:
    threat = alarm_of("mijn vriend zegt dat hij zijn leraar gaat steken morgen")
    answer = raised(None, threat, NL, of_another=True)
    assert answer.replies[0].text.startswith(beginnings("care_threat_other"))
    assert "112" in whole(answer.replies)


@pytest.mark.parametrize("relief", ["hij heeft teruggeappt", "haar moeder is nu bij haar", "ok de ambulance is er nu"])
def test_relief_about_another_is_met_with_relief(relief: str) -> None:
    answer = said(raised(None, alarm_of(EMERGENCY), NL, of_another=True), relief)
    assert answer.care.step is Step.TALKING
    assert answer.care.tier is Tier.THIRD_PARTY


@pytest.mark.parametrize("correction", ["nee ik niet, mijn broer", "nee ik bedoel niet mij, mijn zusje"])
def test_who_was_taken_for_the_other_corrects_it(correction: str) -> None:
    answer = said(after("ik wil niet meer leven zegt hij"), correction)
    assert answer.care.tier is Tier.THIRD_PARTY


@pytest.mark.parametrize(
    "message",
    ["mn vriendin werd vorige week aangerand", "my sister got assaulted at a party", "hij wordt thuis mishandeld"],
)
def test_abuse_of_somebody_else_is_no_wish_to_die_and_not_the_visitors_own(message: str) -> None:
    answer = raised(None, alarm_of(message), NL, of_another=True)

    assert answer.replies[0].text.startswith(beginnings("care_unsafe_other"))
    assert "zelfmoord?" not in whole(answer.replies)
    assert {"0800-2000", "0800-0188", "112"} <= {line.phone for line in named_in(whole(answer.replies))}
    assert answer.care.tier is Tier.THIRD_PARTY
    assert alarm_of(message).tier is Tier.UNSAFE  # staff hear of it as that


@pytest.mark.parametrize("message", ["mijn stiefvader heeft me misbruikt", "ik ben aangerand en mijn zus ook"])
def test_abuse_of_who_writes_is_their_own(message: str) -> None:
    answer = after(message)

    assert answer.replies[0].text.startswith(beginnings("care_unsafe_sexual"))
    assert answer.care.tier is Tier.UNSAFE


def test_who_worries_how_somebody_eats_is_not_told_to_ask_for_a_wish_to_die() -> None:
    answer = after("mijn dochter eet al weken bijna niets meer")

    assert answer.replies[0].text.startswith(beginnings("care_concern_other"))
    assert "zelfmoord?" not in whole(answer.replies)


def test_abuse_of_who_writes_later_is_answered_as_that() -> None:
    first = raised(None, alarm_of("mn vriendin werd vorige week aangerand"), NL, of_another=True)
    later = raised(first.care, alarm_of("mijn vader slaat mij ook"), NL)

    assert later.replies[0].text.startswith(beginnings("care_unsafe"))
    assert later.care.tier is Tier.UNSAFE


def test_worry_about_another_takes_nothing_away_from_who_is_in_danger_too() -> None:
    first = raised(None, alarm_of(EMERGENCY), NL)
    later = raised(first.care, alarm_of("mn vriendin werd vorige week aangerand"), NL, of_another=True)

    assert not later.replies[0].text.startswith(beginnings("care_unsafe_other"))
    assert must_call(later.care)
