"""The verbs of `domain.yml`, each in one place."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import (
    AskPerson,
    AskPlace,
    ChangeLanguage,
    ConfirmForget,
    Escalate,
    OfferMeanings,
    ShowGroups,
    ShowMenu,
    Verb,
)
from bot.safety import Tier

PLAIN: Mapping[str, type[Verb]] = {
    "ask_place": AskPlace,
    "offer_meanings": OfferMeanings,
    "ask_person": AskPerson,
    "change_language": ChangeLanguage,
    "confirm_forget": ConfirmForget,
    "show_menu": ShowMenu,
}


def verb_of(custom: Mapping[str, Any]) -> Verb:
    """Read a `custom:` part of a response.

    Raises:
        ValueError: no such verb, or a tier that is none.
    """
    match custom:
        case {"do": "show_groups", **rest}:
            return ShowGroups(rest.get("place"))
        case {"do": "escalate", "tier": tier}:
            return Escalate(Tier(tier))
        case {"do": str(name)} if name in PLAIN:
            return PLAIN[name]()
        case _:
            raise ValueError("domain.yml names a verb the bot does not know")
