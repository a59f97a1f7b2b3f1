"""A list that coordinators keep: one by one, or as a file whose changes are shown before any is made."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY

from bot.directory import Changes, Fault, Kept, Listed, Sheet, Status, WrittenWrong, to_check
from bot.staff import ZONE, Role
from bot.web.desk.access import DeskRequest, needs, reviewer
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import Form, form_of
from bot.web.desk.words import all_of, known, said

CHECK_AFTER = 180  # days since somebody verified it
_FILE_LIMIT = 1024 * 1024  # bytes
_COORDINATOR = needs(Role.COORDINATOR)
T = TypeVar("T", bound=Listed)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as a list shows it; `shown` says that the bot may show it, `late` that it is to be checked."""

    id: str
    title: str
    about: str
    status: str
    shown: bool
    verified: str
    late: bool


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What tells one list from another.

    `name` is that of its words in `words.yml`, `form` the template of one, with `fields` beside the status. `told`
    gives the title of a row and what stands below it. `settled` may keep something of what was there before a form
    changed it.
    """

    name: str
    path: str
    form: str
    fields: tuple[str, ...]
    sheet: Sheet[T]
    told: Callable[[T], tuple[str, str]]
    settled: Callable[[T, T], T] = lambda changed, _: changed

    @property
    def home(self) -> str:
        """The address of the list."""
        return f"/desk{self.path}"

    def row(self, one: T, *, late: bool = False) -> Row:
        """Show one."""
        title, about = self.told(one)
        verified = f"{one.verified_on:%d-%m-%Y}" if one.verified_on else ""
        return Row(one.id, title, about, said("status", one.status), one.status in self.sheet.shown, verified, late)

    def cells(self, one: T) -> Form:
        """Fill in the form."""
        values = {name: getattr(one, name) for name in (*self.fields, "status")}
        return {name: "" if value is None else str(value) for name, value in values.items()}

    def why(self, key: str) -> str:
        """Say what is wrong."""
        return said(self.name if known(self.name, key) else "listing", key)


class Pages(Generic[T]):
    """The pages of one list."""

    def __init__(self, kind: Kind[T], kept: Kept[T], parts: DeskParts) -> None:
        self._kind, self._kept, self._places = kind, kept, parts.listing.places
        self._desk, self._clock = parts.desk, parts.clock

    def routes(self) -> list[HTTPRouteHandler]:
        """Give the list, the page of one, and what is done with a file."""
        return [*self._list(), *self._one(), *self._file()]

    def _list(self) -> list[HTTPRouteHandler]:
        kind = self._kind

        @get(kind.path, opt=_COORDINATOR)
        async def everything(request: DeskRequest) -> Template:
            return await self._all(request)

        @get(f"{kind.path}/bestand", opt=_COORDINATOR)
        async def export(request: DeskRequest) -> Response[str]:
            listed = kind.sheet.written(await self._kept.everything())
            await self._desk.exported(kind.path.strip("/"), reviewer(request.auth))
            headers = {"Content-Disposition": f'attachment; filename="{said(kind.name, "file")}"'}
            return Response(listed, media_type="text/csv; charset=utf-8", headers=headers)

        return [everything, export]

    def _one(self) -> list[HTTPRouteHandler]:
        kind, kept = self._kind, self._kept

        @get(f"{kind.path}/nieuw", opt=_COORDINATOR)
        async def new(request: DeskRequest) -> Template:
            return self._form(request, {"verified_on": self._today().isoformat(), "status": Status.VERIFIED})

        @post(f"{kind.path}/nieuw", opt=_COORDINATOR, status_code=HTTP_200_OK)
        async def add(request: DeskRequest) -> Response[Any]:
            form = await form_of(request)
            try:
                one = self._made(form, "")
            except WrittenWrong as wrong:
                return self._form(request, form, kind.why(wrong.why))
            if any(each.id == one.id for each in await kept.everything()):
                return self._form(request, form, kind.why("twice"))
            await kept.keep(one, request.auth.member.login)
            return go(kind.home)

        # in a folder of its own: an id is any word, that of a page beside it too
        @get(f"{kind.path}/wijzigen/{{name:str}}", opt=_COORDINATOR)
        async def whole(request: DeskRequest, name: FromPath[str]) -> Template:
            one = await self._found(name)
            return self._form(request, kind.cells(one), one=one)

        @post(f"{kind.path}/wijzigen/{{name:str}}", opt=_COORDINATOR)
        async def change(request: DeskRequest, name: FromPath[str]) -> Response[Any]:
            form, one = await form_of(request), await self._found(name)
            try:
                changed = self._made(form, name)
            except WrittenWrong as wrong:
                return self._form(request, form, kind.why(wrong.why), one)
            await kept.keep(kind.settled(changed, one), request.auth.member.login)
            return go(kind.home)

        return [new, add, whole, change]

    def _file(self) -> list[HTTPRouteHandler]:
        kind, kept = self._kind, self._kept

        @post(f"{kind.path}/bestand", opt=_COORDINATOR, status_code=HTTP_200_OK, request_max_body_size=_FILE_LIMIT)
        async def look(request: DeskRequest) -> Template:
            text = await _uploaded(request)
            return await self._preview(request, text) if text else await self._all(request, kind.why("no_file"))

        @post(f"{kind.path}/bestand/doen", opt=_COORDINATOR, status_code=HTTP_200_OK, request_max_body_size=_FILE_LIMIT)
        async def do(request: DeskRequest) -> Response[Any]:
            form = await form_of(request)
            text = form.get("file", "")
            wanted, faults = kind.sheet.read(text, self._places)
            found = kind.sheet.changes(await kept.everything(), wanted)
            as_shown = not faults and form.get("seen") == _print_of(found)
            if not as_shown or not await kept.carry_out(found, request.auth.member.login):
                return await self._preview(request, text, again=True)
            return go(kind.home)

        return [look, do]

    async def _preview(self, request: DeskRequest, text: str, *, again: bool = False) -> Template:
        kind = self._kind
        wanted, faults = kind.sheet.read(text, self._places)
        if faults:
            told = [self._fault(fault) for fault in faults]
            return self._page(request, "listing_faults", HTTP_422_UNPROCESSABLE_ENTITY, faults=told)
        found = kind.sheet.changes(await self._kept.everything(), wanted)
        return self._page(
            request,
            "listing_changes",
            HTTP_409_CONFLICT if again else HTTP_200_OK,
            again=again,
            added=[kind.row(one) for one in found.added],
            changed=[(kind.row(will), self._differences(was, will)) for was, will in found.changed],
            gone=[kind.row(one) for one in found.gone],
            same=found.same,
            file=text,
            seen=_print_of(found),
        )

    def _fault(self, fault: Fault) -> tuple[int, str, str]:
        field = said("column", fault.field) if known("column", fault.field) else fault.field
        return fault.line, field, self._kind.why(fault.why)

    def _differences(self, was: T, will: T) -> Sequence[str]:
        before, after = self._kind.cells(was), self._kind.cells(will)
        return [
            f"{said('column', name)}: {_read_out(name, before[name])} → {_read_out(name, after[name])}"
            for name in before
            if before[name] != after[name]
        ]

    async def _found(self, name: str) -> T:
        found = [one for one in await self._kept.everything() if one.id == name]
        if not found:
            raise NotFoundException
        return found[0]

    def _made(self, form: Form, name: str) -> T:
        return self._kind.sheet.made({**form, "id": name, "gm_code": ""}, self._places)

    async def _all(self, request: DeskRequest, wrong: str = "") -> Template:
        listed = await self._kept.everything()
        late = to_check(listed, self._today(), CHECK_AFTER)
        status = HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK
        rows = [self._kind.row(one, late=one in late) for one in listed]
        checks = [self._kind.row(one, late=True) for one in late]
        return self._page(request, "listing", status, rows=rows, checks=checks, wrong=wrong, days=CHECK_AFTER)

    def _form(self, request: DeskRequest, form: Mapping[str, str], wrong: str = "", one: T | None = None) -> Template:
        return self._page(
            request,
            self._kind.form,
            HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK,
            row=self._kind.row(one) if one else None,
            form=form,
            wrong=wrong,
            statuses=[(status.value, said("status", status)) for status in Status],
        )

    def _page(self, request: DeskRequest, name: str, status: int, **values: object) -> Template:
        return page(request, name, status, words=all_of(self._kind.name), home=self._kind.home, **values)

    def _today(self) -> date:
        return self._clock().astimezone(ZONE).date()


def _read_out(name: str, value: str) -> str:
    """Say a value as people do; in the file it stands as programs read it."""
    if not value:
        return "leeg"
    match name:
        case "status":
            return said("status", value)
        case "verified_on":
            return f"{date.fromisoformat(value):%d-%m-%Y}"
        case _:
            return value


async def _uploaded(request: DeskRequest) -> str:
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile):
        return ""
    content = await sent.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what a spreadsheet of old writes


def _print_of(found: Changes[T]) -> str:
    """Give what tells one set of changes from any other: what somebody said yes to is what is done."""
    return hashlib.sha256(repr((found.added, found.changed, found.gone)).encode()).hexdigest()
