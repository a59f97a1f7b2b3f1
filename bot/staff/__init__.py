"""The people behind the desk: whether they read now, and the key that opens what was sealed to them."""

from bot.staff.keys import KeyPair, new_key_pair, open_with_recovery_code
from bot.staff.reading import Reading, When, nobody_reads

__all__ = ["KeyPair", "Reading", "When", "new_key_pair", "nobody_reads", "open_with_recovery_code"]
