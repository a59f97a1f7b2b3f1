"""Every sentence of the bot: in both languages, short, with true numbers, and said somewhere."""

import re
from datetime import UTC, datetime
from importlib import resources
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from bot.conversation import ages, topics
from bot.conversation.asides import ANYTIME, CALM, LIGHT, PLACE, SHOWN, TRUTH, asides, questions
from bot.messages import CareAnswer, Command, Language, Medium, encode
from bot.rasa import read_domain
from bot.safety import Context, StaffLine, helplines
from bot.safety.care_words import Words
from bot.safety.cared import OTHERS, About
from bot.safety.kinds import KINDS, STAYING
from bot.safety.plain import plain_book
from bot.safety.typed import Told
from bot.safety.worried import worries
from bot.texts import Texts

ROOT = Path(__file__).parents[1]
TEXTS = Texts.load()
KEYS = sorted(TEXTS.keys())
EVERY = [(key, text) for key, language in product(KEYS, Language) for text in TEXTS.variants(key, language)]
CARE_TEXT, OTHER_TEXT, TITLE = 600, 1000, 30  # characters at most
LONGER = {"privacy": 1500}  # all of it must be said in one message
JOIN_US = {"085 877 03 42"}
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
PHONE = re.compile(r"(?<![\d.])(?:0[\d -]{7,}\d|\d{3,4})(?!\d|\.\d)")


def files() -> dict[str, dict[str, Any]]:
    """Read the texts as they are written."""
    folder = resources.files("bot.texts")
    return {
        file.name: yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".yml")
    }


def values(text: str) -> frozenset[str]:
    """Name what is to be filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


TITLES = files()["titles.yml"]


def test_a_text_is_short() -> None:
    most = {key: LONGER.get(key, CARE_TEXT if key.startswith("care_") else OTHER_TEXT) for key in KEYS}
    assert [key for key, text in EVERY if not 0 < len(text) <= most[key]] == []


def test_a_text_shouts_at_most_once_and_smiles_at_most_once() -> None:
    assert [key for key, text in EVERY if text.count("!") > 1] == []
    assert [key for key, text in EVERY if len(EMOJI.findall(text)) > 1] == []


def test_a_text_names_no_number_that_is_not_a_known_line() -> None:
    known = {line.phone for line in helplines().values()} | JOIN_US
    assert [(key, number) for key, text in EVERY for number in PHONE.findall(text) if number not in known] == []


def test_a_care_text_names_no_number_itself() -> None:
    assert [key for key, text in EVERY if key.startswith("care_") and PHONE.search(text)] == []


def test_all_wordings_in_both_languages_ask_for_the_same_values() -> None:
    asked: dict[str, set[frozenset[str]]] = {}
    for key, text in EVERY:
        if not key.startswith("care_"):  # these take what they need of the numbers they all get
            asked.setdefault(key, set()).add(values(text))
    assert [key for key, each in asked.items() if len(each) > 1] == []


def test_both_languages_have_as_many_wordings() -> None:
    assert [key for key in KEYS if len({len(TEXTS.variants(key, language)) for language in Language}) > 1] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("variant", range(3))
def test_a_care_text_filled_in_is_short_and_whole(language: Language, variant: int) -> None:
    words = Words(Context(TEXTS, language, StaffLine.LATER, datetime(2026, 11, 22, 12, tzinfo=UTC)), variant)
    said = {
        key: words.say(key, lines="113", limits="112", name="113", advice="113").text
        for key in KEYS
        if key.startswith("care_")
    }
    assert [key for key, text in said.items() if len(text) > CARE_TEXT or "{" in text or "None" in text] == []


def test_a_title_fits_a_button_on_a_phone() -> None:
    assert [
        key for key, title in TITLES.items() for language in Language if not 0 < len(title[language]) <= TITLE
    ] == []


def test_a_title_belongs_to_an_action() -> None:
    assert [key for key in TITLES if encode(TEXTS.button(key, Language.NL).action) != f"1:{key}"] == []


def test_every_intent_has_a_title_and_no_other() -> None:
    assert read_domain(ROOT / "domain.yml").intents == TEXTS.askable


def test_every_command_and_answer_of_care_has_a_title() -> None:
    assert {f"r:{command}" for command in Command} <= set(TITLES)
    assert {f"c:{answer}" for answer in CareAnswer} <= set(TITLES)


def test_no_two_intents_have_the_same_title() -> None:
    for language in Language:
        titles = [title[language] for action, title in TITLES.items() if action.startswith("a:")]
        assert len(titles) == len(set(titles))


def said_somewhere() -> str:
    """Give all code and every page of the bot as one text."""
    code = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("bot/**/*.html")]
    return "\n".join(file.read_text(encoding="utf-8") for file in code)


OF_WHOM = {Told.GUILT, Told.TELLS, Told.WHY, Told.AGREES}  # have no text for whomever it may be about
# are answered with those of an alarm, of an answer, or of a question that is asked once more
WITHOUT_TEXT = {
    Told.NOW,
    Told.ABOUT_ANOTHER,
    Told.FEELS_FINE,
    Told.UNCLEAR,
    Told.AS_WELL,
    Told.LOW_TOO,
    Told.GOES_ON,
    Told.BODY,
    Told.REACHES,
    Told.WHERE,
    Told.EXPLAINED,
    Told.NOT_TODAY,
    Told.SAFE_NOT_TODAY,
}
# may have texts for whom care is about
WORRIES = {entry.name for entry in worries().entries}
SAID = {
    *set(Told) - WITHOUT_TEXT,
    *WORRIES,
    *CareAnswer,
    "stay",
    "unknown",
    "trusted",
    "check",
}
ANSWERED = {PLACE, SHOWN, ANYTIME, LIGHT, CALM, TRUTH, "grief", topics.BULLYING, "recovered", "day", topics.SUICIDE}
WHOM = {*About, "sexual", *STAYING} | {f"{whom}_{how}" for whom in About for how in ("adult", "typing")}
WHOM |= {f"{kind}_other" for kind in STAYING}


def built() -> set[str]:
    """Name the keys that the code puts together from a part and a value."""
    return {
        *(f"command_{command}" for command in Command),
        *(f"unheard_{medium}" for medium in Medium),
        *(f"care_{answer}" for answer in CareAnswer),
        *(f"care_staff_{staff}" for staff in StaffLine),
        *(f"care_{told}" for told in (set(Told) - OF_WHOM - WITHOUT_TEXT) | WORRIES),
        *(f"advice_{whom}" for whom in OTHERS),
        *(f"care_{what}_{whom}" for what in (*OF_WHOM, "stay", "unknown") for whom in ("self", "unsafe", "third")),
        "care_check",
        "care_trusted",
        *{f"care_{what}_{whom}" for what in SAID for whom in WHOM}.intersection(KEYS),
        *(f"care_{own}" for own in ("emergency_unsure", "threat", "threat_other", "accident")),
        *(f"care_{kind.name}" for kind in KINDS),
        *(f"care_stay_{kind}" for kind in STAYING),
        *{f"care_{kind}_other" for kind in STAYING}.intersection(KEYS),
        *(f"care_{own}_other" for own in ("emergency", "unsafe", "concern")),
        *(f"care_alongside_{whom}" for whom in ("self", "unsafe")),
        *(f"age_{ages.fits(age)}{whose}" for age in (11, 20, 31) for whose in ("", "_other")),
        *(f"{of}_{ages.fits(age)}" for of in ("company", "place") for age in (11, 31)),
        *(entry.name for entry in asides().entries if entry.after <= ANSWERED),
        *topics.texts(),
        *(entry.name for entry in questions().entries),
        *(entry.answered for entry in plain_book().entries if entry.answered),
        *(f"{key}_unverified" for key in ("groups_here", "groups_near", "groups_near_age", "groups_area")),
        *(f"line_{line.cost}" for line in helplines().values()),
    }


def test_every_text_is_said_somewhere() -> None:
    code = said_somewhere()
    quoted = {key for key in KEYS if f'"{key}"' in code or f"'{key}'" in code}
    assert sorted(set(KEYS) - quoted - built()) == []


def test_every_key_that_is_put_together_has_a_text() -> None:
    line_costs = {f"line_{line.cost}" for line in helplines().values() if not line.cost}
    others = {f"care_{answer}" for answer in (CareAnswer.SOMETIMES, CareAnswer.NOT_SAFE)}  # said in other words
    others.add(f"care_staff_{StaffLine.UNKNOWN}")  # nothing is said then
    assert sorted(built() - set(KEYS) - line_costs - others) == []


def test_a_text_is_the_same_in_no_two_files() -> None:
    keys = [key for name, texts in files().items() if name != "titles.yml" for key in texts]
    assert len(keys) == len(set(keys))


def test_the_buttons_of_a_text_have_titles_in_both_languages() -> None:
    for key, language in product(KEYS, Language):
        filled = dict.fromkeys(values(TEXTS.variants(key, language)[0]), "x")
        assert all(0 < len(choice.title) <= TITLE for choice in TEXTS.say(key, language, 0, **filled).choices)


@pytest.mark.parametrize("typed", ["Menu", "menu ", "Wat kost het?", "wat kost het", "I feel lonely"])
def test_the_words_of_a_button_name_it(typed: str) -> None:
    assert TEXTS.action(typed) is not None


@pytest.mark.parametrize(
    "typed", ["Ja", "nee", "Stoppen", "Wis alles van mij", "English", "Tot later", "wat kost een groep", ""]
)
def test_words_of_any_talk_and_what_nobody_does_by_a_slip_name_no_button(typed: str) -> None:
    assert TEXTS.action(typed) is None


def test_the_offer_to_look_for_a_group_is_worded_as_rasa_words_it() -> None:
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    assert [each for each in Language if TEXTS.say("search", each).text not in domain] == []
    assert [
        each
        for each in Language
        if not TEXTS.say("age_fits", each, age=15).text.endswith(TEXTS.say("search", each).text)
    ] == []
