"""What a folder of a commit holds, from the bytes of git's object for it."""

from __future__ import annotations

import os
from typing import NamedTuple


class Node(NamedTuple):
    """An entry of a tree."""

    mode: str
    hash: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a tree."""
        return self.mode in ("40000", "040000")

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file."""
        return self.mode.startswith("100")

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link, whose content is where it leads."""
        return self.mode == "120000"

    @property
    def is_repository(self) -> bool:
        """Whether it is a submodule, which has a history of its own."""
        return self.mode == "160000"


def entries_in(content: bytes, width: int) -> dict[str, Node] | None:
    """A tree's entries; None for what is no tree. Names that lead elsewhere are nobody's files."""
    found: dict[str, Node] = {}
    while content:
        head, end, rest = content.partition(b"\0")
        mode, blank, name = name_of(head).partition(" ")
        if not (end and blank and name) or len(rest) < width:
            return None
        if "/" not in name and name not in (".", ".."):
            found.setdefault(name, Node(mode, rest[:width].hex()))
        content = rest[width:]
    return found


def name_of(data: bytes) -> str:
    """A file's name as the system gives it for a folder; git keeps UTF-8 where the system keeps text."""
    return data.decode("utf-8", "surrogateescape") if os.name == "nt" else os.fsdecode(data)
