"""An age that a visitor tells when asking for whom it is."""

import re

from bot.safety import helplines

YOUNGEST, OLDEST = 12, 30  # FACTS: for young people of 12 to 30
_TOLD = re.compile(
    r"(?<![\d:.])(\d{1,2})(?![\d:.])(?!\s*(?:uur|u\b|km|euro|keer|maal|personen|mensen|weken))", re.IGNORECASE
)
_LIKELY = range(5, 100)


def told(words: str) -> int | None:
    """Give the age in a message, in years; None when there is none, or more than one number."""
    numbers = [int(number) for number in _TOLD.findall(words)]
    return numbers[0] if len(numbers) == 1 and numbers[0] in _LIKELY else None


def fits(age: int) -> str:
    """Say whether somebody of this age can join: "fits", "young" or "old"."""
    return "young" if age < YOUNGEST else "old" if age > OLDEST else "fits"


def lines() -> dict[str, str]:
    """Give whom those can call or chat with who are too young or too old."""
    kids, adults = helplines()["kindertelefoon"], helplines()["luisterlijn"]
    return {"kids": kids.phone, "kids_chat": kids.chat, "adults": adults.phone}
