"""Campaigns: posters, schools and festivals with their own codes, and what comes of them without following anybody.

A code leads to its `Spot` and that to its `Campaign`. `Touches` is what a visitor's state holds of it; `Step` is what
is counted.
"""

from bot.campaigns.campaign import LONGEST_NAME, Campaign, Channel, Spot
from bot.campaigns.codes import code_in, deep_link, new_code, spelled
from bot.campaigns.touches import EXPIRED, GRAVE, UNKNOWN, Step, Touches

__all__ = [
    "EXPIRED",
    "GRAVE",
    "LONGEST_NAME",
    "UNKNOWN",
    "Campaign",
    "Channel",
    "Spot",
    "Step",
    "Touches",
    "code_in",
    "deep_link",
    "new_code",
    "spelled",
]
