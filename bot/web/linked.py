"""Addresses and telephone numbers in a bubble become links: on a phone, help is one touch away."""

import re

from markupsafe import Markup, escape

# Each alternative starts at the start of a word and is bounded, so that the search is linear in the text.
_LINK = re.compile(
    r"""(?<![\w./@-])(?:
        (?P<url>https?://[^\s<>"']{1,300}[^\s<>"'.,;:!?()])
      | (?P<site>(?:[a-z0-9-]{1,63}\.){1,3}(?:nl|nu|be)\b(?:/[\w/-]{0,100})?)
      | (?P<number>0\d{2,3}[ -]\d{3,7}(?:[ ]\d{2}[ ]\d{2})?(?!\w)|11[23](?![\w.]\w|\w))
    )""",
    re.VERBOSE,
)

_SHORT = 24  # letters; what fits on a line of the narrowest phone


def linked(text: str, hint: str) -> Markup:
    """Escape a text and link what can be opened or called; `hint` says aloud that a link opens a new tab."""
    pieces = []
    end = 0
    for found in _LINK.finditer(text):
        pieces += [escape(text[end : found.start()]), _anchor(found, hint)]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _anchor(found: re.Match[str], hint: str) -> Markup:
    words = found.group()
    if found.lastgroup == "number":
        return Markup('<a class="short" href="tel:{}">{}</a>').format(re.sub(r"\D", "", words), words)
    address = words if found.lastgroup == "url" else f"https://{words}"
    short = Markup(' class="short"') if len(words) <= _SHORT else ""
    anchor = Markup('<a{} href="{}" target="_blank" rel="noopener noreferrer">{}<span class="unseen"> {}</span></a>')
    return anchor.format(short, address, words, hint)
