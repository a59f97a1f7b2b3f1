"""Codes that are typed as they are seen, and that nobody takes for something else."""

import re
import secrets
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns import code_in, deep_link, new_code, spelled

codes = st.integers().map(lambda seed: new_code(Random(seed).choice))  # noqa: S311 -- the same each time


@given(codes)
def test_a_code_has_five_to_eight_characters_and_fits_telegrams_start_parameter(code: str) -> None:
    assert re.fullmatch("[A-Za-z0-9_-]{5,8}", code)


@given(codes)
def test_a_code_is_never_a_word_nor_a_number(code: str) -> None:
    assert not set(code) & set("aeiouy" + "34")  # k4nk3r is one too
    assert re.search("[0-9]", code)
    assert re.search("[a-z]", code)


@pytest.mark.parametrize("drawn", [*"kk knk wtf fck fkn fgt ngr pdf xtc thc dmt".split(), "dfrtg"])  # noqa: SIM905
def test_what_is_read_as_a_word_without_vowels_or_as_an_abbreviation_is_drawn_again(drawn: str) -> None:
    characters = iter(f"c{drawn}666"[:6] + "k7x9mq")
    assert new_code(lambda _: next(characters)) == "k7x9mq"


@given(codes)
def test_a_code_is_never_like_a_postcode_however_it_is_typed(code: str) -> None:
    assert not re.search(r"\d{4}", code[:4])
    assert not re.fullmatch(r"\d{4}\s*[a-z]{2}", spelled(code), re.IGNORECASE)


@given(codes)
def test_a_code_holds_nothing_that_looks_like_something_else_in_print(code: str) -> None:
    assert not set(code) & set("01258" + "bilosuvz")


@given(codes, st.sampled_from(["", " ", "-", "  "]), st.booleans())
def test_a_code_is_read_back_however_it_is_typed(code: str, between: str, loud: bool) -> None:  # noqa: FBT001
    typed = f" {code[:3]}{between}{code[3:]}\n"
    assert code_in(typed.upper() if loud else typed) == code
    assert code_in(spelled(code)) == code


@pytest.mark.parametrize(
    "typed",
    ["", "hoi", "1234 AB", "veghel", "112", "ik ben k7x 9mq", "k7x9m", "k7x9mqq", "kfrtgc", "473496", "k7x\u200b9mq"],
)
def test_what_is_no_code_is_not_read_as_one(typed: str) -> None:
    assert code_in(typed) is None


def test_codes_are_drawn_from_all_there_are() -> None:
    assert len({new_code(secrets.choice) for _ in range(2000)}) > 1990


def test_a_deep_link_opens_the_bot_with_the_code() -> None:
    assert deep_link("JoinUsBot", "k7x9mq") == "https://t.me/JoinUsBot?start=k7x9mq"
