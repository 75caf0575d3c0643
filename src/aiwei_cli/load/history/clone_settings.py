"""Whether there is anything to ask git about a clone, its settings or a merge not finished: told from files, as starting git costs more than a check."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.evidence_files import evidence_named
from aiwei_cli.load.tree import repository_top

_UNFINISHED: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What git keeps in its folder while it waits for a person to go on."""
_SPARSE: Final = ("info/sparse-checkout",)
"""Where it keeps which files are to be put into the folder; a sparse checkout that was undone may leave it."""


def is_merging(root: Path) -> bool:
    """Whether the repository around a workspace is amid a merge, a rebase, a cherry-pick or a revert."""
    return _holds_any(root, _UNFINISHED)


def may_be_sparse(root: Path) -> bool:
    """Whether somebody has ever said which files of the repository around a workspace are to be in the folder."""
    return _holds_any(root, _SPARSE)


def _holds_any(root: Path, names: Iterable[str]) -> bool:
    """Whether git's own folder holds one of some files; where it cannot be read it is taken for empty."""
    top = repository_top(root)
    if top is None:
        return False
    try:
        place = Path(os.environ.get("GIT_DIR") or top / ".git")
        if place.is_file():  # a worktree's or a submodule's: it says where
            place = top / os.fsdecode(place.read_bytes().removeprefix(b"gitdir: ").rstrip(b"\r\n"))
        return any(os.path.lexists(place / name) for name in names)
    except OSError:
        return False


def worth_asking(root: Path, documents: Iterable[DataFile]) -> bool:
    """Whether a workspace in a repository names evidence, or a settings file may name a way to merge."""
    top = repository_top(root)
    if top is None:
        return False
    return _may_name_a_driver(top) or any(True for each in documents for _ in evidence_named(each))


def _may_name_a_driver(top: Path) -> bool:
    if any(name.startswith("GIT_CONFIG") for name in os.environ) or not (top / ".git").is_dir():
        return True  # settings elsewhere than in the files below
    home = Path.home()
    more = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return any(_names_one(file) for file in (top / ".git/config", home / ".gitconfig", more / "git/config"))


def _names_one(file: Path) -> bool:
    """Whether settings name aiwei for merging by a line of old, or take in another file, which may."""
    try:
        text = file.read_bytes().lower()
    except OSError:
        return False
    return b"[include" in text or (b"aiwei" in text and b"merge-file" not in text)
