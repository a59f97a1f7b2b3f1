"""The audit log: who did what at the desk, each entry chained to the one before it (HMAC-SHA256)."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

START = b""  # what the first entry is chained to


class Did(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    INVITED = "invited"
    JOINED = "joined"
    CHANGED_PASSWORD = "changed_password"  # noqa: S105 -- what was done
    CHANGED_ROLE = "changed_role"
    REMOVED = "removed"
    LOOKED = "looked"
    CLAIMED = "claimed"
    RELEASED = "released"
    REPLIED = "replied"
    NOTED = "noted"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    JUDGED = "judged"
    CHANGED_SETTINGS = "changed_settings"
    CHANGED_GROUPS = "changed_groups"
    CHANGED_ALTERNATIVES = "changed_alternatives"
    CHANGED_CAMPAIGN = "changed_campaign"
    WROTE_EXAMPLE = "wrote_example"
    DROPPED_EXAMPLES = "dropped_examples"
    EXPORTED_EXAMPLES = "exported_examples"
    EXPORTED = "exported"  # figures, a report or a list of the directory: no visitor's words
    ERASED = "erased"  # by the visitor: the handover is gone
    UNKNOWN = "?"  # nothing is ever written as this: somebody else wrote something, or a newer version

    @classmethod
    def _missing_(cls, _: object) -> "Did":
        return cls.UNKNOWN


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody did: `who` is a login or "server".

    `about` is a handover's number, a login, a setting, how many examples, or what was exported.
    """

    at: datetime
    who: str
    did: Did
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act as it stands in the log under its number."""

    id: int
    act: Act
    mac: bytes


def chained(act: Act, before: bytes, key: str) -> bytes:
    """Give the mac of an act that comes after the entry whose mac is `before`."""
    words = [act.at.astimezone(UTC).isoformat(), act.who, act.did, act.about]
    return hmac.digest(key.encode(), before + json.dumps(words).encode(), hashlib.sha256)


def first_broken(entries: Iterable[Recorded], key: str) -> int | None:
    """Give the number of the first entry that was altered, or follows one that was taken out; None when all is well.

    Entries taken from the end leave no trace in the log itself: keep its last mac elsewhere to notice that.
    """
    before = START
    for entry in entries:
        if not hmac.compare_digest(entry.mac, chained(entry.act, before, key)):
            return entry.id
        before = entry.mac
    return None
