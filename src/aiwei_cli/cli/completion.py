"""``aiwei completion``: what a shell needs to complete our commands and options."""

from typing import Annotated, Any, Final

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import choose

SHELLS: Final = ("bash", "zsh", "fish", "powershell")
VARIABLE: Final = "_AIWEI_COMPLETE"
"""Set by the script when the shell asks; what it asks stands in further variables."""


def completion(
    shell: Annotated[
        str, typer.Argument(metavar="外壳", help=f"{'、'.join(SHELLS)} 之一。", show_default=False)
    ],
) -> None:
    """显示命令补全的脚本：加进外壳的启动文件，按 Tab 键就能补全命令和选项。"""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    chosen = choose("completion", [shell], {each: each for each in SHELLS})[0]
    terminal.show(get_completion_script(prog_name="aiwei", complete_var=VARIABLE, shell=chosen) + "\n")


def answer(app: Any) -> int:
    """Tell the shell what may follow; the exit code."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    try:
        return int(app([], prog_name="aiwei", complete_var=VARIABLE, standalone_mode=False) or 0)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except OSError:  # the shell has gone
        return 0
