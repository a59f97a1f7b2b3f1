"""What the bot remembers of a visitor between two messages: never a word they wrote."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from bot.campaigns import Touches
from bot.messages import Language
from bot.safety import Care, Tier


class Awaiting(StrEnum):
    """What the bot asked last and a typed answer is for."""

    NOTHING = "nothing"
    PLACE = "place"
    MESSAGE_FOR_A_PERSON = "message_for_a_person"
    HELD_BACK = "held_back"  # what was typed just before instead of that message
    FORGETTING = "forgetting"  # whether everything is to be forgotten
    SEARCH = "search"  # whether to look for a group
    TELLING = "telling"  # whether to tell what Join Us is


AT_EASE = frozenset({Awaiting.NOTHING, Awaiting.TELLING})  # nothing hangs on the answer


@dataclass(frozen=True, slots=True)
class Topic:
    """What the talk is about, and how often in a row that was listened to."""

    name: str
    told: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """One visitor, as the store keeps it for 24 idle hours.

    `rasa_id` names the conversation at Rasa; a new one means that whatever form was open is over. `options` are the
    codes of the places a visitor may choose from. `unknown_places` and `misunderstood` count failures in a row.
    `country` is "nl" or, after a place in Belgium, "be": it decides on the helplines. `met` says that they were
    welcomed before. `place` is the code of the place they named last, `place_shown` says that its groups were shown;
    `age`, in years, is of whom a group is looked for. `groups_shown`: the last answer was about a place, so it may be
    corrected. `topic`: what the talk is about, where that decides on the next answer. `helped_in` is the handover in
    whose talk with staff the helplines were shown, `helped_with` what for. A talk that was claimed before
    `left_talk_at` is over. `touches`: the poster they came by, and what was counted of them today. `said`: what the bot
    said last, as fingerprints, so that it does not say the same again. `message_left`: they asked for a person, and may
    wait for an answer.
    """

    rasa_id: str
    language: Language = Language.NL
    language_chosen: bool = False
    awaiting: Awaiting = Awaiting.NOTHING
    options: tuple[str, ...] = ()
    unknown_places: int = 0
    misunderstood: int = 0
    municipality: str | None = None
    country: str = "nl"
    met: bool = False
    care: Care | None = None
    place: str | None = None
    place_shown: bool = False
    age: int | None = None
    groups_shown: bool = False
    topic: Topic | None = None
    helped_in: int | None = None
    helped_with: frozenset[Tier] = frozenset()
    left_talk_at: datetime | None = None
    touches: Touches = field(default_factory=Touches)
    said: frozenset[int] = frozenset()
    message_left: bool = False


_JSON = TypeAdapter(State)


def dump(state: State) -> bytes:
    """Write a state for the store."""
    return _JSON.dump_json(state)


def parse(written: bytes) -> State | None:
    """Read a state back; None for one that an older version wrote in a shape this one does not know."""
    try:
        return _JSON.validate_json(written)
    except ValidationError:
        return None
