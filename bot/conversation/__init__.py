"""One turn, one way: a message in, replies out, whatever channel it came through."""

from bot.conversation.at_the_desk import AtTheDesk, Courier
from bot.conversation.fetching import PAGE, Waiting
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
    Known,
    Meaning,
    OfferMeanings,
    ShowGroups,
    ShowMenu,
    Spoken,
    Store,
    StoreDownError,
    Talk,
    UnitOfWork,
    Verb,
)
from bot.conversation.state import Awaiting, State
from bot.conversation.turn import PATIENCE, Conversation, Patience

__all__ = [
    "PAGE",
    "PATIENCE",
    "AskPerson",
    "AskPlace",
    "AtTheDesk",
    "Awaiting",
    "ChangeLanguage",
    "ConfirmForget",
    "Conversation",
    "Courier",
    "Delivery",
    "Dialogue",
    "DialogueDownError",
    "Escalate",
    "Heard",
    "Known",
    "Meaning",
    "OfferMeanings",
    "Parts",
    "Patience",
    "ShowGroups",
    "ShowMenu",
    "Spoken",
    "State",
    "Store",
    "StoreDownError",
    "Talk",
    "UnitOfWork",
    "Verb",
    "Waiting",
]
