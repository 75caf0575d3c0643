"""Where files come from: a folder, a folder with one file changed, or a git revision; and what a file's name gives away."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from aiwei_cli.model.errors import WorkspaceMissing, reason_of

# Compiled when a name asks for it, which most folders' never do.
_MEANT: Final = r"(?i)(.+?)[.。](?:ya?ml|ymal|yalm|yam)(?:[.。](?:txt|ya?ml))?"
_SET_ASIDE: Final = ".~#"
"""What editors, systems and Office begin the names of their own files with."""
_COPY: Final = r"""(?ix)
    副本|复件|拷贝|冲突|备份
    | \b(?:another\s)?copy\b | conflict                # Dropbox, Syncthing, Nextcloud, file managers
    | [(（]\s*\d+\s*[)）] | \s\d+$                     # browsers, WeChat, WPS; macOS
    | _(?:backup|base|local|remote)_\d+$               # git mergetool
    | -(?:desktop|laptop|win|pc)-[0-9a-z]+(?:-\d+)?$   # OneDrive: the name of the computer
    """


def stem_of(name: str) -> str | None:
    """A file's name without its ending, where that was meant to be ``.yaml``; None for any other file.

    Typed with capitals or full-width signs, hidden behind ``.txt`` by Windows. What an editor or a
    system keeps for itself is none.
    """
    if name[0] in _SET_ASIDE:
        return None
    if not name.isascii():
        from unicodedata import normalize  # asked of files beside the data only

        name = normalize("NFKC", name)
    found = re.fullmatch(_MEANT, name.strip()) if "y" in name.lower() else None
    return found[1].strip() if found else None


def is_marked_copy(stem: str) -> bool:
    """Whether a name has what programs add to that of a copy, or of the loser of a conflict."""
    return bool(re.search(_COPY, stem))


def originals(ids: Mapping[str, str]) -> dict[str, str]:
    """Of the files by path with their ids: for each id the file that was there first, as its name tells.

    That is the one named like the id, else one without the marks of a copy, else the shortest name.
    """
    found = {key: path for path, key in ids.items()}
    if len(found) == len(ids):  # as nearly always
        return found
    found.clear()
    for path in sorted(ids, key=lambda path: _rank(path, ids[path])):
        found.setdefault(ids[path], path)
    return found


def _rank(path: str, key: str) -> tuple[bool, bool, int, str]:
    stem = stem_of(path.rpartition("/")[2]) or ""
    return stem != key, is_marked_copy(stem), len(stem), path


def meant_for(name: str, known: Iterable[str]) -> str | None:
    """Which of the files that are read a name stands for, were it not misspelt or a copy."""
    stem = stem_of(name)
    if stem is None:
        return None
    by_stem = {each.rpartition("/")[2].partition(".")[0]: each for each in known}
    bare = re.split(_COPY, stem)[0].strip(" -_(（").casefold()
    return by_stem.get(bare) or by_stem.get(stem.casefold())


MAX_BYTES: Final = 5_000_000
MAX_ALL_BYTES: Final = 10_000_000
MAX_ACTIONS: Final = 200
WORKSPACE: Final = "data/workspace.yaml"
TARGETS: Final = "data/targets.yaml"
ACTIONS: Final = "data/actions"
EVIDENCE: Final = "evidence"
HALF_RECORD: Final = "data/.together.aiwei-tmp"
"""There only while several files are replaced, and where that was cut off (``edit.joint_replacement``)."""


NO_PLAIN_FILE: Final = "这不是普通文件"


def action_paths(names: Iterable[str]) -> list[str]:
    """Those of the names in ``data/actions`` that are files of actions, as paths in code point order.

    The one opinion on it, of a folder and of a revision alike. Hidden and editor backup files are none;
    what else a name holds, blanks and rare characters, is the user's business.
    """
    wanted = (name for name in names if name.endswith((".yaml", ".yml")) and name[0] not in ".~")
    return sorted(f"{ACTIONS}/{name}" for name in wanted)


def repository_top(place: Path) -> Path | None:
    """The top of the repository around a place; None outside of any. No git is started for it."""
    here = place.resolve()
    if given := os.environ.get("GIT_WORK_TREE"):
        top = Path(given).resolve()
        if here.is_relative_to(top):
            return top
    return next((each for each in (here, *here.parents) if _is_repository(each / ".git")), None)


def _is_repository(place: Path) -> bool:
    """Whether git would stop here: a repository, or a file that says where it is (a worktree, a submodule)."""
    try:
        return (place / "HEAD").exists() or place.read_bytes().startswith(b"gitdir: ")
    except OSError:
        return False


class Unfit(Exception):
    """A file that must not be read; its argument says why, in Chinese."""


OUTSIDE: Final = "文件是指向仓库以外的链接"
"""Said of a folder and of a revision alike."""


class Missing(Unfit):
    """A file that is not there."""


class Tree(Protocol):
    """A set of files by relative path, ``/`` between the parts."""

    @property
    def is_past(self) -> bool:
        """Whether the files are history, which nobody can mend: what only later versions refuse is taken there."""

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions``, in code point order; none where there is no such folder.

        Raises :class:`Unfit` where the folder is there and cannot be read.
        """

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises :class:`Unfit`."""

    def digest(self, path: str) -> str:
        """The SHA-256 of one file of any size, in hexadecimal. Raises :class:`Unfit`."""


class Folder:
    """The files below a workspace's root."""

    is_past = False

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def action_paths(self) -> list[str]:
        """The YAML files of ``data/actions``. Raises :class:`Unfit` where the folder cannot be read."""
        with _said():
            folder = self._followed(ACTIONS)
            return action_paths(each.name for each in folder.iterdir()) if folder.is_dir() else []

    def read(self, path: str) -> bytes:
        """The bytes of one regular file inside the workspace, at most 5 MB."""
        with _said():
            target = self.inside(path)
            size = target.stat().st_size
            if size > MAX_BYTES:
                raise Unfit(f"文件有 {size} 字节，超过 {MAX_BYTES} 字节的上限")
            return target.read_bytes()

    def digest(self, path: str) -> str:
        """The SHA-256 of one regular file inside the workspace."""
        from hashlib import file_digest

        with _said(), self.inside(path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def inside(self, path: str) -> Path:
        """Where a regular file of the workspace is. Raises :class:`Unfit` for one that leads out of it."""
        with _said():
            target = self._followed(path)
            if not stat.S_ISREG(target.stat().st_mode):
                raise Unfit(NO_PLAIN_FILE)
            return target

    def _followed(self, path: str) -> Path:
        """A path whose links lead nowhere but to the repository. Raises :class:`Unfit`."""
        target = self.root / path
        real = target.resolve()
        if real == target:
            return target
        top = repository_top(self.root)
        if top is None and not real.is_relative_to(self.root):
            raise Unfit("文件是指向工作区以外的链接")
        if top is not None and not _is_kept(real, top):
            raise Unfit(OUTSIDE)
        return target


def _is_kept(real: Path, top: Path) -> bool:
    """Whether a commit of a repository could hold a file; one in a repository of its own it could not."""
    inside = real.is_relative_to(top) and ".git" not in real.relative_to(top).parts
    return inside and repository_top(real) == top


@contextmanager
def _said() -> Iterator[None]:
    """What the system says against reading a file, in our words."""
    try:
        yield
    except FileNotFoundError:
        raise Missing("没有这个文件") from None
    except OSError as error:
        raise Unfit(f"文件打不开（{reason_of(error)}）") from error
    except UnicodeEncodeError:
        raise Unfit("文件名在这个系统的编码里写不出来，请把系统或终端设为 UTF-8") from None
    except RuntimeError as error:  # what Python 3.11 and 3.12 call a circle of links
        raise Unfit("文件打不开（链接成环）") from error


class Overlay(NamedTuple):
    """A tree with some files' bytes in place of its own: what a change would make of it."""

    under: Tree
    changed: Mapping[str, bytes]

    @property
    def is_past(self) -> bool:
        """As the tree beneath: only a folder's files are changed."""
        return self.under.is_past

    def action_paths(self) -> list[str]:
        """The same files: a change adds none."""
        return self.under.action_paths()

    def read(self, path: str) -> bytes:
        """The changed bytes, or the tree's own."""
        return self.changed[path] if path in self.changed else self.under.read(path)

    def digest(self, path: str) -> str:
        """That of the tree's own file: evidence is never changed."""
        return self.under.digest(path)


def find_root(start: Path) -> Path:
    """The nearest folder, ``start`` or above it, that holds ``data/workspace.yaml``."""
    for folder in (start, *start.parents):
        if os.path.lexists(folder / WORKSPACE):
            return folder
    raise WorkspaceMissing(
        f"在 {start} 及其上级文件夹里没有找到 {WORKSPACE}",
        misnamed(start) or "进入工作区的文件夹再运行，或用 --workspace 指明它在哪里",
    )


def misnamed(folder: Path) -> str:
    """What to do where ``data/workspace.yaml`` lies in a folder under a name that is not read; else nothing."""
    try:
        names = sorted(each.name for each in (folder / WORKSPACE).parent.iterdir())
    except OSError:  # there is no such folder, which has been said
        return ""
    found = next((name for name in names if meant_for(name, (WORKSPACE,))), None)
    return f"把 data/{found} 改名为 workspace.yaml" if found else ""
