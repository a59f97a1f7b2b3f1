"""The press: makes a PDF or a picture of a typst file, in a process of its own, so that the bot goes on talking.

Run as a program it is that process: sheets come in as JSON, what came of them goes out likewise. It is handed no
environment, hence no secrets, has no fonts but those of our packages, and gives way to whatever else wants to run.
"""

import asyncio
import io
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

PATIENCE = 30.0  # seconds for the first sheet, which takes one
EACH = 3.0  # seconds for every other, which takes a tenth of one
FONTS = ("Bricolage Grotesque", "Figtree", "Fredoka")


class Kind(StrEnum):
    """What comes off the press."""

    PDF = "pdf"
    PNG = "png"


class Unprinted(Exception):  # noqa: N818 what happened, as Undelivered is
    """Nothing came off the press; says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be printed.

    `source` is a typst file, which may read what stands beside it. `inputs` are what it finds in `sys.inputs`: whatever
    somebody typed goes there, as data, and never becomes part of the source. `ppi` is for pictures: pixels an inch.
    """

    source: str
    inputs: Mapping[str, str]
    kind: Kind = Kind.PDF
    ppi: float = 72


async def printed(sheet: Sheet, patience: float = PATIENCE) -> bytes:
    """Print a sheet; where its pages have bleed, a PDF tells readers to show and printers to cut the trimmed page.

    Raises:
        Unprinted: the source has a fault, or it took longer than `patience` seconds.
    """
    return (await all_printed([sheet], patience))[0]


async def all_printed(sheets: Sequence[Sheet], patience: float = PATIENCE) -> list[bytes]:
    """Print sheets one after another, which takes far less time than each by itself; raises as `printed` does."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-m", __name__, stdin=pipe, stdout=pipe, stderr=pipe, env={}
    )
    wanted = json.dumps([asdict(sheet) for sheet in sheets]).encode()
    seconds = patience + EACH * (len(sheets) - 1)
    try:
        out, fault = await asyncio.wait_for(process.communicate(wanted), seconds)
    except TimeoutError:
        raise Unprinted(f"not printed within {seconds:g} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise Unprinted(fault.decode(errors="replace").strip())
    return [b64decode(made) for made in json.loads(out)]


def _print(sheet: Sheet) -> bytes:
    import fontpkg  # noqa: PLC0415 -- only the process that prints needs these
    import typst  # noqa: PLC0415

    try:
        made, doubts = typst.compile_with_warnings(
            sheet.source,
            format="pdf" if sheet.kind is Kind.PDF else "png",
            ppi=sheet.ppi,
            font_paths=[str(fontpkg.path(font).parent) for font in FONTS],
            ignore_system_fonts=True,
            sys_inputs=dict(sheet.inputs),
        )
    except typst.TypstError as fault:
        raise Unprinted(fault.diagnostic) from fault
    if doubts:  # of a font that is missing typst only warns
        raise Unprinted(doubts[0].diagnostic)
    if not isinstance(made, bytes):
        raise Unprinted("a picture has one page")
    return _boxed(made) if sheet.kind is Kind.PDF else made


def _boxed(pdf: bytes) -> bytes:
    """Tell of pages with bleed, which typst only gives a TrimBox, how far it goes and what to show of them."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        if page.trimbox != page.mediabox:
            page.bleedbox, page.cropbox = page.mediabox, page.trimbox
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _work() -> int:
    os.nice(10)
    try:
        made = [_print(Sheet(**{**sheet, "kind": Kind(sheet["kind"])})) for sheet in json.load(sys.stdin)]
    except Unprinted as fault:
        sys.stderr.write(str(fault))
        return 1
    sys.stdout.write(json.dumps([b64encode(each).decode() for each in made]))
    return 0


if __name__ == "__main__":
    sys.exit(_work())
