"""``aiwei check``: every indicator of the year against its target."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import (
    LEVELS,
    AsOfOption,
    OutputOption,
    WorkspaceOption,
    YearOption,
    choose,
    day,
    day_to_judge,
    open_workspace,
    root_of,
    select,
    year_to_judge,
)
from aiwei_cli.cli.outcome import WRONG, chosen_fail_on, exit_code, outcome, say_excused, tell
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.defaults import Defaults
from aiwei_cli.model.diagnostic import Severity
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.formats import FORMATS
from aiwei_cli.render.labels import STATUS
from aiwei_cli.render.screen import Screen
from aiwei_cli.rules.engine import assess

if TYPE_CHECKING:
    from aiwei_cli.cli.baseline import Baseline

_STATUSES = {status.value: word for status, word in STATUS.items()}
_NAMES = {name: name for name in FORMATS}


def check(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    action: Annotated[
        list[str] | None,
        typer.Option("--action", metavar="行动", help="只看这个专项行动（编号或名称），可重复。"),
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", metavar="层级", help="只看 town（镇级）或 county（县级）。")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="判定", help="只看 met、missed、pending、no-data 或 excepted，可重复。"
        ),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="格式", help="table（表格，默认）或 json。")
    ] = None,
    output: OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="缺数据也算不通过（退出码 1）。")] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="情形",
            help="哪些情形退出码为 1：missed（默认）、late、no-data、question 或 never，可重复，可用逗号隔开。",
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="判定了就以 0 退出；数据、命令和程序的错误照旧。")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="只说与这个版本相比新增的未达标、缺数据和数据问题。"),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="版本", help="按那时提交的数据判定：提交号、分支或日期。")
    ] = None,
    data_only: Annotated[bool, typer.Option("--data-only", help="只查数据问题，不判定。")] = False,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...", help="与 --data-only 同用：只说这些文件里的问题。", show_default=False
        ),
    ] = None,
) -> None:
    """对照年度目标，逐项判定：达标、未达标、推进中、缺数据、豁免。"""
    root, loaded = read(workspace, at)
    fresh = _baseline(root, loaded, since) if since is not None else None
    if data_only:
        raise typer.Exit(
            check_data(root, loaded, files or [], fresh, day("--as-of", as_of) if as_of else date.today())
        )
    if files:
        raise UsageError("文件要与 --data-only 同用", "加 --data-only，或去掉文件名")
    if fresh:
        fresh.refuse_mistakes()
    usual = loaded.workspace.about.defaults or Defaults.model_construct()
    fails = chosen_fail_on(fail_on, strict, usual)
    render = FORMATS[choose("--format", [format_ or usual.format], _NAMES)[0]]
    chosen = year_to_judge(year, loaded.workspace)
    assessment = judged(loaded.workspace, chosen, day_to_judge(as_of, chosen))
    shown = select(
        assessment,
        choose("--action", action or (), {key: each.name for key, each in loaded.workspace.actions.items()}),
        choose("--level", level or usual.level, LEVELS),
        choose("--status", status or (), _STATUSES),
    )
    found = outcome(loaded, shown, fails)
    found = fresh.only_new(found, fails) if fresh else found
    text = render(found.assessment, loaded.workspace, terminal.screen() if output is None else Screen())
    tell(found)
    terminal.deliver(text, output, root)
    raise typer.Exit(exit_code(found, fails, zero=exit_zero or usual.exit_zero == "yes"))


def read(workspace: Path | None, at: str | None) -> tuple[Path, Loaded]:
    """The workspace as it is, or as it was committed."""
    if at is None:
        return open_workspace(workspace)
    from aiwei_cli.cli.history import at_revision

    root = root_of(workspace)
    loaded, said = at_revision(root, at)
    terminal.talk(f"{said}\n")
    return root, loaded


def _baseline(root: Path, loaded: Loaded, since: str) -> "Baseline":
    from aiwei_cli.cli.baseline import Baseline

    return Baseline(root, loaded, since)


def check_data(root: Path, loaded: Loaded, files: Sequence[Path], fresh: "Baseline | None", on: date) -> int:
    """Tell what is wrong with the files named, or with all; the exit code."""
    from aiwei_cli.load.excused import unexcused

    wanted = {file.resolve() for file in files}
    told, excused = unexcused(loaded, on)
    told = fresh.new(told, on) if fresh else told
    found = [each for each in told if not wanted or (root / each.place.path).resolve() in wanted]
    terminal.report(found)
    say_excused(excused)
    elsewhere = sum(each.severity is Severity.ERROR for each in told if each not in found)
    if elsewhere:
        terminal.talk(f"提示：别的文件里还有 {elsewhere} 处错误，运行 aiwei check 查看\n")
    return WRONG if any(each.severity is Severity.ERROR for each in found) else 0


def judged(workspace: Workspace, year: int, as_of: date) -> Assessment:
    """The assessment of a year. Raises :class:`UsageError` where no target is in force."""
    assessment = assess(workspace, year, as_of)
    if not assessment.findings:
        years = {since for indicator in workspace.indicators.values() for since in indicator.target}
        hint = f"写有目标的年份：{'、'.join(map(str, sorted(years)))}"
        if any(indicator.condition_for(year) for indicator in workspace.indicators.values()):
            hint = "有目标的专项行动都不在这一年：核对各行动文件里的 since 和 until"
        raise UsageError(f"{year} 年没有生效的目标，什么也没有判定", hint)
    return assessment
