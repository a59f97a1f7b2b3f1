"""What the pages of the desk and the command line show: tables, made together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.insights import funnels, needs
from bot.insights.counted import Period
from bot.insights.named import Campaign
from bot.insights.published import Published
from bot.insights.tables import Table


@dataclass(frozen=True, slots=True)
class Insight:
    """Figures with the names of what they are about: municipalities by code, topics by intent."""

    published: Published
    campaigns: Sequence[Campaign]
    municipalities: Mapping[str, str]
    topics: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it; `funnel` and `starts` have plots (`plots.funnel`, `plots.bars`)."""

    funnel: Table
    starts: Table
    weeks: Table
    campaigns: Table
    came: Table
    missed: Table
    municipalities: Table
    topics: Table
    understanding: Table
    staff: Table
    alarms: Table


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign; `funnel` and `starts` have plots."""

    funnel: Table
    starts: Table
    weeks: Table
    spots: Table
    grave: Table


def overview(insight: Insight, period: Period) -> Overview:
    """Give what is shown of everybody."""
    published, campaigns = insight.published, insight.campaigns
    return Overview(
        funnels.funnel(published, period),
        funnels.starts(published, period),
        funnels.week_by_week(published, period),
        funnels.by_campaign(published, period, campaigns),
        funnels.came(published, period, campaigns),
        needs.missed(published, period, insight.municipalities),
        needs.by_municipality(published, period, insight.municipalities),
        needs.topics(published, period, insight.topics),
        needs.understanding(published, period),
        needs.staff(published, period),
        needs.alarms(published, period),
    )


def of_campaign(insight: Insight, campaign: Campaign, period: Period) -> CampaignPage:
    """Give what is shown of one campaign; what is grave is counted over all the time it ran, whatever the period."""
    published = insight.published
    return CampaignPage(
        funnels.funnel(published, period, campaign),
        funnels.starts(published, period, campaign),
        funnels.week_by_week(published, period, campaign),
        funnels.by_spot(published, period, campaign),
        funnels.grave(published, campaign),
    )
