"""`bot campaign`: codes and posters without the desk."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from bot.__main__ import now
from bot.campaigns import (
    LONGEST_NAME,
    Campaign,
    Channel,
    Design,
    Hanging,
    Order,
    Size,
    Spot,
    code_in,
    deep_link,
    name_in,
    poster,
    qr,
    spelled,
)
from bot.commands.desk import foot
from bot.commands.failures import CommandError
from bot.commands.kept import ending, in_columns, municipality_of, opened, place_of, write
from bot.directory import Places
from bot.formulas import harmless
from bot.messages import Language
from bot.press import Unprinted
from bot.settings import Settings
from bot.staff import SERVER, ZONE
from bot.texts import Texts

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class New:
    """A campaign as it was asked for."""

    name: str
    spots: Sequence[str]
    place: str
    channel: str
    language: str | None
    starts_on: date | None
    ends_on: date | None


async def add(settings: Settings, new: New) -> None:
    """Make a campaign, with a code for the whole of it and one for each spot.

    Raises:
        CommandError: a name, a place or the days cannot be used.
    """
    campaign = _campaign(new)
    spots = [_hung(spot) for spot in new.spots]
    async with opened(settings) as kept:
        store = kept.store.campaigns()
        number = (await store.add(campaign, SERVER)).campaign.id
        if spots:
            await store.hang(number, spots, SERVER)
        hanging = await store.one(number)
    _tell([hanging] if hanging else [])


async def show(settings: Settings) -> None:
    """List all campaigns with their codes."""
    async with opened(settings) as kept:
        campaigns = await kept.store.campaigns().everything()
    if not campaigns:
        typer.echo("none yet: bot campaign add NAME")
        return
    _tell(campaigns)


async def remove(settings: Settings, written: str, *, sure: bool) -> None:
    """Take a spot away, by its code.

    Raises:
        CommandError: no spot has this code, it is that of a campaign as such, or the answer was no.
    """
    spot = await _spot(settings, written)
    if not spot.name:
        raise CommandError("this is the code of a campaign as such: give that a last day at the desk")
    if not sure and not typer.confirm(f"Remove {spot.name} ({spelled(spot.code)}, {spot.campaign.name})?"):
        raise CommandError("no spot is removed")
    async with opened(settings) as kept:
        await kept.store.campaigns().take_down(spot, SERVER)
    typer.echo(f"{spot.name} is removed: who still scans its code is greeted as any other")


async def export(settings: Settings) -> None:
    """Write all codes that hang, with their links, as CSV, for who lays out their own posters."""
    username = await _username(settings)
    async with opened(settings) as kept:
        campaigns = await kept.store.campaigns().everything()
    writer = csv.writer(sys.stdout)
    writer.writerow(("campaign", "spot", "code", "as printed", "link"))
    for hanging in campaigns:
        for spot in hanging.still_up:
            link = deep_link(username, spot.code)
            writer.writerow((harmless(hanging.campaign.name), harmless(spot.name), spot.code, spelled(spot.code), link))


async def draw(settings: Settings, code: str, out: Path, *, mark: bool) -> None:
    """Draw a QR code into a file whose name ends in what it is.

    Raises:
        CommandError: there is no such code, or no such kind of file.
    """
    drawn = qr(deep_link(await _username(settings), (await _spot(settings, code)).code), mark=mark)
    made = drawn.file(out.suffix.lower().removeprefix("."))
    if made is None:
        raise CommandError("the name of the file must end in .svg, .png or .pdf")
    write(out, made)


async def print_poster(settings: Settings, code: str, look: tuple[str, str, str | None], out: Path) -> None:
    """Print a poster into a file; `look` is design, size and language.

    Raises:
        CommandError: there is no such code, the file is called something else, or it could not be printed.
    """
    design, size, asked = _one(Design, look[0]), _one(Size, look[1]), look[2]
    ending(out, ".png" if size is Size.STORY else ".pdf")
    spot = await _spot(settings, code)
    language = _one(Language, asked) if asked else spot.campaign.language or Language.NL
    order = Order(design, size, language, await _username(settings), spot.code, foot(), spot.name)
    try:
        write(out, await poster(order, Texts.load()))
    except Unprinted as fault:
        raise CommandError(f"the poster could not be printed: {fault}") from fault


def _campaign(new: New) -> Campaign:
    starts = new.starts_on or now().astimezone(ZONE).date()
    if new.ends_on and new.ends_on < starts:
        raise CommandError("the last day lies before the first")
    place = municipality_of(new.place, Places.load()) if new.place.strip() else None
    channel, language = _one(Channel, new.channel), _one(Language, new.language) if new.language else None
    return Campaign(0, _name(new.name), channel, language, starts, new.ends_on, place)


def _one(kind: type[_Choice], written: str) -> _Choice:
    if written not in list(kind):
        raise CommandError(f"{written!r} is none of {', '.join(kind)}")
    return kind(written)


def _hung(written: str) -> tuple[str, str | None]:
    """Read a spot: a name, and behind a semicolon the place whose group it greets with."""
    name, _, where = written.partition(";")
    return _name(name), place_of(where.strip(), Places.load()).code if where.strip() else None


def _name(written: str) -> str:
    name = name_in(written)
    if name is None:
        raise CommandError(f"a name has 1 to {LONGEST_NAME} characters")
    return name


async def _spot(settings: Settings, written: str) -> Spot:
    async with opened(settings) as kept:
        code = code_in(written)
        spot = await kept.store.campaigns().find(code) if code else None
    if spot is None or spot.ended_on:
        raise CommandError("there is no such code: bot campaign list shows them")
    return spot


async def _username(settings: Settings) -> str:
    """Ask Telegram what the bot is called, if there is a token."""
    if settings.token is None:
        if settings.username is None:
            raise CommandError("what is the bot called on Telegram? Set BOT_USERNAME, or BOT_TOKEN")
        return settings.username
    from bot.telegram import NotStartedError, name_of  # noqa: PLC0415 -- takes seconds

    try:
        return await name_of(settings.token, settings.telegram_api_url)
    except NotStartedError as error:
        raise CommandError(f"Telegram does not say what the bot is called: {error}") from error


def _tell(campaigns: Sequence[Hanging]) -> None:
    rows = [_row(spot) for hanging in campaigns for spot in hanging.spots]
    in_columns([("campaign", "spot", "from", "until", "code", "as printed"), *rows])


def _row(spot: Spot) -> tuple[str, ...]:
    campaign = spot.campaign
    last = min((day for day in (campaign.ends_on, spot.ended_on) if day), default=None)
    until = last.isoformat() if last else "-"
    return campaign.name, spot.name or "-", campaign.starts_on.isoformat(), until, spot.code, spelled(spot.code)
