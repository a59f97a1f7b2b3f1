"""What comes in and what goes out, the same for Telegram, the chat page and the terminal.

A channel only translates: it makes an `Incoming` of what arrived and shows the `Say`s that come back.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

CALLBACK_LIMIT = 64  # bytes; Telegram refuses a button whose callback_data is longer


class Language(StrEnum):
    """The two languages the bot speaks."""

    NL = "nl"
    EN = "en"

    @property
    def other(self) -> Self:
        """The language `/taal` switches to."""
        return type(self)("en" if self == "nl" else "nl")


class Command(StrEnum):
    """The slash commands, each usable in every state; a button can stand for one too."""

    START = "start"
    MENU = "menu"
    GROUP = "groep"
    HELP_NOW = "hulp"
    HUMAN = "mens"
    LANGUAGE = "taal"
    PRIVACY = "privacy"
    FORGET = "wis"
    STOP = "stop"


class CareAnswer(StrEnum):
    """What a visitor can answer, by button, to a question asked after an alarm."""

    YES = "yes"
    SOMETIMES = "sometimes"
    NO = "no"
    DONT_KNOW = "dont_know"
    SAFE = "safe"
    NOT_SAFE = "not_safe"
    ONLY_TALK = "only_talk"
    AFRAID_HEARD = "afraid_heard"
    NO_WORDS = "no_words"
    NO_CALL = "no_call"
    NOBODY = "nobody"
    SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Ask:
    """A button that asks what an intent answers."""

    intent: str


@dataclass(frozen=True, slots=True)
class ChoosePlace:
    """A button that picks one of several places; `code` as in the directory ("WP2800", "GM0344", "PV-Utrecht")."""

    code: str


@dataclass(frozen=True, slots=True)
class Care:
    """A button that answers a question of care."""

    answer: CareAnswer


@dataclass(frozen=True, slots=True)
class Run:
    """A button that does what a command does."""

    command: Command


class Choice(StrEnum):
    """What is chosen outside Rasa: forgetting everything, what a handover is to say, leaving a talk with staff."""

    FORGET_ALL = "forget_all"
    KEEP = "keep"
    NO_MESSAGE = "no_message"
    HAND_ON = "hand_on"
    NEVER_MIND = "never_mind"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Choose:
    """A button that settles what the bot asked."""

    choice: Choice


Action = Ask | ChoosePlace | Care | Run | Choose


def encode(action: Action) -> str:
    """Give a button's payload, at most 64 bytes, the same for every channel."""
    match action:
        case Ask(intent):
            return f"1:a:{intent}"
        case ChoosePlace(code):
            return f"1:p:{code}"
        case Care(answer):
            return f"1:c:{answer}"
        case Run(command):
            return f"1:r:{command}"
        case Choose(choice):
            return f"1:k:{choice}"


def decode(payload: str, askable: frozenset[str]) -> Action | None:
    """Read a payload from outside; None for anything this version did not write.

    `askable` holds the intents that the domain's buttons may ask for: internal intents are never among them.
    """
    version, _, rest = payload.partition(":")
    kind, _, value = rest.partition(":")
    if version != "1":
        return None
    try:
        match kind:
            case "a":
                return Ask(value) if value in askable else None
            case "p":
                return ChoosePlace(value) if value else None
            case "c":
                return Care(CareAnswer(value))
            case "r":
                return Run(Command(value))
            case "k":
                return Choose(Choice(value))
            case _:
                return None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Text:
    """A typed message."""

    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A message changed afterwards: checked for safety, never asked of Rasa again."""

    words: str


@dataclass(frozen=True, slots=True)
class Called:
    """A slash command with whatever was typed behind it."""

    command: Command
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of ours."""

    action: Action


@dataclass(frozen=True, slots=True)
class OldButton:
    """A button this version does not know."""


@dataclass(frozen=True, slots=True)
class Located:
    """A shared location in degrees WGS84: used for this answer, then forgotten."""

    lat: float
    lon: float


class Medium(StrEnum):
    """What the bot can neither hear nor see."""

    VOICE = "voice"
    PICTURE = "picture"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unheard:
    """A voice message, photo, sticker or the like, with its caption, if any."""

    medium: Medium
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """The visitor blocked the bot: no further message can reach them."""


Content = Text | Edited | Called | Pressed | OldButton | Located | Unheard | Left


def words_of(content: Content) -> str:
    """Give what the visitor wrote, whatever it came with; empty when nothing was written."""
    match content:
        case Text(words) | Edited(words):
            return words
        case Called(_, argument):
            return argument
        case Unheard(_, caption):
            return caption
        case Pressed() | OldButton() | Located() | Left():
            return ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update from a visitor.

    `visitor` is the HMAC of who it is, the only name the bot has for anybody. `address` is where a later answer can
    be sent (a Telegram chat id, or "page": the chat page, which fetches it), None where there is no such place.
    `language` is what the client says it speaks. `beside` is what came along and was not said, the name of a contact or
    a quote out of another chat: it is looked at for a cry for help, and else never. `trial` marks the chat page and the
    terminal: their handovers alert nobody.
    """

    visitor: str
    content: Content
    at: datetime
    address: str | None = None
    language: Language | None = None
    beside: str = ""
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A title and what happens on a press."""

    title: str
    action: Action


@dataclass(frozen=True, slots=True)
class Link:
    """A title and the https page it opens."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Say:
    """One message to the visitor: plain text, buttons under it, and whether to offer sharing a location."""

    text: str
    choices: tuple[Button | Link, ...] = ()
    ask_location: bool = False


Replies = tuple[Say, ...]
