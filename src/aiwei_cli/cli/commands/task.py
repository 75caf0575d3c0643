"""``aiwei task``: the plan, kept up."""

from datetime import date
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
    choose,
    day,
    day_to_judge,
    open_workspace,
    worded,
    year_to_judge,
)
from aiwei_cli.edit.planned_change import path_of
from aiwei_cli.edit.work_change import (
    Content,
    Said,
    new_task,
    refuse_taken,
    task_done,
    task_id,
    task_progress,
)
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import MULTIPLIERS, read_quantity
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.check_outcome import report_data
from aiwei_cli.usecases.work_steps import (
    Desk,
    Planned,
    action_called,
    an_id,
    perform,
    said_by_user,
    task_called,
)


def _amount(text: str) -> str:
    """A quantity with its unit, or nothing. Raises :class:`UsageError`."""
    try:
        if not text.strip():
            return ""
        quantity = read_quantity(text)
        gap = "" if quantity.unit.startswith(tuple(MULTIPLIERS)) else " "
        return f"{quantity.text}{gap}{quantity.unit}".strip()
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"--quantity：{context['message']}", context["hint"]) from None


Which = Annotated[str, typer.Argument(metavar="任务", help="任务的编号或名称。", show_default=False)]
ActionOption = Annotated[str, typer.Option("--action", metavar="行动", help="专项行动的编号或名称。")]


def list_(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    action: Annotated[str, typer.Option("--action", metavar="行动", help="只看这个专项行动。")] = "",
) -> None:
    """列出一年的任务：逾期的在前，完成的在后。"""
    from aiwei_cli.render.terminal.work_lists import task_list

    _, loaded = open_workspace(workspace)
    town = loaded.workspace
    chosen = year_to_judge(year, town, as_of)
    assessment = assess(town, chosen, day_to_judge(as_of, chosen, town))
    names = {key: each.name for key, each in town.actions.items()}
    wanted = choose("--action", [action], names) if action else list(names)
    report_data(loaded, chosen, assessment.as_of)
    terminal.show(
        task_list([each for each in assessment.tasks if each.action in wanted], assessment, terminal.screen())
    )


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

    def plan(desk: Desk) -> Planned:
        town = desk.workspace
        home, chosen = action_called(town, action), year_to_judge(year, town)
        what, unit = said_by_user("任务的内容", title), worded("--responsible", responsible)
        key = an_id(id_) or task_id(town, Content.of(home.id, what, unit), chosen)
        refuse_taken(town, key)
        said: Said = {
            "id": key,
            "year": str(chosen),
            "title": what,
            "quantity": _amount(quantity),
            "due": day("--due", due).isoformat() if due else None,
            "responsible": unit,
            "person": worded("--person", person),
            "source": worded("--source", source),
            "note": worded("--note", note),
        }
        words = f"{home.name}新增任务 {key}：{title}"
        return Planned(home.id, new_task(said), ("plan", len(home.plan)), words)

    # The task has no day of its own, so today's need not lie in the year.
    perform(workspace, date.today().isoformat(), None, plan, date.today())


def progress(
    task_: Which,
    text: Annotated[str, typer.Argument(metavar="进展", help="做到了哪一步。", show_default=False)],
    on: DateOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """写一行任务进展。"""

    def plan(desk: Desk) -> Planned:
        action, item = task_called(desk.workspace, task_)
        changes = task_progress(action, item, desk.on, said_by_user("进展", text))
        keys = ("progress", item.id, desk.on.isoformat())
        return Planned(action.id, changes, keys, f"任务“{item.title}”{desk.on} 进展：{text}")

    perform(workspace, on, None, plan, date.today())


def done(
    task_: Which,
    on: DateOption = None,
    note: Annotated[str, typer.Option("--note", metavar="说明", help="补充一句。")] = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """任务完成。"""

    def plan(desk: Desk) -> Planned:
        action, item = task_called(desk.workspace, task_)
        document = desk.loaded.documents[path_of(desk.loaded, action.id)]
        said: Said = {"note": worded("--note", note), "evidence": desk.evidence}
        changes = task_done(action, item, document, desk.on, said)
        keys = ("plan", action.plan.index(item))
        return Planned(action.id, changes, keys, f"任务“{item.title}”{desk.on} 完成")

    perform(workspace, on, evidence, plan, date.today())


task = group("管理计划任务：列出、新增、写进展、完成。", list_, add, progress, done)
