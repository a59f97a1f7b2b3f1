"""The desk's key pair: opened by the recovery code, and by nothing else."""

import re
from collections.abc import Callable

import pytest

from bot.staff import KeyPair, When, new_key_pair, nobody_reads, open_with_recovery_code
from tests.store.parts import NOW


@pytest.fixture(scope="session")
def made() -> tuple[KeyPair, str]:
    return new_key_pair(lambda size: b"7" * size)


def test_the_code_is_six_groups_of_five_without_look_alikes(made: tuple[KeyPair, str]) -> None:
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{5}-){5}[2-9A-HJKMNP-Z]{5}", made[1])


def test_the_code_opens_the_private_key(made: tuple[KeyPair, str]) -> None:
    pair, code = made
    assert open_with_recovery_code(pair, code) == b"7" * 32


@pytest.mark.parametrize("wrap", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_how_the_code_is_copied_does_not_matter(made: tuple[KeyPair, str], wrap: Callable[[str], str]) -> None:
    pair, code = made
    assert open_with_recovery_code(pair, wrap(code)) == b"7" * 32


@pytest.mark.parametrize("wrong", ["", "22222-22222-22222-22222-22222-22222", "geheim", "é\ud800"])
def test_another_code_opens_nothing_and_is_not_quoted(made: tuple[KeyPair, str], wrong: str) -> None:
    with pytest.raises(ValueError, match="does not fit") as refused:
        open_with_recovery_code(made[0], wrong)
    assert not wrong or wrong not in str(refused.value)


def test_a_damaged_pair_is_refused(made: tuple[KeyPair, str]) -> None:
    pair, code = made
    damaged = KeyPair(pair.public, pair.wrapped[:-1] + bytes([pair.wrapped[-1] ^ 1]))
    for broken in (damaged, KeyPair(pair.public, b""), KeyPair(pair.public, pair.wrapped[:20])):
        with pytest.raises(ValueError, match="does not fit"):
            open_with_recovery_code(broken, code)


def test_no_two_pairs_are_alike() -> None:
    (one, code), (other, other_code) = new_key_pair(), new_key_pair()
    assert one != other
    assert code != other_code


def test_the_private_key_stands_nowhere_in_what_is_kept(made: tuple[KeyPair, str]) -> None:
    pair, code = made
    assert b"7" * 32 not in pair.wrapped[16:]
    assert code.encode() not in pair.public + pair.wrapped


def test_as_long_as_there_is_no_desk_nobody_reads() -> None:
    assert nobody_reads(NOW).when is When.NEVER
