"""``aiwei merge-driver``: what git runs to join two versions of an action's file."""

from pathlib import Path
from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.model.errors import OutputError, reason_of
from aiwei_cli.render.safe import one_line


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="%O", help="共同的旧版本。", show_default=False)],
    ours: Annotated[
        Path, typer.Argument(metavar="%A", help="我们的版本，合并结果写在这里。", show_default=False)
    ],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help="对方的版本。", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="%P", help="文件名，只用来提示。")] = "",
) -> None:
    """由 git 调用：按内容合并两个分支各自添加的监测值、任务和整改；矛盾的留给人处理。"""
    from aiwei_cli.edit.merge import merged
    from aiwei_cli.load.mergefile import text_merge

    draft, _ = text_merge(base, ours, theirs, favour_ours=True)
    try:
        old, mine, yours = (path.read_bytes() for path in (base, ours, theirs))
        result = merged(name or str(ours), old, mine, yours, draft)
        if result is None:  # as git itself would merge it, with its marks
            result, clean = text_merge(base, ours, theirs, favour_ours=False)
        else:
            clean = True
        ours.write_bytes(result)
    except OSError as error:
        raise OutputError(f"合并结果写不了（{reason_of(error)}）", "核对磁盘空间和文件夹的权限") from error
    if not clean:
        terminal.talk(one_line(f"{name or ours}：两边的改动要由人决定，核对后再提交") + "\n")
    raise typer.Exit(int(not clean))
