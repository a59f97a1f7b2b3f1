"""What staff have typed at a handover and not sent: it outlives every button of the page, in memory only."""

from collections.abc import Mapping

FIELDS = ("reply", "note")  # each is emptied by the action of its name
_MOST = 100  # pages that somebody pressed a button of and has not seen again yet

Typed = Mapping[str, str]  # what stands in each of the fields


def typed_in(form: Mapping[str, str]) -> Typed:
    """Give what stands in the fields of a page that was sent."""
    return {field: form.get(field, "") for field in FIELDS}


def together(typed: Typed) -> str:
    """Give all of it as one text, to be copied."""
    return "\n\n".join(words for words in typed.values() if words.strip())


def without(typed: Typed, action: str) -> Typed:
    """Give what is left to type when this action was done."""
    return {field: "" if field == action else words for field, words in typed.items()}


def begun(reply: str, sentence: str) -> str:
    """Put a first sentence behind what was typed, once, as the script of the page does."""
    if sentence in reply:
        return reply
    return " ".join(filter(None, (reply.rstrip(), sentence))) + " "


class Drafts:
    """Keeps it from a pressed button to the page that follows; of more than a hundred the oldest is dropped."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], Typed] = {}

    def keep(self, token: str, number: int, typed: Typed) -> None:
        """Keep what somebody (the token of their session) has typed at a handover."""
        self._kept.pop((token, number), None)
        self._kept[token, number] = typed
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]

    def take(self, token: str, number: int) -> Typed:
        """Give it, and forget it."""
        return self._kept.pop((token, number), typed_in({}))
