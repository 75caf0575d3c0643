"""Whether there is anything to ask git about a clone's settings: told from files, as starting git costs more than a check."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from aiwei_cli.load.document import Document
from aiwei_cli.load.evidence import evidence_named
from aiwei_cli.load.tree import repository_top


def worth_asking(root: Path, documents: Iterable[Document]) -> bool:
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
    """Whether settings speak of aiwei, or take in another file, which may."""
    try:
        text = file.read_bytes().lower()
    except OSError:
        return False
    return b"aiwei" in text or b"[include" in text
