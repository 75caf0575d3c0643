"""The version and the first page of help.

Whatever asks for nothing else is answered from here, before typer or a model is loaded.
"""

from __future__ import annotations

import os
import sys

from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.cli.screen_width import columns_shown

ABOUT = "爱卫：对照年度目标检查专项行动的监测值，生成年度工作总结。"
ASKING_SHELL = "_AIWEI_COMPLETE"
"""The variable that names the shell that asks what may follow; its script sets it."""
VERSION_HELP = "显示版本号。"
COLOUR_HELP = "何时用颜色：auto（显示在终端上时）、always 或 never；写在命令前面。"
HELP_HELP = "显示这段说明。"
OPTIONS = [("--version", VERSION_HELP), ("--color 何时", COLOUR_HELP), ("-h, --help", HELP_HELP)]


def is_answered(arguments: list[str]) -> bool:
    """Whether the arguments asked for the version or the first page, and it was written.

    Where it cannot be written, the way that every command goes says why.
    """
    if ASKING_SHELL in os.environ or len(arguments) != 1 or arguments[0] not in ("--version", "--help", "-h"):
        return False
    text = version() if arguments[0] == "--version" else front_page(columns_shown())
    try:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        return False
    return True


def version() -> str:
    """The name and the version."""
    from aiwei_cli import __version__

    return f"aiwei {__version__}"


def front_page(width: int) -> str:
    """What ``aiwei --help`` says."""
    from aiwei_cli.cli.help.examples import examples
    from aiwei_cli.cli.help.page_layout import lay_out

    sections = (("选项", OPTIONS), ("命令", list(COMMANDS.items())))
    return lay_out("aiwei [选项] 命令 [参数]……", ABOUT, sections, examples(""), width)
