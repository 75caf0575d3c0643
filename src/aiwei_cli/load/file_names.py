"""What the name of a file gives away: that it is meant for us and is not read, or that it is a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

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
