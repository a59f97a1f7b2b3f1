"""What the talk is about for a few turns, and so how the next message is read.

Who tells of a loss or of being bullied is listened to, whatever a model makes of "hij was 13" alone; what is asked
about somebody else, or about joining, is read as that.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.asides import BARE, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import Heard, OfferMeanings
from bot.conversation.state import Awaiting, State, Topic
from bot.messages import words_of

GRIEF, BULLYING, RECOVERED, DAY = "grief", "bullying", "recovered", "day"
WAITING, ANOTHER, WORK, JOINING, NEARLY = "waiting", "another", "work", "joining", "nearly"
SUICIDE = "suicide"  # asked about, and it was asked whom it is about
_YES = 2  # words; who says more than yes tells something: "ja mn hele klas"
_TURNS = 4  # that are listened to before the talk goes on as usual

_BY_ASIDE = {
    **dict.fromkeys(("mourning", "bereaved"), GRIEF),
    **dict.fromkeys(("not_lonely", "how_are_you", "fine_thanks", "congratulations", "nerves"), DAY),
    "bullied_in_secret": BULLYING,
    "recovered": RECOVERED,
    "signed_up_waiting": WAITING,
    **dict.fromkeys(("for_another", "other_hesitates"), ANOTHER),
    **dict.fromkeys(("plain_may_leave", "plain_group_gone"), JOINING),
    "for_work": WORK,
}
_BY_INTENT = {
    **dict.fromkeys(("ask_join_us", "ask_activities", "ask_cost", "ask_age", "ask_schedule", "ask_referral"), JOINING),
    **dict.fromkeys(("ask_online_group", "ask_effect", "ask_intake", "sign_up", "find_group", "inform_place"), JOINING),
    "express_bullying": BULLYING,
    "sign_up_other": ANOTHER,
    "ask_about_suicide": SUICIDE,
}
_TELLS = frozenset({"deny", "tell_more", "chitchat", "out_of_scope", "unclear"})
_TELLS_OF_PAIN = _TELLS | {"express_sadness", "express_bullying", "express_social_anxiety", "feedback_negative"}
# what is said to who goes on telling, by what the model heard; to anything else the talk goes on as usual
_LISTENING: Mapping[str, Mapping[str, str]] = {
    GRIEF: {**dict.fromkeys(_TELLS_OF_PAIN, "grief_more"), "affirm": "grief_yes", "thank": "grief_thanks"},
    BULLYING: {**dict.fromkeys(_TELLS_OF_PAIN, "bullying_more"), "affirm": "bullying_yes"},
    DAY: dict.fromkeys(_TELLS | {"affirm"}, "day_more"),
}


def of_aside(name: str) -> Topic | None:
    """Give what the talk is about after this aside."""
    topic = _BY_ASIDE.get(name)
    asks = topic == BULLYING  # something itself, where Rasa offers to tell of Join Us first
    return Topic(topic, told=int(asks)) if topic else None


def of_question(moment: Moment, name: str) -> Topic:
    """Give what the talk is about after this question: about joining, unless one was asked for somebody else."""
    before = moment.state.topic
    stays = before if before and before.name not in _LISTENING else None
    return of_aside(name) or stays or Topic(JOINING)


def of_intent(turned: Turned, intent: str) -> Turned:
    """Remember what Rasa answered about."""
    topic = _BY_INTENT.get(intent)
    return replace(turned, state=replace(turned.state, topic=Topic(topic))) if topic and turned.state else turned


def asked(moment: Moment) -> tuple[str, ...]:
    """Name what a message may be about, for the phrasebooks."""
    topic = moment.state.topic
    where = (JOINING,) if moment.state.groups_shown or moment.state.awaiting is Awaiting.PLACE else ()
    return (*where, topic.name) if topic else where


def is_about_groups(state: State) -> bool:
    """Tell whether the talk is about joining, of whoever it is: Join Us knows more of that."""
    return state.topic is not None and state.topic.name in {JOINING, ANOTHER, WAITING, WORK}


def is_about_another(moment: Moment) -> bool:
    """Tell whether the talk is about somebody the visitor asks for."""
    return moment.state.topic is not None and moment.state.topic.name == ANOTHER


def listen(moment: Moment, heard: Heard, top: str) -> Turned | None:
    """Stay with who goes on telling; in care that is done elsewhere."""
    topic, words = moment.state.topic, words_of(moment.incoming.content)
    if topic is None or moment.state.care:
        return None
    said = asides().says(words, topic.name)
    bare = bool(asides().says(words, BARE))
    key = said[0] if said else _LISTENING.get(topic.name, {}).get(_heard(heard, top, words, bare=bare))
    offered = topic.name == BULLYING and not topic.told  # to tell of Join Us, in the first answer
    if key is None or (offered and (bare or key == "bullying_yes")):
        return None
    return _on(moment, topic, key)


def again(moment: Moment, aside: str) -> Turned | None:
    """Stay with who mourns and says so once more: "ik mis hem"."""
    topic = moment.state.topic
    mourns = topic is not None and topic.name == GRIEF and aside == "mourning"
    return _on(moment, topic, "grief_more") if topic and mourns else None


def _on(moment: Moment, topic: Topic, key: str) -> Turned:
    on = Topic(topic.name, topic.told + 1) if topic.told + 1 < _TURNS else None
    return moment.apart().answer(moment.say(key, topic.told), topic=on)


def _heard(heard: Heard, top: str, words: str, *, bare: bool) -> str:
    if not heard.spoken or any(isinstance(spoken.verb, OfferMeanings) for spoken in heard.spoken):
        return "unclear"
    return "tell_more" if top == "affirm" and not bare and len(words.split()) > _YES else top
