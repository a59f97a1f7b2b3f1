"""The same cry in another dress, one trick of writing a kind; and the same words where nobody cries.

What no editor shows stands here in escapes, the rest in `disguised.tsv` and `harmless.tsv`.
"""

from pathlib import Path

import pytest

from bot.safety import Alarm, Safe, check
from bot.safety.lexicon import lexicon
from bot.safety.standing import Reading


def table(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines)]


INVISIBLE = [
    ("zero width", "ik wil d\u200bo\u200bo\u200bd"),
    ("joiners", "ik w\u200dil ni\u200bet me\u200cer le\u2060ven"),
    ("soft hyphen", "zelf\u00admoord lijkt me de enige uitweg"),
    ("variation selector", "ik wil d\ufe0fo\ufe0eo\ufe0fd"),
    ("byte order mark", "\ufeffik wil\ufeff dood"),
    ("tags", "ik wil do\U000e006fod"),
    ("no-break space", "ik\u00a0wil\u202fdood"),
    ("other spaces", "ik\u2003wil\u3000dood\u2028echt"),
    ("right to left marks", "\u200fik wil\u200f dood\u200f"),
    ("isolate", "\u2067ik maak er vanavond een eind aan\u2069"),
    ("embedding", "\u202bik wil niet meer wakker worden\u202c"),
    ("override", "\u202edood liw ki\u202c"),
    ("combining strokes", "ik wil d\u0336o\u0336o\u0336d\u0336"),
    ("keycaps", "ik wil d0\u20e3o\u20e3d"),
    ("arabic around it", "\u0645\u0631\u062d\u0628\u0627 ik wil dood \u0634\u0643\u0631\u0627"),
    ("hebrew around it", "\u05e9\u05dc\u05d5\u05dd ik wil dood"),
]


@pytest.mark.parametrize(("trick", "said"), [*INVISIBLE, *table("disguised.tsv")])
def test_a_disguised_cry_is_heard_by_the_written_patterns(trick: str, said: str) -> None:
    assert Reading(lexicon(), lexicon().speller.words(said)).standing, trick
    assert isinstance(check(said), Alarm), trick


@pytest.mark.parametrize(("kind", "said"), table("harmless.tsv"))
def test_the_same_words_where_nobody_cries_pass(kind: str, said: str) -> None:
    assert isinstance(check(said), Safe), kind


def test_each_side_has_its_hundred() -> None:
    assert len({said for _, said in [*INVISIBLE, *table("disguised.tsv")]}) > 100
    assert len({said for _, said in table("harmless.tsv")}) > 100
