"""What the model's gate heard in a message: what of it stands, and what is said to it."""

from dataclasses import replace

from bot.conversation import alarms, fine, known, meanings, topics
from bot.conversation.asides import ANYTIME, KNOWN, OF_WHOM, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import Escalate, Heard
from bot.safety import OVER, Tier, doubted, max_tier, model_alarm, silenced

# what an answer to "is it about you, or about somebody you know?" signals; who neither denies nor says so is asked on
_OF_WHOM = {"about_self": Tier.SUICIDAL, "about_self_perhaps": Tier.CONCERN, "about_somebody": Tier.THIRD_PARTY}


def judged(moment: Moment, words: str, heard: Heard) -> Turned | None:
    """Answer what the gate heard, or what it took for a cry and plainly is none; None when there is neither."""
    tier, is_fine = fine.seen(moment, words, _standing(moment, words, heard))
    if is_fine or tier is Tier.NONE:
        return is_fine
    # "grapje" may look alarming by itself; as the answer to a question of care it is answered as one
    unsure = tier is heard.tier and not heard.sure
    alarm = model_alarm(tier, sure=not unsure)
    followed = alarms.care_follow(moment, words, alarm)
    if followed is None and unsure and tier is Tier.CONCERN and not moment.state.care:
        return _with_its_topic(moment, heard, alarms.sound(moment, alarm))
    return followed or alarms.sound(moment, alarm)


def _standing(moment: Moment, words: str, heard: Heard) -> Tier:
    """Give what Rasa heard, less what the words themselves explain."""
    tier = max_tier((wanted(heard), about(moment, words)))
    mild = tier is Tier.THIRD_PARTY or (tier is Tier.CONCERN and not heard.sure)
    if mild and "bereaved" in asides().says(words, ANYTIME):
        return Tier.NONE  # who has died is worried about no more; who is left has a text that asks after them
    if topics.goes_on(moment, words):  # "hij weet het niet", of whom somebody is in love with
        return Tier.NONE
    return Tier.NONE if tier is Tier.CONCERN and _only_asks(moment, words, heard) else tier


def _only_asks(moment: Moment, words: str, heard: Heard) -> bool:
    """Tell whether a doubt of the gate alone is about a plain question, or about joining what was just shown.

    Of 15,000 cries none was either by its words.
    """
    in_two_minds = not heard.sure and not any(isinstance(spoken.verb, Escalate) for spoken in heard.spoken)
    if not in_two_minds or not (moment.state.care is None or doubted(moment.state.care)):
        return False
    asked = known.asked(moment, words)
    signs_up = moment.state.groups_shown and "signs_up" in asides().says(words, KNOWN)
    return signs_up or (bool(asked) and not any(map(topics.tells_of_pain, asked)))


def _with_its_topic(moment: Moment, heard: Heard, sounded: Turned) -> Turned:
    """Tell of company too who is surely lonely, and of whom the model doubts whether there is more.

    The care was said, and staff know; the talk goes on where Rasa left it.
    """
    meant = heard.ranking[0] if heard.ranking else None
    lonely = meant is not None and meant.intent in meanings.LONELY and meant.confidence >= meanings.SURELY
    if not lonely or sounded.state is None or sounded.state.care is None:
        return sounded
    calmed = silenced(replace(sounded.state.care, turns_since_block=OVER))
    state = replace(sounded.state, rasa_id=moment.state.rasa_id, care=calmed)
    company = (spoken.say for spoken in heard.spoken if spoken.text)
    return replace(sounded, state=state, replies=(*sounded.replies, *company))


def about(moment: Moment, words: str) -> Tier:
    """Give what is signalled by whom a question about suicide is about; no model hears that in "een vriend"."""
    topic = moment.state.topic
    if moment.state.care or topic is None or topic.name != topics.SUICIDE:
        return Tier.NONE
    return max_tier(_OF_WHOM[name] for name in asides().says(words, OF_WHOM))


def wanted(heard: Heard) -> Tier:
    """Give the gravest of the gate's verdict and what Rasa wants escalated: both come before anything it says."""
    escalated = [spoken.verb.tier for spoken in heard.spoken if isinstance(spoken.verb, Escalate)]
    return max_tier((heard.tier, *escalated))
