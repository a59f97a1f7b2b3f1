"""The two words staff call a visitor by: kind, easy to say, and drawn by chance."""

from collections.abc import Callable, Sequence

_KINDS = """
    blauwe rustige zachte snelle groene lichte stille ronde gouden vroege late warme heldere zilveren kleine grote
    slimme dappere vrije wakkere zonnige frisse fijne rode
"""
_ONES = """
    otter merel egel vos uil reiger zwaluw bever das haas specht kievit libel mees zeehond panda koala ijsvogel
    hommel lynx pinguïn dolfijn kraanvogel eekhoorn wilg linde
"""


def alias(choose: Callable[[Sequence[str]], str]) -> str:
    """Draw an alias, "stille otter"; pass `secrets.choice`, so that it says nothing about who it is."""
    return f"{choose(_KINDS.split())} {choose(_ONES.split())}"
