"""``aiwei init``: a new workspace from the programme that comes with aiwei."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.edit.scaffold.create_workspace import (
    Names,
    clear_half,
    compose,
    finish,
    found,
    paths_of,
    refuse_what_is_there,
    was_written,
)
from aiwei_cli.edit.scaffold.programme_files import Programme, read_programme
from aiwei_cli.edit.scaffold.repository import Repository
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import read_text, read_year, unreadable
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.safe_text import one_line

_REPOSITORY: Final = {
    Repository.UNWANTED: "没有建立 git 仓库（--no-git）",
    Repository.MADE: "已建立 git 仓库，改动可以用 git 记录和对比",
    Repository.AROUND: "这里已在一个 git 仓库里，没有另建",
    Repository.NO_GIT: "这台电脑没有安装 git，没有建立仓库；不用 git 也能检查数据、生成总结",
    Repository.FAILED: "git 仓库没有建成；可以以后在这个文件夹里运行 git init",
}
_QUESTIONS: Final = {
    "town": "镇（乡、街道）的名称",
    "county": "县（市、区）的名称",
    "office": "办公室的名称",
    "programme": "行动方案的名称（用在工作总结的标题里）",
    "year": "判定哪一年",
}


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在哪里；默认是当前文件夹。", show_default=False)
    ] = Path(),
    town: Annotated[str | None, typer.Option("--town", metavar="名称", help="镇的名称，必填。")] = None,
    county: Annotated[str | None, typer.Option("--county", metavar="名称", help="县的名称，必填。")] = None,
    office: Annotated[str | None, typer.Option("--office", metavar="名称", help="办公室的名称。")] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", metavar="名称", help="行动方案的名称。")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="年", help="判定哪一年。")] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help="不建立 git 仓库。")] = False,
) -> None:
    """新建一个镇的工作区：指标和目标照行动方案，计划只留任务，监测值从空白开始。"""
    shipped = read_programme()
    paths = paths_of(shipped)
    clear_half(folder, paths)
    if not was_written(folder):
        refuse_what_is_there(folder, paths)
    given = {"town": town, "county": county, "office": office, "programme": programme, "year": year}
    files = compose(shipped, _names(given, shipped))
    with contextlib.ExitStack() as until_told:
        done = finish(folder, files, with_git=not no_git)
        if not done:
            refuse_what_is_there(folder, paths)
        made, outcome = done or found(folder, files, until_told, with_git=not no_git)
        terminal.show_written(_said(folder, made, outcome))


def _names(given: dict[str, str | None], shipped: Programme) -> Names:
    """What was given, what is answered on a terminal, and what can be taken for granted."""
    missing = [f"--{key}" for key in ("town", "county") if given[key] is None]
    if missing and not terminal.can_ask():
        raise UsageError(f"没有写 {'、'.join(missing)}", "例如 --town 某某镇 --county 某某县")
    town = _name("town", given)
    return Names(
        town,
        _name("county", given),
        _name("office", given, f"{town}爱国卫生运动委员会办公室"),
        _name("programme", given, shipped.said("programme")),
        _read("year", _answer("year", given, shipped.said("year")), read_year),
    )


def _name(key: str, given: dict[str, str | None], default: str | None = None) -> str:
    text: str = _read(key, _answer(key, given, default), _read_name)
    return text


def _answer(key: str, given: dict[str, str | None], default: str | None) -> str:
    text = given[key]
    if text is None:
        text = terminal.ask(_QUESTIONS[key], default) if terminal.can_ask() else default
    return (text or "").strip()


def _read_name(text: object) -> str:
    name = read_text(text)
    if "\n" in name:  # fit for a paragraph, not for a name
        raise unreadable("AW210", "文字里有看不见的字符 U+000A", "删掉后重新输入这段文字")
    return name


def _read(key: str, text: str, reader: Callable[[object], Any]) -> Any:
    try:
        return reader(text)
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(
            f"--{key}：{context['message']}", context["hint"] if text else "写上内容，或不写这个选项"
        ) from None


def _said(folder: Path, made: Workspace, outcome: Repository) -> str:
    where = "当前文件夹" if folder == Path() else f" {folder} "
    town, year = made.about.town, made.about.year
    first = "在 data/targets.yaml 里换上真实的报送单位和考核对象，核对各行动的计划"
    if not any(action.runs_in(year) for action in made.actions.values()):
        first = f"没有一个专项行动在 {year} 年进行，先核对 data/actions 各文件里的 since 和 until"
    lines = (
        f"已在{where}建好{town} {year} 年的工作区，监测值从空白开始",
        _REPOSITORY[outcome],
        f"下一步：{first}，再运行 aiwei check",
    )
    return "".join(f"{one_line(line)}\n" for line in lines)
