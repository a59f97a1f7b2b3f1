"""The care texts filled in: numbers from the helplines, in the visitor's language, another wording every turn."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from bot.messages import Button, Language, Link, Say
from bot.safety.cared import Care
from bot.safety.helplines import Helpline, helplines, lines_for, open_now
from bot.safety.tiers import Tier
from bot.texts import Texts

_ANY = 100  # years: who may be so old is not young


class StaffLine(StrEnum):
    """What is true about people reading along."""

    NOBODY = "nobody"
    LATER = "later"
    NOW = "now"
    UNKNOWN = "unknown"  # the handover could not be written: nothing is said about staff


@dataclass(frozen=True, slots=True)
class Context:
    """What a reply depends on besides the alarm.

    `country` is "nl" or "be"; `age` a band as `lines_for` knows it, None where nobody asked. `asks`: the bot asks on,
    which it does not while a person talks with the visitor. `types`: the visitor does not call, so chats come first.
    """

    texts: Texts
    language: Language
    staff: StaffLine
    now: datetime
    country: str = "nl"
    age: str | None = None
    asks: bool = True
    types: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Says the care texts in one wording."""

    ctx: Context
    variant: int

    def other_language(self) -> Self:
        """Say the same in the other language."""
        return replace(self, ctx=replace(self.ctx, language=self.ctx.language.other))

    def say(self, key: str, **values: object) -> Say:
        """Fill in a text."""
        return self.ctx.texts.say(key, self.ctx.language, self.variant, **self._numbers(), **values)

    def knows(self, key: str) -> bool:
        """Tell whether there is a text of this name."""
        return key in self.ctx.texts.keys()  # noqa: SIM118 -- keys() is the promise of Texts

    def _numbers(self) -> dict[str, str]:
        """Give what the texts name by what it is for; in Belgium with the line there beside it."""
        known = helplines()
        home, kids, assault = known["veilig_thuis"], known["kindertelefoon"], known["centrum_seksueel_geweld"]
        there, young = known["zelfmoordlijn"], known["awel"]
        return {
            "emergency": known["112"].phone,
            "line": self._beside(known["113"].phone, there.phone),
            "line_too": known["113"].phone_too,
            "belgium": there.phone,
            "chat": self._beside(known["113"].chat, there.chat),
            "home": self._beside(home.phone, f"{young.name} {young.phone}"),
            "home_chat": self._beside(home.chat, young.chat),
            "kids": self._beside(kids.phone, f"{young.name} {young.phone}"),
            "kids_chat": self._beside(kids.chat, young.chat),
            "assault": assault.phone,
        }

    def _beside(self, here: str, there: str) -> str:
        return f"{here} ({self._text('line_belgium', line=there)})" if self.ctx.country == "be" else here

    def limits(self) -> Say:
        """Say what the bot is, what it cannot do, and who reads along."""
        limits = self.say("care_limits")
        if self.ctx.staff is StaffLine.UNKNOWN:
            return limits
        return replace(limits, text=f"{limits.text} {self.say(f'care_staff_{self.ctx.staff}').text}")

    def block(self, lines: tuple[Helpline, ...]) -> Say:
        """Say where to turn, a line each, with the limits below."""
        return self.say("care_block", lines=self.listed(lines), limits=self.limits().text)

    def with_chat(self, said: Say, line: str) -> Say:
        """Put the link to the chat of a line below something."""
        to = helplines()[line]
        name = to.phone if line == "113" else to.name
        link = Link(self.say("care_chat_title", name=name).text, to.url)
        choices: tuple[Button | Link, ...] = (*said.choices, link)
        return replace(said, choices=choices)

    def listed(self, lines: tuple[Helpline, ...]) -> str:
        """Write lines one below the other."""
        return "\n".join(self._line(line) for line in lines)

    def _line(self, line: Helpline) -> str:
        numbers = f" {self._text('line_or')} ".join(phone for phone in (line.phone, line.phone_too) if phone)
        chat = self._text("line_chat", chat=line.chat) if line.chat and line.verified else ""
        name = "" if line.name == line.phone else f"{line.name}: "
        ways = (chat, numbers) if self.ctx.types else (numbers, chat)
        facts = [self._ages(line), *ways, self._cost(line), self._hours(line)]
        if chat and line.chat_hours != line.hours:  # "dag en nacht" is said of the phone alone
            facts = [*(fact for fact in facts if fact != chat), self._text("line_chat_look", chat=line.chat)]
        return name + ", ".join(filter(None, facts))

    def _ages(self, line: Helpline) -> str:
        """Say for whom a line of the young is, to who has not said how old they are."""
        youngest, oldest = line.ages or (0, _ANY)
        return "" if oldest >= _ANY or self.ctx.age else self._text("line_ages", youngest=youngest, oldest=oldest)

    def _cost(self, line: Helpline) -> str:
        return self._text(f"line_{line.cost}") if line.cost else ""

    def _hours(self, line: Helpline) -> str:
        if not line.verified:
            return self._text("line_look_chat" if line.chat else "line_look", url=line.url.removeprefix("https://www."))
        return self._text("line_always") if line.hours == "24/7" else line.hours

    def _text(self, key: str, **values: object) -> str:
        return self.ctx.texts.say(key, self.ctx.language, 0, **values).text


def help_now(ctx: Context) -> tuple[Say, ...]:
    """Answer /hulp: 112 for danger, then the lines, 113 first."""
    words = Words(ctx, 0)
    lines = lines_for((Tier.SUICIDAL,), ctx.age, ctx.country, ctx.now)
    listed = words.listed(tuple(line for line in lines if line.key != "112"))
    return (words.say("care_help_now", lines=listed),)


def answering_lines(ctx: Context, care: Care | None = None) -> str:
    """Write the lines that can answer at this hour, one below the other: those of what their care is about first."""
    tier = Tier.UNSAFE if care and Tier.UNSAFE in care.answered else Tier.CONCERN
    lines = lines_for((tier,), ctx.age, ctx.country, ctx.now)
    return Words(ctx, 0).listed(tuple(line for line in lines if open_now(line, ctx.now)))


def belgian_lines(ctx: Context) -> str:
    """Write the lines for a visitor in Belgium who raised no alarm."""
    return Words(ctx, 0).listed((helplines()["awel"],))
