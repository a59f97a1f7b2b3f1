"""Campaigns: posters, schools and festivals with their own codes, and what comes of them without following anybody.

A code leads to its `Spot` and that to its `Campaign`. `Touches` is what a visitor's state holds of it, `Step` is what
is counted, `Doorway` makes the links to the sign-up by which that is counted too.
"""

from bot.campaigns.campaign import LONGEST_NAME, Campaign, Channel, Spot, name_in
from bot.campaigns.codes import code_in, deep_link, new_code, spelled
from bot.campaigns.going import PATH, Click, Doorway
from bot.campaigns.keeping import Campaigns, Hanging
from bot.campaigns.posters import Design, Line, Order, Size, all_posters, poster, preview
from bot.campaigns.qr_code import Qr, qr
from bot.campaigns.touches import EXPIRED, GRAVE, UNKNOWN, Count, Step, Touches

__all__ = [
    "EXPIRED",
    "GRAVE",
    "LONGEST_NAME",
    "PATH",
    "UNKNOWN",
    "Campaign",
    "Campaigns",
    "Channel",
    "Click",
    "Count",
    "Design",
    "Doorway",
    "Hanging",
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
    "name_in",
    "new_code",
    "poster",
    "preview",
    "qr",
    "spelled",
]
