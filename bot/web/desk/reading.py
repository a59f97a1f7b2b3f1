"""What a form of the desk says."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from litestar.exceptions import NotFoundException

from bot.web.desk.access import DeskRequest

LONGEST = 3000  # characters; a message of Telegram holds 4096, and the visitor sees a name before it
_HIGHEST = 2_147_483_647  # what a row's number can be

Form = Mapping[str, str]
_Choice = TypeVar("_Choice", bound=StrEnum)


class WrittenWrongError(Exception):
    """What was filled in cannot be read; `said` tells why in words."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


async def form_of(request: DeskRequest) -> Form:
    """Give the fields that are text, with line ends as we write them."""
    fields = await request.form()
    return {name: value.replace("\r\n", "\n") for name, value in fields.items() if isinstance(value, str)}


def number_in(text: str | None) -> int | None:
    """Read the number of a row; None when it cannot be one."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST))):
        return None
    return int(text) if 0 < int(text) <= _HIGHEST else None


def row(number: int) -> int:
    """Give the number of a row that may be there.

    Raises:
        NotFoundException: no row can have it, and not every database takes the question.
    """
    if not 0 < number <= _HIGHEST:
        raise NotFoundException
    return number


def choice(kind: type[_Choice], text: str | None) -> _Choice | None:
    """Read one of a few values; None for any other text."""
    return next((value for value in kind if value.value == text), None)
