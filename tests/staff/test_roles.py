"""Who may do what."""

import pytest

from bot.staff import Role


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
