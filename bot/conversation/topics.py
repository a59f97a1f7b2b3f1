"""What the talk is about for a few turns, and so how the next message is read.

Who tells of a loss or of being bullied is listened to, whatever a model makes of "hij was 13" alone; what is asked
about somebody else, or about joining, is read as that.
"""

from dataclasses import replace

from bot.conversation.asides import asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import Heard, OfferMeanings
from bot.conversation.state import Awaiting, Topic
from bot.messages import words_of

GRIEF, BULLYING, RECOVERED = "grief", "bullying", "recovered"
ANOTHER, WORK, JOINING = "another", "work", "joining"
LISTENED_TO = frozenset({GRIEF, BULLYING})
_YES = 2  # words; who says more than yes tells something
_TURNS = 4  # that are listened to before the talk goes on as usual
_BEGUN_BY_ASIDE = {"mourning": GRIEF, "bereaved": GRIEF, "bullied_in_secret": BULLYING, "recovered": RECOVERED} | {
    "for_another": ANOTHER,
    "for_work": WORK,
}
_BEGUN_BY_INTENT = {"express_bullying": BULLYING, "sign_up_other": ANOTHER} | dict.fromkeys(
    """ask_join_us ask_activities ask_cost ask_age ask_schedule ask_referral ask_online_group ask_effect ask_intake
    sign_up find_group inform_place""".split(),  # noqa: SIM905 -- words read better as words
    JOINING,
)
# what tells on, or may: the rest asks for something
_TELLS = frozenset(
    """deny tell_more chitchat express_sadness express_bullying feedback_negative out_of_scope unclear""".split()  # noqa: SIM905
)
_GRIEF = {"affirm": "grief_yes", "thank": "grief_thanks"}


def of_aside(name: str) -> Topic | None:
    """Give what the talk is about after this aside."""
    topic = _BEGUN_BY_ASIDE.get(name)
    return Topic(topic) if topic else None


def of_question(moment: Moment, name: str) -> Topic | None:
    """Give what the talk is about after this question: about joining, unless it was about something already."""
    return of_aside(name) or moment.state.topic or Topic(JOINING)


def of_intent(turned: Turned, intent: str) -> Turned:
    """Remember what Rasa answered about."""
    topic = _BEGUN_BY_INTENT.get(intent)
    return replace(turned, state=replace(turned.state, topic=Topic(topic))) if topic and turned.state else turned


def asked(moment: Moment) -> tuple[str, ...]:
    """Name what a message may be about, for the phrasebooks."""
    topic = moment.state.topic
    where = (JOINING,) if moment.state.groups_shown or moment.state.awaiting is Awaiting.PLACE else ()
    return (*where, topic.name) if topic else where


def is_about_another(moment: Moment) -> bool:
    """Tell whether the talk is about somebody the visitor asks for."""
    return moment.state.topic is not None and moment.state.topic.name == ANOTHER


def listen(moment: Moment, heard: Heard, top: str) -> Turned | None:
    """Stay with who tells of a loss or of being bullied."""
    topic = moment.state.topic
    if topic is None or moment.state.care:
        return None
    unclear = not heard.spoken or any(isinstance(spoken.verb, OfferMeanings) for spoken in heard.spoken)
    key = _answer(topic, words_of(moment.incoming.content), "unclear" if unclear else top)
    if key is None:
        return None
    on = Topic(topic.name, topic.told + 1) if topic.told + 1 < _TURNS else None
    return moment.answer(moment.say(key, topic.told), topic=on, rasa_id=moment.parts.new_id())


def _answer(topic: Topic, words: str, top: str) -> str | None:
    said = asides().says(words, topic.name)
    if said:
        return said[0]
    if topic.name == GRIEF and (top in _GRIEF or not words):
        return _GRIEF.get(top, "grief_yes") if words or top == "tell_more" else None
    tells_on = top in _TELLS or (top == "affirm" and len(words.split()) > _YES)  # "ja mn hele klas"
    listens = topic.name in LISTENED_TO and words and tells_on
    return f"{topic.name}_more" if listens else None
