"""Files beside the data that look like data and are not read: each is named, for nobody would miss it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from aiwei_cli.load.tree import ACTIONS, TARGETS, WORKSPACE, action_paths, meant_for, stem_of
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.errors import reason_of

_DATA: Final = "data"
_NAMED: Final = 3
_DEPTH: Final = 5
"""How far folders within folders are looked at."""


def passed_over(root: Path) -> Iterator[Diagnostic]:
    """A notice for each such file of ``data``, for each folder that holds some, and what to do with it."""
    for entry in _listed(root / _DATA):
        path = f"{_DATA}/{entry.name}"
        if path == ACTIONS or (path.casefold() == ACTIONS and _is_one(root / ACTIONS, root / path)):
            yield from _beside_actions(root)
        elif _is_folder(entry):
            yield from _folder(entry, path)
        elif path not in (WORKSPACE, TARGETS) and stem_of(entry.name):
            yield from _beside_targets(root, path)


def _is_one(one: Path, other: Path) -> bool:
    """Whether two paths lead to one and the same, as where capitals make no difference."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or a link that leads nowhere
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle of links
        return False


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder; that it cannot be read is told where its files are."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _beside_actions(root: Path) -> Iterator[Diagnostic]:
    entries = _listed(root / ACTIONS)
    names = {entry.name for entry in entries}
    read = set(action_paths(names))
    for entry in entries:
        path = f"{ACTIONS}/{entry.name}"
        if path in read:
            continue  # a link to a folder too: as a file of data it has an error of its own
        if _is_folder(entry):
            yield from _folder(entry, path)
        elif stem := stem_of(entry.name):
            better = f"{stem}.yaml"
            hint = f"改名为 {better}"
            if better in names:
                hint = f"已有 {better}：把要留的内容合过去，再删去这一份"
            yield _notice(path, f"这个文件没有读：文件名要以小写的 .yaml 结尾，这里是“{entry.name}”", hint)


def _beside_targets(root: Path, path: str) -> Iterator[Diagnostic]:
    name = path.rpartition("/")[2]
    meant = meant_for(name, (WORKSPACE, TARGETS))
    if meant is None:
        hint = f"专项行动的文件移到 {ACTIONS} 里；不是数据就移到 data 以外"
        yield _notice(
            path, "这个文件没有读：data 里只读 workspace.yaml、targets.yaml 和 actions 文件夹", hint
        )
        return
    there, better = root / meant, meant.rpartition("/")[2]
    if not there.exists():
        yield _notice(path, f"这个文件没有读：文件名要写成 {better}", f"改名为 {better}")
    elif not _is_one(there, root / path):  # one and the same where capitals make no difference
        hint = f"核对两份，把要留的内容合到 {better}，再删去这一份"
        yield _notice(path, f"这个文件没有读：看名称是 {better} 的副本，只读 {better}", hint)


def _folder(entry: os.DirEntry[str], path: str) -> Iterator[Diagnostic]:
    """Of a folder that is none of ours: that it holds such files, and which."""
    if entry.name[0] in ".~":
        return
    try:
        names = [*_within(entry.path)]
    except OSError as error:
        yield _notice(path, f"这个文件夹没有读，也打不开（{reason_of(error)}）", "不是数据就移到 data 以外")
        return
    if names:
        hint = f"要用的移到 {ACTIONS} 里，那里面不再分文件夹；不用的移到 data 以外"
        yield _notice(path, f"这个文件夹里的文件没有读：{_some(names)}", hint)


def _within(folder: str, depth: int = 1) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if not entry.is_dir(follow_symlinks=False):
            if stem_of(entry.name):
                yield entry.name
        elif depth < _DEPTH:
            yield from _within(entry.path, depth + 1)


def _some(names: Sequence[str]) -> str:
    said = "、".join(names[:_NAMED])
    return f"{said}等 {len(names)} 个" if len(names) > _NAMED else said


def _notice(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Place(path), "AW431", message, hint)
