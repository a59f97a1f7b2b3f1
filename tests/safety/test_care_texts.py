"""The care texts as a whole: what may never be said, and who has read them."""

import re

import pytest

from bot.messages import Language
from bot.safety import helplines, unreviewed
from bot.safety.review import wording
from bot.texts import Texts
from tests.safety.faults import NEVER

TEXTS = Texts.load()
CARE = sorted(key for key in TEXTS.keys() if key.startswith("care_"))  # noqa: SIM118 -- keys() is the promise of Texts
ALL = [(key, language, text) for key in CARE for language in Language for text in TEXTS.variants(key, language)]
SINGLE = {"care_staff_nobody", "care_staff_later", "care_staff_now", "care_chat_title", "care_help_now"}


@pytest.mark.parametrize("pattern", NEVER)
def test_no_care_text_says_what_is_never_said(pattern: str) -> None:
    assert [key for key, _, text in ALL if re.search(pattern, text, re.IGNORECASE)] == []


def test_no_number_or_address_stands_in_a_care_text() -> None:
    chats = "|".join(re.escape(line.chat) for line in helplines().values() if line.chat)
    assert [key for key, _, text in ALL if re.search(rf"\d{{3}}|{chats}|https?:", text)] == []


@pytest.mark.parametrize("language", list(Language))
def test_every_crisis_text_has_three_wordings(language: Language) -> None:
    assert [key for key in CARE if key not in SINGLE and len(TEXTS.variants(key, language)) < 3] == []


def test_no_care_text_shouts() -> None:
    assert [key for key, _, text in ALL if text.count("!") > 1] == []


def test_texts_nobody_reviewed_are_named_and_reviewed_ones_are_not() -> None:
    record = {"care_explicit": {"who": "somebody", "when": "2026-12-01", "hash": wording(TEXTS, "care_explicit")}}
    assert set(unreviewed(TEXTS)) == set(CARE)
    assert "care_explicit" not in unreviewed(TEXTS, record)


def test_a_text_that_changed_after_its_review_is_unreviewed_again() -> None:
    record = {"care_explicit": {"who": "somebody", "when": "2026-12-01", "hash": "another wording"}}
    assert "care_explicit" in unreviewed(TEXTS, record)
