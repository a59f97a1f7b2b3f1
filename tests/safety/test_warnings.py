"""What a person still has to look at is said out loud, and stops nothing."""

import subprocess
import sys
from datetime import date

from bot.safety import helplines, unreviewed
from bot.safety.__main__ import warnings
from bot.texts import Texts


def test_unverified_helplines_are_named_and_unread_crisis_texts_counted() -> None:
    texts = Texts.load()
    lines, unread = warnings(texts, date(2099, 1, 1))
    assert all(key in lines for key in helplines())
    assert str(len(unreviewed(texts))) in unread


def test_the_warnings_stop_nothing() -> None:
    ended = subprocess.run([sys.executable, "-m", "bot.safety"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "warning: " in ended.stdout
