"""The desk's key pair and its staff's: what is private exists only wrapped, under a code or a password, or sealed."""

import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from bot.staff.accounts import Keys

TokenBytes = Callable[[int], bytes]

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no look-alikes: it is copied from paper
CODE = 30  # symbols of 31: 148 bits
_GROUP = 5
_SALT = 16  # bytes
_PASSES, _MEMORY, _LANES = 3, 64 * 1024, 4  # RFC 9106, second recommended choice: 3 passes over 64 MiB
_OVERHEAD = _SALT + SecretBox.NONCE_SIZE + SecretBox.MACBYTES
WRAPPED = _OVERHEAD + PrivateKey.SIZE  # bytes of a private key under a code

# what no password opens, at the cost of any other
DECOY = Keys(bytes(PublicKey.SIZE), bytes(WRAPPED), b"")


@dataclass(frozen=True, slots=True)
class KeyPair:
    """What is kept: the public key, and the private one wrapped under the recovery code (salt + sealed)."""

    public: bytes
    wrapped: bytes


def new_key_pair(token_bytes: TokenBytes = secrets.token_bytes) -> tuple[KeyPair, str]:
    """Make a key pair and the recovery code that opens it; the code is not kept anywhere."""
    private = PrivateKey(token_bytes(PrivateKey.SIZE))
    wrapped, code = wrap_under_new_code(bytes(private), token_bytes)
    return KeyPair(bytes(private.public_key), wrapped), code


def open_with_recovery_code(pair: KeyPair, code: str) -> bytes:
    """Give the private key; spaces, dashes and case of the code do not matter.

    Raises:
        ValueError: it is not the code of this key pair.
    """
    return open_with_code(pair.wrapped, code)


def wrap_under_new_code(private: bytes, token_bytes: TokenBytes = secrets.token_bytes) -> tuple[bytes, str]:
    """Wrap the desk's private key under a code that is made here and not kept: for paper."""
    code = written(new_letters(CODE))
    return wrap_under_code(private, code, token_bytes), code


def wrap_under_code(private: bytes, code: str, token_bytes: TokenBytes = secrets.token_bytes) -> bytes:
    """Wrap the desk's private key under a code."""
    return _wrap(private, letters_of(code), token_bytes)


def open_with_code(wrapped: bytes, code: str) -> bytes:
    """Give what was wrapped under a code; spaces, dashes and case of it do not matter.

    Raises:
        ValueError: it is another code, or what is wrapped was altered.
    """
    return _unwrap(wrapped, letters_of(code))


def new_member_keys(desk: bytes, password: str, token_bytes: TokenBytes = secrets.token_bytes) -> Keys:
    """Make the keys of a member of staff, who reads with the desk's private key from now on."""
    own = PrivateKey(token_bytes(PrivateKey.SIZE))
    public = bytes(own.public_key)
    return Keys(public, _wrap(bytes(own), _typed(password), token_bytes), seal_desk_key(desk, public))


def open_with_password(keys: Keys, password: str) -> bytes:
    """Give the desk's private key. That it opens is the check of the password: no hash of it is kept.

    Raises:
        ValueError: it is another password, or the keys were altered.
    """
    own = _unwrap(keys.wrapped, _typed(password))
    try:
        return SealedBox(PrivateKey(own)).decrypt(keys.desk_key)
    except CryptoError as error:
        raise ValueError("the keys do not belong together") from error


def seal_desk_key(desk: bytes, public: bytes) -> bytes:
    """Seal the desk's private key to a member's public one, which needs nobody's password."""
    return SealedBox(PublicKey(public)).encrypt(desk)


def sealed_again(sealed: bytes, private: bytes, public: bytes) -> bytes:
    """Seal to another key what was sealed to this one.

    Raises:
        ValueError: it was not sealed to this one, or altered.
    """
    try:
        return SealedBox(PublicKey(public)).encrypt(SealedBox(PrivateKey(private)).decrypt(sealed))
    except CryptoError as error:
        raise ValueError("sealed to another key, or altered") from error


def public_of(private: bytes) -> bytes:
    """Give the public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def new_letters(number: int) -> str:
    """Draw the letters of a code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(number))


def written(letters: str) -> str:
    """Write a code as it is copied: in groups of five."""
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def letters_of(code: str) -> str:
    """Read a code however it was copied."""
    return "".join(code.upper().split()).replace("-", "")


def _typed(password: str) -> str:
    return unicodedata.normalize("NFC", password)  # one keyboard sends é whole, another as e and an accent


def _wrap(private: bytes, words: str, token_bytes: TokenBytes) -> bytes:
    salt = token_bytes(_SALT)
    return salt + SecretBox(_stretch(words, salt)).encrypt(private)


def _unwrap(wrapped: bytes, words: str) -> bytes:
    salt, sealed = wrapped[:_SALT], wrapped[_SALT:]
    try:
        return SecretBox(_stretch(words, salt)).decrypt(sealed)
    except (CryptoError, HashingError) as error:
        raise ValueError("it does not fit") from error


def _stretch(words: str, salt: bytes) -> bytes:
    typed = words.encode(errors="surrogatepass")
    return hash_secret_raw(typed, salt, _PASSES, _MEMORY, _LANES, SecretBox.KEY_SIZE, Type.ID)
