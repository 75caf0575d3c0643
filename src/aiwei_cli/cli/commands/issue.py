"""``aiwei issue``: the correction ledger (整改台账)."""

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
from aiwei_cli.usecases.issue_steps import (
    IssueRequest,
    Plan,
    issue_closed,
    issue_done,
    issue_moved_on,
    issue_opened,
)
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace, root_of
from aiwei_cli.usecases.work_steps import WorkStep, take_step

Which = Annotated[str, typer.Argument(metavar="事项", help="整改事项的编号或问题。", show_default=False)]
NoteOption = Annotated[str, typer.Option("--note", metavar="说明", help="补充一句。")]


def list_(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    open_only: Annotated[bool, typer.Option("--open", help="只看还没有销号的。")] = False,
) -> None:
    """列出整改台账：逾期的在前，已销号的在后。"""
    from aiwei_cli.render.records.check_result import judged_records
    from aiwei_cli.render.terminal.work_lists import issue_list

    who = caller()
    _, loaded = open_workspace(workspace, who)
    assessment = assess(loaded.workspace, *year_and_day(loaded.workspace, year, as_of, who.clock))
    terminal.remark(*remarks_on_data(loaded, assessment.year, assessment.as_of))
    result = judged_records(loaded, assessment, ())
    terminal.show(issue_list(result, terminal.screen(), open_only=open_only))


def open_(
    problem: Annotated[str, typer.Argument(metavar="问题", help="发现了什么问题。", show_default=False)],
    action: Annotated[str, typer.Option("--action", metavar="行动", help="专项行动的编号或名称。")],
    responsible: Annotated[str, typer.Option("--responsible", metavar="单位", help="责任单位。")],
    due: Annotated[str, typer.Option("--due", metavar="日期", help="整改时限。")],
    place: Annotated[str, typer.Option("--place", metavar="地点", help="在哪里。")] = "",
    person: Annotated[str, typer.Option("--person", metavar="姓名", help="责任人。")] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="检查、督查或群众反映。")] = "",
    on: DateOption = None,
    id_: Annotated[str, typer.Option("--id", metavar="编号", help="默认由日期和内容编成。")] = "",
    note: NoteOption = "",
    sample: Annotated[bool, typer.Option("--sample", help="这是示例，不是真实问题。")] = False,
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """立一项整改：问题、地点、来源、责任单位、时限。"""

    asked = IssueRequest(problem, action, responsible, due, place, person, source, id_, note, sample)
    _take(workspace, on, evidence, issue_opened(asked))


def progress(
    issue_: Which,
    text: Annotated[str, typer.Argument(metavar="进展", help="整改到了哪一步。", show_default=False)],
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="延长后的时限。")] = None,
    on: DateOption = None,
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """写一步整改进展；整改完成后核验不过，也用它退回。"""
    _take(workspace, on, evidence, issue_moved_on(issue_, text, due))


def done(
    issue_: Which,
    on: DateOption = None,
    note: NoteOption = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """整改完成（已完成），等待核验销号。"""
    _take(workspace, on, evidence, issue_done(issue_, note))


def close(
    issue_: Which,
    verified_by: Annotated[str, typer.Option("--verified-by", metavar="姓名", help="谁核验的，必填。")],
    on: DateOption = None,
    note: NoteOption = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """核验后销号（已销号）。"""
    _take(workspace, on, evidence, issue_closed(issue_, verified_by, note))


def _take(workspace: WorkspaceOption, on: DateOption, evidence: EvidenceOption, plan: Plan) -> None:
    who = caller()
    take_step(WorkStep(root_of(workspace, who), on, evidence or ()), plan, terminal.show_written, who)


issue = group("管理整改台账：立项、写进展、完成、销号、列出。", list_, open_, progress, done, close)
