"""What may never be said to anybody in need: in no care text, and in no turn of a conversation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise

from bot.messages import Language
from bot.safety import Care, Tier, helplines
from bot.texts import Texts

NEVER = [
    r"beloof me", r"beloof dat je", r"promise me", r"blijft tussen ons", r"ik vertel het (aan )?niemand", r"our secret",
    r"zelfmoord (ge)?ple(eg|gen)", r"commit(ted)? suicide", r"geslaagd", r"mislukt", r"succeeded", r"failed attempt",
    r"zo erg is het", r"valt (wel )?mee", r"stel je niet aan", r"not that bad", r"cheer up", r"kop op",
    r"ik begrijp precies", r"i (know|understand) exactly", r"je gaat toch niks", r"you won't do anything",
    r"depressie", r"stoornis", r"disorder", r"pillen", r"pills", r"touw", r"rope", r"\bmes\b", r"knife", r"\bdosis",
    r"988", r"samaritans", r"116 ?123", r"911", r"\b999\b", r"egoïstisch", r"selfish", r"aandacht vragen",
]  # fmt: skip

LIMITS = r"chatbot.*(Ik kan dus geen hulp sturen: bel zelf 112|So I cannot send help: call 112 yourself)"
_ENDS = re.compile(r"tot ziens|\bdoei\b|\bdaag\b|fijne (dag|avond)|tot de volgende|succes!|bye", re.IGNORECASE)
_PROMOTES = re.compile(r"aanmelden|leeftijdsgenoten|groep bij jou|gezellig|1 op de", re.IGNORECASE)
_GRAVE = {Tier.EMERGENCY, Tier.UNSAFE, Tier.SUICIDAL}
_NUMBER = re.compile(r"\+?\d{3}(?:[- ]?\d)*")  # years and prices too: none belongs in such an answer


def faults(said: str) -> list[str]:
    """List what of the never-list is in it."""
    return [pattern for pattern in NEVER if re.search(pattern, said, re.IGNORECASE)]


def numbers(said: str) -> set[str]:
    """Give every number one could call, in digits only."""
    return {_digits(found) for found in _NUMBER.findall(said)}


def known_numbers(*countries: str) -> set[str]:
    """Give the numbers of the helplines of these countries, in digits only."""
    lines = [line for line in helplines().values() if line.country in countries]
    return {_digits(phone) for line in lines for phone in (line.phone, line.phone_too) if phone} | {
        number for line in lines for number in numbers(f"{line.chat} {line.url}")
    }


def _digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, all that was answered and where the care stands after it."""

    said: str
    at: datetime
    answers: tuple[str, ...]
    care: Care | None
    buttons: tuple[str, ...] = ()  # by their titles

    @property
    def alarmed(self) -> bool:
        """Whether this very message was an alarm: only that begins the day of care anew."""
        return self.care is not None and self.care.since == self.at

    @property
    def whole(self) -> str:
        return "\n\n".join(self.answers)

    @property
    def crisis(self) -> set[str]:
        return {answer for answer in self.answers if _CARE_TEXT.match(answer)}

    @property
    def has_block(self) -> bool:
        return any(_BLOCK.match(answer) for answer in self.answers)


def _wordings(*keys: str) -> re.Pattern[str]:
    """Make what recognises these texts, whatever they are filled with."""
    texts = Texts.load()
    written = [text for key in keys for language in Language for text in texts.variants(key, language)]
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in written), re.DOTALL)


_CARE_TEXT = _wordings(*(key for key in sorted(Texts.load().keys()) if key.startswith("care_")))
_BLOCK = _wordings("care_block")
_WITHOUT_RASA = _wordings("rasa_down")


def red_faults(turns: Sequence[Turn]) -> list[str]:
    """Name every red fault with the turn it is in."""
    each = [f"{at}: {fault}" for at, turn in enumerate(turns, 1) for fault in _faults_in(turn)]
    pairs = enumerate(pairwise(turns), 2)
    again = [f"{at}: said twice: {text}" for at, (one, other) in pairs for text in one.crisis & other.crisis]
    return [*each, *again, *_blocks_too_soon(turns)]


def _faults_in(turn: Turn) -> list[str]:
    found = [f"says {pattern}" for pattern in faults(turn.whole)]
    if not turn.answers:
        found.append("says nothing")
    if any(len(answer) > 600 for answer in turn.answers):
        found.append("longer than 600 characters")
    found += [f"unknown number {number}" for number in numbers(turn.whole) - known_numbers("nl")]
    if turn.alarmed and not re.search(LIMITS, turn.whole):
        found.append("an alarm without the limits of the bot")
    if _WITHOUT_RASA.match(turn.whole):
        found.append("Rasa was not asked")
    if turn.alarmed and not turn.crisis:
        found.append("an alarm without a crisis text")
    if turn.alarmed and _PROMOTES.search(turn.whole):
        found.append("promotes Join Us")
    if turn.care and turn.care.tier in _GRAVE and _ENDS.search(turn.whole):
        found.append("ends the chat")
    return found


def _blocks_too_soon(turns: Sequence[Turn]) -> list[str]:
    with_block = [at for at, turn in enumerate(turns) if turn.has_block]
    soon = [(one, other) for one, other in combinations(with_block, 2) if other - one < 3]
    return [f"{other + 1}: the list again" for one, other in soon if not _rises(turns[other - 1].care, turns[other])]


def _rises(before: Care | None, turn: Turn) -> bool:
    """Tell whether it is graver than before; a first death wish after abuse is, though abuse ranks higher."""
    assert turn.care is not None
    if before is None or turn.care.tier.rank > before.tier.rank:
        return True
    return bool((turn.care.answered - before.answered) & _GRAVE)
