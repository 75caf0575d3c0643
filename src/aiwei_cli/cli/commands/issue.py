"""``aiwei issue``: the correction ledger (整改台账)."""

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
    day,
    day_to_judge,
    open_workspace,
    worded,
    year_to_judge,
)
from aiwei_cli.edit.work_change import Content, Said, issue_id, refuse_step, refuse_taken, step
from aiwei_cli.model.correction_ledger import StepKind
from aiwei_cli.model.errors import UsageError
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.check_outcome import report_data
from aiwei_cli.usecases.work_steps import (
    Desk,
    Planned,
    action_called,
    an_id,
    issue_called,
    perform,
    said_by_user,
)

Which = Annotated[str, typer.Argument(metavar="事项", help="整改事项的编号或问题。", show_default=False)]
NoteOption = Annotated[str, typer.Option("--note", metavar="说明", help="补充一句。")]


def list_(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    open_only: Annotated[bool, typer.Option("--open", help="只看还没有销号的。")] = False,
) -> None:
    """列出整改台账：逾期的在前，已销号的在后。"""
    from aiwei_cli.render.terminal.work_lists import issue_list

    _, loaded = open_workspace(workspace)
    chosen = year_to_judge(year, loaded.workspace, as_of)
    assessment = assess(loaded.workspace, chosen, day_to_judge(as_of, chosen, loaded.workspace))
    report_data(loaded, chosen, assessment.as_of)
    terminal.show(issue_list(assessment, terminal.screen(), open_only=open_only))


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

    def plan(desk: Desk) -> Planned:
        town, deadline = desk.workspace, day("--due", due)
        if deadline < desk.on:
            raise UsageError(f"整改时限 {deadline} 早于发现的日期 {desk.on}", "核对 --due 和 --date")
        home = action_called(town, action)
        what, unit = said_by_user("问题", problem), said_by_user("--responsible", responsible)
        key = an_id(id_) or issue_id(town, Content.of(home.id, what, unit), desk.on)
        refuse_taken(town, key)
        said: Said = {
            "problem": what,
            "place": worded("--place", place),
            "source": worded("--source", source),
            "responsible": unit,
            "person": worded("--person", person),
            "due": deadline.isoformat(),
            "note": worded("--note", note),
            "evidence": desk.evidence,
            "status": "示例" if sample else None,
        }
        words = f"立项整改 {key}：{problem}，{responsible}，限 {deadline} 前完成"
        return Planned(home.id, step(key, StepKind.OPENED, desk.on, said), ("issues", key, 0), words)

    perform(workspace, on, evidence, plan, date.today())


def progress(
    issue_: Which,
    text: Annotated[str, typer.Argument(metavar="进展", help="整改到了哪一步。", show_default=False)],
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="延长后的时限。")] = None,
    on: DateOption = None,
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """写一步整改进展；整改完成后核验不过，也用它退回。"""
    later = day("--due", due) if due else None
    said: Said = {"note": said_by_user("进展", text), "due": later.isoformat() if later else None}
    _next(workspace, issue_, StepKind.PROGRESS, on, evidence, said, f"进展：{text}", later)


def done(
    issue_: Which,
    on: DateOption = None,
    note: NoteOption = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """整改完成（已完成），等待核验销号。"""
    _next(
        workspace,
        issue_,
        StepKind.DONE,
        on,
        evidence,
        {"note": worded("--note", note)},
        "整改完成，待核验销号",
    )


def close(
    issue_: Which,
    verified_by: Annotated[str, typer.Option("--verified-by", metavar="姓名", help="谁核验的，必填。")],
    on: DateOption = None,
    note: NoteOption = "",
    evidence: EvidenceOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """核验后销号（已销号）。"""
    said: Said = {
        "verified_by": said_by_user("--verified-by", verified_by),
        "note": worded("--note", note),
    }
    words = f"经{verified_by}核验，已销号"
    _next(workspace, issue_, StepKind.CLOSED, on, evidence, said, words)


def _next(
    workspace: WorkspaceOption,
    word: str,
    kind: StepKind,
    on: str | None,
    evidence: EvidenceOption,
    said: Said,
    words: str,
    due: date | None = None,
) -> None:
    def plan(desk: Desk) -> Planned:
        action, key, steps = issue_called(desk.workspace, word)
        refuse_step(key, steps, kind, desk.on, due)
        changes = step(key, kind, desk.on, {**said, "evidence": desk.evidence})
        what = f"整改事项 {key}（{steps[0].problem}）{desk.on} {words}"
        return Planned(action.id, changes, ("issues", key, len(steps)), what)

    perform(workspace, on, evidence, plan, date.today())


issue = group("管理整改台账：立项、写进展、完成、销号、列出。", list_, open_, progress, done, close)
