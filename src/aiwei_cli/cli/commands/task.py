"""``aiwei task``: the plan, kept up."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.help.chinese_help import group
from aiwei_cli.cli.options import (
    AsOfOption,
    DateOption,
    EvidenceOption,
    WorkspaceOption,
    YearOption,
    caller,
)
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.check_outcome import remarks_on_data
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace, root_of
from aiwei_cli.usecases.task_steps import (
    Plan,
    TaskRequest,
    only_of,
    task_added,
    task_ended,
    task_moved_on,
)
from aiwei_cli.usecases.work_steps import WorkStep, take_step

Which = Annotated[str, typer.Argument(metavar="任务", help="任务的编号或名称。", show_default=False)]
ActionOption = Annotated[str, typer.Option("--action", metavar="行动", help="专项行动的编号或名称。")]


def list_(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    action: Annotated[str, typer.Option("--action", metavar="行动", help="只看这个专项行动。")] = "",
) -> None:
    """列出一年的任务：逾期的在前，完成的在后。"""
    from aiwei_cli.render.records.check_result import judged_records
    from aiwei_cli.render.terminal.work_lists import task_list

    who = caller()
    _, loaded = open_workspace(workspace, who)
    town = loaded.workspace
    assessment = assess(town, *year_and_day(town, year, as_of, who.clock))
    shown = only_of(assessment, town, [action] if action else [])
    terminal.remark(*remarks_on_data(loaded, assessment.year, assessment.as_of))
    terminal.show(task_list(judged_records(loaded, shown, ()), terminal.screen()))


def add(
    title: Annotated[str, typer.Argument(metavar="内容", help="要做什么。", show_default=False)],
    action: ActionOption,
    id_: Annotated[str, typer.Option("--id", metavar="编号", help="默认由年份和内容编成。")] = "",
    responsible: Annotated[str, typer.Option("--responsible", metavar="单位", help="责任单位。")] = "",
    person: Annotated[str, typer.Option("--person", metavar="姓名", help="责任人。")] = "",
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="完成时限。")] = None,
    quantity: Annotated[str, typer.Option("--quantity", metavar="数量", help="例如 1 公里。")] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="任务从哪里来：文件、会议。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="说明", help="补充一句。")] = "",
    year: YearOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """新增一项任务，写在计划的最后一行。"""

    asked = TaskRequest(title, action, id_, year, quantity, due, responsible, person, source, note)
    # The task has no day of its own, so today's need not lie in the year.
    _take(workspace, caller().today.isoformat(), None, task_added(asked))


def progress(
    task_: Which,
    text: Annotated[str, typer.Argument(metavar="进展", help="做到了哪一步。", show_default=False)],
    on: DateOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """写一行任务进展。"""

    _take(workspace, on, None, task_moved_on(task_, text))


def done(
    task_: Which,
    on: DateOption = None,
    note: Annotated[str, typer.Option("--note", metavar="说明", help="补充一句。")] = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """任务完成。"""

    _take(workspace, on, evidence, task_ended(task_, note))


def _take(workspace: WorkspaceOption, on: DateOption, evidence: EvidenceOption, plan: Plan) -> None:
    who = caller()
    take_step(WorkStep(root_of(workspace, who), on, evidence or ()), plan, terminal.show_written, who)


task = group("管理计划任务：列出、新增、写进展、完成。", list_, add, progress, done)
