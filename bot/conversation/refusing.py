"""Nobody is invited who told that they are too young or too old to join: they hear who is there for them instead."""

from bot.conversation import ages, topics
from bot.conversation.moment import Moment, Turned, fingerprint
from bot.conversation.state import Topic


def refused(moment: Moment, about: str) -> Turned:
    """Say that somebody cannot join, and to who asks on where to find company; who nearly can may go on about that."""
    age = moment.state.age or 0
    topic = Topic(topics.NEARLY) if nearly(age) else moment.state.topic
    says = moment.anew(f"{about}_{ages.fits(age)}", age=age, **ages.lines())
    if fingerprint(says.text) in moment.state.said:
        says = moment.anew(f"company_{ages.fits(age)}", **ages.lines())
    return moment.form_over().answer(says, topic=topic)


def nearly(age: int) -> bool:
    """Tell whether somebody can join within a year."""
    return age == ages.YOUNGEST - 1
