"""What is told of a clone: evidence that it never commits, a way of merging that loses figures, a merge not finished."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aiwei_cli.edit.scaffold.repository import DRIVER
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.clone import Ignored, evidence_left_out, ignored, left_out, merge_driver, unmerged
from aiwei_cli.load.history.git_refusal import Unreadable
from aiwei_cli.model.errors import UsageError
from aiwei_cli.render.words.shortfalls import first_few
from aiwei_cli.usecases.caller import Notice


def of_clone(root: Path, loaded: Loaded) -> Iterator[Notice]:
    """Everything that a clone is not set up for; nothing where all is well, or there is no repository."""
    return _as_far_as_git_says("合并的设置和佐证文件会不会提交", _of_settings(root, loaded))


def of_unfinished_merge(root: Path) -> Iterator[Notice]:
    """Which data files git holds as in conflict without a mark in them, as a merge that was cut off leaves them."""
    return _as_far_as_git_says("合并有没有完成", _of_unmerged(root))


def of_files_left_out(root: Path, *, is_missed: bool) -> Iterator[Notice]:
    """Which data files a sparse checkout did not put into the folder, and what brings them; ``is_missed`` where others name them."""
    return _as_far_as_git_says("有没有没取出的文件", _of_left_out(root, is_missed=is_missed))


def of_ignored_evidence(root: Path, paths: Sequence[str]) -> Iterator[Notice]:
    """Which of the evidence files that were just taken in will never be committed."""
    return _as_far_as_git_says("合并的设置和佐证文件会不会提交", _of_taken_in(root, paths))


def _as_far_as_git_says(what: str, notices: Iterator[Notice]) -> Iterator[Notice]:
    """What git cannot say is told, and stops nothing; without git, or a repository, there is nothing to say."""
    try:
        yield from notices
    except Unreadable as error:
        yield Notice(f"没能核对{what}：{error.message}", error.hint)
    except UsageError:
        return


def _of_settings(root: Path, loaded: Loaded) -> Iterator[Notice]:
    driver = merge_driver(root)
    if driver and "merge-driver" in driver and "merge-file" not in driver:
        yield Notice(
            "合并的设置（merge.aiwei.driver）是旧的：运行不了 aiwei 时，对方的改动会悄悄丢掉",
            f"运行 git config merge.aiwei.driver '{DRIVER}'",
        )
    found = evidence_left_out(root, loaded.documents.values())
    places = {each.path: f"（{place.path}:{place.line}）" for place, each in found}
    yield from _by_line([each for _, each in found], places)


def _of_unmerged(root: Path) -> Iterator[Notice]:
    found = unmerged(root)
    if joined := [each.path for each in found if each.both]:
        files = " ".join(map(shlex.quote, joined))
        yield Notice(
            f"合并还没有完成：{'、'.join(joined)} 在 git 里还是冲突状态，文件里没有冲突标记，对方的改动可能不在里面",
            f"在工作区里运行 git checkout -m -- {files} 重新合并（先把 aiwei 装好），核对后 git add；"
            "已经手工合好的，直接 git add",
        )
    if parted := [each.path for each in found if not each.both]:
        yield Notice(
            f"合并还没有完成：{'、'.join(parted)} 在 git 里还是冲突状态，一方改了它，另一方删了它",
            "留下它就 git add，不要它就 git rm",
        )


def _of_left_out(root: Path, *, is_missed: bool) -> Iterator[Notice]:
    if found := left_out(root):
        meant = "下面说缺的，可能就在里面" if is_missed else "里面的计划、整改和监测值没有算进来"
        yield Notice(
            f"git 没有取出 {first_few(found.paths)}（稀疏检出，sparse checkout）：{meant}",
            f"在工作区里运行 {found.command}",
        )


def _of_taken_in(root: Path, paths: Sequence[str]) -> Iterator[Notice]:
    yield from _by_line(ignored(root, paths), {})


def _by_line(found: Sequence[Ignored], places: Mapping[str, str]) -> Iterator[Notice]:
    """One notice for each line, or link, that leaves evidence out, with the first file that it leaves out."""
    by_line: dict[tuple[str, int, str], list[str]] = {}
    for each in found:
        by_line.setdefault((each.source, each.line, each.pattern), []).append(each.path)
    for (source, line, pattern), paths in by_line.items():
        name, more = paths[0].rpartition("/")[2], f"等 {len(paths)} 个" if len(paths) > 1 else ""
        if not line:
            yield Notice(
                f"佐证文件 {name}{places.get(paths[0], '')}{more}不会提交：{source} 是链接，git 只记下它指向哪里",
                f"把 {source} 换成真的文件夹，文件放进去",
            )
            continue
        yield Notice(
            f"佐证文件 {name}{places.get(paths[0], '')}{more}不会提交：{source} 第 {line} 行的“{pattern}”排除了它",
            f"在工作区里运行 git add -f -- evidence，或改掉 {source} 里的这一行",
        )
