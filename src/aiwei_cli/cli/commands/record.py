"""``aiwei record``: one more figure, or a corrected one."""

from pathlib import Path
from typing import Annotated, Final

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import AsOfOption, WorkspaceOption, caller
from aiwei_cli.model.errors import UsageError
from aiwei_cli.usecases.change_application import Doubt
from aiwei_cli.usecases.opened_workspace import root_of
from aiwei_cli.usecases.recording import RecordRequest, record_measurement


def record(
    indicator: Annotated[
        str | None, typer.Argument(metavar="指标", help="指标的编号或名称。", show_default=False)
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="值", help="如 91.7%、165/180、C、是；有分项的写 分项=数，逗号隔开。", show_default=False
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--date", metavar="日期", help="数据的日期；默认今天。")] = None,
    for_period: Annotated[
        str,
        typer.Option(
            "--for-period", metavar="时段", help="哪一期的数，如 2024-Q4：记在末日，今天算收到日期。"
        ),
    ] = "",
    measured: Annotated[
        str, typer.Option("--measured", metavar="日期", help="测定的日期；与数据的日期不同才写。")
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="数据从哪里来。")] = "",
    status: Annotated[str, typer.Option("--status", metavar="状态", help="预计、快报、核定或示例。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="说明", help="说明；值可疑或更正时必填。")] = "",
    for_: Annotated[str, typer.Option("--for", metavar="考核对象", help="分对象考核的指标：哪一个。")] = "",
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--evidence", metavar="文件", help="佐证文件，复制到 evidence/，可重复。"),
    ] = None,
    correct: Annotated[bool, typer.Option("--correct", help="更正已有的监测值，原值留在说明里。")] = False,
    sure: Annotated[bool, typer.Option("--sure", help="更正后的值看着可疑，但确实无误。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问；可疑的值不写入。")] = False,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
) -> None:
    """记一条监测值（不写参数就一步步提问）；只在文件里加一行，并说明判定有什么变化。"""
    who = caller()
    root, asks = root_of(workspace, who), not yes and terminal.can_ask()
    files = tuple(evidence or ())
    asked = RecordRequest(
        indicator, value, on, for_, status, source, note, files, correct, sure, for_period, measured
    )
    if indicator is None or value is None:
        from aiwei_cli.cli.recording_guide import lead

        asked = lead(root, asked, who.today, asks)
    while doubt := record_measurement(root, asked, as_of, terminal.show_written, who):
        asked = answered(asked, doubt, asks=asks)


_NO: Final = ("", "n", "no", "否", "不", "不是", "不对")
"""Answers to a doubt that give up."""


def answered(asked: RecordRequest, doubt: Doubt, *, asks: bool) -> RecordRequest:
    """The request with the doubt answered by whoever sits there. Raises :class:`UsageError` where nobody does."""
    if not asks:
        way = "--sure" if asked.correct else "--note 说明"
        raise UsageError(doubt.text, f"确实如此就加 {way}；否则改正")
    answer = terminal.ask_note(doubt.text).strip()
    if answer.lower() in _NO:
        raise typer.Abort
    return asked._replace(note=asked.note or answer, sure=True)
