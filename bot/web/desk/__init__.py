"""The desk: where staff see who waits, read what was said, answer through the bot and close.

Staff never learn who a visitor is, and nothing of a handover reaches a browser nobody is signed in with: every route
says what it needs (`needs`), and `routes` raises `NoRuleError` for one that does not. Dutch only, like its readers;
what the code says stands in `words.yml`, all else in the templates.
"""

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from bot.web.desk import (
    campaigns,
    cases,
    directory,
    examples,
    insight,
    log,
    members,
    printing,
    queue,
    settling,
    signing,
)
from bot.web.desk.access import NoRuleError, all_ruled, guard
from bot.web.desk.ports import DeskParts, Listing, Posting, Work
from bot.web.desk.refusals import handlers

__all__ = ["DeskParts", "Listing", "NoRuleError", "Posting", "Work", "routes"]

_ROOMS = (signing, queue, cases, insight, directory, campaigns, printing, examples, members, settling, log)


def routes(parts: DeskParts, *more: HTTPRouteHandler) -> Router:
    """Give all pages of the desk, behind their guard, and `more` of them.

    Raises:
        NoRuleError: a route does not say who may open it.
    """
    pages = [*(route for room in _ROOMS for route in room.routes(parts)), *more]
    all_ruled(pages)
    return Router("/desk", route_handlers=pages, guards=[guard(parts.door)], exception_handlers=handlers())
