"""What a step of the turn is given, and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from zlib import crc32

from bot.campaigns import Click, Count, Doorway, Step
from bot.conversation import ages
from bot.conversation.ports import Dialogue, Store, Talk
from bot.conversation.showing import Showing
from bot.conversation.state import Awaiting, State
from bot.directory import NATIONAL_SIGN_UP, Group, Places
from bot.handovers import DeskKey, HandoverEvent, Line
from bot.messages import Incoming, Language, Replies, Say
from bot.safety import AFTER_ALARM, SHOWN, Care, Context, StaffLine, Tier, silenced
from bot.staff import USUAL_DAYS, Reading, When
from bot.texts import Texts


def fingerprint(text: str) -> int:
    """Give what tells a text of the bot's own from another, so that it is known what was said last."""
    return crc32(text.encode())


ANOTHER = "another"  # the topic of who asks for somebody else
_STAFF = {When.NEVER: StaffLine.NOBODY, When.LATER: StaffLine.LATER, When.NOW: StaffLine.NOW}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a conversation works with; built in `__main__`. `escalations`: the safety intents and their tiers.

    `days_kept` tells how long after staff have closed a handover it is there.
    """

    store: Store
    dialogue: Dialogue
    places: Places
    texts: Texts
    desk: DeskKey
    reading: Callable[[datetime], Reading]
    new_id: Callable[[], str]
    doorway: Doorway
    escalations: Mapping[str, Tier]
    days_kept: Callable[[], int] = lambda: USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Moment:
    """One message, who sent it as far as the bot knows, and what they said just before.

    `switched`: the message itself made the bot change its language. `talk` is there while the word is to somebody of
    staff.
    """

    parts: Parts
    incoming: Incoming
    state: State
    earlier: tuple[Line, ...] = ()
    switched: bool = False
    talk: Talk | None = None

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.state.language

    @property
    def after(self) -> str:
        """What the message comes after, as far as that says whether it may be plain: an alarm, groups, or neither."""
        return AFTER_ALARM if self.state.care else SHOWN if self.state.groups_shown else ""

    def say(self, key: str, variant: int = 0, **values: object) -> Say:
        """Say one of the bot's own texts."""
        return self.parts.texts.say(key, self.language, variant, **values)

    def anew(self, key: str, **values: object) -> Say:
        """Say a text in the wording that follows the one that was said just before."""
        wordings = range(len(self.parts.texts.variants(key, self.language)))
        said = [at for at in wordings if fingerprint(self.say(key, at, **values).text) in self.state.said]
        return self.say(key, max(said, default=-1) + 1, **values)

    def showing(self) -> Showing:
        """Show groups in the visitor's language, with links to the sign-up that are counted."""
        return Showing(self.parts.texts, self.language, self._way_to)

    def _way_to(self, group: Group | None) -> str:
        touches = self.state.touches
        address = (group and group.signup_url) or NATIONAL_SIGN_UP
        if self.incoming.trial:  # is not counted
            return address
        click = Click(group.id if group else "", touches.last or "", self.state.municipality or "", touches.ticket)
        return self.parts.doorway.link(click, address)

    def reading(self) -> Reading:
        """Whether people read along, as far as this visitor is concerned: nobody is called to a trial."""
        if self.talk:
            return Reading(When.NOW)
        return Reading(When.NEVER) if self.incoming.trial else self.parts.reading(self.incoming.at)

    def staff(self) -> StaffLine:
        """What is true now about people reading along."""
        return _STAFF[self.reading().when]

    def care_context(self, staff: StaffLine | None = None) -> Context:
        """What the safety room needs to word a reply; `staff` overrules what is true about people reading."""
        told = staff or self.staff()
        asks = self.talk is None  # else a person is there to ask
        country, age, care = self.state.country, self.age, self.state.care
        types = care is not None and care.types
        return Context(self.parts.texts, self.language, told, self.incoming.at, country, age, asks=asks, types=types)

    @property
    def age(self) -> str | None:
        """The band of the age they told, of their own or of whom they look for a group for."""
        return None if self.state.age is None else ages.band(self.state.age)

    def knowing(self, **changes: Any) -> Self:  # noqa: ANN401 -- fields of State, checked by it
        """Give the same moment with a changed state."""
        return replace(self, state=replace(self.state, **changes))

    def form_over(self) -> Self:
        """Give the same moment without a form at Rasa, which would take whatever comes next for a place."""
        return self.apart() if self.state.awaiting is Awaiting.PLACE else self

    def apart(self) -> Self:
        """Have Rasa begin anew: it would take "ja" for the answer to what it said itself, which nobody has read."""
        return self.knowing(rasa_id=self.parts.new_id())

    def beside(self, *replies: Say) -> "Turned":
        """Answer beside the question: what the bot asked still stands."""
        return Turned(replies, self.knowing(care=self._care_silent()).state)

    def answer(
        self,
        *replies: Say,
        counts: tuple[Count, ...] = (),
        once: frozenset[Count] = frozenset(),
        **changes: Any,  # noqa: ANN401
    ) -> "Turned":
        """Answer, with the state changed; what was awaited is over unless it is named again.

        Who asks for somebody else still does, until they speak of something else themselves.
        """
        topic = self.state.topic if self.state.topic and self.state.topic.name == ANOTHER else None
        over = {"awaiting": Awaiting.NOTHING, "options": (), "misunderstood": 0, "groups_shown": False, "topic": topic}
        care = {"care": self._care_silent()}
        return Turned(replies, self.knowing(**{**over, **care, **changes}).state, counts, once)

    def _care_silent(self) -> Care | None:
        """Give the care after something else was said."""
        return self.state.care and silenced(self.state.care)


@dataclass(frozen=True, slots=True)
class Turned:
    """What one message leads to.

    `counts` count each time, `once` counts once a day for a visitor. `if_unwritten` is said instead when the
    handover cannot be written in time.
    """

    replies: Replies
    state: State | None
    counts: tuple[Count, ...] = ()
    once: frozenset[Count] = frozenset()
    handover: HandoverEvent | None = None
    if_unwritten: Replies | None = None
    forgets: bool = False

    @property
    def arrives(self) -> bool:
        """Tell whether somebody arrives, by a code or without one."""
        return Count(Step.START) in self.once
