"""What the door says when it stays shut."""

from enum import StrEnum


class Refused(StrEnum):
    """Why somebody is not let in, or something is not done."""

    WRONG = "wrong"  # login, password or code: never which
    WAIT = "wait"  # it went wrong too often: try later
    BUSY = "busy"  # too many tries this minute, of all strangers together or of who is known
    EXPIRED = "expired"  # the invitation, or the time to accept it: begin again
    WEAK_PASSWORD = "weak_password"  # noqa: S105 -- says what is wrong with one
    IN_USE = "in_use"  # the login
    UNUSABLE = "unusable"  # such a login or name cannot be given (`usable`)
    NOT_ALLOWED = "not_allowed"
