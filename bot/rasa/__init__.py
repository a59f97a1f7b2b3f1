"""Rasa, seen from the bot: a client that may fail, a server that is watched over, and what `domain.yml` says."""

from bot.rasa.client import Parse, RasaClient
from bot.rasa.domain import Domain, read_domain
from bot.rasa.server import RasaAddress, RasaServer, free_port
from bot.rasa.verbs import PLAIN, verb_of

__all__ = ["PLAIN", "Domain", "Parse", "RasaAddress", "RasaClient", "RasaServer", "free_port", "read_domain", "verb_of"]
