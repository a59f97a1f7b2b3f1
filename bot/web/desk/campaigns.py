"""Campaigns: made in five minutes, with a code for each place where they hang, and what is printed with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from bot.campaigns import LONGEST_NAME, Campaign, Channel, Design, Hanging, Size, Spot, deep_link, name_in, spelled
from bot.days import day_in
from bot.directory import SHOWN_GROUPS, Ambiguous, Found, by_name
from bot.directory import Spot as Place
from bot.messages import Language
from bot.staff import ZONE, Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts, Posting
from bot.web.desk.reading import Form, WrittenWrongError, choice, form_of, row
from bot.web.desk.words import said

MOST_SPOTS = 50  # that are added at once
_HOME = "/desk/campagnes"
_COORDINATOR = needs(Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign in the list."""

    id: int
    name: str
    channel: str
    period: str
    place: str
    spots: int
    runs: bool


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A code on the page of its campaign; `link` empty while nobody knows what the bot is called."""

    code: str
    spelled: str
    name: str
    place: str
    link: str


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the list, the page of a campaign, and what can be done there."""
    return [*_all(parts, parts.posting), *_one(parts, parts.posting)]


def _all(parts: DeskParts, posting: Posting) -> list[HTTPRouteHandler]:
    @get("/campagnes", opt=_COORDINATOR)
    async def everything(request: DeskRequest) -> Template:
        return await _list(parts, request, {})

    @post("/campagnes", opt=_COORDINATOR, status_code=HTTP_200_OK)
    async def add(request: DeskRequest) -> Response[Any]:
        form = await form_of(request)
        try:
            campaign = campaign_in(form, posting, _today(parts))
        except WrittenWrongError as wrong:
            return await _list(parts, request, form, wrong.said)
        added = await posting.campaigns.add(campaign, request.auth.member.login)
        return go(f"{_HOME}/{added.campaign.id}")

    return [everything, add]


def _one(parts: DeskParts, posting: Posting) -> list[HTTPRouteHandler]:
    @get("/campagnes/{number:int}", opt=_COORDINATOR)
    async def whole(request: DeskRequest, number: FromPath[int]) -> Template:
        return await _page(parts, request, await _found(posting, number))

    @post("/campagnes/{number:int}", opt=_COORDINATOR)
    async def change(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        form, hanging = await form_of(request), await _found(posting, number)
        try:
            campaign = campaign_in(form, posting, _today(parts))
            _ends_in_time(campaign, hanging.campaign, _today(parts))
        except WrittenWrongError as wrong:
            return await _page(parts, request, hanging, {"campaign": form}, wrong.said)
        await posting.campaigns.change(replace(campaign, id=hanging.campaign.id), request.auth.member.login)
        return go(f"{_HOME}/{number}")

    @post("/campagnes/{number:int}/plekken", opt=_COORDINATOR)
    async def hang(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        form, hanging = await form_of(request), await _found(posting, number)
        try:
            spots = spots_in(form.get("spots", ""), posting)
        except WrittenWrongError as wrong:
            return await _page(parts, request, hanging, {"spots": form}, wrong.said)
        await posting.campaigns.hang(hanging.campaign.id, spots, request.auth.member.login)
        return go(f"{_HOME}/{number}#plekken")

    @post("/campagnes/{number:int}/plekken/{code:str}", opt=_COORDINATOR)
    async def rehang(request: DeskRequest, number: FromPath[int], code: FromPath[str]) -> Response[Any]:
        form, hanging = await form_of(request), await _found(posting, number)
        spot = _spot_of(hanging, code)
        try:
            spot = replace(spot, name=_name(form.get("name", "")), place=_moved(spot, form.get("place", ""), parts))
        except WrittenWrongError as wrong:
            return await _page(parts, request, hanging, {code: form}, wrong.said)
        await posting.campaigns.rehang(spot, request.auth.member.login)
        return go(f"{_HOME}/{number}#plekken")

    return [whole, change, hang, rehang]


async def _found(posting: Posting, number: int) -> Hanging:
    hanging = await posting.campaigns.one(row(number))
    if hanging is None:
        raise NotFoundException
    return hanging


def _spot_of(hanging: Hanging, code: str) -> Spot:
    found = [spot for spot in hanging.spots if spot.code == code and spot.name]
    if not found:
        raise NotFoundException
    return found[0]


def campaign_in(form: Form, posting: Posting, today: date) -> Campaign:
    """Read a campaign, without its number.

    Raises:
        WrittenWrongError: something cannot be read.
    """
    starts = _day(form.get("starts_on", "")) or today
    ends = _day(form.get("ends_on", ""))
    if ends and ends < starts:
        raise WrittenWrongError(said("campaign", "ends_first"))
    place = _place(form.get("place", ""), posting)
    return Campaign(
        id=0,
        name=_name(form.get("name", "")),
        channel=choice(Channel, form.get("channel")) or Channel.POSTER,
        language=choice(Language, form.get("language")),
        starts_on=starts,
        ends_on=ends,
        gm_code=place.gm_code if place else None,
    )


def _ends_in_time(campaign: Campaign, before: Campaign, today: date) -> None:
    """Let no campaign be over for long that ran until now: then its alarms would be shown while they are counted."""
    ends = campaign.ends_on
    if ends and ends != before.ends_on and ends < today - timedelta(days=1):
        raise WrittenWrongError(said("campaign", "ended_long_ago"))


def spots_in(written: str, posting: Posting) -> Sequence[tuple[str, str | None]]:
    """Read spots, one a line: a name, and behind a semicolon the place whose group it greets with.

    Raises:
        WrittenWrongError: a line cannot be read, or there are none, or too many.
    """
    lines = [line for line in written.splitlines() if line.strip()]
    if not 0 < len(lines) <= MOST_SPOTS:
        raise WrittenWrongError(said("campaign", "spots", most=MOST_SPOTS))
    return [_spot(line, posting) for line in lines]


def _spot(line: str, posting: Posting) -> tuple[str, str | None]:
    name, _, where = line.partition(";")
    place = _place(where, posting)
    return _name(name), place.code if place else None


def _moved(spot: Spot, written: str, parts: DeskParts) -> str | None:
    if spot.place and written.strip() == parts.municipality(spot.place):
        return spot.place  # as it was shown: a name that several places have does not ask which again
    place = _place(written, parts.posting)
    return place.code if place else None


def _name(written: str) -> str:
    name = name_in(written)
    if name is None:
        raise WrittenWrongError(said("campaign", "name", most=LONGEST_NAME))
    return name


def _day(written: str) -> date | None:
    if not written.strip():
        return None
    try:
        return day_in(written.strip())
    except ValueError:
        raise WrittenWrongError(said("campaign", "day")) from None


def _place(written: str, posting: Posting) -> Place | None:
    if not written.strip():
        return None
    match by_name(written, posting.places):
        case Found(spot):
            return spot
        case Ambiguous(_, spots):
            among = ", ".join(f"{spot.name} ({spot.province})" for spot in spots)
            raise WrittenWrongError(said("campaign", "which_place", place=written.strip(), among=among))
        case _:
            raise WrittenWrongError(said("campaign", "no_place", place=written.strip()))


def _today(parts: DeskParts) -> date:
    return parts.clock().astimezone(ZONE).date()


async def _list(parts: DeskParts, request: DeskRequest, form: Form, wrong: str = "") -> Template:
    campaigns = [_shown(hanging, parts) for hanging in await parts.posting.campaigns.everything()]
    status = HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK
    return page(request, "campaigns", status, campaigns=campaigns, form=form, wrong=wrong, **_choices(parts))


async def _page(
    parts: DeskParts, request: DeskRequest, hanging: Hanging, sent: dict[str, Form] | None = None, wrong: str = ""
) -> Template:
    """Show a campaign; what was `sent` and is wrong is shown as it was."""
    sent, posting = sent or {}, parts.posting
    username = posting.username()
    return page(
        request,
        "campaign",
        HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK,
        campaign=_shown(hanging, parts),
        form=sent.get("campaign") or _written(hanging.campaign, parts),
        spots=[_shown_spot(spot, parts, username) for spot in hanging.spots],
        typed=sent.get("spots", {}).get("spots", ""),
        sent=sent,
        groupless=await _groupless(hanging, parts),
        wrong=wrong,
        designs=[(design.value, said("design", design)) for design in Design],
        sizes=[(size.value, said("size", size)) for size in Size],
        **_choices(parts),
    )


async def _groupless(hanging: Hanging, parts: DeskParts) -> Sequence[str]:
    """Name the municipalities that a code greets with and where the bot can show no group."""
    groups = await parts.listing.groups.everything()
    with_one = {group.gm_code for group in groups if group.status in SHOWN_GROUPS}
    asked = {hanging.campaign.gm_code, *(spot.place for spot in hanging.spots)} - {None}
    found = [parts.posting.places.pick(code) for code in asked if code]
    return sorted({at.spot.municipality for at in found if isinstance(at, Found) and at.spot.gm_code not in with_one})


def _choices(parts: DeskParts) -> dict[str, object]:
    return {
        "channels": [(channel.value, said("channel", channel)) for channel in Channel],
        "languages": [(language.value, said("language", language)) for language in Language],
        "today": _today(parts).isoformat(),
        "longest": LONGEST_NAME,
        "most": MOST_SPOTS,
    }


def _written(campaign: Campaign, parts: DeskParts) -> Form:
    return {
        "name": campaign.name,
        "channel": campaign.channel,
        "language": campaign.language or "",
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else "",
        "place": parts.municipality(campaign.gm_code) if campaign.gm_code else "",
    }


def _shown(hanging: Hanging, parts: DeskParts) -> Shown:
    campaign = hanging.campaign
    until = f" t/m {campaign.ends_on:%d-%m-%Y}" if campaign.ends_on else ""
    return Shown(
        id=campaign.id,
        name=campaign.name,
        channel=said("channel", campaign.channel),
        period=f"vanaf {campaign.starts_on:%d-%m-%Y}{until}",
        place=parts.municipality(campaign.gm_code) if campaign.gm_code else "",
        spots=len(hanging.spots),
        runs=campaign.runs(_today(parts)),
    )


def _shown_spot(spot: Spot, parts: DeskParts, username: str | None) -> ShownSpot:
    return ShownSpot(
        code=spot.code,
        spelled=spelled(spot.code),
        name=spot.name or said("campaign", "whole"),
        place=parts.municipality(spot.place) if spot.place else "",
        link=deep_link(username, spot.code) if username else "",
    )
