"""What came of it all, in figures that point at nobody (docs/decisions/017).

    window = Window.at(now)
    rows = await counts.between(window.since, window.until)
    published = publish(rows, window, campaigns, topics)      # may be kept until `window` changes, which is weekly
    insight = Insight(published, campaigns, municipalities, topics)
    overview(insight, window.last(12)); of_campaign(insight, campaign, window.last(12))

Pages show `Table`s, a cell as `shown` writes it. Plots are drawn of the same tables (`funnel_plot`, `bars`), `as_csv`
writes any of them, `all_figures` is a table of everything. A `municipality_report` is shown by `as_article`, `as_html`
and `as_pdf`. All of it comes out of `Published`, so nothing can be shown that another page hides.
"""

from bot.insights.counted import WEEK, Counted, Counts, Period, Window
from bot.insights.export import all_figures, as_csv
from bot.insights.fives import GRAVE, STEPS, K, publish
from bot.insights.named import Campaign, Spot
from bot.insights.pages import CampaignPage, Insight, Overview, of_campaign, overview
from bot.insights.plots import bars
from bot.insights.plots import funnel as funnel_plot
from bot.insights.published import Published
from bot.insights.report import Municipality, Nearby, Report, Runs, as_article, as_html, as_pdf
from bot.insights.report import report as municipality_report
from bot.insights.tables import Table, shown

__all__ = [
    "GRAVE",
    "STEPS",
    "WEEK",
    "Campaign",
    "CampaignPage",
    "Counted",
    "Counts",
    "Insight",
    "K",
    "Municipality",
    "Nearby",
    "Overview",
    "Period",
    "Published",
    "Report",
    "Runs",
    "Spot",
    "Table",
    "Window",
    "all_figures",
    "as_article",
    "as_csv",
    "as_html",
    "as_pdf",
    "bars",
    "funnel_plot",
    "municipality_report",
    "of_campaign",
    "overview",
    "publish",
    "shown",
]
