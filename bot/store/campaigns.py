"""Campaigns and their codes in the database."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, insert, select, update

from bot.campaigns import Campaign, Channel, Hanging, Spot, new_code
from bot.messages import Language
from bot.staff import ZONE, Act, Did
from bot.store import audit
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import campaigns, codes

_OF_CODE = (codes.c.code, codes.c.name.label("spot"), codes.c.place, codes.c.since, codes.c.ended_on)
_SPOTS = select(*_OF_CODE, campaigns).join(campaigns)
_WHOLE = ""  # the name of the first spot: the campaign as such


class CampaignStore:
    """The campaigns of the desk; every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, clock: Callable[[], datetime], audit_key: str) -> None:
        self._link, self._clock, self._audit_key = link, clock, audit_key

    async def everything(self) -> Sequence[Hanging]:
        """List all campaigns, the newest first."""
        return await self._link.read("campaigns", _hanging, AT_THE_DESK)

    async def one(self, number: int) -> Hanging | None:
        """Give the campaign of this number."""
        found = await self._link.read("campaign", lambda it: _hanging(it, campaigns.c.id == number), AT_THE_DESK)
        return found[0] if found else None

    async def find(self, code: str) -> Spot | None:
        """Find where a code hangs, or hung."""
        return await self._link.read("spot", lambda it: find(it, code), AT_THE_DESK)

    async def add(self, campaign: Campaign, by: str) -> Hanging:
        """Keep a campaign that has no number yet (0), with a first code for the whole of it."""

        def work(it: Connection) -> Hanging:
            number = it.execute(insert(campaigns).values(_values(campaign)).returning(campaigns.c.id)).scalar_one()
            self._new_code(it, number, _WHOLE, None)
            self._noted(it, number, by)
            return _hanging(it, campaigns.c.id == number)[0]

        return await self._link.write("add_campaign", work, AT_THE_DESK)

    async def change(self, campaign: Campaign, by: str) -> bool:
        """Keep a campaign as it is now; False when there is none of this number."""

        def work(it: Connection) -> bool:
            changed = update(campaigns).where(campaigns.c.id == campaign.id).values(_values(campaign))
            if it.execute(changed).rowcount != 1:
                return False
            self._noted(it, campaign.id, by)
            return True

        return await self._link.write("change_campaign", work, AT_THE_DESK)

    async def hang(self, number: int, spots: Sequence[tuple[str, str | None]], by: str) -> Sequence[Spot]:
        """Give more spots a code of their own, all or none; none when there is no such campaign."""

        def work(it: Connection) -> Sequence[Spot]:
            if not it.scalar(select(exists().where(campaigns.c.id == number))):
                return ()
            made = {self._new_code(it, number, name, place) for name, place in spots}
            self._noted(it, number, by)
            (hanging,) = _hanging(it, campaigns.c.id == number)
            return tuple(spot for spot in hanging.spots if spot.code in made)

        return await self._link.write("hang_campaign", work, AT_THE_DESK)

    async def rehang(self, spot: Spot, by: str) -> bool:
        """Keep what a spot is called and greets with from now on; False when no spot has its code."""

        def work(it: Connection) -> bool:
            changed = update(codes).where(*_hangs(spot)).values(name=spot.name, place=spot.place)
            if it.execute(changed).rowcount != 1:
                return False
            self._noted(it, spot.campaign.id, by)
            return True

        return await self._link.write("rehang_campaign", work, AT_THE_DESK)

    async def take_down(self, spot: Spot, by: str) -> bool:
        """Take a spot away, or end it where figures have it; False when no spot that still hangs has its code."""

        def work(it: Connection) -> bool:
            today, which = self._today(), _hangs(spot)
            gone = spot.leaves_no_trace(today)
            taken = delete(codes).where(*which) if gone else update(codes).where(*which).values(ended_on=today)
            if it.execute(taken).rowcount != 1:
                return False
            self._noted(it, spot.campaign.id, by)
            return True

        return await self._link.write("take_down_spot", work, AT_THE_DESK)

    def _new_code(self, it: Connection, number: int, name: str, place: str | None) -> str:
        code = new_code(secrets.choice)
        while it.scalar(select(exists().where(codes.c.code == code))):
            code = new_code(secrets.choice)
        row = {"code": code, "campaign_id": number, "name": name, "place": place, "since": self._today()}
        it.execute(insert(codes).values(row))
        return code

    def _today(self) -> date:
        return self._clock().astimezone(ZONE).date()

    def _noted(self, it: Connection, number: int, by: str) -> None:
        audit.append(it, Act(self._clock(), by, Did.CHANGED_CAMPAIGN, str(number)), self._audit_key)


def find(connection: Connection, code: str) -> Spot | None:
    """Find where a code hangs, or hung."""
    row = connection.execute(_SPOTS.where(codes.c.code == code)).one_or_none()
    return None if row is None else _spot(row)


def _hanging(it: Connection, *which: ColumnElement[bool]) -> Sequence[Hanging]:
    """List campaigns with their spots, in one query; a campaign always has one."""
    rows = it.execute(_SPOTS.where(*which).order_by(campaigns.c.id.desc(), codes.c.id)).all()
    by_campaign = groupby(map(_spot, rows), lambda spot: spot.campaign)
    return tuple(Hanging(campaign, tuple(spots)) for campaign, spots in by_campaign)


def _hangs(spot: Spot) -> Sequence[ColumnElement[bool]]:
    """Pick a spot as long as it hangs; the first code of a campaign is none."""
    of = codes.c.campaign_id == spot.campaign.id
    return codes.c.code == spot.code, of, codes.c.name != _WHOLE, codes.c.ended_on.is_(None)


def _values(campaign: Campaign) -> dict[str, object]:
    values = asdict(campaign)
    del values["id"]
    return values


def _spot(row: Row[Any]) -> Spot:
    return Spot(row.code, _campaign(row), row.spot, row.place, row.since, row.ended_on)


def _campaign(row: Row[Any]) -> Campaign:
    return Campaign(
        id=row.id,
        name=row.name,
        channel=Channel(row.channel),
        language=None if row.language is None else Language(row.language),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        gm_code=row.gm_code,
    )
