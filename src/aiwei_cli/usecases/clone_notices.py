"""What is told of a clone: evidence that it never commits, a way of merging that loses figures, a merge not finished."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aiwei_cli.cli import terminal
from aiwei_cli.edit.scaffold.repository import DRIVER
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.clone import Ignored, evidence_left_out, ignored, left_out, merge_driver, unmerged
from aiwei_cli.load.history.git_refusal import Unreadable
from aiwei_cli.model.errors import UsageError
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.render.words.shortfalls import first_few


def say_of_clone(root: Path, loaded: Loaded) -> None:
    """Everything that a clone is not set up for; nothing where all is well, or there is no repository."""
    with _told("合并的设置和佐证文件会不会提交"):
        _say_of_merging(merge_driver(root))
        left_out = evidence_left_out(root, loaded.documents.values())
        places = {each.path: f"（{place.path}:{place.line}）" for place, each in left_out}
        _say_ignored([each for _, each in left_out], places)


def say_of_unfinished_merge(root: Path) -> None:
    """Which data files git holds as in conflict without a mark in them, as a merge that was cut off leaves them."""
    with _told("合并有没有完成"):
        found = unmerged(root)
        if joined := [each.path for each in found if each.both]:
            files = " ".join(map(shlex.quote, joined))
            _tell(
                f"合并还没有完成：{'、'.join(joined)} 在 git 里还是冲突状态，文件里没有冲突标记，对方的改动可能不在里面",
                f"在工作区里运行 git checkout -m -- {files} 重新合并（先把 aiwei 装好），核对后 git add；"
                "已经手工合好的，直接 git add",
            )
        if parted := [each.path for each in found if not each.both]:
            _tell(
                f"合并还没有完成：{'、'.join(parted)} 在 git 里还是冲突状态，一方改了它，另一方删了它",
                "留下它就 git add，不要它就 git rm",
            )


def say_of_left_out(root: Path) -> None:
    """Which data files a sparse checkout did not put into the folder, and what brings them."""
    with _told("有没有没取出的文件"):
        if found := left_out(root):
            _tell(
                f"git 没有取出 {first_few(found.paths)}（稀疏检出，sparse checkout）：下面说缺的，可能就在里面",
                f"在工作区里运行 {found.command}",
            )


@contextmanager
def _told(what: str) -> Iterator[None]:
    """What git cannot say is told, and stops nothing; without git, or a repository, there is nothing to say."""
    try:
        yield
    except Unreadable as error:
        _tell(f"没能核对{what}：{error.message}", error.hint)
    except UsageError:
        return


def _say_of_merging(driver: str | None) -> None:
    if driver and "merge-driver" in driver and "merge-file" not in driver:
        _tell(
            "合并的设置（merge.aiwei.driver）是旧的：运行不了 aiwei 时，对方的改动会悄悄丢掉",
            f"运行 git config merge.aiwei.driver '{DRIVER}'",
        )


def say_ignored(root: Path, paths: Sequence[str]) -> None:
    """Which of the evidence files that were just taken in will never be committed."""
    with _told("合并的设置和佐证文件会不会提交"):
        _say_ignored(ignored(root, paths), {})


def _say_ignored(found: Sequence[Ignored], places: dict[str, str]) -> None:
    """One notice for each line that leaves evidence out, with the first file that it leaves out."""
    by_line: dict[tuple[str, int, str], list[str]] = {}
    for each in found:
        by_line.setdefault((each.source, each.line, each.pattern), []).append(each.path)
    for (source, line, pattern), paths in by_line.items():
        name, more = paths[0].rpartition("/")[2], f"等 {len(paths)} 个" if len(paths) > 1 else ""
        _tell(
            f"佐证文件 {name}{places.get(paths[0], '')}{more}不会提交：{source} 第 {line} 行的“{pattern}”排除了它",
            f"在工作区里运行 git add -f -- evidence，或改掉 {source} 里的这一行",
        )


def _tell(message: str, hint: str) -> None:
    terminal.talk(f"{one_line(f'提示：{message}')}\n{one_line(f'改法：{hint}')}\n")
