"""``aiwei merge-driver``: what git runs to join two versions of an action's file."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.edit.branch_merge import Joined, as_git_would, join
from aiwei_cli.model.errors import AiweiError, OutputError, reason_of
from aiwei_cli.render.words.safe_text import one_line

CONFLICT = 1


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="%O", help="共同的旧版本。", show_default=False)],
    ours: Annotated[
        Path, typer.Argument(metavar="%A", help="我们的版本，合并结果写在这里。", show_default=False)
    ],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help="对方的版本。", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="%P", help="文件名，只用来提示。")] = "",
) -> None:
    """由 git 调用：按内容合并两个分支各自添加的监测值、任务和整改；矛盾的留给人处理。"""
    shown = name or str(ours)
    with contextlib.ExitStack() as on_failure:
        # Whatever goes wrong in here, the other side's figures are to be in sight.
        on_failure.callback(_leave_marks, shown, base, ours, theirs)
        result = _joined(shown, base, ours, theirs)
        on_failure.pop_all()
    with contextlib.ExitStack() as until_told:
        _write(ours, result, shown, until_told)
        _say(shown, result)
        raise typer.Exit(0 if result and result.clean else CONFLICT)


def _say(shown: str, result: Joined | None) -> None:
    if result is None:
        said = (
            f"{shown} 有一个版本不是 UTF-8 的文本，合并不了：留着我们的版本，对方的改动不在里面，要由人决定"
        )
        terminal.talk(one_line(said) + "\n")
    elif not result.clean:
        terminal.talk(one_line(f"{shown}：两边的改动要由人决定，核对后再提交") + "\n")


def _leave_marks(shown: str, base: Path, ours: Path, theirs: Path) -> None:
    """What git would have left, as far as that can be written."""
    with contextlib.suppress(AiweiError, OSError):
        _write(ours, as_git_would(base, ours, theirs), shown)


def _joined(shown: str, base: Path, ours: Path, theirs: Path) -> Joined | None:
    try:
        return join(shown, base, ours, theirs)
    except OSError as error:
        message = f"合并 {shown} 要用的 {error.filename} 读不出来（{reason_of(error)}），文件没有动"
        raise OutputError(message, "核对这几个文件") from error


def _write(
    ours: Path, result: Joined | None, shown: str, until_told: contextlib.ExitStack | None = None
) -> None:
    """Our file replaced as a whole, and only by a result. Raises :class:`OutputError`."""
    from aiwei_cli.edit.storage import Belongings, put

    if result is None:
        return
    target = ours.resolve()
    try:
        put(target, result.text, shown, Belongings.of(target), until_told)
    except OSError as error:
        message = f"{shown} 的合并结果写不了（{reason_of(error)}）：还是我们的版本，对方的改动不在里面"
        hint = f"不要提交；核对磁盘空间和权限以后，运行 git checkout -m -- {shown} 重新合并"
        raise OutputError(message, hint) from error
