"""The helplines: one data file, checked when it is read; which of them belong in a reply, and in what order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from bot import yml
from bot.safety.kinds import FOLLOWED, MISSING, SHUT_IN, Kind, kind_of
from bot.safety.tiers import Alarm, Tier, max_tier

STALE_AFTER = timedelta(days=90)
_HOME = ZoneInfo("Europe/Amsterdam")
_PHONE = re.compile(r"\d{3,4}|0\d{2,3}[- ]\d[\d ]{2,9}\d")
_HOURS = re.compile(r"24/7||(mon-fri )?\d\d:\d\d-\d\d:\d\d")
_COSTS = {"free_anonymous", "free", ""}
_WEEKEND = 5  # datetime.weekday() of Saturday
VIOLENCE = "violence_now"  # the category of an emergency that another person makes
FROM_ANOTHER = frozenset({VIOLENCE, SHUT_IN, FOLLOWED})
ACCIDENT = "accident"  # and of one that nobody wants
THREAT = "threat_to_others"  # and of one that somebody means to make
SEXUAL = "sexual_violence"  # the category of what has a line of its own
OTHERS_DYING = "dying_of_another"  # of a life of somebody else that is in danger now or tonight
OF_THEIRS = frozenset({OTHERS_DYING, MISSING})  # emergencies of somebody else, in whatever sentence they stand
EATING = "eating_of_another"  # and of a worry that is of no wish to die
BEGUN = frozenset({"attempt", "taken"})  # and of what somebody did to themselves
_MOST = 5  # lines in one reply: who has to choose from more chooses none

# The lines of each tier, those that must come first first. The rest follows open lines before closed ones.
_FIRST: Mapping[Tier, tuple[str, ...]] = {
    Tier.EMERGENCY: ("112", "113"),
    Tier.UNSAFE: ("112", "veilig_thuis"),
    Tier.SUICIDAL: ("113", "112"),
    Tier.CONCERN: ("113",),
    Tier.THIRD_PARTY: ("113", "112"),
    Tier.NONE: ("113", "112"),
}
_YOUTH: Mapping[str | None, tuple[str, ...]] = {
    "under12": ("kindertelefoon",),
    "12-17": ("kindertelefoon",),
    "18-24": ("alles_oke",),
    "25-30": (),
    "over30": ("luisterlijn",),
    None: ("kindertelefoon", "alles_oke"),
}
_YOUTH_HERE = frozenset(_YOUTH[None])


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline; `chat` is the address as people type it, `ages` the lowest and highest age it is for."""

    key: str
    name: str
    phone: str
    phone_too: str
    chat: str
    url: str
    hours: str
    chat_hours: str
    ages: tuple[int, int] | None
    cost: str
    source: str
    last_verified: date | None
    country: str
    verified: bool


@cache
def helplines() -> Mapping[str, Helpline]:
    """Read the file.

    Raises:
        ValueError: a number, an address or the hours are not written as they should be, or one stands twice.
    """
    text = resources.files("bot.safety").joinpath("helplines.yml").read_text(encoding="utf-8")
    return checked(yml.texts(text))


def checked(written: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Helpline]:
    """Make helplines of what the file says; raises ValueError as `helplines` does."""
    lines = {key: _line(key, entry) for key, entry in written.items()}
    for field in ("name", "phone", "url"):
        values = [value for line in lines.values() if (value := getattr(line, field))]
        if len(set(values)) < len(values):
            raise ValueError(f"two helplines have the same {field}")
    return lines


def _line(key: str, entry: Mapping[str, Any]) -> Helpline:
    optional = {name: str(entry.get(name, "")) for name in ("phone", "phone_too", "chat")}
    ages = entry.get("ages")
    line = Helpline(
        key=key,
        **optional,
        **{name: str(entry[name]) for name in ("name", "url", "hours", "cost", "source", "country")},
        chat_hours=str(entry.get("chat_hours", entry["hours"])),
        ages=(int(ages[0]), int(ages[1])) if ages else None,
        last_verified=date.fromisoformat(entry["last_verified"]) if entry["last_verified"] else None,
        verified={"true": True, "false": False}[entry["verified"]],
    )
    wrong = [
        name
        for name, fine in {
            "phone": all(_PHONE.fullmatch(phone) for phone in (line.phone, line.phone_too) if phone),
            "contact": bool(line.phone or line.chat),
            "url": line.url.startswith("https://"),
            "hours": all(bool(_HOURS.fullmatch(at)) and _within_a_day(at) for at in (line.hours, line.chat_hours)),
            "cost": line.cost in _COSTS,
            "country": line.country in {"nl", "be"},
        }.items()
        if not fine
    ]
    if wrong:
        raise ValueError(f"helpline {key} has a wrong {', '.join(wrong)}")
    return line


def _within_a_day(hours: str) -> bool:
    """Tell whether hours begin before they end, on a clock that knows them; past midnight nothing here can say."""
    begin, dash, end = hours.rpartition(" ")[2].partition("-")
    return not dash or "00:00" <= begin < end <= "23:59"


def stale(today: date, lines: Mapping[str, Helpline] | None = None) -> tuple[str, ...]:
    """Name the helplines, those of the file or these, that nobody has verified for 90 days, or ever."""
    return tuple(
        line.key
        for line in (helplines() if lines is None else lines).values()
        if line.last_verified is None or today - line.last_verified > STALE_AFTER
    )


def open_now(line: Helpline, now: datetime) -> bool:
    """Tell whether a line answers at this moment, by Dutch time; False where its hours are not known."""
    if line.hours == "24/7":
        return True
    days, _, hours = line.hours.rpartition(" ")
    if not hours:
        return False
    here = now.astimezone(_HOME)
    begin, end = (time.fromisoformat(hour) for hour in hours.split("-"))
    return not (days and here.weekday() >= _WEEKEND) and begin <= here.time() < end


def signalled(alarm: Alarm) -> frozenset[Tier]:
    """Give all that an alarm tells of: a life that another person puts in danger is not safe with them either."""
    violent = any(signal.category in FROM_ANOTHER for signal in alarm.signals)
    return alarm.tiers | {Tier.UNSAFE} if violent else alarm.tiers


def named_in(text: str) -> tuple[Helpline, ...]:
    """Give the lines whose number or chat stands in a text, in the order they come."""
    found = ((min(at), line) for line in helplines().values() if (at := [*_where(line, text)]))
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def _where(line: Helpline, text: str) -> Iterator[int]:
    for how in filter(None, (line.phone, line.phone_too, line.chat)):
        match = re.search(rf"(?<![\w-]){re.escape(how)}(?![\w-])", text)
        if match:
            yield match.start()


def lines_for(alarm: Alarm | Iterable[Tier], age: str | None, country: str, now: datetime) -> tuple[Helpline, ...]:
    """Give the lines for an alarm, at most five, the one to call first first.

    112 leads for an emergency, 112 and Veilig Thuis for the unsafe, 113 otherwise; with a suicidal signal 113 is
    always there. A kind of danger of its own has lines of its own.
    `age` is "under12", "12-17", "18-24", "25-30", "over30" or None; `country` "nl" or "be".
    """
    kind = kind_of(alarm) if isinstance(alarm, Alarm) else None
    tiers, sexual = _needs(alarm) if isinstance(alarm, Alarm) else (frozenset(alarm), False)
    if kind:
        return _lines_of(kind, tiers, age, country, now)
    first = _FIRST[max_tier(tiers)]
    of_life = tiers & {Tier.EMERGENCY, Tier.SUICIDAL, Tier.CONCERN}
    if tiers & {Tier.SUICIDAL, Tier.CONCERN}:
        first += ("113",)
    if Tier.UNSAFE in tiers:
        first += ("veilig_thuis",)
    if country == "be":
        first += ("zelfmoordlijn",) if of_life or Tier.UNSAFE not in tiers else ("awel", "zelfmoordlijn")
    rest = () if Tier.EMERGENCY in tiers else _YOUTH.get(age, _YOUTH[None])
    last: tuple[str, ...] = ()
    if sexual:
        first += ("centrum_seksueel_geweld",)
    elif Tier.UNSAFE in tiers:
        last = ("centrum_seksueel_geweld",)
    if country == "be" and Tier.EMERGENCY not in tiers:
        rest = ("awel", *rest)
    known = helplines()
    closed_last = sorted((known[key] for key in rest), key=lambda line: not open_now(line, now))
    return _five((*(known[key] for key in first), *closed_last, *(known[key] for key in last)), country)


def _lines_of(kind: Kind, tiers: frozenset[Tier], age: str | None, country: str, now: datetime) -> tuple[Helpline, ...]:
    """Give the lines for a kind of danger: 113 only for who signals a wish to die, and low for a concern."""
    belgian = country == "be"
    young = (*(("awel",) if belgian else ()), *_YOUTH.get(age, _YOUTH[None])) if kind.for_young else ()
    life = ("113", *(("zelfmoordlijn",) if belgian else ()))
    last = life if tiers & {Tier.SUICIDAL, Tier.CONCERN} else ()
    known = helplines()
    closed_last = sorted((known[key] for key in young), key=lambda line: not open_now(line, now))
    return _five((*(known[key] for key in kind.lines), *closed_last, *(known[key] for key in last)), country)


def _five(lines: Iterable[Helpline], country: str) -> tuple[Helpline, ...]:
    """Keep five at most, each once; in Belgium a line there is worth more than those for the young here."""
    kept = list(dict.fromkeys(lines))
    here = [line for line in kept if country == "be" and line.key in _YOUTH_HERE]
    while len(kept) > _MOST and here:
        kept.remove(here.pop())
    return tuple(kept[:_MOST])


def _needs(alarm: Alarm) -> tuple[frozenset[Tier], bool]:
    """Give what help an alarm asks for, and whether it tells of sexual violence.

    A life that only another puts in danger needs whom the unsafe need: nobody spoke of a wish to die.
    """
    by_another = {signal.category for signal in alarm.signals if signal.tier is Tier.EMERGENCY} == {VIOLENCE}
    tiers = signalled(alarm) - {Tier.EMERGENCY} if by_another else signalled(alarm)
    return tiers, any(signal.category == SEXUAL for signal in alarm.signals)
