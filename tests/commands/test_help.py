"""The help is there at once: what a command needs is imported when the command runs."""

import subprocess
import sys
from pathlib import Path

import pytest

BOT = Path(sys.executable).with_name("bot")
HEAVY = {
    "aiogram",
    "alembic",
    "httpx",
    "litestar",
    "numpy",
    "pydantic_settings",
    "sqlalchemy",
    "structlog",
}


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["analyse", "--help"]])
def test_the_help_imports_none_of_what_is_slow(arguments: list[str]) -> None:
    watched = {"PYTHONPROFILEIMPORTTIME": "1"}

    done = subprocess.run([BOT, *arguments], capture_output=True, check=True, env=watched, text=True)  # noqa: S603

    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert imported & HEAVY == set()
    assert "Usage: bot" in done.stdout
