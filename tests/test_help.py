"""Help of every command: Chinese, in line, and with examples that run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from aiwei_cli.cli.app import LazyGroup, app
from aiwei_cli.cli.help.command_registry import COMMANDS, EXAMPLES
from aiwei_cli.cli.help.examples import examples
from aiwei_cli.cli.help.front_page import front_page, is_answered, version
from aiwei_cli.edit.scaffold import shipped_programme
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.terminal.wrapping import cells
from conftest import Cli
from support import PROJECT, WORKSPACES, repository

NAMES = {*FORMATS} | set(
    """
    aiwei git Markdown JSON Schema yaml workspace targets action data evidence schemas templates
    AW203 at_least town county met missed pending no-data not-applicable excepted late question never auto
    always HEAD A B A..B O P C
    table text markdown json note digest report md.j2 bash zsh fish powershell Tab
    year diff workspace.yaml digest.md.j2 report.md.j2
    """.split()  # noqa: SIM905
)
"""What is typed or called so in any language."""


def paths(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    command = command or typer.main.get_command(app)
    yield path
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from paths(command.get_command(None, name), (*path, name))


PATHS = sorted(paths())


def test_every_command_has_a_few_examples() -> None:
    assert set(EXAMPLES) == {" ".join(path) for path in PATHS}
    assert all(2 <= len(lines) <= 4 for lines in EXAMPLES.values())
    assert not [line for lines in EXAMPLES.values() for line, _ in lines if ">" in line]


@pytest.mark.parametrize("width", ["60", "80", "200"])
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_chinese_and_fits(
    path: tuple[str, ...], width: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = cli(*path, "--help")
    said, shown = result.out.split("\n\n例子：\n")
    assert (result.code, result.err) == (0, "")
    assert all(cells(line) <= int(width) for line in said.splitlines())
    for line, what in examples(" ".join(path)):
        assert f"  {line}\n" in shown
        assert what.replace(" ", "") in re.sub(r"\s", "", shown)
    _, *rest = said.splitlines()
    words = re.findall(r"(?<![\w-])(?:--?[a-z-]+|[A-Za-z][\w.-]*)", "\n".join(rest))
    names = {*NAMES, *(each[len(path)] for each in PATHS if len(each) > len(path))}
    assert not [word for word in words if not word.startswith("-") and word not in names]
    assert not re.search("[<>{}]|OPTIONS|required|default", said)
    assert len([line for line in rest if line.count("必填") > 1]) == 0


LINES = [(path, number) for path, lines in EXAMPLES.items() for number in range(len(lines))]


@pytest.mark.parametrize(("path", "number"), LINES)
def test_every_example_runs(
    path: str, number: int, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every one has its words in our data, and does there what it says."""
    assert len(examples(path)) == len(EXAMPLES[path])
    line, _ = examples(path)[number]
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    shutil.copytree(PROJECT / "templates", tmp_path / "templates", dirs_exist_ok=True)
    for name in ("old", "ours", "theirs") if path == "merge-driver" else ():
        shutil.copy(PROJECT / "data/actions/pest-control.yaml", tmp_path / f"{name}.yaml")
    monkeypatch.chdir(repository(tmp_path, "2024-12-31"))
    result = cli(*shlex.split(line)[1:])
    assert result.code in (0, 1), result.err
    assert line.startswith(f"aiwei {path}") or path in ("", "issue close")


ANOTHER = WORKSPACES / "base"
WORDS = """\
# 没有整改台账，也没有以前一年的数据：用到这些词的例子不显示
year: 2024
action: 净村庄
action_id: tidy-villages
indicator: clean-toilet-rate
indicator_name: 健康教育课
figure: 173/200
measured_on: 2024-12-28
correction: 158/200
corrected_on: 2024-06-30
task: toilets
task_name: 改建卫生厕所
responsible: 村镇中心
"""
WITHOUT = {"issue progress", "issue done"}
"""Commands that have no example there: it has no issue."""


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("programme")
    (folder / shipped_programme.WORDS).write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr(shipped_programme, "shipped_programme", lambda: folder)


@pytest.mark.usefixtures("another")
@pytest.mark.parametrize("path", EXAMPLES)
def test_another_programme_brings_its_own_words(
    path: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bool(examples(path)) == (path not in WITHOUT)
    for number, (line, _) in enumerate(examples(path)):
        town = tmp_path / str(number)
        shutil.copytree(ANOTHER / "data", town / "data")
        for name in ("old", "ours", "theirs") if path == "merge-driver" else ():
            shutil.copy(ANOTHER / "data/actions/tidy-villages.yaml", town / f"{name}.yaml")
        monkeypatch.chdir(repository(town, "2024-12-31"))
        result = cli(*shlex.split(line)[1:])
        assert result.code in (0, 1), result.err


def test_help_without_any_words(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped_programme, "shipped_programme", lambda: tmp_path)
    result = cli("show", "--help")
    assert (result.code, result.err) == (0, "")
    assert "例子" not in result.out
    assert cli("--help").out.endswith("不用颜色。\n")


def test_the_registry_says_of_each_command_what_its_function_says() -> None:
    told = {name: LazyGroup().get_command(None, name).help.strip() for name in COMMANDS}
    assert {name: " ".join(text.split()) for name, text in told.items()} == COMMANDS


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_first_page_is_the_one_that_typer_would_give(
    width: int, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert cli("--help").out == front_page(width) + "\n"
    assert cli("--version").out == version() + "\n"


@pytest.mark.parametrize("argument", ["--version", "--help", "-h"])
def test_the_first_page_and_the_version_load_nothing_heavy(argument: str) -> None:
    code = (
        "import sys; from aiwei_cli.cli.help.front_page import is_answered; assert is_answered([sys.argv[1]]);"
        "print(*(name for name in ('typer', 'pydantic', 'rich', 'typing', 'pathlib', 'shutil') if name in sys.modules),"
        " file=sys.stderr)"
    )
    line = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path.insert(0, {str(PROJECT / 'src')!r}); {code}",
    ]
    done = subprocess.run(
        [*line, argument], capture_output=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"}
    )
    assert (done.returncode, done.stderr.decode().strip()) == (0, "")
    assert done.stdout.decode().startswith(
        "aiwei 0" if argument == "--version" else "用法：aiwei [选项] 命令"
    )


def test_the_first_page_goes_the_way_of_every_command_where_nobody_can_be_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert not is_answered(["--help"])
    assert not is_answered(["check", "--help"])
