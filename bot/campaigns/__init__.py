"""Campaigns: posters, schools and festivals with their own codes, and what comes of them without following anybody.

A code leads to its `Spot` and that to its `Campaign`. `Touches` is what a visitor's state holds of it; `Step` is what
is counted.
"""

from bot.campaigns.campaign import LONGEST_NAME, Campaign, Channel, Spot
from bot.campaigns.codes import code_in, deep_link, new_code, spelled
from bot.campaigns.posters import Design, Line, Order, Size, all_posters, poster, preview
from bot.campaigns.qr_code import Qr, qr
from bot.campaigns.touches import EXPIRED, GRAVE, UNKNOWN, Step, Touches

__all__ = [
    "EXPIRED",
    "GRAVE",
    "LONGEST_NAME",
    "UNKNOWN",
    "Campaign",
    "Channel",
    "Design",
    "Line",
    "Order",
    "Qr",
    "Size",
    "Spot",
    "Step",
    "Touches",
    "all_posters",
    "code_in",
    "deep_link",
    "new_code",
    "poster",
    "preview",
    "qr",
    "spelled",
]
