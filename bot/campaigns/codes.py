"""Short codes: what a poster carries, in its QR code and in print."""

import re
from collections.abc import Callable, Sequence

LENGTH = 6  # characters: 17 million codes, so that of a thousand that hang one guess in seventeen thousand hits one
# no vowels, so that no code is a word, nor 3 and 4, which are read as e and a; nothing that looks like something else
# in print: 0 o, 1 i l, 2 z, 5 s, 8 b, u v
LETTERS = "cdfghjkmnpqrtwx"
DIGITS = "679"
# a letter first: four digits and two letters would be a postcode; a digit somewhere, so that it is no abbreviation
_SHAPE = re.compile(rf"(?=.*[{DIGITS}])[{LETTERS}][{LETTERS}{DIGITS}]{{{LENGTH - 1}}}")
_RUDE = frozenset("kk knk wtf fck fkn fgt ngr pdf xtc thc dmt".split())  # noqa: SIM905 -- read as such without vowels
_BETWEEN = re.compile(r"[\s-]+")  # a code is printed as two halves, and typed as it is seen
_AROUND = re.compile(r"^\W*(?:(?:mijn |my |de |the )?code\b(?: is)?)?\W*|\W*$", re.IGNORECASE)

Choose = Callable[[Sequence[str]], str]


def new_code(choose: Choose) -> str:
    """Draw a code; `choose` picks one of several characters, all with the same chance (`secrets.choice`)."""
    while True:
        drawn = choose(LETTERS) + "".join(choose(LETTERS + DIGITS) for _ in range(LENGTH - 1))
        if _SHAPE.fullmatch(drawn) and not any(half in drawn for half in _RUDE):
            return drawn


def code_in(written: str) -> str | None:
    """Give the code somebody typed or scanned, as it is kept; None when it has not the shape of one."""
    code = _BETWEEN.sub("", _AROUND.sub("", written)).lower()
    return code if _SHAPE.fullmatch(code) else None


def spelled(code: str) -> str:
    """Write a code as it is printed: capitals, in two halves."""
    half = LENGTH // 2
    return f"{code[:half]} {code[half:]}".upper()


def deep_link(username: str, code: str) -> str:
    """Give the address that opens the bot with a code."""
    return f"https://t.me/{username}?start={code}"
