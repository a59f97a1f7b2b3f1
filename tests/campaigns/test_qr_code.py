"""A code is read by a decoder that knows nothing of what drew it, whatever a corridor and a camera do to it."""

import io
from collections.abc import Iterator

import numpy as np
import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from bot.campaigns import Qr, deep_link, qr

LINK = "https://t.me/JoinUsNederlandBot?start=k7x9mq"
SHORTEST, LONGEST = (deep_link("W" * letters, "k7x9mq") for letters in (5, 32))
STICKER = 7  # modules, each way
EVERY = [(link, mark) for link in (SHORTEST, LINK, LONGEST) for mark in (False, True)]


def picture(code: Qr, pixels: int = 600) -> Image.Image:
    return Image.open(io.BytesIO(code.png(pixels))).convert("L")


def read(seen: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(seen)]


@pytest.mark.parametrize("link, mark", EVERY)
def test_a_code_says_the_link(link: str, mark: bool) -> None:  # noqa: FBT001
    assert read(picture(qr(link, mark=mark))) == [link]


@pytest.mark.parametrize("link, mark", EVERY)
def test_a_code_is_no_larger_than_it_must_be(link: str, mark: bool) -> None:  # noqa: FBT001
    holds = {  # bytes in a code of so many modules: ISO/IEC 18004, table 7, versions 2 to 6
        "Q": {25: 20, 29: 32, 33: 46, 37: 60, 41: 74},
        "H": {25: 14, 29: 24, 33: 34, 37: 44, 41: 58},
    }
    code = qr(link, mark=mark)
    assert code.level == ("H" if mark else "Q")
    assert len(code.rows) == min(side for side, most in holds[code.level].items() if most >= len(link))


def test_a_link_longer_than_any_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="58 at most"):
        qr(LONGEST + "x")


@pytest.mark.parametrize("mark", [False, True])
def test_a_code_has_a_quiet_zone_of_four_modules(mark: bool) -> None:  # noqa: FBT001
    code = qr(LINK, mark=mark)
    seen = np.asarray(picture(code, pixels=len(code.rows) + 8))
    dark = np.argwhere(seen == 0)
    assert (dark.min(axis=0).tolist(), dark.max(axis=0).tolist()) == ([4, 4], [len(code.rows) + 3] * 2)


@pytest.mark.parametrize("link, mark", EVERY)
def test_every_picture_of_a_code_is_the_same(link: str, mark: bool) -> None:  # noqa: FBT001
    code = qr(link, mark=mark)
    source = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 200pt)"
    drawn = typst.compile(source, format="png", sys_inputs={"svg": code.svg()})
    page = pypdfium2.PdfDocument(code.pdf(millimetres=50))[0]

    assert isinstance(drawn, bytes)
    assert read(Image.open(io.BytesIO(drawn))) == read(page.render(scale=3).to_pil()) == [link]
    assert page.get_size() == pytest.approx((50 / 25.4 * 72,) * 2, abs=0.01)


def spoilt(seen: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """What comes of a code on its way to a camera."""
    for pixels in (120, 300, 2000):
        yield f"{pixels} pixels wide", seen.resize((pixels, pixels), Image.Resampling.BICUBIC)
    for angle in range(15, 360, 30):
        yield f"turned by {angle} degrees", seen.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    yield "out of focus", seen.filter(ImageFilter.GaussianBlur(seen.width / 100))
    yield "pale", seen.point(lambda grey: 150 + grey // 5)
    yield "in the dark", seen.point(lambda grey: 15 + grey // 8)
    grain = np.random.default_rng(7).normal(0, 60, np.asarray(seen).shape)
    yield "grainy", Image.fromarray(np.clip(np.asarray(seen) * 0.6 + 50 + grain, 0, 255).astype(np.uint8))
    light = np.linspace(0.25, 1, seen.width)[None, :]
    yield "half in the shade", Image.fromarray((np.asarray(seen) * light).astype(np.uint8))
    yield "from the side", aslant(seen)
    yield "badly copied", Image.open(jpeg(seen.resize((180, 180)))).convert("L")


def aslant(seen: Image.Image) -> Image.Image:
    """Look at it from the left: what is near is larger."""
    nearer = 0.4
    seen_wide = round(seen.width / (1 - nearer))
    lens = (1, 0, 0, 0, 1, 0, nearer / seen.width, 0)
    return seen.transform(
        (seen_wide, seen_wide), Image.Transform.PERSPECTIVE, lens, Image.Resampling.BICUBIC, fillcolor=255
    )


def jpeg(seen: Image.Image) -> io.BytesIO:
    kept = io.BytesIO()
    seen.save(kept, "JPEG", quality=15)
    return kept


@pytest.mark.parametrize("link, mark", EVERY)
def test_a_code_is_read_however_it_is_seen(link: str, mark: bool) -> None:  # noqa: FBT001
    views = spoilt(picture(qr(link, mark=mark)))
    assert [how for how, seen in views if read(seen) != [link]] == []


@pytest.mark.parametrize("link", [SHORTEST, LINK, LONGEST])
def test_a_code_with_a_mark_still_bears_a_sticker_anywhere_but_on_its_corners(link: str) -> None:
    code = qr(link, mark=True)
    last = len(code.rows) - STICKER
    places = [(x, y) for x in range(0, last, 3) for y in range(0, last, 3) if not on_a_corner(x, y, last)]
    assert [place for place in places if read(with_sticker(code, place)) != [link]] == []


def on_a_corner(x: int, y: int, last: int) -> bool:
    """Tell whether a sticker touches one of the three large squares, or what stands along them."""
    near, far = 9, last - 9
    return (x < near and y < near) or (x < near and y > far) or (x > far and y < near)


def with_sticker(code: Qr, place: tuple[int, int]) -> Image.Image:
    module = 6
    seen = picture(code, pixels=(len(code.rows) + 8) * module)
    x, y = ((at + 4) * module for at in place)
    ImageDraw.Draw(seen).rectangle((x, y, x + STICKER * module, y + STICKER * module), fill=128)
    return seen
