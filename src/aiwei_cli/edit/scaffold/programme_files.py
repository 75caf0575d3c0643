"""The programme that comes with aiwei: the project's own ``data`` folder, as read for copying from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from aiwei_cli.edit.scaffold.shipped_programme import shipped_programme
from aiwei_cli.load.data_file import DataFile, read_file
from aiwei_cli.load.tree import ACTIONS, TARGETS, WORKSPACE
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.errors import DataError, WorkspaceMissing, reason_of


class Programme(NamedTuple):
    """What a new workspace is made from."""

    workspace: DataFile
    targets: bytes
    actions: dict[str, DataFile]
    """By path in a workspace."""

    def said(self, key: str) -> str:
        """A value of the shipped ``workspace.yaml``, as text."""
        return str(plain(self.workspace.root)[key])


def read_programme() -> Programme:
    """The programme as shipped. Raises :class:`WorkspaceMissing` where the installation lacks it."""
    folder = Path(shipped_programme())
    try:
        names = sorted(path.name for path in (folder / "actions").glob("*.yaml"))
        return Programme(
            _document(folder, WORKSPACE),
            _bytes(folder, TARGETS),
            {f"{ACTIONS}/{name}": _document(folder, f"{ACTIONS}/{name}") for name in names},
        )
    except OSError as error:
        raise WorkspaceMissing(
            f"随 aiwei 安装的行动方案读不了（{reason_of(error)}）", "重新安装 aiwei"
        ) from error


def _bytes(folder: Path, path: str) -> bytes:
    return (folder / path.removeprefix("data/")).read_bytes()


def _document(folder: Path, path: str) -> DataFile:
    document, problems = read_file(path, _bytes(folder, path))
    if document is None or problems:
        raise DataError(problems)
    return document
