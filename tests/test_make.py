"""What `make` makes again, and when."""

import re
from pathlib import Path


def test_the_model_is_trained_again_when_a_name_that_it_reads_has_changed() -> None:
    read = re.findall(r'^    "(\w+)\.csv": ', Path("nlu/places.py").read_text(encoding="utf-8"), re.MULTILINE)
    names = re.search(r"^NAMES := .*\.csv,(.*)\)$", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert names[1].split() == read
