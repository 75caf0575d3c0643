"""Options that several commands share, and the words on the command line held against the data."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from aiwei_cli.load.assemble import Loaded, load
from aiwei_cli.load.shape import did_you_mean
from aiwei_cli.load.tree import HALF_RECORD, WORKSPACE, find_root, misnamed
from aiwei_cli.model.errors import UsageError, WorkspaceMissing
from aiwei_cli.model.target import Indicator, Level
from aiwei_cli.model.text import YEARS, read_date, read_text
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", metavar="文件夹", help="工作区的位置；默认从当前文件夹往上找。"),
]
YearOption = Annotated[
    int | None, typer.Option("--year", metavar="年", help="年度；默认是 workspace.yaml 里的 year。")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="日期",
        help="截止日，例如 2024-06-30；默认今天，但不晚于这一年最后一天（有按学期的指标时，最后一个学期结束那天）。",
    ),
]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="发生的日期，例如 2024-06-30；默认今天。")
]
EvidenceOption = Annotated[
    list[Path] | None,
    typer.Option("--evidence", metavar="文件", help="佐证文件，复制到 evidence/，可重复。"),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件", help="写入文件，不显示在屏幕上。")
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="原来的文件改过也替换；不写就另存为“名称-2”。")
]


def root_of(folder: Path | None) -> Path:
    """Where the workspace named is, or the one around the current folder."""
    try:
        return _root_of(folder)
    except WorkspaceMissing:
        from aiwei_cli.usecases.clone_notices import say_of_left_out

        say_of_left_out(folder or Path.cwd())
        raise


def _root_of(folder: Path | None) -> Path:
    if folder is None:
        return find_root(Path.cwd())
    if (folder / WORKSPACE).exists():
        return folder
    raise WorkspaceMissing(
        f"{folder} 里没有 {WORKSPACE}", misnamed(folder) or "核对 --workspace 后面的文件夹"
    )


def open_workspace(folder: Path | None) -> tuple[Path, Loaded]:
    """The workspace named, or the one around the current folder, read."""
    root = root_of(folder)
    say_half_done(root)
    loaded = load(root)
    if any(each.code in _LACKING for each in loaded.diagnostics):
        from aiwei_cli.usecases.clone_notices import say_of_left_out

        say_of_left_out(root)
    return root, loaded


_LACKING: Final = ("AW101", "AW302")
"""What is said where a file of the data is not there: that it cannot be read, that its action is unknown."""


def say_half_done(root: Path) -> None:
    """Tell that a command that replaces several files was cut off half way, and what finishes it."""
    if not os.path.lexists(root / HALF_RECORD):
        return
    from aiwei_cli.cli import terminal
    from aiwei_cli.edit.joint_replacement import half_done
    from aiwei_cli.render.words.safe_text import one_line

    if found := half_done(root):
        run, files = found
        said = f"提示：上一次 aiwei {run} 写到一半被强行终止，只改了 {'、'.join(files)}，下面说的不是全貌"
        terminal.talk(
            f"{one_line(said)}\n{one_line(f'改法：再运行一次 aiwei {run}，先改回原样，再从头写完')}\n"
        )


def day_to_judge(text: str | None, year: int, workspace: Workspace) -> date:
    """``--as-of``; by default today, but never later than the closing day of the year judged."""
    return min(date.today(), workspace.closing_day(year)) if text is None else day("--as-of", text)


def day(option: str, text: str) -> date:
    """A date on the command line. Raises :class:`UsageError`."""
    try:
        return read_date(text)
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        hint = context["hint"] if text else "写成 2024-06-30 的样子"
        raise UsageError(f"{option}：{context['message']}", hint) from None


def day_of_entry(
    text: str | None, workspace: Workspace, today: date, indicator: Indicator | None = None
) -> date:
    """``--date``; by default today, where that lies in the workspace's year. Raises :class:`UsageError`.

    For a figure of an ``indicator`` its last school term is of the year too.
    """
    if text is not None:
        return day("--date", text)
    years = {today.year, indicator.year_of(today, workspace.about.terms) if indicator else today.year}
    if workspace.about.year not in years:
        message = f"今天是 {today}，不在 {workspace.about.year} 年内，说不准是哪一天的事"
        raise UsageError(message, f"写明日期，例如 --date {workspace.about.year}-12-31")
    return today


def worded(option: str, text: str) -> str:
    """Words of the user's own, which may be none. Raises :class:`UsageError` for what cannot be seen."""
    try:
        said = read_text(text.strip()) if text.strip() else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"{option}：{context['message']}", context["hint"]) from None
    if "\n" in said:
        raise UsageError(f"{option}：文字里有换行", "写成一行")
    return said


def year_to_judge(year: int | None, workspace: Workspace, as_of: str | None = None) -> int:
    """``--year``, or the workspace's; that of ``--as-of`` where the workspace's had not begun by then."""
    chosen = workspace.about.year if year is None else year
    if year is None and as_of is not None:
        chosen = min(chosen, day("--as-of", as_of).year)
    if chosen not in YEARS:
        raise UsageError(f"{chosen} 年太早或太晚", "写四位年份，例如 --year 2024")
    return chosen


def choose(option: str, words: Iterable[str], known: dict[str, str]) -> list[str]:
    """The ids that words on the command line mean: ids or Chinese names. Raises :class:`UsageError`."""
    by_name = {name: key for key, name in reversed(known.items())}  # of a name used twice the first
    chosen = []
    for word in words:
        key = word if word in known else by_name.get(word)
        if key is None:
            some = "、".join([*known][:8])
            hint = did_you_mean(word, known, by_name) or f"可选：{some}{'……' if len(known) > 8 else ''}"
            raise UsageError(f"{option} 不认识“{word}”", hint)
        chosen.append(key)
    return chosen


def select(assessment: Assessment, actions: list[str], levels: list[str], statuses: list[str]) -> Assessment:
    """The assessment with only what was asked for.

    Tasks and issues belong to an action; they have neither level nor verdict, so where these are asked for
    nothing is said of them.
    """

    def wanted(finding: Finding) -> bool:
        return (
            (not actions or finding.indicator.action in actions)
            and (not levels or finding.indicator.level in levels)
            and (not statuses or finding.status in statuses)
        )

    findings = tuple(each for each in assessment.findings if wanted(each))
    shown = {finding.id for finding in findings}
    late = tuple(each for each in assessment.late if each.indicator in shown)
    whole = not levels and not statuses
    tasks = tuple(each for each in assessment.tasks if whole and (not actions or each.action in actions))
    issues = tuple(each for each in assessment.issues if whole and (not actions or each.action in actions))
    idle = tuple(
        each
        for each in assessment.without_target
        if not statuses
        and (not actions or each.indicator.action in actions)
        and (not levels or each.indicator.level in levels)
    )
    return assessment._replace(findings=findings, late=late, tasks=tasks, issues=issues, without_target=idle)


LEVELS = {level.value: word for level, word in ((Level.TOWN, "镇级"), (Level.COUNTY, "县级"))}
