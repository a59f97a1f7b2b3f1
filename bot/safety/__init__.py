"""The safety net: every message goes through `check` before anything else happens with it.

`check` answers with an `Alarm`, or with the `Safe` message that may be asked of Rasa; nothing else makes a `Safe`, so
who skips the check gets a type error. `raised`, `answered`, `follow`, `stay` and `silent` word the answers after an
alarm; the numbers in them come from one file of helplines. To teach it a phrase: `lexicon/__init__.py` says how; what
no phrase catches is weighed (`weighing.py`). What is typed after an alarm is weighed too (`answering.py`), and read by
`in_care.yml`.
"""

from bot.safety.care import follow, stays
from bot.safety.care_words import Context, StaffLine, answering_lines, belgian_lines, help_now
from bot.safety.cared import (
    IN_CARE,
    OVER,
    Care,
    Question,
    Stands,
    Step,
    calm,
    cared_for,
    doubted,
    in_doubt,
    must_call,
    silenced,
    telling,
)
from bot.safety.checking import check, harmless
from bot.safety.helplines import Helpline, helplines, lines_for, named_in, open_now, signalled, stale
from bot.safety.of_whom import says_something, speaks_of_another
from bot.safety.phrasebook import Phrasebook
from bot.safety.plain import AFTER_ALARM, GOING_ON, RANDOM, SHOWN, Plain, plainly, stands
from bot.safety.raising import Answer, raised
from bot.safety.review import unreviewed
from bot.safety.staying import alongside, silent, stay
from bot.safety.steps import answered
from bot.safety.tiers import Alarm, Net, Payload, Safe, Signal, Tier, max_tier, merge, model_alarm
from bot.safety.whose import as_told, means_another

__all__ = [
    "AFTER_ALARM",
    "GOING_ON",
    "IN_CARE",
    "OVER",
    "RANDOM",
    "SHOWN",
    "Alarm",
    "Answer",
    "Care",
    "Context",
    "Helpline",
    "Net",
    "Payload",
    "Phrasebook",
    "Plain",
    "Question",
    "Safe",
    "Signal",
    "StaffLine",
    "Stands",
    "Step",
    "Tier",
    "alongside",
    "answered",
    "answering_lines",
    "as_told",
    "belgian_lines",
    "calm",
    "cared_for",
    "check",
    "doubted",
    "follow",
    "harmless",
    "help_now",
    "helplines",
    "in_doubt",
    "lines_for",
    "max_tier",
    "means_another",
    "merge",
    "model_alarm",
    "must_call",
    "named_in",
    "open_now",
    "plainly",
    "raised",
    "says_something",
    "signalled",
    "silenced",
    "silent",
    "speaks_of_another",
    "stale",
    "stands",
    "stay",
    "stays",
    "telling",
    "unreviewed",
]
