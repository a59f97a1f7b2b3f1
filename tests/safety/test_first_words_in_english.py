"""Whoever is answered in English is told as much as whoever is answered in Dutch."""

import re

import pytest

from bot.messages import Language
from tests.safety.alarmed import TEXTS

NUMBERS = {"emergency": "112", "line": "113", "chat": "113.nl", "home": "0800-2000"}
# what every wording of a text has to say
SAYS = {
    "care_emergency": ("112", "113", r"alone|with you|another person", r"[pP]ut away|[gG]et away|[kK]eep away",
                       r"still here|keep typing|stays open"),
    "care_emergency_again": ("112", "113", r"alone", r"away from"),
    "care_explicit": ("113", r"113\.nl", r"[fF]ree", r"anonymous", r"day and night"),
    "care_veiled": ("113", r"113\.nl", r"[fF]ree", r"anonymous", r"day and night"),
    "care_suicidal_again": ("113", "parent", "friend", "mentor", "doctor"),
    "care_concern": ("113", r"113\.nl", r"\?"),
    "care_self_harm": ("113", "112", "doctor", r"[wW]ound", r"\?"),
    "care_unsafe": ("112", "Veilig Thuis", "0800-2000"),
    "care_unsafe_suicidal": ("113", r"113\.nl"),
    "care_third": ("113", "112", r"ask", r"secre"),
    "care_third_ask": (r"[hH]ow are you", r"person"),
    "care_trusted": ("parent", "friend", "mentor", "doctor"),
    "care_limits": ("chatbot", "cannot send help: call 112 yourself"),
    "care_ask_openly": (r"suicide\?",),
    "care_ask_safe": (r"safe now\?", r"today\?"),
}  # fmt: skip


def wordings(key: str) -> list[str]:
    return [text.format(**NUMBERS) for text in TEXTS.variants(key, Language.EN)]


@pytest.mark.parametrize(("key", "pattern"), [(key, pattern) for key, patterns in SAYS.items() for pattern in patterns])
def test_every_wording_says_it(key: str, pattern: str) -> None:
    assert [text for text in wordings(key) if not re.search(pattern, text)] == []


def test_112_stands_before_113_in_an_emergency() -> None:
    said = [text for key in ("care_emergency", "care_emergency_again") for text in wordings(key)]
    assert [text for text in said if text.index("112") > text.index("113")] == []


def test_nothing_tells_who_harms_themselves_to_stop() -> None:
    assert [text for text in wordings("care_self_harm") if re.search(r"\bstop\b|don't do", text, re.IGNORECASE)] == []
