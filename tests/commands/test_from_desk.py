"""`bot learn --from-desk`: what staff wrote comes out in files to teach from, and what may not be taught says why."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.examples import topics
from bot.commands.cli import cli
from bot.commands.from_desk import export
from bot.commands.kept import opened
from bot.commands.learn import refuse_bad
from bot.messages import Language
from bot.staff import Example, Kept
from tests.commands.server import Machine, Server

ALARM = Example("suicidal", "farewell", Language.NL, "mijn schriftje is vol, dag lief schriftje en dag allemaal 📓")
HARMLESS = Example("none", "ask_cost", Language.EN, "do i owe you guys anything after a saturday of pancakes")
TAUGHT = Example("none", "ask_cost", Language.NL, topics()["ask_cost"][0])
AGAIN = Example("suicidal", "farewell", Language.NL, "mijn schriftje is vol, dag lieve schriftje en dag allemaal 📓")


async def wrote(server: Server, *examples: Example) -> None:
    async with opened(server.settings) as kept:
        for example in examples:
            await kept.store.examples().add(example, "sanne")


async def waiting(server: Server) -> list[Kept]:
    async with opened(server.settings) as kept:
        return list(await kept.store.examples().waiting())


def log(machine: Machine) -> list[tuple[str, str, str]]:
    return machine.sql("SELECT who, did, about FROM audit WHERE who = 'server' ORDER BY id")


async def test_alarms_and_others_go_where_they_are_taught(server: Server, tmp_path: Path) -> None:
    await wrote(server, ALARM, HARMLESS)

    said = await server.does(export(server.settings, tmp_path / "new", take_off=False))

    assert (tmp_path / "new/danger.tsv").read_text("utf-8") == (
        f"tier\tcategory\tlang\ttext\nsuicidal\tfarewell\tnl\t{ALARM.text}\n"
    )
    assert (tmp_path / "new/topics.tsv").read_text("utf-8") == f"ask_cost\t{HARMLESS.text}\n"
    assert "they still wait at the desk" in said
    assert len(await waiting(server)) == 2
    assert log(server) == [("server", "exported_examples", "2")]


async def test_what_came_out_passes_the_check_that_the_readme_names(server: Server, tmp_path: Path) -> None:
    await wrote(server, ALARM, HARMLESS, TAUGHT)
    await server.does(export(server.settings, tmp_path / "new", take_off=False))

    for name in ("danger.tsv", "topics.tsv"):
        assert await server.does(refuse_bad(tmp_path / "new" / name)) == "all 1 may go in\n"


async def test_what_may_not_be_taught_is_kept_with_why(server: Server, tmp_path: Path) -> None:
    await wrote(server, ALARM, AGAIN, TAUGHT)

    await server.does(export(server.settings, tmp_path / "new", take_off=False))

    assert (tmp_path / "new/refused.tsv").read_text("utf-8").splitlines() == [
        "why\ttier\tcategory\tlang\ttext",
        f"nearly {ALARM.text!r}\tsuicidal\tfarewell\tnl\t{AGAIN.text}",
        f"stands there already\tnone\task_cost\tnl\t{TAUGHT.text}",
    ]
    assert len((tmp_path / "new/danger.tsv").read_text("utf-8").splitlines()) == 2
    assert (tmp_path / "new/topics.tsv").read_text("utf-8") == ""


async def test_what_was_written_can_be_taken_off_the_list_and_what_nobody_can_read_stays(
    server: Server, tmp_path: Path
) -> None:
    await wrote(server, ALARM, TAUGHT, HARMLESS)
    server.sql("UPDATE examples SET content = 'not what was locked' WHERE id = 3")

    said = await server.does(export(server.settings, tmp_path / "new", take_off=True))

    assert "1 cannot be read any more" in said
    assert "they are off the desk's list" in said
    assert [(kept.id, kept.example) for kept in await waiting(server)] == [(3, None)]
    assert log(server) == [("server", "exported_examples", "2"), ("server", "dropped_examples", "2")]


async def test_a_folder_that_is_there_is_left_alone_and_the_list_too(server: Server, tmp_path: Path) -> None:
    await wrote(server, ALARM)

    said = await server.does(export(server.settings, tmp_path, take_off=True))

    assert said == f"{tmp_path} cannot be made: File exists"
    assert len(await waiting(server)) == 1
    assert log(server) == []


async def test_where_nothing_waits_nothing_is_made(server: Server, tmp_path: Path) -> None:
    assert (
        await server.does(export(server.settings, tmp_path / "new", take_off=True)) == "no example waits at the desk\n"
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("arguments", [["--take-off"], ["some.tsv", "--from-desk", "new"]])
def test_the_flags_belong_together(arguments: list[str]) -> None:
    done = CliRunner().invoke(cli, ["learn", *arguments])

    assert (done.exit_code, "--from-desk goes without a file" in done.output) == (2, True)
