"""What a clone makes of a workspace: how it merges, what it has not merged yet, and which evidence it never commits.

Asked of git's plumbing. What git cannot answer is not guessed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.evidence_files import evidence_named
from aiwei_cli.load.history.git import Git
from aiwei_cli.model.diagnostic import Place

_AT_ONCE: Final = 200
"""Paths in one command line; systems allow some 30,000 characters."""
_IGNORED: Final = re.compile(r"(?P<source>.*?):(?P<line>\d+):(?P<pattern>.*)\t(?P<path>.*)")

_MARK: Final = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)


def merge_driver(root: Path) -> str | None:
    """The command line that git joins files with (``merge.aiwei.driver``); None where none is set up.

    Raises :class:`UsageError` where git cannot say.
    """
    if not _in_repository(root):
        return None
    out = Git(root).found("config", "--get", "--", "merge.aiwei.driver")
    return out.decode("utf-8", "replace").strip() if out is not None else None


class LeftOut(NamedTuple):
    """Data files that git has and did not put into the folder, and the command that brings them."""

    paths: tuple[str, ...]
    command: str


def left_out(root: Path) -> LeftOut | None:
    """What a sparse checkout leaves out of a workspace's data; None where it leaves out nothing.

    Raises :class:`UsageError` where git cannot say.
    """
    if not _in_repository(root):
        return None
    git = Git(root)
    lines = git.answer("ls-files", "-t", "-z", "--", "data").split(b"\0")
    named = [os.fsdecode(line[2:]) for line in lines if line.startswith(b"S ")]
    paths = tuple(path for path in named if not os.path.lexists(root / path))
    if not paths:
        return None
    sparse, cone = (
        git.found("config", "--bool", "--get", f"core.{key}") == b"true\n"
        for key in ("sparseCheckout", "sparseCheckoutCone")
    )
    if sparse:
        # Patterns that leave a file out go on doing so where another is added.
        return LeftOut(paths, f"git sparse-checkout {'add data' if cone else 'disable'}")
    files = " ".join(map(shlex.quote, paths))
    return LeftOut(paths, f"git update-index --no-skip-worktree -- {files}，再 git checkout -- {files}")


class Unmerged(NamedTuple):
    """A data file that git holds as in conflict, though nothing in it shows that."""

    path: str
    both: bool
    """Whether both sides have the file; else one of them deleted it."""


def unmerged(root: Path) -> list[Unmerged]:
    """The data files in conflict that carry no marks: the other side's changes may not be in them.

    Raises :class:`UsageError` where git cannot say.
    """
    stages: dict[str, set[bytes]] = {}
    for line in Git(root).answer("ls-files", "--unmerged", "-z", "--", "data").split(b"\0"):
        said, tab, name = line.partition(b"\t")
        if tab:
            stages.setdefault(os.fsdecode(name), set()).add(said[-1:])
    return [
        Unmerged(path, {b"2", b"3"} <= found) for path, found in stages.items() if not _is_marked(root / path)
    ]


def _is_marked(file: Path) -> bool:
    try:
        return _MARK.search(file.read_bytes()) is not None
    except FileNotFoundError:  # deleted, and git not told
        return False
    except OSError:  # the file itself is told of as one that cannot be read
        return True


class Ignored(NamedTuple):
    """Evidence that git leaves out, and the line that tells it to, or the link that it lies behind."""

    path: str
    source: str
    line: int = 0
    """0 for a link: git keeps where it leads, and nothing of what is there."""
    pattern: str = ""


def ignored(root: Path, paths: Sequence[str]) -> list[Ignored]:
    """Those of some paths that would never be committed; what has been added all the same is not one.

    Raises :class:`UsageError` where git cannot say.
    """
    if not paths or not _in_repository(root):
        return []
    links = {path: link for path in paths if (link := _link_above(root, path))}
    found = [Ignored(path, link) for path, link in links.items()]
    git, rest = Git(root), [path for path in paths if path not in links]
    for start in range(0, len(rest), _AT_ONCE):
        some = rest[start : start + _AT_ONCE]
        # Paths are taken as they stand here anyhow, and the setting that says so elsewhere is refused.
        out = git.found("--no-literal-pathspecs", "check-ignore", "--verbose", "--", *some)
        found.extend(_read(out.decode("utf-8", "replace").splitlines()) if out else ())
    return found


def _link_above(root: Path, path: str) -> str:
    """The first folder on the way to a file that is a link; nothing where none is."""
    folders = list(Path(path).parents)[-2::-1]  # from the top, without the workspace itself
    return next((each.as_posix() for each in folders if (root / each).is_symlink()), "")


def _read(lines: Iterable[str]) -> Iterable[Ignored]:
    for line in lines:
        parts = _IGNORED.fullmatch(line)
        if parts and not parts["pattern"].startswith("!"):  # that one takes it in again
            source = _unquoted(parts["source"])
            yield Ignored(_unquoted(parts["path"]), source, int(parts["line"]), parts["pattern"])


def _unquoted(text: str) -> str:
    """A name as git writes it where it holds signs beyond ASCII: octal bytes between quotes."""
    if not text.startswith('"'):
        return text
    with contextlib.suppress(UnicodeError):
        return text[1:-1].encode("ascii").decode("unicode_escape").encode("latin-1").decode("utf-8")
    return text


def evidence_left_out(root: Path, documents: Iterable[DataFile]) -> list[tuple[Place, Ignored]]:
    """The evidence that a workspace names and git never commits, each where it is named first.

    Raises :class:`UsageError` where git cannot say.
    """
    places: dict[str, Place] = {}
    for document in documents:
        for node in evidence_named(document):
            places.setdefault(node.text, Place(document.path, node.line, node.column, node.end_column))
    return [(places[each.path], each) for each in ignored(root, list(places)) if each.path in places]


def _in_repository(root: Path) -> bool:
    """Whether it is worth asking: no process is started for a folder that nobody versions."""
    here = root.resolve()
    return any(os.path.lexists(folder / ".git") for folder in (here, *here.parents))
