"""Every poster there is, as a printer and a reader of PDFs see it."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from bot.campaigns import LONGEST_NAME, Design, Order, Size, all_posters, deep_link, poster, preview
from bot.campaigns.posters import _sheet
from bot.messages import Language
from bot.press import Kind, all_printed
from bot.safety import helplines
from bot.texts import Texts

TEXTS = Texts.load()
LINES = (helplines()["113"], helplines()["112"])
MILLIMETRES = {Size.A4: (210, 297), Size.A3: (297, 420), Size.A6: (105, 148)}
POINT = 25.4 / 72  # millimetres
LONG_SPOT = "Hoofdgebouw WWWW, tweede verdieping, bij de kluisjes van 4 B".ljust(LONGEST_NAME, "W")

Box = tuple[float, float, float, float]  # left, bottom, right, top; points


def order(design: Design, size: Size, language: Language) -> Order:
    return Order(design, size, language, "JoinUsNederlandBot", "k7x9mq", LINES)


def name(one: Order) -> str:
    return f"{one.design}-{one.size}-{one.language}"


EVERY = [order(*each) for each in product(Design, Size, Language)]
CROWDED = [replace(one, username="W" * 32, spot=LONG_SPOT) for one in EVERY if one.language is Language.NL]
on_paper = pytest.mark.parametrize("one", [one for one in EVERY if one.size is not Size.STORY], ids=name)


@pytest.fixture(scope="session")
def made() -> Mapping[Order, bytes]:
    """Every poster there is."""
    return dict(zip(EVERY, asyncio.run(all_posters(EVERY, TEXTS)), strict=True))


@pytest.fixture(scope="session")
def pages(made: Mapping[Order, bytes]) -> Mapping[Order, bytes]:
    """All of them as PDF, stories too: a picture cannot be asked where its words are. And those with long names."""
    papers = {one: drawn for one, drawn in made.items() if one.size is not Size.STORY}
    others = [one for one in [*EVERY, *CROWDED] if one not in papers]
    drawn = asyncio.run(all_printed([_sheet(one, TEXTS, Kind.PDF) for one in others]))
    return papers | dict(zip(others, drawn, strict=True))


def picture(poster: bytes) -> Image.Image:
    """Show a poster as it hangs, about 1,100 pixels wide; of a page with bleed what is left of it when cut."""
    if not poster.startswith(b"%PDF"):
        return Image.open(io.BytesIO(poster)).convert("RGB")
    page = pypdfium2.PdfDocument(poster)[0]
    shown: Image.Image = page.render(scale=1100 / page.get_width()).to_pil()
    return shown


@cache
def codes(poster: bytes) -> list[zxingcpp.Barcode]:
    """Read the codes on a poster as it hangs."""
    return zxingcpp.read_barcodes(picture(poster))


def words(page: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(page)[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("one", EVERY, ids=name)
def test_the_code_on_a_poster_opens_the_bot(one: Order, made: Mapping[Order, bytes]) -> None:
    assert [found.text for found in codes(made[one])] == [deep_link(one.username, one.code)]


@pytest.mark.parametrize("one", CROWDED, ids=name)
def test_so_does_that_of_a_bot_with_the_longest_name(one: Order, pages: Mapping[Order, bytes]) -> None:
    assert [found.text for found in codes(pages[one])] == [deep_link(one.username, one.code)]


@on_paper
def test_a_page_is_cut_to_its_size_and_has_three_millimetres_of_bleed(one: Order, made: Mapping[Order, bytes]) -> None:
    (page,) = PdfReader(io.BytesIO(made[one])).pages
    trim, bleed = page.trimbox, page.bleedbox
    assert (trim.width * POINT, trim.height * POINT) == pytest.approx(MILLIMETRES[one.size], abs=0.001)
    sides = (trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
    assert [side * POINT for side in sides] == pytest.approx([3, 3, 3, 3], abs=0.001)
    assert (page.cropbox, page.mediabox) == (trim, bleed)  # a school's own printer prints what hangs there


@on_paper
def test_what_stands_at_the_edge_goes_on_to_where_the_bleed_ends(one: Order, made: Mapping[Order, bytes]) -> None:
    page = pypdfium2.PdfDocument(made[one])[0]
    page.set_cropbox(*page.get_mediabox())
    seen = np.asarray(page.render(scale=1).to_pil().convert("RGB")).astype(int)
    beyond, within = 1, round(4 / POINT)  # pixels from the end of the bleed: the last whole one, and one that stays
    for turned in (seen, seen[::-1], seen.swapaxes(0, 1), seen.swapaxes(0, 1)[::-1]):
        apart = np.abs(turned[beyond] - turned[within]).max(axis=1)[within:-within]
        assert (apart > 8).mean() < 0.03  # but for where the tiles meet, or a washing line goes through
        assert turned[beyond].min(axis=1).max() < 250  # it is not white, as paper is


@pytest.mark.parametrize("one", [one for one in EVERY if one.size is Size.STORY], ids=name)
def test_a_story_is_a_picture_for_a_telephone(one: Order, made: Mapping[Order, bytes]) -> None:
    seen = Image.open(io.BytesIO(made[one]))
    assert (seen.format, seen.size) == ("PNG", (1080, 1920))


@pytest.mark.parametrize("one", [*EVERY, *CROWDED], ids=name)
def test_a_poster_says_how_to_begin_what_it_is_and_who_helps_now(one: Order, pages: Mapping[Order, bytes]) -> None:
    said = words(pages[one])
    told = {
        Language.NL: ["anoniem gratis chatbot, geen mens", "113 of chat via 113.nl: gratis, anoniem, dag en nacht."],
        Language.EN: ["anonymous free chatbot, not a person", "113 or chat at 113.nl: free, anonymous, day and night."],
    }
    wanted = [f"@{one.username}", "K7X 9MQ", "Telegram", "Join Us", "112.", one.spot, *told[one.language]]
    assert [each for each in wanted if each not in said] == []


@pytest.mark.parametrize("one", [*EVERY, *CROWDED], ids=name)
def test_no_words_leave_the_page_or_stand_on_others_or_on_the_code(one: Order, pages: Mapping[Order, bytes]) -> None:
    page = pypdfium2.PdfDocument(pages[one])[0]
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    left, bottom, right, top = page.get_trimbox()
    edge = 4 / POINT * (right - left) / (210 / POINT)  # four millimetres of an A4
    within = (left + edge, bottom + edge, right - edge, top - edge)

    assert [box for box in boxes if shared(box, within) != pytest.approx(box)] == []
    assert [pair for pair in combinations([*boxes, code_on(pages[one])], 2) if area(shared(*pair)) > 1] == []


def shared(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def area(box: Box) -> float:
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def code_on(poster: bytes) -> Box:
    """Find the code, in points, where words stand."""
    page = pypdfium2.PdfDocument(poster)[0]
    scale = 1100 / page.get_width()
    (found,) = codes(poster)
    left, _, _, top = page.get_cropbox()
    near, far = found.position.top_left, found.position.bottom_right
    return (left + near.x / scale, top - far.y / scale, left + far.x / scale, top - near.y / scale)


@pytest.mark.parametrize("one", EVERY, ids=name)
def test_a_page_brings_its_letters_and_draws_its_code(one: Order, pages: Mapping[Order, bytes]) -> None:
    page: Any = PdfReader(io.BytesIO(pages[one])).pages[0]
    fonts = [font["/DescendantFonts"][0] for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}

    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert {"BricolageGrotesque", "Figtree"} <= names <= {"BricolageGrotesque", "Figtree", "Fredoka"}
    assert len(page.images) == 0


async def test_what_somebody_named_a_spot_is_printed_as_it_is_and_nothing_of_it_is_obeyed() -> None:
    spot = '#panic("x") *b* $ \\ "#sys.inputs" @a <b> {c} [d] ~ — é'
    made = await poster(replace(EVERY[0], spot=spot), TEXTS)
    assert spot in words(made)


async def test_the_same_order_is_drawn_alike_to_the_byte() -> None:
    assert await poster(EVERY[0], TEXTS) == await poster(EVERY[0], TEXTS)


async def test_a_preview_is_as_wide_as_asked_for_and_shows_no_bleed() -> None:
    seen = Image.open(io.BytesIO(await preview(order(Design.LOL, Size.A6, Language.NL), TEXTS, pixels=420)))
    assert (seen.format, seen.size) == ("PNG", (420, 592))


@pytest.mark.parametrize("design", Design)
async def test_the_pictures_in_the_documents_show_the_posters_as_they_are(design: Design) -> None:
    now = Image.open(io.BytesIO(await preview(order(design, Size.A4, Language.NL), TEXTS, pixels=480)))
    then = Image.open(f"docs/poster-{design}.png")
    assert np.abs(np.asarray(now.convert("L"), float) - np.asarray(then.convert("L"), float)).mean() < 1


@dataclass(frozen=True, slots=True)
class Promised:
    phone: str = "0900-1450"
    chat: str = "example.nl"
    cost: str = ""
    hours: str = "09:00-17:00"


async def test_of_a_line_nothing_is_promised_that_its_data_does_not_promise() -> None:
    made = await poster(replace(EVERY[0], lines=(Promised(), LINES[1])), TEXTS)
    assert "Bel 0900-1450 of chat via example.nl. Ben je in gevaar?" in words(made)


async def test_a_name_longer_than_any_is_refused() -> None:
    with pytest.raises(ValueError, match="58 at most"):
        await poster(replace(EVERY[0], username="W" * 33), TEXTS)


def test_one_design_says_nothing_that_who_scans_it_could_be_teased_with() -> None:
    keys = ("poster_lol_together", "poster_lol_about")
    said = " ".join(TEXTS.say(key, language).text for key in keys for language in Language)
    assert [word for word in ("eenzaam", "alleen", "enige", "lonely", "alone", "only one") if word in said] == []
