"""What the talk is about for a few turns, and so how the next message is read.

Who tells of a loss or of being bullied is listened to, whatever a model makes of "hij was 13" alone; what is asked
about somebody else, or about joining, is read as that.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import yml
from bot.conversation import ages
from bot.conversation.asides import BARE, CARE, KNOWN, TELLING, THERE, asides, is_daily
from bot.conversation.asking import asks_something, may_ask
from bot.conversation.carried import turns_down
from bot.conversation.moment import ANOTHER, Moment, Turned
from bot.conversation.ports import Escalate, Heard, OfferMeanings
from bot.conversation.state import AT_EASE, Awaiting, State, Topic
from bot.directory import Unknown
from bot.messages import Say, words_of

DAY, BULLYING, JOINING, NEARLY = "day", "bullying", "joining", "nearly"
TALK, START = "talk", "start"  # any ordinary talk, and its first message
SUICIDE = "suicide"  # asked about, and it was asked whom it is about
_YES = 2  # words; who says more than yes tells something: "ja mn hele klas"
_OFFERED = 2  # turns after which what fits is offered, where a text does that

TOPICS: Mapping[str, Mapping[str, Any]] = yml.texts(Path(__file__).with_name("topics.yml").read_text(encoding="utf-8"))
_BY_ASIDE = {aside: name for name, topic in TOPICS.items() for aside in topic.get("begun_by", ())}
_BY_INTENT = {intent: name for name, topic in TOPICS.items() for intent in topic.get("intents", ())}
# what the model takes for one of these goes on with what was told; to anything else the talk goes on as usual
_TELLS = frozenset({"deny", "tell_more", "chitchat", "out_of_scope", "insult", "unclear"})
_TELLS_OF_PAIN = _TELLS | {"express_sadness", "express_bullying", "express_social_anxiety", "feedback_negative"}
_COMPLAINT = "feedback_negative"
# in which "ze negeert me" goes on with what was told
_OF_OTHERS = frozenset({"grief", "bullying", "quarrel", "strife", "at_home", "left", "past"})
_LISTENS = "day_more"  # what is said when a topic has said all of its own
_HELPS, _ASKS_FOR_HELP = "helps", "what_to_do"
_FREE = "free"  # games and telephones: in a talk of something that weighs they are what it is about
_CLOSES = "told_no"  # what is said to who would rather not go on
_PASSES = frozenset({"deny", "thank", "tell_more"})
_SAID_TO = {"affirm": "yes", "no": "no", "thank": "thanks"}
_FEELING, _SADNESS, _PLACE = "express_", "express_sadness", "inform_place"
# what the model takes statements for that hold a day, a sum, an age or a parent: "sinds dinsdag", "mn ouders werken"
_OF_GROUPS = frozenset(
    """ask_activities ask_cost ask_age ask_schedule ask_referral ask_online_group ask_effect ask_intake
    ask_parents""".split()  # noqa: SIM905 -- words read better as words
)
# the confidence from which an intent is more than a guess at what goes on with a talk
_SURELY_ANY, _SURELY = 0.7, {"express_bullying": 0.5}


def texts() -> frozenset[str]:
    """Name what is said to who goes on telling."""
    return frozenset(
        topic[kind] for topic in TOPICS.values() for kind in ("more", _HELPS, *_SAID_TO.values()) if kind in topic
    )


def of_aside(name: str) -> Topic | None:
    """Give what the talk is about after this aside."""
    topic = _BY_ASIDE.get(name)
    asks = topic == BULLYING  # something itself, where Rasa offers to tell of Join Us first
    return Topic(topic, told=int(asks)) if topic else None


def tells_of_pain(aside: str) -> bool:
    """Tell whether what is answered so may be sad, and so no mere question: "mijn ouders gaan scheiden"."""
    return "pain" in TOPICS.get(_BY_ASIDE.get(aside, ""), {})


def of_question(moment: Moment, name: str) -> Topic | None:
    """Give what the talk is about after this question: about joining, unless one was asked for somebody else.

    Small talk that begins nothing leaves it as it was.
    """
    before, begun = moment.state.topic, of_aside(name)
    if before and begun and _gives_way(begun, before):
        return before
    if begun or is_daily(name):
        return begun or before
    stays = before if before and "more" not in TOPICS[before.name] else None
    return stays or Topic(JOINING)


def _gives_way(begun: Topic, before: Topic) -> bool:
    about = TOPICS[before.name]
    return "lesser" in TOPICS[begun.name] and "more" in about and "lesser" not in about


def of_intent(moment: Moment, turned: Turned, intent: str) -> Turned:
    """Remember what Rasa answered about; a yes, a no or thanks leave what the talk was about before."""
    topic, before = _BY_INTENT.get(intent), moment.state.topic
    kept = _PASSES if before and "more" in TOPICS[before.name] else _PASSES | {"affirm"}
    stays = before if before and intent in kept and TOPICS[before.name].keys().isdisjoint(("yes", "once")) else None
    about = (topic == JOINING and of_another(moment)) or (Topic(topic) if topic else stays)
    return replace(turned, state=replace(turned.state, topic=about)) if about and turned.state else turned


def asked(moment: Moment) -> tuple[str, ...]:
    """Name what a message may be about, for the phrasebooks."""
    topic = moment.state.topic
    state = moment.state
    if state.groups_shown or state.place_shown or state.awaiting is Awaiting.PLACE:
        where = [JOINING]
    else:
        of_its_own = topic is not None and "own" in TOPICS[topic.name]
        where = [TALK if moment.earlier else START] if _is_at_ease(moment) and not of_its_own else []
    return (*where, topic.name) if topic else tuple(where)


def _is_at_ease(moment: Moment) -> bool:
    """Tell whether nothing hangs on what is said now."""
    return moment.state.care is None and moment.state.awaiting in AT_EASE


def is_about_groups(state: State) -> bool:
    """Tell whether the talk is about joining, of whoever it is: Join Us knows more of that."""
    return state.topic is not None and state.topic.name in {JOINING, ANOTHER, "waiting", "work"}


def is_about_another(moment: Moment) -> bool:
    """Tell whether the talk is about somebody the visitor asks for."""
    return moment.state.topic is not None and moment.state.topic.name == ANOTHER


def of_another(moment: Moment) -> Topic | None:
    """Give the topic of who asks for somebody else, which a place or a question about joining does not end."""
    return moment.state.topic if is_about_another(moment) else None


def listen(moment: Moment, heard: Heard, top: str, *, placed: bool) -> Turned | None:
    """Stay with who goes on telling, unless all that is clear is a place; in care that is done elsewhere."""
    words = words_of(moment.incoming.content)
    if not moment.earlier and top == _SADNESS and _is_guess(heard, top, words):
        return moment.apart().answer(moment.say("told_unclear"), topic=Topic(DAY))  # "ik heb zin in de vakantie"
    topic = moment.state.topic or _of_any(moment, heard, top, words)
    if topic is None or moment.state.care:
        return None
    kind = "tell_more" if tells_their_age(moment, words) else _heard(topic, heard, top, words)
    placed = placed or (top == _PLACE and not isinstance(moment.parts.places.misspelt(words), Unknown))
    if placed and top == _PLACE:
        return None
    said = asides().says(words, topic.name)
    key = said[0] if said else None if placed and kind == "unclear" else _said_to(topic, kind)
    if key is None or (_offers_to_tell(topic) and (key == "bullying_yes" or _is_bare(words))):
        return None
    return _on(moment, topic, key)


def _of_any(moment: Moment, heard: Heard, top: str, words: str) -> Topic | None:
    """Take for going on what hardly means anything by itself, in a talk about nothing in particular.

    A yes or a no alone is for Rasa, which may have asked; a word that is no place is a name.
    """
    guessed = not heard.ranking or heard.ranking[0].confidence < _SURELY_ANY
    said = len(words.split()) > _YES or top.startswith(_FEELING)
    tells = top == _PLACE or (said and not may_ask(words) and not _is_unclear(heard))
    goes_on = bool(moment.earlier) and _is_at_ease(moment)
    return Topic(DAY) if goes_on and guessed and tells and not _feels(words) else None


def again(moment: Moment, aside: str) -> Turned | None:
    """Go on with who tells more of the same, or whom they miss: "ik mis hem", "nog een toets verknald"."""
    topic = moment.state.topic
    if topic is None:
        return None
    about, of = TOPICS[topic.name], _BY_ASIDE.get(aside)
    if aside == _ASKS_FOR_HELP and _HELPS in about:
        return _on(moment, topic, about[_HELPS])
    if aside == "laughs" and not _offers_to_tell(topic) and (key := about.get("yes")):
        return _on(moment, topic, key)
    same = of == topic.name or aside == "misses" or (of == _FREE and "pain" in about)
    return _on(moment, topic, about["more"]) if same and topic.name != DAY and "more" in about else None


def tells_their_age(moment: Moment, words: str) -> bool:
    """Tell whether an age is of whom was just spoken of, a pet that died or a grandfather on his birthday."""
    topic = moment.state.topic
    return topic is not None and "ages" in TOPICS[topic.name] and ages.only_told(words)


def goes_on(moment: Moment, words: str) -> bool:
    """Tell whether a message as a whole is what goes on with the topic, and so none of what a model hears in it."""
    topic = moment.state.topic
    more = TOPICS[topic.name].get("more") if topic and moment.state.care is None else None
    return topic is not None and more in asides().says(words, topic.name)


def awaited(moment: Moment, says: Say) -> Awaiting:
    """Give what a text of the bot's own asks for at its end; a place that was asked for still is."""
    if moment.state.awaiting is Awaiting.PLACE:
        return Awaiting.PLACE
    offers = {"offer_to_tell": Awaiting.TELLING, "search": Awaiting.SEARCH}
    return next((each for key, each in offers.items() if says.text.endswith(moment.say(key).text)), Awaiting.NOTHING)


def _on(moment: Moment, topic: Topic, key: str) -> Turned:
    over, about, last = moment.form_over(), TOPICS[topic.name], moment.say(key, -1)
    said = key == about.get("more") and topic.told >= len(moment.parts.texts.variants(key, moment.language))
    offers = not said and topic.told >= _OFFERED and awaited(over, last) is not Awaiting.NOTHING
    says = last if offers else moment.say(_LISTENS if said else key, topic.told)
    on = None if key == _CLOSES else Topic(topic.name, topic.told + 1)
    return moment.apart().answer(says, topic=on, awaiting=awaited(over, says))


def _said_to(topic: Topic, kind: str) -> str | None:
    about = TOPICS[topic.name]
    if kind == "express_bullying" and topic.name not in _OF_OTHERS:
        return None  # who is bullied is told of that
    if kind in _SAID_TO:
        key = about.get(_SAID_TO[kind])
    else:
        key = about.get("more") if kind in (_TELLS_OF_PAIN if "pain" in about else _TELLS) else None
    return None if key is None else str(key)


def _heard(topic: Topic, heard: Heard, top: str, words: str) -> str:
    """Name what was said by its intent; an unclear question is no telling, and more than a yes or a no is."""
    many = len(words.split())
    if "goes_on" in asides().says(words, TELLING):
        return "tell_more"  # "elke week", "volgende maand": no question for the timetable of the groups
    if top == "sign_up_other" and "about_us" not in asides().says(words, CARE):
        return "tell_more"  # "op een meisje uit mijn klas"
    # what the gate took for a cry, and was plainly none, is not understood either
    if _is_unclear(heard):
        return "question" if asks_something(words) or words.rstrip().endswith("?") else "unclear"
    if top == "chitchat" and may_ask(words):
        return "question"  # of the bot
    if top == "deny":
        return "no" if turns_down(words) else "tell_more"
    if _is_guess(heard, top, words):
        return "tell_more"
    more = many > _YES and not _is_bare(words)
    return "tell_more" if top == "affirm" and more and "yes" in TOPICS[topic.name] else top


def _is_unclear(heard: Heard) -> bool:
    return not heard.spoken or any(isinstance(spoken.verb, OfferMeanings | Escalate) for spoken in heard.spoken)


def _is_guess(heard: Heard, top: str, words: str) -> bool:
    """Tell whether a feeling, a question or a place is a mere guess: "ze vertelden het zondag", "mn ouders werken"."""
    if top in _OF_GROUPS:
        of_a_group = {"about_us", "search"}.intersection(asides().says(words, CARE, KNOWN))
        return len(words.split()) > 1 and not may_ask(words) and not of_a_group
    if not heard.ranking or heard.ranking[0].confidence >= _SURELY.get(top, _SURELY_ANY):
        return False
    return top in {_PLACE, _COMPLAINT} or (top.startswith(_FEELING) and not _feels(words))


def _feels(words: str) -> bool:
    return "feeling_there" in asides().says(words, THERE)


def _offers_to_tell(topic: Topic) -> bool:
    """Tell whether the last answer offered to tell of Join Us, as Rasa's first about bullying does."""
    return topic.name == BULLYING and not topic.told


def _is_bare(words: str) -> bool:
    return bool(asides().says(words, BARE))
