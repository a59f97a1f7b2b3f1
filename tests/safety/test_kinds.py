"""Kinds of danger whose first answer is not that of their tier: what is said, and whom one can call."""

import pytest

from bot.messages import Language
from bot.safety import Alarm, Context, StaffLine, Step, Tier, check, follow, lines_for, raised, speaks_of_another, stay
from bot.safety.kinds import KINDS, STAYING, kind_of
from bot.safety.lexicon import lexicon
from tests.safety.alarmed import NL, NOW, TEXTS, after, alarm_of, filled, whole

TOLD = {
    "shut_in": "hij staat nu beneden aan de deur te bonken",
    "followed": "ik word nu gevolgd op straat",
    "long_ago": "toen ik klein was sloeg mijn vader me altijd",
    "sextortion": "iemand chanteert me met nudes",
    "grooming": "een jongen van 23 wil met me afspreken ik ben 13",
    "school": "ik word geslagen op school",
    "read_along": "praat normaal hij kijkt mee",
    "own_child": "mn baby huilt de hele nacht en ik ben bang dat ik hem iets aandoe",
    "homeless": "ik ben dakloos",
    "home": "mijn ouders zijn aan de drank",
    "survived": "ik lig in het ziekenhuis na een poging",
    "voices": "ik hoor een stem die zegt dat ik moet springen",
    "seeing_things": "ik zie dingen die er niet zijn",
    "eating": "ik eet niet meer",
    "pregnant": "ik ben zwanger denk ik",
    "missing": "mijn broertje is al 2 dagen weg",
}


def keys(said: str) -> list[str]:
    return [line.key for line in lines_for(alarm_of(said), None, "nl", NOW)]


def test_every_kind_is_a_category_of_the_lexicon_and_has_an_example() -> None:
    assert {kind.name for kind in KINDS} <= {entry.category for entry in lexicon().alarms}
    assert {kind.name for kind in KINDS} == TOLD.keys()


@pytest.mark.parametrize(("name", "said"), TOLD.items())
def test_a_kind_of_danger_is_met_in_its_own_words(name: str, said: str) -> None:
    assert after(said).replies[0].text.partition("\n")[0] in whole_of(name)


def whole_of(name: str) -> str:
    values = {"home": "0800-2000", "kids": "0800-0432", "assault": "0800-0188"}
    return "\n".join(
        text.format(emergency="112", line="113", chat="113.nl", **values)
        for text in TEXTS.variants(f"care_{name}", Language.NL)
    )


@pytest.mark.parametrize("name", ["sextortion", "grooming", "school", "homeless", "missing"])
def test_veilig_thuis_is_for_home_and_who_depends_on_somebody(name: str) -> None:
    assert "veilig_thuis" not in keys(TOLD[name])
    assert "0800-2000" not in whole(after(TOLD[name]).replies)


@pytest.mark.parametrize("name", sorted(STAYING))
def test_what_is_said_after_it_fits_the_same_kind(name: str) -> None:
    said = stay(after(TOLD[name]).care, NL).replies[0].text

    assert said in whole_of(f"stay_{name}")
    assert "113" not in said
    assert ("Veilig Thuis" in said) <= (name == "own_child")


@pytest.mark.parametrize("name", [name for name in TOLD if name != "sextortion"])
def test_the_line_for_sexual_violence_is_for_what_is_sexual(name: str) -> None:
    assert "centrum_seksueel_geweld" not in keys(TOLD[name])
    assert "centrum_seksueel_geweld" in keys(TOLD["sextortion"])


@pytest.mark.parametrize("name", ["sextortion", "grooming", "school", "homeless", "own_child", "missing"])
def test_who_says_nothing_of_a_wish_to_die_is_not_sent_to_113(name: str) -> None:
    assert "113" not in keys(TOLD[name])
    assert "113" not in after(TOLD[name]).replies[0].text


@pytest.mark.parametrize("name", ["eating", "pregnant", "seeing_things"])
def test_in_a_concern_113_stands_low(name: str) -> None:
    assert keys(TOLD[name])[-1] == "113"


def test_who_also_wishes_to_die_hears_of_113_and_that_it_was_heard() -> None:
    said = whole(after("iemand chanteert me met nudes en ik wil dood").replies)

    assert "bewijs" in said
    assert "113.nl" in said


def test_a_wish_to_die_that_was_only_weighed_is_not_put_in_their_mouth() -> None:
    weighed = alarm_of("papa komt elke nacht bij me liggen ik wil dat niet")
    said = raised(None, weighed, NL).replies

    assert not any(text in whole(said) for text in filled("care_unsafe_suicidal"))


def test_who_is_behind_a_door_is_not_sent_outside() -> None:
    answer = after("hij bonkt op mijn deur")

    assert answer.replies[0].text.count("112")
    assert "naar de buren" not in whole(answer.replies)
    assert answer.care.step is Step.DANGER
    assert answer.care.tier is Tier.EMERGENCY


def test_nor_is_who_says_that_it_is_not_safe_there() -> None:
    shut_in = after("hij bonkt op mijn deur")

    for said in ("nee niet veilig", "ik doe niet open"):
        answer = follow(shut_in.care, said, NL) or stay(shut_in.care, NL)
        assert answer.replies[0].text in filled("care_shut_in")


def test_somebody_looking_on_reads_nothing_of_danger_at_home() -> None:
    said = whole(after("hij leest mee").replies)

    assert not any(word in said for word in ("Veilig Thuis", "schuld", "geweld", "slaat"))
    assert "/wis" in said


def test_violence_at_home_beside_another_kind_is_met_as_that() -> None:
    alarm = check("mijn vader slaat me en ik ben dakloos")

    assert isinstance(alarm, Alarm)
    assert kind_of(alarm) is None
    assert "veilig_thuis" in [line.key for line in lines_for(alarm, None, "nl", NOW)]


@pytest.mark.parametrize(
    "said",
    [
        "mn beste vriend heeft gezegd dat hij vanavond voor de trein springt",
        "my flatmate wants to jump from the balcony right now",
        "mijn vriendin gaat nu van het dak springen en ik weet niet waar ze is",
    ],
)
def test_a_friend_who_does_it_now_is_an_emergency_of_theirs(said: str) -> None:
    ctx = Context(TEXTS, Language.NL, StaffLine.LATER, NOW)
    answer = raised(None, alarm_of(said), ctx, of_another=speaks_of_another(said))

    assert answer.replies[0].text in filled("care_emergency_other")
    assert answer.care.step is Step.OTHER
