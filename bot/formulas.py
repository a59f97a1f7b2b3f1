"""Cells of a file that a spreadsheet would reckon with, made harmless."""

_WIDE = "\uff1d\uff0b\uff0d\uff20"  # = + - @ as they are typed in Chinese
_FORMULA = tuple(f"=+-@\t\r\n{_WIDE}")


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def typed(cell: str) -> str:
    """Take the apostrophe away again."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
