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
from bot.conversation.asides import BARE, CARE, TELLING, asides, is_daily
from bot.conversation.carried import turns_down
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import Escalate, Heard, OfferMeanings
from bot.conversation.state import Awaiting, State, Topic
from bot.messages import Say, words_of

DAY, BULLYING, ANOTHER, JOINING, NEARLY = "day", "bullying", "another", "joining", "nearly"
LOVE = "love"
SUICIDE = "suicide"  # asked about, and it was asked whom it is about
_YES = 2  # words; who says more than yes tells something: "ja mn hele klas"
_TURNS = 4  # that are listened to before the talk goes on as usual
_OFFERED = 2  # turns after which what fits is offered, where a text does that

TOPICS: Mapping[str, Mapping[str, Any]] = yml.texts(Path(__file__).with_name("topics.yml").read_text(encoding="utf-8"))
_BY_ASIDE = {aside: name for name, topic in TOPICS.items() for aside in topic.get("begun_by", ())}
_BY_INTENT = {intent: name for name, topic in TOPICS.items() for intent in topic.get("intents", ())}
# what the model takes for one of these goes on with what was told; to anything else the talk goes on as usual
_TELLS = frozenset({"deny", "tell_more", "chitchat", "out_of_scope", "insult", "unclear"})
_TELLS_OF_PAIN = _TELLS | {"express_sadness", "express_bullying", "express_social_anxiety", "feedback_negative"}
# in which "ze negeert me" goes on with what was told
_OF_OTHERS = frozenset({"grief", "bullying", "quarrel", "at_home", "past"})
_CLOSES = "told_no"  # what is said to who would rather not go on
_PASSES = frozenset({"deny", "thank", "tell_more"})
_SAID_TO = {"affirm": "yes", "no": "no", "thank": "thanks"}


def texts() -> frozenset[str]:
    """Name what is said to who goes on telling."""
    return frozenset(topic[kind] for topic in TOPICS.values() for kind in ("more", *_SAID_TO.values()) if kind in topic)


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
    if begun or is_daily(name):
        return begun or before
    stays = before if before and "more" not in TOPICS[before.name] else None
    return stays or Topic(JOINING)


def of_intent(moment: Moment, turned: Turned, intent: str) -> Turned:
    """Remember what Rasa answered about; a yes, a no or thanks leave what the talk was about before."""
    topic, before = _BY_INTENT.get(intent), moment.state.topic
    kept = _PASSES if before and "more" in TOPICS[before.name] else _PASSES | {"affirm"}
    stays = before if before and intent in kept and TOPICS[before.name].keys().isdisjoint(("yes", "once")) else None
    about = Topic(topic) if topic else stays
    return replace(turned, state=replace(turned.state, topic=about)) if about and turned.state else turned


def asked(moment: Moment) -> tuple[str, ...]:
    """Name what a message may be about, for the phrasebooks."""
    topic = moment.state.topic
    where = (JOINING,) if moment.state.groups_shown or moment.state.awaiting is Awaiting.PLACE else ()
    return (*where, topic.name) if topic else where


def is_about_groups(state: State) -> bool:
    """Tell whether the talk is about joining, of whoever it is: Join Us knows more of that."""
    return state.topic is not None and state.topic.name in {JOINING, ANOTHER, "waiting", "work"}


def is_about_another(moment: Moment) -> bool:
    """Tell whether the talk is about somebody the visitor asks for."""
    return moment.state.topic is not None and moment.state.topic.name == ANOTHER


def listen(moment: Moment, heard: Heard, top: str, *, placed: bool) -> Turned | None:
    """Stay with who goes on telling, unless all that is clear is a place; in care that is done elsewhere."""
    topic, words = moment.state.topic, words_of(moment.incoming.content)
    if topic is None or moment.state.care:
        return None
    kind = "tell_more" if tells_their_age(moment, words) else _heard(topic, heard, top, words)
    said = asides().says(words, topic.name)
    key = said[0] if said else None if placed and kind == "unclear" else _said_to(topic, kind)
    if key is None or (_offers_to_tell(topic) and (key == "bullying_yes" or _is_bare(words))):
        return None
    return _on(moment, topic, key)


def again(moment: Moment, aside: str) -> Turned | None:
    """Go on with who tells more of the same, or whom they miss: "ik mis hem", "nog een toets verknald"."""
    topic = moment.state.topic
    if topic and aside == "laughs" and not _offers_to_tell(topic) and (key := TOPICS[topic.name].get("yes")):
        return _on(moment, topic, key)
    if topic is None or topic.name == DAY or (aside != "misses" and _BY_ASIDE.get(aside) != topic.name):
        return None
    more = TOPICS[topic.name].get("more")
    return _on(moment, topic, more) if more else None


def tells_their_age(moment: Moment, words: str) -> bool:
    """Tell whether an age is of whom was just spoken of, a pet that died or a grandfather on his birthday."""
    topic = moment.state.topic
    just = topic is not None and not topic.told and "ages" in TOPICS[topic.name]
    return just and ages.only_told(words)


def goes_on(moment: Moment, words: str) -> bool:
    """Tell whether a message as a whole is what goes on with the topic, and so none of what a model hears in it."""
    topic = moment.state.topic
    in_love = topic is not None and topic.name == LOVE and moment.state.care is None
    return in_love and "love_more" in asides().says(words, LOVE)


def awaited(moment: Moment, says: Say) -> Awaiting:
    """Give what a text of the bot's own asks for at its end; a place that was asked for still is."""
    if moment.state.awaiting is Awaiting.PLACE:
        return Awaiting.PLACE
    offers = {"offer_to_tell": Awaiting.TELLING, "search": Awaiting.SEARCH}
    return next((each for key, each in offers.items() if says.text.endswith(moment.say(key).text)), Awaiting.NOTHING)


def _on(moment: Moment, topic: Topic, key: str) -> Turned:
    over, last = moment.form_over(), moment.say(key, -1)
    offers = topic.told >= _OFFERED and awaited(over, last) is not Awaiting.NOTHING
    says = last if offers else moment.say(key, topic.told)
    asks = awaited(over, says)
    stays = topic.told + 1 < _TURNS and asks is Awaiting.NOTHING and key != _CLOSES
    on = Topic(topic.name, topic.told + 1) if stays else None
    return moment.apart().answer(says, topic=on, awaiting=asks)


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
    if not heard.spoken or any(isinstance(spoken.verb, OfferMeanings | Escalate) for spoken in heard.spoken):
        return "question" if words.rstrip().endswith("?") else "unclear"
    if top == "deny":
        return "no" if turns_down(words) else "tell_more"
    more = many > _YES and not _is_bare(words)
    return "tell_more" if top == "affirm" and more and "yes" in TOPICS[topic.name] else top


def _offers_to_tell(topic: Topic) -> bool:
    """Tell whether the last answer offered to tell of Join Us, as Rasa's first about bullying does."""
    return topic.name == BULLYING and not topic.told


def _is_bare(words: str) -> bool:
    return bool(asides().says(words, BARE))
