"""What the documents say is what the code does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import typer

from bot import staff, yml
from bot.commands.cli import cli
from bot.settings import Settings
from bot.store import retention

README = Path("README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \| (\S+) \| (.+) \|$", README, re.MULTILINE)

    fields = Settings.model_fields.items()
    assert listed == [(name.upper(), _shown(field.default), field.description) for name, field in fields]


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [*Path().glob("*.md"), *Path("docs").rglob("*.md"), Path("nlu/README.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\((?!http)([^)#]+)", _prose(page))]

    assert [(str(page), link) for page, link in links if not (page.parent / link).exists()] == []


def test_the_decisions_are_all_in_the_list() -> None:
    pages = sorted(page.name for page in Path("docs/decisions").glob("[0-9]*.md"))

    assert re.findall(r"\]\((\d+.*?\.md)\)", Path("docs/decisions/README.md").read_text("utf-8")) == pages


@pytest.mark.parametrize(
    ("page", "day", "hour", "minute"),
    [("threat-model", "days", "hours", "minutes"), ("dpia", "dagen", "uur", "minuten")],
)
def test_how_long_things_are_kept_is_what_the_code_keeps(page: str, day: str, hour: str, minute: str) -> None:
    told = re.findall(r"(\d+ \w+) \(`([A-Z_]+)`\)", Path(f"docs/{page}.md").read_text("utf-8"))

    assert {(name, period) for period, name in told} == {
        (name, _long(period, day, hour, minute)) for name, period in _periods().items()
    }


def test_the_commands_that_pages_name_exist() -> None:
    named = {
        found
        for page in Path("docs").glob("*.md")
        for found in re.findall(r"`bot ([a-z -]+[a-z])", page.read_text("utf-8"))
    }

    assert named - _commands() == set()


def test_the_pages_on_measuring_have_the_thresholds_that_the_model_has() -> None:
    pipeline = {part["name"]: part for part in yml.values(Path("config.yml").read_text("utf-8"))["pipeline"]}
    understood, gate = (Path(f"docs/evaluation/{page}.md").read_text("utf-8") for page in ("nlu", "threshold"))
    fallback = pipeline["FallbackClassifier"]

    asks = re.findall(r"asks below a likelihood of (\S+), or a lead of (\S+)\. ", understood)
    assert [tuple(map(float, pair)) for pair in asks] == [(fallback["threshold"], fallback["ambiguity_threshold"])]
    assert re.findall(r": \*\*(\S+)\*\*\.", gate) == [str(pipeline["nlu.gate.SafetyGate"]["threshold"])]


@pytest.mark.parametrize("part", ["dev", "frozen"])
def test_the_page_on_understanding_is_of_all_the_messages_there_are(part: str) -> None:
    rows = len(Path(f"tests/nlu/{part}.tsv").read_text("utf-8").split("\n")) - 2  # the head, and what follows the last

    page = Path("docs/evaluation/nlu.md").read_text("utf-8")
    assert re.findall(rf"^\| {part} \| (\d+) \| [\d.]+% \(", page, re.MULTILINE) == [str(rows)]


def _commands() -> set[str]:
    """Every command, "staff add" as well as the "staff" it begins with."""
    top = typer.main.get_command(cli)
    assert isinstance(top, typer.core.TyperGroup)
    below = {f"{name} {sub}" for name, one in top.commands.items() for sub in getattr(one, "commands", {})}
    return {*top.commands, *below}


def _periods() -> dict[str, timedelta]:
    """Every constant of retention, also one that is yet to be added, and what ends at the desk by itself."""
    rooms = {**vars(retention), **vars(staff)}
    return {name: value for name, value in rooms.items() if isinstance(value, timedelta)}


def _long(period: timedelta, day: str, hour: str, minute: str) -> str:
    if period % timedelta(days=1) == timedelta(0) and period > timedelta(days=3):
        return f"{period.days} {day}"
    hours, rest = divmod(period, timedelta(hours=1))
    return f"{hours} {hour}" if not rest else f"{period // timedelta(minutes=1)} {minute}"


def _prose(page: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", page.read_text("utf-8"))  # code may look like a link


def _shown(default: object) -> str:
    return "-" if default is None else f"`{getattr(default, 'value', default)}`"
