"""The files of one commit, as ``load.tree`` wants them."""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.load.git import Git
from aiwei_cli.load.tree import ACTIONS, MAX_BYTES, Unfit


class Revision:
    """The workspace's files in one commit."""

    is_past = True

    def __init__(self, git: Git, name: str) -> None:
        self.git = git
        self.name = name

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions`` in the commit."""
        return sorted(self.action_blobs())

    def action_blobs(self) -> dict[str, str]:
        """The same files, each with the id of its content."""
        return {
            f"{ACTIONS}/{name}": blob
            for name, blob in self._plain_files(ACTIONS)
            if name.endswith((".yaml", ".yml")) and name[0] not in ".~"
        }

    def _plain_files(self, folder: str) -> Iterator[tuple[str, str]]:
        kind, content = self.git.object(f"{self.name}:./{folder}") or ("", b"")
        width = len(self.name) // 2
        while kind == "tree" and content:
            head, _, rest = content.partition(b"\0")
            mode, _, name = head.decode("utf-8", "replace").partition(" ")
            blob, content = rest[:width].hex(), rest[width:]
            if mode.startswith("100") and name.isprintable():
                yield name, blob

    def read(self, path: str) -> bytes:
        """The bytes of one file of the commit."""
        folder, _, name = path.rpartition("/")
        blob = dict(self._plain_files(folder)).get(name)
        if blob is None:
            raise Unfit(f"版本 {self.name[:9]} 里没有这个文件")
        return self.git.blob(blob, MAX_BYTES)

    def digest(self, path: str) -> str:
        """The SHA-256 of one file of the commit."""
        found = self.git.digest(f"{self.name}:./{path}")
        if found is None:
            raise Unfit(f"版本 {self.name[:9]} 里没有这个文件")
        return found
