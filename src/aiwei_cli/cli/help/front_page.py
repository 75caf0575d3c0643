"""The commands by name, and the first page of help.

Whatever asks for nothing else is answered from here, before typer or a model is loaded.
"""

from __future__ import annotations

import os
import sys

from aiwei_cli.cli.screen_width import columns_shown

ABOUT = "爱卫：对照年度目标检查专项行动的监测值，生成年度工作总结。"
COMMANDS = {
    "check": "对照年度目标，逐项判定：达标、未达标、推进中、缺数据、不适用、豁免。",
    "due": "列出到期、逾期的指标、任务和整改事项，按责任单位分组。",
    "digest": "生成周报告或月督查通报（Markdown）：判定变化、进展、逾期和到期事项，并提出要求。",
    "record": "记一条监测值（不写参数就一步步提问）；只在文件里加一行，并说明判定有什么变化。",
    "task": "管理计划任务：列出、新增、写进展、完成。",
    "issue": "管理整改台账：立项、写进展、完成、销号、列出。",
    "show": "看一个指标、专项行动、任务或整改事项的全部内容：要求、监测值、怎样判定、每步进展。",
    "log": "看一个指标的历史：每个监测值由哪次提交、由谁、在什么时候写下或更正。",
    "diff": "说明数据的改动意味着什么：判定、监测值、目标、任务、整改。版本写提交号、分支、标签或日期。",
    "restate": "列出上报以后又改动的数据：周期在那天以前已经结束的监测值，新旧值、差额、提交和作者。",
    "report": "生成年度工作总结（Markdown）：本年工作、困难和问题、下年打算、亮点、对标表。",
    "init": "新建一个镇的工作区：指标和目标照行动方案，计划只留任务，监测值从空白开始。",
    "new-year": "开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。",
    "schema": "显示各种数据文件的 JSON Schema，供编辑器提示和检查；用 --write 写入工作区。",
    "rule": "讲解一个诊断代码或目标条件：是什么、为什么、错的和对的写法；默认列出全部。",
    "merge-driver": "由 git 调用：按内容合并两个分支各自添加的监测值、任务和整改；矛盾的留给人处理。",
    "completion": "显示命令补全的脚本：加进外壳的启动文件，按 Tab 键就能补全命令、选项和编号。",
}
"""In the order of the help. ``aiwei NAME`` is the function NAME of the module ``cli.commands.NAME``, ``-`` as ``_``."""
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
