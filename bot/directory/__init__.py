"""Where somebody is, and which group is there.

`Places.load()` once; `resolve` takes what a visitor wrote, `pick` a pressed button, `near` a shared location.
`answer` turns a place and the groups into what to show, `alternatives_for` says what else there is. `GROUPS` and
`ALTERNATIVES` are their lists as a file. Everything here is pure and total: no I/O after loading, no exception for any
text but WrittenWrong for what staff fill in.
"""

from bot.directory.alternatives import (
    ALTERNATIVES,
    Alternative,
    alternatives_for,
    sample_alternatives,
)
from bot.directory.cells import WrittenWrong, by_name
from bot.directory.group_list import GROUPS
from bot.directory.groups import (
    NATIONAL_SIGN_UP,
    SHOWN_GROUPS,
    STANDING_GROUPS,
    Answer,
    Group,
    Here,
    InArea,
    Near,
    Nearby,
    Nowhere,
    Status,
    answer,
    groups_of,
    nearest,
    sample,
)
from bot.directory.inhabitants import Municipality, municipalities
from bot.directory.keeping import Alternatives, Groups, Kept
from bot.directory.listing import Changes, Fault, Listed, Sheet, to_check
from bot.directory.places import Places
from bot.directory.resolution import (
    Abroad,
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
    "ALTERNATIVES",
    "GROUPS",
    "NATIONAL_SIGN_UP",
    "SHOWN_GROUPS",
    "STANDING_GROUPS",
    "Abroad",
    "Alternative",
    "Alternatives",
    "Ambiguous",
    "Answer",
    "Area",
    "AreaKind",
    "Belgian",
    "Changes",
    "Fault",
    "Found",
    "Group",
    "Groups",
    "Here",
    "InArea",
    "Kept",
    "Listed",
    "Municipality",
    "Near",
    "Nearby",
    "Nowhere",
    "Places",
    "Resolution",
    "Sheet",
    "Spot",
    "Status",
    "Unknown",
    "Within",
    "WrittenWrong",
    "alternatives_for",
    "answer",
    "by_name",
    "groups_of",
    "municipalities",
    "nearest",
    "sample",
    "sample_alternatives",
    "to_check",
]
