"""Completion: what each shell is told, and the shells themselves where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from aiwei_cli.cli.app import app
from aiwei_cli.cli.completion.answers import answer
from aiwei_cli.cli.completion.candidates import SOURCES
from aiwei_cli.cli.completion.shells import SCRIPTS
from aiwei_cli.load.outline import _DONE
from aiwei_cli.model.action import PlanState
from conftest import Cli
from support import PROJECT, WORKSPACES

SHELLS: Final = ("bash", "zsh", "fish", "powershell")


def asked(*words: str, shell: str = "zsh") -> list[str]:
    """The words offered, without their meanings."""
    return [line.split("\t")[0] or line for line in answer(app, shell, words).splitlines()]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our data, and inside it."""
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    shutil.copytree(PROJECT / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parameters(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield from ((path, each) for each in command.params)
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from parameters(command.get_command(None, name), f"{path} {name}".strip())


def test_every_value_has_a_source_and_every_source_a_value() -> None:
    used = set()
    for path, each in parameters(typer.main.get_command(app)):
        if not getattr(each, "is_flag", False):
            metavar = re.sub(r"[\[\]]", "", each.metavar)
            used.add(f"{path} {metavar}" if f"{path} {metavar}" in SOURCES else metavar)
    assert used == set(SOURCES)


def test_an_open_task_is_one_that_is_not_done() -> None:
    assert PlanState.DONE.value == _DONE


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("che", ["check"]),
        ("issue cl", ["close"]),
        ("nonsense ", []),
        ("--co", ["--color"]),
        ("--color ", ["auto", "always", "never"]),
        ("--color never check --fail", ["--fail-on"]),
        ("check --strict --str", []),
        ("check --action green-city --act", ["--action"]),
        ("check --format j", ["json", "jsonl", "junit"]),
        ("check --format html", ["html", "html="]),
        ("check --format html=o", ["\tfiles"]),
        ("check --format=ht", ["html"]),
        ("check --nonsense=", []),
        ("check --fail-on ", ["missed", "late", "no-data", "question", "never"]),
        ("check --fail-on missed,late,", ["missed,late,no-data", "missed,late,question"]),
        ("check --level ", ["town", "county"]),
        ("check --status m", ["met", "missed"]),
        ("check --action pe", ["pest-control"]),
        ("check --action 除", ["除四害"]),
        ("check --data-only ", ["\tfiles"]),
        ("check --output ", ["\tfiles"]),
        ("check -w ", ["\tfolders"]),
        ("check --since ", []),
        ("check --year ", ["2024"]),
        ("diff --format ", ["table", "text", "markdown", "json"]),
        ("record rodent-p", ["rodent-proof-pass-rate"]),
        ("record 防鼠", ["防鼠设施合格率"]),
        ("record fly-proof-pass-rate 90 --status 示", ["示例"]),
        ("record student-daily-exercise 1 --for school-8", ["school-8"]),
        ("record 学生每天锻炼时间 1 --for 学校八", ["学校八"]),
        ("record fly-proof-pass-rate 90 --for ", []),
        ("log fly", ["fly-proof-pass-rate", "fly-density-grade"]),
        ("show pest", ["pest-control"]),
        ("show market", ["market-rodent-gaps"]),
        ("issue close ", ["market-rodent-gaps", "roadside-waste"]),
        ("issue open 问题 --responsible 示例村", ["示例村一", "示例村二", "示例村五"]),
        ("new-year ", ["2025"]),
        ("report --template ", ["digest.md.j2", "report.md.j2"]),
        ("rule AW21", ["AW210", "AW211", "AW212", "AW213", "AW214", "AW215", "AW216"]),
        ("rule at_", ["at_least", "at_most"]),
        ("schema ", ["workspace", "targets", "action"]),
        ("completion ", [*SHELLS]),
    ],
)  # fmt: skip
def test_values_complete(typed: str, offered: list[str], town: Path) -> None:  # noqa: ARG001
    assert asked(*typed.split(" ")) == offered


def test_meanings_stand_beside_the_words(town: Path) -> None:  # noqa: ARG001
    assert answer(app, "fish", ["show", "rodent-p"]) == "rodent-proof-pass-rate\t防鼠设施合格率\n"
    assert answer(app, "zsh", ["check", "--status", "ex"]) == "excepted\t豁免\n"
    new_year = "开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。"
    assert answer(app, "zsh", ["new-"]) == f"new-year\t{new_year}\n"
    assert answer(app, "bash", ["new-"]) == "new-year\t\n"  # which shows none


def test_what_the_console_cannot_show_is_not_offered(town: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aiwei_cli", "issue", "open", "x", "--responsible", ""],
        cwd=town,
        env={**os.environ, "_AIWEI_COMPLETE": "zsh", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b""


def test_each_shell_gets_what_it_puts_in(town: Path) -> None:  # noqa: ARG001
    assert asked("check", "--format", "=", "ht", shell="bash") == ["html"]
    assert asked("check", "--format", "html", "=", "o", shell="bash") == ["\tfiles"]
    assert asked("check", "--format", "=", "html", "=", shell="bash") == ["\tfiles"]
    assert asked("check", "--format=ht", shell="fish") == ["--format=html"]
    assert asked("check", "--format=ht", shell="powershell") == ["--format=html"]
    assert asked("check", "--format", ".", shell="powershell")[:2] == ["table", "concise"]


def test_a_finished_task_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(WORKSPACES / "good" / "a-year-of-work" / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    every = asked("show", "")
    still = asked("task", "done", "")
    assert set(still) < set(every)
    assert "done" in "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "data" / "actions").iterdir()
    )


@pytest.mark.parametrize("name", ["nothing", "broken", "hostile"])
def test_a_shell_never_hears_what_is_wrong(name: str, tmp_path: Path) -> None:
    if name != "nothing":
        shutil.copytree(WORKSPACES / "base", tmp_path / "town")
        targets = tmp_path / "town" / "data" / "targets.yaml"
        targets.write_bytes(
            b"indicators: [\x00" if name == "broken" else b"indicators: {a: 1, b: {target: x}}\n"
        )
    folder = tmp_path / "town" if name != "nothing" else tmp_path
    for words in (
        ["show", ""],
        ["check", "--action", ""],
        ["record", "a", "1", "--for", ""],
        ["new-year", ""],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "aiwei_cli", *words],
            cwd=folder,
            env={**os.environ, "_AIWEI_COMPLETE": "zsh", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        if name == "nothing":
            assert re.fullmatch(rb"(--[a-z-]+\t.*\n)*", done.stdout)


def test_no_table_is_loaded_for_an_answer() -> None:
    script = (
        "import sys; from aiwei_cli.cli.boundary import run; "
        "sys.argv[1:] = ['show', 'rodent']; run(); print([each for each in sys.modules if each.startswith('rich')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env={**os.environ, "_AIWEI_COMPLETE": "bash", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
    )
    assert done.stdout.decode().splitlines() == ["rodent-proof-pass-rate\t防鼠设施合格率", "rodent-density-grade\t鼠密度控制水平", "[]"]  # fmt: skip


NAMED: Final = "甲`touch x`$(touch x)'\"; touch x #乙"


@pytest.fixture
def harmful(tmp_path: Path) -> Path:
    """A name that is a command in every shell."""
    shutil.copytree(WORKSPACES / "base", tmp_path / "town")
    targets = tmp_path / "town" / "data" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    name = "'" + NAMED.replace("'", "''") + "'"
    targets.write_text(
        re.sub(r"(?m)^    name: .*$", lambda _: f"    name: {name}", text, count=1), encoding="utf-8"
    )
    return tmp_path / "town"


@pytest.fixture
def shell_env(tmp_path: Path) -> dict[str, str]:
    """A place where ``aiwei`` is ours, and tells what it was called with."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "aiwei"
    ours = f'exec "{sys.executable}" -m aiwei_cli "$@"'
    program.write_text(
        f'#!/bin/sh\nif [ -n "$_AIWEI_COMPLETE" ] || [ "$1" = completion ]; then {ours}; fi\n'
        'for word; do printf "<%s>" "$word"; done; echo " RAN"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(home)}


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script(shell: str, cli: Cli) -> None:
    assert cli("completion", shell) == (0, SCRIPTS[shell], "")
    assert f"_AIWEI_COMPLETE={shell}" in SCRIPTS[shell].replace(" = '", "=").replace("$env:", "")
    if sys.platform != "win32" and shell != "powershell" and shutil.which(shell):
        read = subprocess.run([shell, "-n"], input=SCRIPTS[shell].encode(), capture_output=True)
        assert (read.returncode, read.stderr) == (0, b"")


def has(shell: str) -> pytest.MarkDecorator:
    missing = sys.platform == "win32" or not shutil.which(shell)
    return pytest.mark.skipif(missing, reason=f"no {shell} here (apt-get install {shell})")


IN_A_SHELL: Final = [
    ("aiwei che", ["check"]),
    ("aiwei check --for", ["--format"]),
    ("aiwei check --format jsonl", ["jsonl", "jsonl="]),
    ("aiwei show rodent-p", ["rodent-proof-pass-rate"]),
    ("aiwei issue cl", ["close"]),
    ("aiwei --co", ["--color"]),
    ("aiwei show 防鼠", ["防鼠设施合格率"]),
]


def in_bash(line: str, folder: Path, env: dict[str, str]) -> list[str]:
    script = (
        'eval "$(aiwei completion bash)"; '
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _aiwei_completion aiwei; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], cwd=folder, env=env, capture_output=True)
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


def in_fish(line: str, folder: Path, env: dict[str, str]) -> list[str]:
    script = "aiwei completion fish | source; complete --do-complete $argv[1]"
    done = subprocess.run(["fish", "-c", script, line], cwd=folder, env=env, capture_output=True)
    assert done.stderr == b""
    return [each.split("\t")[0] for each in done.stdout.decode().splitlines()]


@has("bash")
@pytest.mark.parametrize(("line", "offered"), IN_A_SHELL)
def test_bash_completes(line: str, offered: list[str], shell_env: dict[str, str]) -> None:
    assert in_bash(line, PROJECT, shell_env) == offered


@has("fish")
@pytest.mark.parametrize(("line", "offered"), [*IN_A_SHELL, ("aiwei check --format=ht", ["--format=html"])])
def test_fish_completes(line: str, offered: list[str], shell_env: dict[str, str]) -> None:
    assert in_fish(line, PROJECT, shell_env) == offered


@has("fish")
def test_fish_completes_files(shell_env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "结果.html").touch()
    assert in_fish("aiwei check --format html=结", tmp_path, shell_env) == ["html=结果.html"]
    assert in_fish("aiwei check --output 结", tmp_path, shell_env) == ["结果.html"]
    assert in_fish("aiwei check -w h", tmp_path, shell_env) == ["home/"]


def typed_in_zsh(keys: str, folder: Path, env: dict[str, str]) -> str:
    """What zsh has made of keys typed at a terminal: the words that the command was given."""
    import pty

    words = ["zsh", "-f", "-i"]
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(words[0], words, {**env, "TERM": "dumb", "PS1": "", "PS2": ""})
    seen = b""
    try:
        setup = 'unsetopt zle_bracketed_paste beep; autoload -Uz compinit; compinit -D -u; eval "$(aiwei completion zsh)"; echo REA""DY\n'
        os.write(terminal, setup.encode())
        while b"READY" not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, f"aiwei {keys}\t\n".encode())
        while b" RAN" not in seen:
            seen += os.read(terminal, 4096)
    finally:
        os.close(terminal)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    found = re.findall(r"(<.*>) RAN", seen.decode("utf-8", "replace"))
    return str(found[0])


@has("zsh")
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("che", "<check>"),
        ("check --fail", "<check><--fail-on>"),
        ("show rodent-p", "<show><rodent-proof-pass-rate>"),
        ("check --format=ht", "<check><--format=html>"),
        ("check --format html=out", "<check><--format><html=output.html>"),
        ("show 防鼠", "<show><防鼠设施合格率>"),
        ("issue close mar", "<issue><close><market-rodent-gaps>"),
    ],
)
def test_zsh_completes(keys: str, words: str, shell_env: dict[str, str], town: Path) -> None:
    (town / "output.html").touch()
    assert typed_in_zsh(keys, town, shell_env) == words


@has("bash")
def test_bash_runs_nothing_of_the_data(harmful: Path, shell_env: dict[str, str]) -> None:
    before = sorted(harmful.rglob("*"))
    (quoted,) = in_bash("aiwei show 甲", harmful, shell_env)
    back = subprocess.run(["bash", "-c", f"printf %s {quoted}"], cwd=harmful, capture_output=True)
    assert back.stdout.decode() == NAMED
    assert sorted(harmful.rglob("*")) == before


@has("fish")
def test_fish_runs_nothing_of_the_data(harmful: Path, shell_env: dict[str, str]) -> None:
    before = sorted(harmful.rglob("*"))
    assert len(in_fish("aiwei show 甲", harmful, shell_env)) == 1
    assert sorted(harmful.rglob("*")) == before


@has("zsh")
def test_zsh_runs_nothing_of_the_data(harmful: Path, shell_env: dict[str, str]) -> None:
    before = sorted(harmful.rglob("*"))
    assert typed_in_zsh("show 甲", harmful, shell_env) == f"<show><{NAMED}>"
    assert sorted(harmful.rglob("*")) == before
