"""Campaigns: made in five minutes, with a code for each place where they hang, and what is printed with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from bot.campaigns import LONGEST_NAME, Campaign, Channel, Design, Hanging, Size, Spot, deep_link, spelled
from bot.directory import SHOWN_GROUPS, Found
from bot.messages import Language
from bot.staff import ZONE, Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.campaign_forms import MOST_SPOTS, campaign_in, ends_in_time, moved, named, spots_in
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts, Posting
from bot.web.desk.reading import Form, WrittenWrongError, form_of, row
from bot.web.desk.words import said

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
    """A code on the page of its campaign; `link` empty while nobody knows what the bot is called.

    `ended` says on which day it was taken down, empty while it hangs.
    """

    code: str
    spelled: str
    name: str
    place: str
    link: str
    ended: str


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the list, the page of a campaign, and what can be done there."""
    return [*_all(parts, parts.posting), *_one(parts, parts.posting), *_spots(parts, parts.posting)]


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
            ends_in_time(campaign, hanging.campaign, _today(parts))
        except WrittenWrongError as wrong:
            return await _page(parts, request, hanging, {"campaign": form}, wrong.said)
        await posting.campaigns.change(replace(campaign, id=hanging.campaign.id), request.auth.member.login)
        return go(f"{_HOME}/{number}")

    return [whole, change]


def _spots(parts: DeskParts, posting: Posting) -> list[HTTPRouteHandler]:
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
            spot = replace(spot, name=named(form.get("name", "")), place=moved(spot, form.get("place", ""), parts))
        except WrittenWrongError as wrong:
            return await _page(parts, request, hanging, {code: form}, wrong.said)
        await posting.campaigns.rehang(spot, request.auth.member.login)
        return go(f"{_HOME}/{number}#plekken")

    @get("/campagnes/{number:int}/plekken/{code:str}/verwijderen", opt=_COORDINATOR)
    async def ask(request: DeskRequest, number: FromPath[int], code: FromPath[str]) -> Template:
        hanging = await _found(posting, number)
        spot = _spot_of(hanging, code)
        shown, gone = _shown_spot(spot, parts, None), spot.leaves_no_trace(_today(parts))
        return page(request, "campaign_remove", campaign=hanging.campaign, spot=shown, gone=gone)

    @post("/campagnes/{number:int}/plekken/{code:str}/verwijderen", opt=_COORDINATOR)
    async def take_down(request: DeskRequest, number: FromPath[int], code: FromPath[str]) -> Response[Any]:
        spot = _spot_of(await _found(posting, number), code)
        await posting.campaigns.take_down(spot, request.auth.member.login)
        return go(f"{_HOME}/{number}?weg=ja#plekken")

    return [hang, rehang, ask, take_down]


async def _found(posting: Posting, number: int) -> Hanging:
    hanging = await posting.campaigns.one(row(number))
    if hanging is None:
        raise NotFoundException
    return hanging


def _spot_of(hanging: Hanging, code: str) -> Spot:
    found = [spot for spot in hanging.still_up if spot.code == code and spot.name]
    if not found:
        raise NotFoundException
    return found[0]


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
        spots=[_shown_spot(spot, parts, username) for spot in hanging.still_up],
        ended=[_shown_spot(spot, parts, username) for spot in hanging.spots if spot.ended_on],
        dropped="weg" in request.query_params,
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
    asked = {hanging.campaign.gm_code, *(spot.place for spot in hanging.still_up)} - {None}
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
        spots=len(hanging.still_up),
        runs=campaign.runs(_today(parts)),
    )


def _shown_spot(spot: Spot, parts: DeskParts, username: str | None) -> ShownSpot:
    return ShownSpot(
        code=spot.code,
        spelled=spelled(spot.code),
        name=spot.name or said("campaign", "whole"),
        place=parts.municipality(spot.place) if spot.place else "",
        link=deep_link(username, spot.code) if username else "",
        ended=f"{spot.ended_on:%d-%m-%Y}" if spot.ended_on else "",
    )
