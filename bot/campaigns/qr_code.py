"""QR codes for print, drawn by segno.

Without a mark a quarter of a code may be lost and it is read all the same (level Q): posters hang in corridors, where
they are torn, scribbled on and lit badly. Less (level M) would draw most links no smaller. With a mark it may lose 30 %
(level H): the mark takes a part of that, and the rest is left for the corridor.
"""

import io
import math
from dataclasses import dataclass

import segno

QUIET = 4  # modules of white on each side, which the standard (ISO/IEC 18004) asks for
LONGEST_LINK = 58  # characters: the deep link of a bot with a name of 32, and the most that version 6 holds at level H
_POINTS = 72 / 25.4  # in a millimetre
# A face, drawn in modules, so that every picture of the code has it. The white round it parts it from the code.
_MARK = (
    "         ",
    "  #####  ",
    " ## # ## ",
    " ## # ## ",
    " ####### ",
    " # ### # ",
    " ##   ## ",
    "  #####  ",
    "         ",
)


@dataclass(frozen=True, slots=True)
class Qr:
    """A drawn code; every picture of it has its quiet zone, black on white."""

    _drawn: segno.QRCode

    @property
    def level(self) -> str:
        """The error correction: "Q" or "H"."""
        return str(self._drawn.error)

    @property
    def rows(self) -> tuple[str, ...]:
        """The modules from the top, "1" for black, without the quiet zone."""
        return tuple("".join(str(module & 1) for module in row) for row in self._drawn.matrix)

    def svg(self) -> str:
        """Draw an SVG document that takes the size it is given."""
        return self._saved("svg", scale=1, omitsize=True).decode()

    def png(self, pixels: int = 1200) -> bytes:
        """Draw a PNG at least that wide; every module is as many whole pixels."""
        return self._saved("png", math.ceil(pixels / self._width))

    def pdf(self, millimetres: float = 80) -> bytes:
        """Draw a PDF page of that width and height."""
        return self._saved("pdf", millimetres * _POINTS / self._width)

    def file(self, kind: str) -> bytes | None:
        """Give the file of a kind, "svg", "png" or "pdf"; None for any other."""
        match kind:
            case "svg":
                return self.svg().encode()
            case "png":
                return self.png()
            case "pdf":
                return self.pdf()
            case _:
                return None

    @property
    def _width(self) -> int:
        return len(self._drawn.matrix) + 2 * QUIET

    def _saved(self, kind: str, scale: float, **options: bool) -> bytes:
        picture = io.BytesIO()
        self._drawn.save(picture, kind=kind, scale=scale, border=QUIET, light="#ffffff", **options)
        return picture.getvalue()


def qr(link: str, *, mark: bool = False) -> Qr:
    """Draw the smallest code that holds a link, with a mark in its middle if that is wanted.

    Raises:
        ValueError: the link is longer than any deep link of ours.
    """
    if len(link) > LONGEST_LINK:
        raise ValueError(f"a link of {len(link)} characters is too long for a code: {LONGEST_LINK} at most")
    drawn = segno.make(link, error="h" if mark else "q", micro=False)
    if mark:
        _draw_mark(drawn.matrix)
    return Qr(drawn)


def _draw_mark(matrix: tuple[bytearray, ...]) -> None:
    begin = (len(matrix) - len(_MARK)) // 2
    for row, modules in zip(matrix[begin:], _MARK, strict=False):
        row[begin : begin + len(modules)] = bytes(module == "#" for module in modules)
