"""The names that people go by, whatever their machine called them: ``.mailmap`` at the top of a repository.

Read here and not by git, whose reader also opens the files that a repository's settings name, whatever
they are. The rules are git's (``gitmailmap(5)``), held against it by a test.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

FILE: Final = ".mailmap"
_MOST: Final = 1_000_000


class Mailmap:
    """Proper names by mail address, and by the name used with it where the file says so."""

    def __init__(self, text: str) -> None:
        self._plain: dict[str, str] = {}
        self._named: dict[str, dict[str, str]] = {}
        for line in text.split("\n"):
            if not line.startswith("#"):
                self._add(line)

    def _add(self, line: str) -> None:
        first = _name_and_mail(line, empty=False)
        if first is None:
            return
        name, mail, rest = first
        second = _name_and_mail(rest, empty=True)
        old_name, old_mail = second[:2] if second else ("", mail)
        key = _folded(old_mail)
        if old_name:
            # The newest line counts; one that gives no name leaves the name as it is.
            self._named.setdefault(key, {})[_folded(old_name)] = name
        elif name:
            self._plain[key] = name

    def name_of(self, name: str, mail: str) -> str:
        """The proper name of whoever used a name and a mail address."""
        key = _folded(mail)
        named = self._named.get(key, {})
        if _folded(name) in named:
            return named[_folded(name)] or name
        return self._plain.get(key, name)


def read_mailmap(top: Path) -> Mailmap | None:
    """The names of a repository; None where it has no such file, or one that is no plain text file."""
    file = top / FILE
    try:
        if not stat.S_ISREG(file.lstat().st_mode) or file.stat().st_size > _MOST:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    try:
        return Mailmap(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Mailmap(data.decode("gb18030", "replace"))


def _name_and_mail(text: str, *, empty: bool) -> tuple[str, str, str] | None:
    """A name, the address behind it, and what follows; None where there is no address."""
    name, found, rest = text.partition("<")
    mail, end, rest = rest.partition(">")
    if not (found and end) or not (mail or empty):
        return None
    return name.strip(), mail, rest


def _folded(text: str) -> str:
    """As git compares: letters of ASCII without regard to case."""
    return "".join(each.lower() if each.isascii() else each for each in text)
