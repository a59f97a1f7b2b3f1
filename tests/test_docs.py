"""What the documents say is what the code does."""

import re
from pathlib import Path

from bot.settings import Settings

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


def _prose(page: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", page.read_text("utf-8"))  # code may look like a link


def _shown(default: object) -> str:
    return "-" if default is None else f"`{getattr(default, 'value', default)}`"
