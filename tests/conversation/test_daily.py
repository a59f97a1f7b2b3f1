"""An ordinary day, shyness, and what a bot is asked: answered as what it is, and listened to where it goes on."""

import pytest

from bot.conversation import Heard, Meaning, OfferMeanings, ShowGroups, Spoken, topics
from bot.conversation.asides import ANYTIME, LIGHT, asides, questions
from bot.conversation.asking import may_ask
from bot.messages import Ask, Command, Language, Text
from bot.safety import Tier
from bot.safety.plain import plain_book
from tests.conversation.parts import Rasa, Talk, actions, heard, told
from tests.conversation.test_questions import cries

UNCLEAR = Heard((Spoken("", verb=OfferMeanings()),), (Meaning("greet", 0.2),), None, Tier.NONE)
BEGINS = {"misses", "bored", "hobby", "school_joke", "embarrassed", "family_joke", "bullied_before", "looks"}


def wording(talk: Talk, key: str, variant: int) -> str:
    """Give one wording of a text."""
    return talk.texts.say(key, Language.NL, variant).text


def test_what_begins_a_topic_is_an_answer_of_some_phrasebook() -> None:
    names = {entry.name for book in (asides(), questions()) for entry in book.entries} | {"told_unclear"}
    names |= {entry.answered for entry in plain_book().entries}
    begun = {name for topic in topics.TOPICS.values() for name in topic.get("begun_by", ())}
    assert begun - names == set()


def test_no_cry_is_an_ordinary_day_in_strong_words() -> None:
    assert [cry for cry in cries() if BEGINS.intersection(asides().says(cry, ANYTIME, LIGHT))] == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("eh", "take_your_time"),
        ("ik weet niet wat ik moet zeggen", "first_words"),
        ("niks eigenlijk", "just_here"),
        ("ik verveel me", "bored"),
        ("verveel me dood", "bored"),
        ("wiskunde is echt moord vandaag", "school_joke"),
        ("mijn ouders gaan scheiden", "parents_apart"),
        ("ik heb ruzie thuis", "quarrel_home"),
        ("ze schreeuwen altijd tegen elkaar en tegen mij", "quarrel_home"),
        ("mn ouders zijn super streng", "strict_home"),
        ("ik mag nooit naar buiten", "strict_home"),
        ("mijn beste vriendin is verhuisd", "friend_moved"),
        ("ik ben verliefd", "in_love"),
        ("ik heb een konijn en hij is mn beste vriend lol", "pet"),
        ("vroeger werd ik gepest", "bullied_before"),
        ("hoe oud ben jij", "bot_age"),
        ("kan je geheim houden", "can_you_keep_it"),
        ("vertel een mop", "joke"),
        ("test", "testing"),
    ],
)
async def test_it_is_answered_as_what_it_is(talk: Talk, words: str, answer: str) -> None:
    assert await talk.types(words) == talk.says(answer)


async def test_who_goes_on_is_listened_to_and_then_offered_to_hear_of_join_us(talk: Talk) -> None:
    talk.dialogue.answers |= dict.fromkeys(("om niks", "ze negeert me", "ja dom"), UNCLEAR)
    talk.dialogue.answers["ask_join_us"] = heard(Spoken("Join Us is een groep."), intent="ask_join_us")
    await talk.types("ik heb ruzie met mijn bff")
    said = [await talk.types(words) for words in ("om niks", "ze negeert me", "ja dom")]
    assert said == [wording(talk, "quarrel_more", at) for at in range(3)]
    assert said[-1].endswith(talk.says("offer_to_tell"))
    await talk.types("ja")
    assert talk.dialogue.asked[-1] == "/ask_join_us"


async def test_who_would_rather_not_go_on_is_left(talk: Talk) -> None:
    talk.dialogue.answers["nee"] = heard(Spoken("Niks moet."), intent="deny")
    await talk.types("mijn ouders gaan scheiden")
    assert await talk.types("nee") == talk.says("told_no")
    assert await talk.types("nee") == "Niks moet."


async def test_a_time_that_something_lasts_is_no_question_for_the_timetable(talk: Talk) -> None:
    talk.dialogue.answers["volgende maand"] = heard(Spoken("Eens in de twee weken."), intent="ask_schedule")
    await talk.types("we gaan verhuizen")
    assert await talk.types("volgende maand") == wording(talk, "moved_more", 0)


async def test_who_misses_a_friend_that_moved_is_not_mourning(talk: Talk) -> None:
    await talk.types("mijn beste vriendin is verhuisd")
    assert await talk.types("ik mis haar zo") == wording(talk, "gone_more", 0)


async def test_who_is_bullied_is_told_of_that_whatever_the_talk_was_about(talk: Talk) -> None:
    talk.dialogue.answers["ik word gepest"] = heard(Spoken("Wat rot."), intent="express_bullying")
    await talk.types("mijn ouders gaan scheiden")
    assert await talk.types("ik word gepest") == "Wat rot."


async def test_a_question_is_no_going_on(talk: Talk) -> None:
    talk.dialogue.answers["kan dat ook met de hond?"] = UNCLEAR
    await talk.types("ik verveel me")
    assert await talk.types("kan dat ook met de hond?") == talk.says("not_understood_again")


async def test_who_has_no_friends_either_is_heard_as_lonely(talk: Talk) -> None:
    await talk.types("heb jij vrienden")
    assert await talk.types("ik niet") == talk.says("me_neither")


async def test_a_joke_is_told_once(talk: Talk) -> None:
    said = [await talk.types(words) for words in ("vertel een mop", "nog een", "nog een")]
    assert len(set(said)) == len(said)


async def test_more_than_a_no_turns_nothing_down(talk: Talk) -> None:
    talk.dialogue.answers["niet gepest ofzo"] = Heard((Spoken("Niks moet."),), (Meaning("deny", 0.6),), None, Tier.NONE)
    assert await talk.types("niet gepest ofzo") == talk.says("listen")


async def test_what_is_not_understood_but_told_is_listened_to(talk: Talk) -> None:
    words = "mijn oude klas was veel leuker dan deze"
    talk.dialogue.answers |= {words: UNCLEAR, "sinds de zomer": UNCLEAR, "blorp": UNCLEAR}
    assert await talk.types("blorp") == talk.says("not_understood_again")
    assert await talk.types(words) == talk.says("told_unclear")
    assert await talk.types("sinds de zomer") == wording(talk, "day_more", 0)


HEAVY = ["mijn ouders gaan scheiden", "vroeger werd ik gepest", "ik vind mezelf lelijk", "verveel me dood"]


@pytest.mark.parametrize("words", HEAVY)
async def test_without_rasa_the_numbers_come_before_small_talk(talk: Talk, words: str) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types(words) == talk.says("rasa_down")


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.DOWN])
@pytest.mark.parametrize("words", HEAVY)
async def test_in_care_nothing_is_small_talk(talk: Talk, words: str, rasa: Rasa) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = rasa
    assert "113" in await talk.types(words)


async def test_a_laugh_after_the_offer_to_tell_of_join_us_is_not_asked_what_happened(talk: Talk) -> None:
    offer = heard(Spoken("Zal ik vertellen wat Join Us is?"), intent="express_bullying")
    talk.dialogue.answers |= {"ik word gepest": offer, "haha ja": heard(Spoken("Wat Rasa zegt."), intent="affirm")}
    await talk.types("ik word gepest")
    assert await talk.types("haha ja") != talk.says("bullying_yes")


async def test_who_would_rather_not_speak_of_a_loss_is_not_pressed(talk: Talk) -> None:
    talk.dialogue.answers["nee geen zin"] = heard(Spoken("Helemaal goed."), intent="deny")
    await talk.types("mijn oma is vorige week overleden")
    assert await talk.types("nee geen zin") == talk.says("grief_rather_not")


@pytest.mark.parametrize("words", ["mijn ouders gaan scheiden", "ik heb ruzie met mijn moeder", "mijn moeder is ziek"])
async def test_a_doubt_of_the_gate_about_what_hurts_stands(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(tier=Tier.CONCERN, sure=False)
    assert "113" in await talk.types(words)


async def test_of_whom_somebody_is_in_love_with_nothing_grave_is_heard(talk: Talk) -> None:
    talk.dialogue.answers["hij weet het niet"] = heard(tier=Tier.UNSAFE)
    await talk.types("ik ben verliefd")
    assert await talk.types("hij weet het niet") == wording(talk, "love_more", 0)


@pytest.mark.parametrize("before", ["hoi", "ik heb ruzie met mijn bff"])
async def test_elsewhere_the_same_words_may_be_an_alarm(talk: Talk, before: str) -> None:
    talk.dialogue.answers["hij weet het niet"] = heard(tier=Tier.UNSAFE)
    await talk.types(before)
    assert "112" in await talk.types("hij weet het niet")


@pytest.mark.parametrize("before", ["ik verveel me", "ik ben verliefd", "mijn ouders gaan scheiden", "vertel een mop"])
@pytest.mark.parametrize("cry", ["ik wil dood", "hij slaat me"])
async def test_a_cry_in_small_talk_is_heard(talk: Talk, before: str, cry: str) -> None:
    await talk.types(before)
    assert "112" in await talk.types(cry)


async def test_two_homes_are_both_looked_at_and_the_first_is_kept(talk: Talk) -> None:
    said = await talk.types("ik woon bij m'n vader in Eindhoven en m'n moeder in Utrecht")
    assert said.startswith(talk.texts.say("two_homes", Language.NL, first="Eindhoven", second="Utrecht").text)
    assert "Buro Cement" in said
    assert "U Centraal" in said
    state = await talk.state()
    assert state is not None
    assert state.municipality == "GM0772"


async def test_one_of_two_places_is_no_home(talk: Talk) -> None:
    assert not (await talk.types("is er een groep in Eindhoven of Utrecht")).startswith("Twee huizen")


async def test_a_feeling_beside_a_place_is_met_first(talk: Talk) -> None:
    words = "ik woon in Eindhoven en ik huil elke avond"
    talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups("Eindhoven")), intent="inform_place")
    said = await talk.types(words)
    assert said.startswith(talk.says("feeling_there"))
    assert "Buro Cement" in said


async def test_an_age_between_leaves_the_choice_of_places(talk: Talk) -> None:
    await talk.calls(Command.GROUP)
    asked = actions(await talk.sends(Text("Hoorn")))
    delivery = await talk.sends(Text("17"))
    assert set(asked) <= set(actions(delivery))
    assert told(delivery).startswith(talk.texts.say("age_ok", Language.NL, age=17).text)


async def test_who_is_too_old_is_not_asked_where_they_live(talk: Talk) -> None:
    talk.dialogue.answers["ik ben 31"] = heard(Spoken("Van 12 tot 30."), intent="ask_age")
    await talk.types("ik ben 31")
    assert "Waar woon je" not in await talk.types("is er iets voor mij")
    assert Ask("find_group") not in actions(await talk.sends(Text("is er iets voor mij")))


def guess(intent: str, confidence: float, *spoken: Spoken) -> Heard:
    """Have the model take words for something, and Rasa answer that."""
    return Heard(spoken or (Spoken("Wat Rasa zegt."),), (Meaning(intent, confidence),), None, Tier.NONE)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ik zal hem eens vragen", "will_do"),
        ("de rest gaat wel", "not_so_bad"),
        ("mn zus", "who_it_is"),
        ("nee met niemand", "nobody_knows"),
        ("weet je dat nog", "remembers"),
        ("weet je iets anders?", "something_else"),
        ("laat maar doei", "parting"),
    ],
)
async def test_who_goes_on_is_answered_by_the_kind_of_thing_they_say(talk: Talk, words: str, answer: str) -> None:
    await talk.types("ik verveel me")
    assert await talk.types(words) in talk.texts.variants(answer, Language.NL)


async def test_right_after_groups_were_shown_that_is_about_the_groups(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.types("goed idee") not in talk.texts.variants("will_do", Language.NL)


async def test_what_is_told_behind_a_greeting_is_what_is_answered(talk: Talk) -> None:
    assert await talk.types("hey ik had een kutdag") in talk.texts.variants("bad_day", Language.NL)


async def test_a_cry_behind_a_greeting_is_heard(talk: Talk) -> None:
    assert "113" in await talk.types("hoi ik wil dood vandaag")


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("mn ouders werken", guess("ask_parents", 0.9)),
        ("ze vertelden het zondag", guess("express_bullying", 0.46)),
        ("op school dus", guess("express_sadness", 0.52)),
        ("Pluis", guess("inform_place", 0.58, Spoken("", verb=ShowGroups("Pluis")))),
    ],
)
async def test_a_guess_of_the_model_goes_on_with_what_was_told(talk: Talk, words: str, taken: Heard) -> None:
    talk.dialogue.answers[words] = taken
    await talk.types("ik heb straf")
    assert await talk.types(words) == wording(talk, "strife_more", 0)


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("welke dagen dan", guess("ask_schedule", 0.6)),
        ("wat kost een groep", guess("ask_cost", 0.6)),
        ("ik voel me zo alleen", guess("express_loneliness", 0.6)),
        ("ik huil elke avond", guess("express_sadness", 0.6)),
    ],
)
async def test_a_question_or_a_feeling_in_so_many_words_is_no_guess(talk: Talk, words: str, taken: Heard) -> None:
    talk.dialogue.answers[words] = taken
    await talk.types("ik verveel me")
    assert await talk.types(words) == "Wat Rasa zegt."


async def test_who_asks_what_to_do_hears_what_helps_there(talk: Talk) -> None:
    await talk.types("kan niet slapen")
    assert await talk.types("heb je een tip") == talk.says("night_helps")


async def test_what_a_talk_is_about_outlasts_its_wordings(talk: Talk) -> None:
    told = ("ze liegt", "en ze roddelt", "om niks dus", "echt gemeen")
    talk.dialogue.answers |= dict.fromkeys(told, UNCLEAR)
    said = [await talk.types(words) for words in ("ik heb ruzie met mijn bff", *told[:-1])]
    assert await talk.types("echt gemeen") in talk.texts.variants("day_more", Language.NL)
    assert await talk.types("wat moet ik doen") == talk.says("quarrel_helps")
    assert len(set(said)) == len(said)


async def test_a_game_in_a_talk_of_something_that_weighs_is_what_that_is_about(talk: Talk) -> None:
    await talk.types("ruzie met mijn moeder")
    assert await talk.types("dat ik te veel game") == wording(talk, "strife_more", 0)


async def test_being_angry_keeps_the_talk_where_it_was(talk: Talk) -> None:
    talk.dialogue.answers["zondag dus"] = UNCLEAR
    await talk.types("mijn ouders gaan scheiden")
    await talk.types("ik ben boos")
    assert await talk.types("zondag dus") == wording(talk, "home_more", 0)


async def test_of_a_pet_that_died_nothing_tender_is_a_danger(talk: Talk) -> None:
    talk.dialogue.answers["hij sliep altijd bij mij"] = heard(tier=Tier.UNSAFE)
    await talk.types("mijn hond is dood")
    assert await talk.types("hij sliep altijd bij mij") == wording(talk, "pet_grief_more", 0)


async def test_of_a_person_that_died_it_may_be_one(talk: Talk) -> None:
    talk.dialogue.answers["hij sliep altijd bij mij"] = heard(tier=Tier.UNSAFE)
    await talk.types("mijn opa is dood")
    assert "Veilig Thuis" in await talk.types("hij sliep altijd bij mij")


@pytest.mark.parametrize("words", ["hoe vaak", "en de kosten?", "is er een leeftijd", "kan ik stoppen"])
def test_a_question_may_be_short(words: str) -> None:
    assert may_ask(words)


@pytest.mark.parametrize("words", ["kan niet kiezen", "heb geen zin", "sinds dinsdag", "moet altijd werken"])
def test_a_verb_in_front_asks_nothing_by_itself(words: str) -> None:
    assert not may_ask(words)
