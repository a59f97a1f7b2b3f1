"""Who may do what, and how many of those whom nobody knows are remembered."""

import pytest

from bot.staff import Role
from bot.staff.patience import Strangers
from tests.store.parts import NOW


@pytest.mark.parametrize(
    ("role", "covered"),
    [
        (Role.REVIEWER, {Role.REVIEWER}),
        (Role.COORDINATOR, {Role.REVIEWER, Role.COORDINATOR}),
        (Role.ADMIN, {Role.REVIEWER, Role.COORDINATOR, Role.ADMIN}),
    ],
)
def test_a_role_may_do_what_the_lower_ones_may(role: Role, covered: set[Role]) -> None:
    assert {needed for needed in Role if role.covers(needed)} == covered


def test_of_a_thousand_unknown_logins_the_oldest_is_forgotten() -> None:
    strangers = Strangers()
    for _ in range(5):
        strangers.failed("first", NOW)
        strangers.failed("second", NOW)
    for number in range(999):
        strangers.failed(str(number), NOW)
    assert strangers.waits_until("first") is None
    assert strangers.waits_until("second") is not None
