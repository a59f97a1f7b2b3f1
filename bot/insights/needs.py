"""What young people asked for and where, and how they were answered."""

from collections.abc import Mapping
from functools import partial

from bot.insights.counted import Period
from bot.insights.published import TOPICS, Published
from bot.insights.tables import Table, figure, heads, most_first, share
from bot.insights.words import names, said

OF_PLACE = ("group", "no_group", "sign_up")  # what is counted by municipality
_UNANSWERED = ("asked_meaning", "misunderstood", "rasa_down", "place_unknown")
_ANSWERS = ("first_reply", "resolved")


def topics(published: Published, period: Period, titles: Mapping[str, str]) -> Table:
    """Count what messages were about, by the titles of intents; those with nothing to show are not named."""
    sums = published.over(period)
    figures = {titles[intent]: n for intent, n in sums.kind("intent", "intent").items()}
    rest = sums.of(*TOPICS)
    rows = (*most_first(figures), *([(said("pool", "topics"), rest)] if rest else []))
    return Table(said("title", "topics"), heads("topic", "times"), rows)


def understanding(published: Published, period: Period) -> Table:
    """Count what the bot could not answer, and of how many messages: who presses a button is never misunderstood."""
    sums = published.over(period)
    typed = sums.of("typed", "")
    rows = [(said("event", name), figure(sums.of(name, "")), "") for name in ("turn", "typed")]
    each = {name: sums.of(name, "") for name in _UNANSWERED}
    rows += [(said("event", name), figure(n), share(n, typed)) for name, n in each.items()]
    return Table(said("title", "understanding"), heads("what", "times", "of_typed"), tuple(rows))


def by_municipality(published: Published, period: Period, called: Mapping[str, str]) -> Table:
    """Count by municipality what was shown and opened; where there is nothing to show it is not named."""
    sums = published.over(period)
    figures = {name: sums.kind(name, "gm") for name in OF_PLACE}
    codes = {code for each in figures.values() for code in each}
    rows = sorted(
        (called.get(code, code), *(figure(figures[name].get(code, 0)) for name in OF_PLACE)) for code in codes
    )
    head = (*heads("municipality"), *map(place_step, OF_PLACE))
    return Table(said("title", "municipalities"), head, tuple(rows))


def missed(published: Published, period: Period, called: Mapping[str, str]) -> Table:
    """Count where a group was asked for and there is none in the municipality; most first."""
    figures = published.over(period).kind("no_group", "gm")
    rows = tuple(most_first({called.get(code, code): n for code, n in figures.items()}))
    return Table(said("title", "missed"), (*heads("municipality"), place_step("no_group")), rows)


def staff(published: Published, period: Period) -> Table:
    """Count how soon a person answered, and was done."""
    sums = published.over(period)
    buckets = names("within")
    rows = tuple(
        (said("event", name), *(figure(sums.of(name, f"within:{bucket}")) for bucket in buckets)) for name in _ANSWERS
    )
    return Table(said("title", "staff"), (*heads("answer"), *map(partial(said, "within"), buckets)), rows)


def alarms(published: Published, period: Period) -> Table:
    """Count alarms: visitors on a day; how grave each was is not told, for the parts would give away the rest."""
    row = said("step", "alarm"), figure(published.over(period).of("alarm", ""))
    return Table(said("title", "alarms"), heads("alarm", "times"), (row,))


def place_step(name: str) -> str:
    """Say what is counted by municipality."""
    return said("event" if name == "no_group" else "step", name)
