"""What comes off the press, and what is said when nothing does."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.press import Kind, Sheet, Unprinted, all_printed, printed


def source(folder: Path, text: str) -> str:
    file = folder / "page.typ"
    file.write_text(text, encoding="utf-8")
    return str(file)


async def test_what_is_put_in_is_data_and_never_source(tmp_path: Path) -> None:
    made = await printed(Sheet(source(tmp_path, "#sys.inputs.words"), {"words": "#panic() *x*"}))
    assert PdfReader(io.BytesIO(made)).pages[0].extract_text() == "#panic() *x*"


async def test_many_sheets_come_off_the_press_in_their_order(tmp_path: Path) -> None:
    page = source(tmp_path, "#sys.inputs.words")
    made = await all_printed([Sheet(page, {"words": word}) for word in ("een", "twee", "drie")])
    assert [PdfReader(io.BytesIO(each)).pages[0].extract_text() for each in made] == ["een", "twee", "drie"]


async def test_a_picture_has_the_pixels_asked_for(tmp_path: Path) -> None:
    made = await printed(Sheet(source(tmp_path, "#set page(width: 1in, height: 2in)"), {}, Kind.PNG, ppi=30))
    assert Image.open(io.BytesIO(made)).size == (30, 60)


async def test_a_page_without_bleed_is_shown_whole(tmp_path: Path) -> None:
    (page,) = PdfReader(io.BytesIO(await printed(Sheet(source(tmp_path, "Hoi"), {})))).pages
    assert page.cropbox == page.mediabox


@pytest.mark.parametrize(
    "text, fault",
    [
        ("#nobody", r"unknown variable: nobody\n.*page\.typ:1:1"),
        ('#text(font: "No Such Font")[Hoi]', "unknown font family: no such font"),
        ('#read("/etc/passwd")', "file not found"),
        ("#pagebreak()\n#pagebreak()", "a picture has one page"),
    ],
)
async def test_a_fault_in_the_source_is_named(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(Unprinted, match=fault):
        await printed(Sheet(source(tmp_path, text), {}, Kind.PNG))


@pytest.fixture
def endless(tmp_path: Path) -> Sheet:
    return Sheet(source(tmp_path, "#for a in range(100000) { for b in range(100000) { let c = b } }"), {})


async def test_what_takes_too_long_is_given_up_and_ended(endless: Sheet) -> None:
    before = at_work()
    with pytest.raises(Unprinted, match="not printed within 1 seconds"):
        await printed(endless, patience=1)
    assert at_work() == before


async def test_who_gives_up_waiting_leaves_nothing_at_work(endless: Sheet) -> None:
    before = at_work()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(printed(endless), 1)
    assert at_work() == before


async def test_the_process_that_prints_is_told_no_secrets(endless: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "planted")
    before = at_work()
    printing = asyncio.create_task(printed(endless, patience=2))
    while not (new := at_work() - before):  # noqa: ASYNC110 -- nothing tells of a process that begins
        await asyncio.sleep(0.01)
    told = environment(new.pop())
    with pytest.raises(Unprinted):
        await printing
    assert told == b""


def environment(child: str) -> bytes:
    return Path(f"/proc/{child}/environ").read_bytes()


def at_work() -> set[str]:
    """Name the children of this process."""
    return {child for each in Path("/proc/self/task").glob("*/children") for child in each.read_text("ascii").split()}
