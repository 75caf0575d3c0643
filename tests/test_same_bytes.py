"""A tenth of ``benchmarks/same_bytes.py``: time zone, locale, hash seed and folder change no byte."""

from __future__ import annotations

import importlib
import shutil
from datetime import date
from pathlib import Path

import everywhere
import pytest
from same_bytes import DAYS, ENVIRONMENTS, prepare, run

from aiwei_cli.render.check_formats import FORMATS
from conftest import Cli
from support import PROJECT


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--as-of", DAYS[0]],
        ["diff", "HEAD~1", "--format", "text", "--as-of", DAYS[1]],
        ["check", "--format", "sarif", "--as-of", DAYS[1]],
        ["log", "hypertension-management-rate"],
    ],
)
def test_the_same_input_gives_the_same_bytes(arguments: list[str], tmp_path: Path) -> None:
    first, second = tmp_path / "town", tmp_path / "另一处 文件夹"
    first.mkdir()
    prepare(first)
    shutil.copytree(first, second)
    expected = run(first, arguments, ENVIRONMENTS[0])
    assert all(run(second, arguments, settings) == expected for settings in ENVIRONMENTS[1:])


class _NoClock(date):
    @classmethod
    def today(cls) -> _NoClock:
        raise AssertionError("asked for the day")


@pytest.fixture
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = PROJECT / "src" / "aiwei_cli" / "cli"
    asking = [
        ".".join(file.relative_to(folder).with_suffix("").parts)
        for file in folder.rglob("*.py")
        if "date.today" in file.read_text(encoding="utf-8")
    ]
    assert {"options", "completion.candidates"} == set(asking)
    for name in asking:
        monkeypatch.setattr(importlib.import_module(f"aiwei_cli.cli.{name}"), "date", _NoClock)


@pytest.mark.usefixtures("no_clock")
def test_whoever_names_the_day_is_never_told_by_a_clock(tmp_path: Path, cli: Cli) -> None:
    town = everywhere.Town(tmp_path / "town")
    town.keep(town.files, "second", on="2025-01-05")
    lines = [words for words, _ in everywhere.commands()]
    lines += [["check", "--format", name, *everywhere.DAY] for name in FORMATS]
    for words in lines:
        assert cli(*words, "-w", str(town.root)).code in (0, 1), words
    assert cli("check", "-w", str(town.root)).code == 3  # it would have been seen
