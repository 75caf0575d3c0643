"""Options that several commands share, and the caller that a command is to the use cases."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.usecases.caller import Caller

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", metavar="文件夹", help="工作区的位置；默认从当前文件夹往上找。"),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="年",
        help="年度；默认是 workspace.yaml 里的 year，--as-of 早于这一年时是 --as-of 那年。",
    ),
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


def caller() -> Caller:
    """Who calls from here: the day is today, and notices go to the terminal."""
    return Caller(date.today, terminal.tell)
