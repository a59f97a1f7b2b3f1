"""What came of it all, for coordinators: tables and plots in which no figure points at anybody."""

from datetime import timedelta
from typing import Any

import structlog
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_503_SERVICE_UNAVAILABLE

from bot.insights import (
    Insight,
    Period,
    all_figures,
    as_article,
    as_csv,
    as_pdf,
    bars,
    funnel_plot,
    of_campaign,
    overview,
    shown,
)
from bot.press import Unprinted
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs, reviewer
from bot.web.desk.pages import page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import number_in, row
from bot.web.desk.refusals import notice

WEEKS = (4, 12, 26, 52)  # that can be looked back
_USUAL = 12
_COORDINATOR = needs(Role.COORDINATOR)
_log = structlog.get_logger()


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the overview, a campaign, all figures as CSV, and the report on a municipality."""
    return [*_pages(parts), *_report(parts)]


def _pages(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/inzicht", opt=_COORDINATOR)
    async def whole(request: DeskRequest) -> Template:
        insight = await parts.insights.insight()
        told = overview(insight, _period(request, insight))
        plots = {"funnel": funnel_plot(told.funnel, "weg"), "starts": bars(told.starts, "weken")}
        return page(
            request, "insight", **_looked(request, insight), told=told, plots=plots, places=parts.insights.places()
        )

    @get("/inzicht/campagne/{number:int}", opt=_COORDINATOR)
    async def campaign(request: DeskRequest, number: FromPath[int]) -> Template:
        insight = await parts.insights.insight()
        found = [each for each in insight.campaigns if each.id == row(number)]
        if not found:
            raise NotFoundException
        told = of_campaign(insight, found[0], _period(request, insight))
        plots = {"funnel": funnel_plot(told.funnel, "weg"), "starts": bars(told.starts, "weken")}
        return page(request, "insight_campaign", **_looked(request, insight), told=told, plots=plots, campaign=found[0])

    @get("/inzicht/cijfers", opt=_COORDINATOR)
    async def figures(request: DeskRequest) -> Response[str]:
        insight = await parts.insights.insight()
        table = all_figures(insight, _period(request, insight))
        await parts.desk.exported("inzicht", reviewer(request.auth))
        headers = {"Content-Disposition": 'attachment; filename="join-us-cijfers.csv"'}
        return Response(as_csv(table), media_type="text/csv; charset=utf-8", headers=headers)

    return [whole, campaign, figures]


def _report(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/inzicht/gemeente", opt=_COORDINATOR)
    async def read(request: DeskRequest) -> Template:
        code = request.query_params.get("code", "")
        report = await parts.insights.report(code)
        if report is None:
            raise NotFoundException
        return page(request, "report", title=report.title, report=as_article(report), code=code)

    @get("/inzicht/gemeente/pdf", opt=_COORDINATOR)
    async def print_it(request: DeskRequest) -> Response[bytes] | Template:
        code = request.query_params.get("code", "")
        report = await parts.insights.report(code)
        if report is None:
            raise NotFoundException
        try:
            made = await as_pdf(report)
        except Unprinted as fault:
            _log.error("report_not_printed", error=type(fault).__name__)
            return notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE)
        await parts.desk.exported(f"rapport {code}", reviewer(request.auth))
        headers = {"Content-Disposition": f'attachment; filename="join-us-{code}.pdf"'}
        return Response(made, media_type="application/pdf", headers=headers)

    return [read, print_it]


def _weeks(request: DeskRequest) -> int:
    asked = number_in(request.query_params.get("weken"))
    return asked if asked in WEEKS else _USUAL


def _period(request: DeskRequest, insight: Insight) -> Period:
    return insight.published.window.last(_weeks(request))


def _looked(request: DeskRequest, insight: Insight) -> dict[str, Any]:
    """Give what every page of figures says of the weeks it is about."""
    sunday = insight.published.window.until - timedelta(days=1)
    return {"choices": WEEKS, "weeks": _weeks(request), "sunday": sunday, "shown": shown}
