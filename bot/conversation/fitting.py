"""Which groups are for the age that was told, in years; without one, all are."""

from collections.abc import Sequence

from bot.conversation import ages
from bot.directory import Answer, Found, Group, Nearby, Nowhere, Within, answer, groups_of, nearest


def of_age(age: int | None) -> bool:
    """Tell whether somebody can join, as far as is known."""
    return age is None or ages.fits(age) == "fits"


def chosen(where: Found | Within, groups: Sequence[Group], age: int | None) -> Answer:
    """Choose among the groups for an age; among all when none of those is within reach."""
    found = answer(where, _admitting(groups, age))
    return answer(where, groups) if isinstance(found, Nowhere) else found


def nearest_for(where: Found | Within, groups: Sequence[Group], age: int | None) -> Nearby | None:
    """Give the nearest group for an age, however far within reason; of an area none is nearest."""
    return nearest(where, _admitting(groups, age)) if isinstance(where, Found) else None


def _admitting(groups: Sequence[Group], age: int | None) -> Sequence[Group]:
    return groups if age is None else [group for group in groups if ages.admits(group, age)]


def differ(found: Answer, age: int | None) -> bool:
    """Tell whether all of these groups are for others."""
    groups = groups_of(found)
    return age is not None and bool(groups) and not ages.admit(groups, age)


def online_is_not(found: Answer, age: int | None) -> bool:
    """Tell whether somebody without a group is too young to be sent to an online one."""
    return isinstance(found, Nowhere) and age is not None and age < ages.ADULT


def changes(where: Found | Within, groups: Sequence[Group], before: int | None, age: int | None) -> bool:
    """Tell whether an age makes another answer than the one `before`, or one that needs a word more."""
    found = chosen(where, groups, age)
    return found != chosen(where, groups, before) or differ(found, age) or online_is_not(found, age)
