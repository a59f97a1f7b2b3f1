"""The desk's key pair and those of its staff: opened by the right code or password, and by nothing else."""

import re
from collections.abc import Callable

import pytest
from argon2.low_level import Type, hash_secret_raw
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from bot.staff import (
    KeyPair,
    Keys,
    new_key_pair,
    open_with_code,
    open_with_recovery_code,
    public_of,
    seal_desk_key,
    sealed_again,
    wrap_under_new_code,
)
from bot.staff.keys import DECOY, new_member_keys, open_with_password


@pytest.fixture(scope="session")
def made() -> tuple[KeyPair, str]:
    return new_key_pair(lambda size: b"7" * size)


DESK = b"7" * 32


@pytest.fixture(scope="session")
def member() -> Keys:
    return new_member_keys(DESK, "café in de regen", lambda size: b"5" * size)


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


def test_a_guess_costs_what_rfc_9106_recommends(made: tuple[KeyPair, str]) -> None:
    pair, code = made
    salt, sealed = pair.wrapped[:16], pair.wrapped[16:]
    key = hash_secret_raw(code.replace("-", "").encode(), salt, 3, 65536, 4, 32, Type.ID)  # its second choice: 64 MiB
    assert SecretBox(key).decrypt(sealed) == b"7" * 32


def test_no_two_pairs_are_alike() -> None:
    (one, code), (other, other_code) = new_key_pair(), new_key_pair()
    assert one != other
    assert code != other_code


def test_the_private_key_stands_nowhere_in_what_is_kept(made: tuple[KeyPair, str]) -> None:
    pair, code = made
    assert b"7" * 32 not in pair.wrapped[16:]
    assert code.encode() not in pair.public + pair.wrapped


def test_a_password_opens_the_desks_key_however_its_accents_are_typed(member: Keys) -> None:
    assert open_with_password(member, "café in de regen") == DESK
    assert open_with_password(member, "cafe\u0301 in de regen") == DESK


@pytest.mark.parametrize("wrong", ["", "Café in de regen", "café in de regen ", "\ud800"])
def test_another_password_opens_nothing_and_is_not_quoted(member: Keys, wrong: str) -> None:
    with pytest.raises(ValueError, match="does not fit") as refused:
        open_with_password(member, wrong)
    assert not wrong or wrong not in str(refused.value)


def test_no_password_opens_the_decoy() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        open_with_password(DECOY, "")


def test_keys_of_two_members_cannot_be_mixed(member: Keys) -> None:
    for mixed in (
        Keys(member.public, member.wrapped, seal_desk_key(DESK, public_of(b"6" * 32))),
        Keys(member.public, member.wrapped, b""),
    ):
        with pytest.raises(ValueError, match="not belong together"):
            open_with_password(mixed, "café in de regen")


def test_a_new_key_of_the_desk_is_given_without_the_password(member: Keys) -> None:
    rotated = Keys(member.public, member.wrapped, seal_desk_key(b"8" * 32, member.public))
    assert open_with_password(rotated, "café in de regen") == b"8" * 32


def test_nothing_private_stands_in_what_is_kept_of_a_member(member: Keys) -> None:
    kept = member.public + member.wrapped[16:] + member.desk_key
    assert [secret for secret in (DESK, b"5" * 32, b"regen") if secret in kept] == []


def test_an_invitation_opens_with_its_code_only() -> None:
    wrapped, code = wrap_under_new_code(DESK)
    assert open_with_code(wrapped, code.lower()) == DESK
    with pytest.raises(ValueError, match="does not fit"):
        open_with_code(wrapped, code[:-1])


def test_what_is_sealed_again_opens_with_the_new_key_only() -> None:
    before = seal_desk_key(b"words", public_of(DESK))
    after = sealed_again(before, DESK, public_of(b"8" * 32))
    assert SealedBox(PrivateKey(b"8" * 32)).decrypt(after) == b"words"
    for sealed in (after, before[:-1], b""):
        with pytest.raises(ValueError, match="another key"):
            sealed_again(sealed, DESK, public_of(b"8" * 32))
