"""One turn, one way: a message in, replies out, whatever channel it came through."""

from bot.conversation.moment import Parts
from bot.conversation.ports import (
    AskPerson,
    AskPlace,
    ChangeLanguage,
    ConfirmForget,
    Delivery,
    Dialogue,
    DialogueDownError,
    Escalate,
    Heard,
    Meaning,
    OfferMeanings,
    ShowGroups,
    ShowMenu,
    Spoken,
    Store,
    StoreDownError,
    UnitOfWork,
    Verb,
)
from bot.conversation.state import Awaiting, State
from bot.conversation.turn import Conversation

__all__ = [
    "AskPerson",
    "AskPlace",
    "Awaiting",
    "ChangeLanguage",
    "ConfirmForget",
    "Conversation",
    "Delivery",
    "Dialogue",
    "DialogueDownError",
    "Escalate",
    "Heard",
    "Meaning",
    "OfferMeanings",
    "Parts",
    "ShowGroups",
    "ShowMenu",
    "Spoken",
    "State",
    "Store",
    "StoreDownError",
    "UnitOfWork",
    "Verb",
]
