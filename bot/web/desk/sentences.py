"""First sentences that staff may begin with: theirs, or ours until they write their own."""

from collections.abc import Sequence

from bot.conversation.language import spoken
from bot.messages import Language
from bot.staff import Setting, Settings
from bot.web.desk.words import listed


async def sentences(settings: Settings) -> Sequence[str]:
    """Give them all."""
    kept = await settings.read(Setting.SENTENCES)
    if not isinstance(kept, list):
        return listed("first_sentences")
    return tuple(sentence for sentence in kept if isinstance(sentence, str))


def spoken_by(offered: Sequence[str], language: Language) -> Sequence[str]:
    """Give those in the visitor's language; all, if none is: staff may still write another."""
    return tuple(sentence for sentence in offered if spoken(sentence, Language.NL) is language) or offered


def unused(offered: Sequence[str], said: str) -> Sequence[str]:
    """Leave out what staff have said already: nobody likes to hear the same sentence twice."""
    before = _plain(said)
    return tuple(sentence for sentence in offered if _plain(sentence) not in before)


def again(offered: Sequence[str], said: str, words: str) -> bool:
    """Tell whether words hold one of these that staff have said already."""
    fresh, now = unused(offered, said), _plain(words)
    return any(_plain(sentence) in now for sentence in offered if sentence not in fresh)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
