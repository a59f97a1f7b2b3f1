"""What was seen before, within bounds."""

from collections import OrderedDict
from collections.abc import Hashable


class Remembered:
    """The latest `limit` keys: each is new once, as long as it is among them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._keys: OrderedDict[Hashable, None] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether the key is remembered."""
        return key in self._keys

    def add(self, key: Hashable) -> bool:
        """Remember a key and tell whether it is new."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._limit:
            self._keys.popitem(last=False)
        return True
