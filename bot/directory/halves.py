"""What people shorten a name to: "Capelle", "Spakenburg", "Gravenzande"."""

from collections.abc import Iterator

from bot.directory.names import spoken, vocabulary

_JOINTS = frozenset({"aan", "bij", "op", "van"})
_FRONT = frozenset({"de", "den", "het", "it", "t", "s", "sint"})
# A half that says nothing by itself: "Nieuw-Vennep" is never called "Nieuw".
_TELLS_NOTHING = vocabulary(
    "nieuw nieuwe oud oude zuid noord oost west klein grote groot midden hoog hoge laag lage over sint nij alde "
    "heilig loon stad wijk ambt rijk gemeente land berg hooge binnen buiten dorp kerk kapel boven beneden "
    "maas kring keer duin bosch airport neder ouder dijk waard woude hout slijk amstel nassau waar veld zand steeg "
    "noardeast sudwest emmer voorne betuwe goeree barger",
)
_SHORTEST = 4


def halves(name: str) -> Iterator[str]:
    """Give the short forms of a name; none for a name of one word."""
    parts = spoken(name)
    match parts:
        case [front, *rest] if front in _FRONT and _tells("".join(rest)):
            yield "".join(rest)
        case [first, *_, last] if "en" in parts[1:-1]:
            # "Oost West en Middelbeers": what stands before "en" is said by itself only when it is one word.
            yield from filter(_tells, (first, last) if parts[1] == "en" else (last,))
        case [first, joint, _, *_] if joint in _JOINTS and _tells(first):
            yield first
        case [first, second] if "-" in name:
            yield from filter(_tells, (first, second))


def _tells(half: str) -> bool:
    return len(half) >= _SHORTEST and half not in _TELLS_NOTHING
