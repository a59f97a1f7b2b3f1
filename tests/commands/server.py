"""A machine with the bot on it, and what its operator types and reads."""

import io
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Coroutine
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import opened_vault
from bot.commands.failures import EXPECTED, explain
from bot.settings import Settings
from bot.vault import Vault

BOT = Path(sys.executable).with_name("bot")
CODE = re.compile(r"(?:[2-9A-Z]{5}-){5}[2-9A-Z]{5}")


def codes(shown: str) -> list[str]:
    """Every recovery or invitation code in a text."""
    return CODE.findall(shown)


@dataclass
class Machine:
    """A machine with the bot on it, and the recovery code that its operator wrote down."""

    var: Path
    recovery: str = ""

    def bot(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command as a process, to its end."""
        return subprocess.run(  # noqa: S603
            [BOT, *arguments], capture_output=True, text=True, check=False, env=self.environment, input=typed
        )

    def sql(self, *statements: str) -> list[Any]:
        """Do what somebody with the database could; gives what the last one found."""
        connection = sqlite3.connect(self.var / "join-us.db")
        found = [connection.execute(statement).fetchall() for statement in statements]
        connection.commit()
        connection.close()
        return found[-1]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process."""
        return {"PATH": os.environ["PATH"], "VAR_DIR": str(self.var), "TZ": "UTC"}

    @property
    def settings(self) -> Settings:
        """The settings of a machine where nothing is set."""
        return Settings(var_dir=self.var)

    @property
    def vault(self) -> Vault:
        """The secrets."""
        return opened_vault(self.settings)


@dataclass
class Server(Machine):
    """A machine on which commands run in this process; `said` is what the last one printed, `failed` how it ended."""

    _: KW_ONLY
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    said: str = ""
    failed: str = ""

    async def does(self, command: Coroutine[Any, Any, None], *typed: str) -> str:
        """Run the body of a command as `_go` does, with these lines typed; gives what it said, or failed with."""
        self.monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        self.failed = ""
        try:
            await command
        except EXPECTED as error:
            self.failed = explain(error)
        self.said = self.capsys.readouterr().out
        return self.failed or self.said

    def first_run(self) -> None:
        """Make the secrets, and write down the recovery code."""
        opened_vault(self.settings)
        (self.recovery,) = codes(self.capsys.readouterr().err)
