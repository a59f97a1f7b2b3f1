"""Which text of care fits whom it is about: who writes, whom they worry about, who was hurt; young or adult."""

from collections.abc import Iterator

from bot.messages import Say
from bot.safety.care_words import Words
from bot.safety.cared import OTHERS, About, Care, about, hurt
from bot.safety.kinds import READ_ALONG, SHUT_IN, STAYING
from bot.safety.typed import says

_YOUNG = frozenset({None, "under12", "12-17"})  # for all anybody knows
_NEAREST = {  # whose texts fit, the nearest first
    About.SELF: ("self",),
    About.UNSAFE: ("unsafe",),
    About.THIRD: ("third",),
    About.UNSAFE_OTHER: ("unsafe_other", "third", "unsafe"),
}


def text_for(care: Care, words: Words, what: str) -> Say:
    """Say what there is for whom this care is about, else what is said to everybody."""
    keys = (f"care_{what}_{whom}" for whom in _whom(care))
    return words.say(next((key for key in keys if words.knows(key)), f"care_{what}"), advice=_advice(care, words))


def _advice(care: Care, words: Words) -> str:
    """Name the line where a worry of this kind can be talked over."""
    whom = About.UNSAFE_OTHER if about(care) in {About.UNSAFE, About.UNSAFE_OTHER} else About.THIRD
    return words.say(f"advice_{whom}").text


def _whom(care: Care) -> Iterator[str]:
    """Name whose texts fit, the nearest first; those for adults do not send them to a line of the young."""
    if care.kind in STAYING:
        yield f"{care.kind}_other" if about(care) in OTHERS else care.kind
    nearest = ("sexual", *_NEAREST[about(care)]) if care.sexual and hurt(care) else _NEAREST[about(care)]
    if care.types:
        yield from (f"{whom}_typing" for whom in nearest)
    for whom in nearest:
        if care.age not in _YOUNG:
            yield f"{whom}_adult"
        yield whom


def chat_for(care: Care) -> str:
    """Name the line whose chat is for whom this care is about."""
    if not hurt(care):
        return "113"
    return "kindertelefoon" if care.age in _YOUNG else "veilig_thuis"


def kind_of_danger(said: str, care: Care) -> str:
    """Name the kind of danger there is: who is behind a door must not come out, who is read along must not type."""
    fits = {"behind_a_door": SHUT_IN, "reads_along": READ_ALONG}
    return next((kind for name, kind in fits.items() if says(said, care, name)), "")
