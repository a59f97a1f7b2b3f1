"""Where somebody is, and which group is there.

`Places.load()` once; `resolve` takes what a visitor wrote, `pick` a pressed button, `near` a shared location.
`answer` turns a place and the groups into what to show. Everything here is pure and total: no I/O after loading,
no exception for any text.
"""

from bot.directory.groups import (
    NATIONAL_SIGN_UP,
    Answer,
    Group,
    Here,
    InArea,
    Near,
    Nearby,
    Nowhere,
    Status,
    answer,
    sample,
)
from bot.directory.places import Places
from bot.directory.resolution import (
    Ambiguous,
    Area,
    AreaKind,
    Belgian,
    Found,
    Resolution,
    Spot,
    Unknown,
    Within,
)

__all__ = [
    "NATIONAL_SIGN_UP",
    "Ambiguous",
    "Answer",
    "Area",
    "AreaKind",
    "Belgian",
    "Found",
    "Group",
    "Here",
    "InArea",
    "Near",
    "Nearby",
    "Nowhere",
    "Places",
    "Resolution",
    "Spot",
    "Status",
    "Unknown",
    "Within",
    "answer",
    "sample",
]
