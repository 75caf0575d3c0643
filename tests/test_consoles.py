"""Consoles, pipes, colours and shells, each met by real processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import consoles
import pytest
from same_bytes import prepare

from aiwei_cli.cli import terminal
from conftest import Cli
from forked import Forked
from support import WORKSPACES

GOOD = str(WORKSPACES / "good" / "every-verdict")


@pytest.fixture(autouse=True)
def undecided(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No colour chosen, by nobody, before and after."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    yield
    terminal.choose_colour("auto")


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {"FORCE_COLOR": "1"}, True),
    ],
)
def test_who_says_whether_there_are_colours(
    options: list[str],
    environment: dict[str, str],
    coloured: bool,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in cli(*options, "check", "-w", GOOD).out) is coloured


def test_an_unknown_word_for_colours(cli: Cli) -> None:
    result = cli("--color", "yes", "check", "-w", GOOD)
    assert result == (2, "", "错误：--color 不认识“yes”\n改法：可选：auto、always、never\n")


def test_a_tenth_of_the_consoles(tmp_path: Path, forked: Forked) -> None:
    prepare(tmp_path)
    answers, found = consoles.measure(tmp_path, 11, forked.run, 1)  # prime to what it steps through
    assert answers > 30
    assert found == []


@pytest.mark.skipif(sys.platform == "win32", reason="no head on this system")
@pytest.mark.parametrize(
    "arguments",
    [
        *(" ".join(each) for each, _ in consoles.commands() if each[0] != "check" and "--format" not in each),
        "check",
        "check --format json",
        "--version",
    ],
)
def test_a_reader_of_one_line_is_no_error(
    arguments: str, tmp_path_factory: pytest.TempPathFactory, forked: Forked
) -> None:
    town = tmp_path_factory.getbasetemp() / "piped"
    if not town.exists():
        town.mkdir()
        prepare(town)
    code, heard = forked.run_unread(arguments.split(), town, lines=1)
    assert code in (0, 1, 2)
    assert not [word for word in ("Traceback", "BrokenPipe", "Exception") if word in heard]
    # What was read counts as an answer even where the reader has left before it came.
    code, heard = forked.run_unread(arguments.split(), town, lines=0)
    assert code in (0, 1, 2)
    assert "结果没有写完" not in heard
    assert "内部出错" not in heard


def test_show_and_log_stay_whole_for_a_program_and_fold_for_a_reader(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, forked: Forked
) -> None:
    prepare(tmp_path)
    for name in ("show", "log"):
        monkeypatch.delenv("COLUMNS", raising=False)
        whole = without_columns(name, tmp_path, forked)
        assert max(map(len, whole.splitlines())) > 60
        monkeypatch.setenv("COLUMNS", "60")
        folded = cli(name, consoles.RATE, "-w", str(tmp_path)).out
        assert "".join(folded.split()) == "".join(whole.split())
        assert folded != whole


def without_columns(name: str, town: Path, forked: Forked) -> str:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return forked.run([name, consoles.RATE], town, env).stdout.decode("utf-8")
