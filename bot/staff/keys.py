"""The desk's key pair: the private half exists only wrapped, first under a recovery code that is shown once."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no look-alikes: it is copied from paper
_GROUPS, _GROUP = 6, 5  # 30 symbols of 31: 148 bits
_SALT = 16  # bytes


@dataclass(frozen=True, slots=True)
class KeyPair:
    """What is kept: the public key, and the private one wrapped under the recovery code (salt + sealed)."""

    public: bytes
    wrapped: bytes


def new_key_pair(token_bytes: Callable[[int], bytes] = secrets.token_bytes) -> tuple[KeyPair, str]:
    """Make a key pair and the recovery code that opens it; the code is not kept anywhere."""
    private = PrivateKey(token_bytes(PrivateKey.SIZE))
    symbols = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    code = "-".join("".join(symbols[at : at + _GROUP]) for at in range(0, len(symbols), _GROUP))
    salt = token_bytes(_SALT)
    wrapped = salt + SecretBox(_stretch(code, salt)).encrypt(bytes(private))
    return KeyPair(bytes(private.public_key), wrapped), code


def open_with_recovery_code(pair: KeyPair, code: str) -> bytes:
    """Give the private key; spaces, dashes and case of the code do not matter.

    Raises:
        ValueError: it is not the code of this key pair.
    """
    salt, sealed = pair.wrapped[:_SALT], pair.wrapped[_SALT:]
    try:
        return SecretBox(_stretch(code, salt)).decrypt(sealed)
    except (CryptoError, HashingError) as error:
        raise ValueError("the recovery code does not fit this key pair") from error


def _stretch(code: str, salt: bytes) -> bytes:
    # RFC 9106, second recommended choice: 3 passes over 64 MiB
    letters = "".join(code.upper().split()).replace("-", "")
    return hash_secret_raw(letters.encode(errors="replace"), salt, 3, 64 * 1024, 4, SecretBox.KEY_SIZE, Type.ID)
