"""``aiwei completion``: what a shell needs to complete our commands and options."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.completion.shells import SCRIPTS
from aiwei_cli.usecases.word_choice import choose


def completion(
    shell: Annotated[
        str, typer.Argument(metavar="外壳", help=f"{'、'.join(SCRIPTS)} 之一。", show_default=False)
    ],
) -> None:
    """显示命令补全的脚本：加进外壳的启动文件，按 Tab 键就能补全命令、选项和编号。"""
    terminal.show(SCRIPTS[choose("completion", [shell], {each: each for each in SCRIPTS})[0]])
