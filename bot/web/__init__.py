"""The web: the chat page, the desk of staff, `/health` and Telegram's webhook, in one Litestar application.

`build` makes the application, `WebServer` runs it inside our own event loop. Nothing is kept here: a visitor is an
HMAC of a cookie that ends with the browser session, and neither words nor addresses enter a log.
"""

from bot.web.app import build
from bot.web.desk import DeskParts
from bot.web.ports import CannotServeError, Health, Visitors, WebSettings
from bot.web.reading import typed
from bot.web.server import WebServer

__all__ = ["CannotServeError", "DeskParts", "Health", "Visitors", "WebServer", "WebSettings", "build", "typed"]
