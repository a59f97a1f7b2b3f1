"""What is asked of help after an alarm, and what must still be heard beside it."""

from dataclasses import replace

import pytest

from bot.messages import CareAnswer, Language, Link
from bot.safety import Step, Tier, follow, model_alarm, must_call, raised, stay
from bot.safety.cared import About, about
from bot.safety.typed import Told, typed
from bot.safety.whose import as_told, means_another
from bot.texts import Texts
from tests.safety.alarmed import NL, after, alarm_of, asked, beginnings, heard_in, said, told, whole

TEXTS = Texts.load()
TYPES = replace(NL, types=True)
HIT, IMAGES, RAPED = "mijn vader slaat me", "iemand heeft een naaktfoto van me en wil geld", "ik ben verkracht"
DOSE = "hoeveel paracetamol is dodelijk"
NOT_KNOWN = ["weet ik niet", "weet het niet", "niet zeggen", "niet zeker", "weten zij, ik niet"]


def of_another(message: str) -> About:
    """Of whom the care is that a first message leads to."""
    alarm = as_told(alarm_of(message), message)
    return about(raised(None, alarm, NL, of_another=means_another(None, alarm, message)).care)


OF_WHOM = {
    About.UNSAFE_OTHER: [
        "ik denk dat mijn zus geslagen wordt",
        "volgens mij wordt mijn vriend mishandeld",
        "volgens mij slaat mijn buurman zijn kinderen",
        "i think my friend is being hit",
        "mn bestie wordt denk ik geslagen door der pa",
        "mijn dochter wordt gechanteerd met een naaktfoto",
        "ik vrees dat mijn zus geslagen wordt",
        "ik ben leerkracht en een meisje in de klas wordt geslagen",
    ],
    About.UNSAFE: [
        "ik denk dat mijn vader me gaat slaan",
        "volgens mij gaat mijn vriend me weer slaan",
        "mijn ex chanteert me met een naaktfoto",
        "ik word geslagen en mijn zus ook",
    ],
    About.THIRD: ["i think my roommate is suicidal"],
    About.SELF: [
        "ik denk dat mijn leven voorbij is en ik wil dood",
        "ik denk dat mijn moeder weet dat ik dood wil",
        "sinds mn ex het uitmaakte denk ik elke dag aan zelfmoord",
        "denk ik aan zelfmoord of is het mijn vriend die me gek maakt",
    ],
}


@pytest.mark.parametrize(("whom", "message"), [(whom, each) for whom, told_so in OF_WHOM.items() for each in told_so])
def test_who_thinks_it_of_another_is_a_bystander_and_who_tells_of_themselves_is_not(whom: About, message: str) -> None:
    assert of_another(message) is whom


def test_images_of_somebody_else_are_met_as_theirs() -> None:
    message = "mijn dochter wordt gechanteerd met een naaktfoto"
    alarm = as_told(alarm_of(message), message)
    answer = raised(None, alarm, NL, of_another=True)
    assert answer.replies[0].text.startswith(beginnings("care_sextortion_other"))
    assert follow(answer.care, "wat kan ik doen", NL) is not None


@pytest.mark.parametrize(
    ("first", "question", "meaning"),
    [
        (HIT, "kan ik een contactverbod krijgen ofzo", Told.CONTACT_BAN),
        (HIT, "moet ik verzekerd zijn", Told.INSURED),
        (HIT, "heb ik een ouder nodig om hulp te krijgen", Told.NO_PARENT),
        (HIT, "waar kan ik heen vannacht", Told.BED),
        (HIT, "is dat dan mishandeling", Told.IS_IT),
        (HIT, "hoe werkt veilig thuis", Told.LINE_WHAT),
        (HIT, "will my parents know if i call", Told.TELLS),
        (RAPED, "kan ik zwanger zijn", Told.PREGNANT),
        (RAPED, "is het te laat om iets te doen", Told.TOO_LATE),
        (IMAGES, "moet ik hem blokkeren of niet", Told.BLOCKING),
        (IMAGES, "moet ik betalen", Told.PAY),
        (IMAGES, "kan het nog weg", Told.REMOVE),
        ("mijn vriendin wordt thuis geslagen door haar vader", "kan ik anoniem melden", Told.ANONYMOUS),
    ],
)
def test_a_question_about_help_has_an_answer_of_its_own(first: str, question: str, meaning: Told) -> None:
    alarm = alarm_of(first)
    care = raised(None, alarm, NL, of_another=means_another(None, alarm, first)).care
    assert typed(question, care) is meaning
    answer = follow(care, question, NL, heard_in(question))
    assert answer is not None
    assert answer.care.tier is care.tier


@pytest.mark.parametrize("key", ["care_contact_ban", "care_insured_unsafe", "care_no_parent_unsafe", "care_how_long"])
def test_what_nobody_here_knows_is_said_not_to_be_known(key: str) -> None:
    for text in TEXTS.variants(key, Language.NL):
        assert any(honest in text for honest in NOT_KNOWN)


@pytest.mark.parametrize(
    "message",
    [
        "hij komt de trap op",
        "hij staat voor de deur, moet ik hem blokkeren",
        "is het te laat hij komt binnen",
    ],
)
def test_danger_is_heard_before_any_question(message: str) -> None:
    answer = follow(after(HIT).care, message, NL, heard_in(message))
    care = answer.care if answer else raised(after(HIT).care, alarm_of(message), NL).care
    assert care.tier is Tier.EMERGENCY
    assert must_call(care) or care.step is Step.TYPING


def test_a_passport_that_was_taken_before_a_flight_tonight_is_no_question_about_papers() -> None:
    assert typed("ze hebben mn paspoort en vanavond is de vlucht", after(HIT).care) is not Told.PAPERS


@pytest.mark.parametrize("message", ["ja", "yes", "ja klopt"])
@pytest.mark.parametrize("first", [HIT, RAPED, "ik ben bang voor mijn vader"])
def test_a_bare_yes_to_the_first_text_about_abuse_is_asked_about_before_it_is_believed(
    first: str, message: str
) -> None:
    answer = said(after(first), message)
    assert answer.care.step is Step.TYPING
    assert answer.replies[0].text.startswith(beginnings("care_typing_again"))
    assert "112" in whole(answer.replies)
    assert said(answer, "ja").care.step is Step.TRUSTED


@pytest.mark.parametrize("first", [IMAGES, "ik word gepest en bedreigd op school"])
def test_a_yes_where_nothing_was_asked_about_safety_says_nothing_of_it(first: str) -> None:
    answer = follow(after(first).care, "ja", NL)
    assert answer is None or answer.care.step is Step.TALKING
    assert typed("ja", after(first).care) is not CareAnswer.SAFE


def test_a_no_to_whether_they_can_type_safely_is_still_danger_with_a_way_out() -> None:
    answer = said(after(HIT), "nee")
    assert answer.care.step is Step.DANGER
    assert "112" in answer.replies[0].text
    assert said(answer, "geen gevaar").care.step is Step.TRUSTED


@pytest.mark.parametrize(
    "message",
    [
        DOSE,
        "hoeveel pillen is te veel",
        "how many pills is too many",
        "which pills can kill you",
        "wat is een dodelijke dosis slaappillen",
        "ik wil dood, hoeveel pillen heb je nodig",
    ],
)
def test_a_question_for_a_dose_is_an_alarm_without_a_number_and_asks_what_was_taken(message: str) -> None:
    answer = after(message)
    assert answer.care.step is Step.TAKEN
    assert answer.replies[0].text.startswith(beginnings("care_method"))
    assert answer.replies[-1].text in asked("care_ask_taken")
    assert {"112", "113"} <= {word.strip(".,:") for word in answer.replies[0].text.split()}


@pytest.mark.parametrize("message", ["ja", "ja 10", "weet ik niet", "een paar", "ja net"])
def test_who_took_something_or_does_not_know_is_told_to_call_112(message: str) -> None:
    answer = said(after(DOSE), message)
    assert answer.care.tier is Tier.EMERGENCY
    assert answer.care.begun
    assert said(answer, "ik voel me goed").care.step in {Step.EMERGENCY, Step.WITH_YOU}


@pytest.mark.parametrize("message", ["nee", "nee niks", "nog niks genomen", "no i havent taken any"])
def test_who_took_nothing_is_asked_whether_they_are_safe(message: str) -> None:
    answer = follow(after(DOSE).care, message, NL, heard_in(message))
    assert answer is not None
    assert answer.care.step is Step.SAFE_CLEAR
    assert answer.care.tier is Tier.SUICIDAL


@pytest.mark.parametrize("message", ["gewoon nieuwsgierig", "just asking", "gewoon voor school"])
def test_who_is_only_curious_is_asked_once_more_and_gets_no_number(message: str) -> None:
    answer = said(after(DOSE), message)
    assert answer.replies[-1].text in asked("care_ask_taken")
    assert not any(letter.isdigit() for letter in answer.replies[0].text.replace("113", ""))


@pytest.mark.parametrize("message", ["nog niet maar vanavond wel", "vanavond misschien", "ik doe het vannacht"])
def test_what_will_be_taken_is_an_emergency(message: str) -> None:
    assert said(after(DOSE), message).care.tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "message",
    [
        "no i was just exaggerating",
        "not rly, just being dramatic sorry",
        "nee tuurlijk niet gewoon een uitdrukking",
        "haha nee bij wijze van spreken",
        "grapje ik bedoelde t niet zo",
    ],
)
def test_a_figure_of_speech_taken_back_calms_with_the_line_once(message: str) -> None:
    answer = follow(after("ik pleeg nog zelfmoord als die leraar zo doorgaat").care, message, NL, heard_in(message))
    assert answer is not None
    assert answer.care.step is Step.TALKING
    assert answer.care.mistaken
    assert whole(answer.replies).count("113.nl") == 1


@pytest.mark.parametrize(
    "message",
    [
        "bij wijze van spreken maar soms wil ik echt weg",
        "im not exaggerating",
        "ik bedoelde het niet zo maar ik wil wel dood",
        "grapje maar soms wel",
    ],
)
def test_words_of_danger_beside_it_take_nothing_back(message: str) -> None:
    answer = follow(after("ik wil dood").care, message, NL, heard_in(message))
    assert answer is None or not (answer.care.mistaken or answer.care.checked)


def test_who_took_something_is_not_believed_to_have_exaggerated() -> None:
    assert must_call(said(after("ik heb pillen geslikt"), "ik overdreef").care)


@pytest.mark.parametrize("first", ["ik wil dood", HIT])
@pytest.mark.parametrize("message", ["bellen durf ik niet", "i cant call"])
def test_that_somebody_does_not_call_is_kept_and_chats_come_first(first: str, message: str) -> None:
    answer = said(after(first), message)
    assert answer.care.types
    listed = whole(raised(answer.care, alarm_of("ik heb pillen geslikt"), TYPES).replies)
    line = next(line for line in listed.split("\n") if line.startswith("113 Zelfmoordpreventie"))
    assert line.index("113.nl") < line.index("0800-0113")


def test_a_chat_is_offered_to_who_does_not_call_and_112_is_not_asked_of_their_voice() -> None:
    quiet = said(after("ik wil dood"), "ik durf niet te bellen")
    stays = stay(quiet.care, TYPES)
    [chat] = [choice for choice in stays.replies[0].choices if isinstance(choice, Link)]
    assert chat.url == "https://www.113.nl"
    dying = raised(quiet.care, alarm_of("ik heb pillen geslikt"), TYPES)
    again = follow(dying.care, "ok", NL)
    assert again is not None
    assert again.replies[0].text.startswith(beginnings("care_emergency_else"))


def test_not_now_is_no_danger_where_a_person_was_asked_for_and_is_where_safety_was() -> None:
    trusted = told(("ik wil dood", "bellen durf ik niet"))
    assert typed("niet nu", trusted.care) is Told.LATER
    assert said(trusted, "niet nu").care.tier is Tier.SUICIDAL
    safe = told(("iedereen is beter af zonder mij", "ja", "ja"))
    assert safe.care.step is Step.SAFE_CLEAR
    assert said(safe, "nu niet").care.tier is Tier.EMERGENCY


def test_a_guess_of_danger_counts_for_nothing_where_images_are_the_threat_and_what_is_said_does() -> None:
    care = after(IMAGES).care
    assert typed("ik ken hem niet echt", care) is None
    assert typed("hij staat voor de deur", care) is CareAnswer.NOT_SAFE


def test_of_a_wish_to_die_beside_a_friends_nobody_is_told_that_it_is_theirs() -> None:
    both = whole(after("mn vriendin wil dood en ik word zelf ook geslagen thuis").replies)
    assert "Je schrijft ook dat je niet meer wilt leven" not in both
    assert "113" in both


def test_what_a_bot_cannot_do_is_said_once_also_where_the_list_says_it() -> None:
    answer = said(after(DOSE), "ik doe het vannacht", model_alarm(Tier.SUICIDAL))
    assert whole(answer.replies).count("chatbot") == 1


@pytest.mark.parametrize(
    "message",
    ["volgens mij wordt een meisje uit mijn straat geslagen", "my best friend told me her uncle touches her"],
)
def test_a_street_of_ones_own_or_what_one_was_told_makes_nobody_the_victim(message: str) -> None:
    assert of_another(message) is About.UNSAFE_OTHER


def test_what_my_ex_does_with_my_photos_is_mine() -> None:
    assert of_another("mn ex zet me onder druk dat ie mn fotos online gooit") is About.UNSAFE
