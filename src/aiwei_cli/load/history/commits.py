"""What a commit object says: who recorded a state of the files, and when; and the names people go by (``.mailmap``).

Read here and not by git, whose reader also opens the files that a repository's settings name, whatever
they are. The rules are git's (``gitmailmap(5)``), held against it by a test.
"""

from __future__ import annotations

import codecs
import re
import stat
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

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


_PERSON: Final = re.compile(rb"^(?P<role>author|committer) (?P<name>[^<\n]*)(?P<rest>.*)$", re.MULTILINE)
_MAIL: Final = re.compile(rb"<([^>\n]*)>")
_TIME: Final = re.compile(rb"(-?)0*(\d+) ([+-])(\d+)\s*$")
_ENCODING: Final = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_TREE: Final = re.compile(rb"\Atree ([0-9a-f]{40,64})$", re.MULTILINE)
_PARENT: Final = re.compile(rb"^parent ([0-9a-f]{40,64})$", re.MULTILINE)
_DAY: Final = 86400
_EPOCH: Final = date(1970, 1, 1).toordinal()
_LAST: Final = (date.max.toordinal() - _EPOCH) * _DAY
_DIGITS: Final = 15
"""More are beyond all reach, in a number that Python may refuse to read."""
_CHINESE: Final = "gb18030"
_READABLE: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), _CHINESE),  # each holds those before it
    **{name: name for name in ("utf-8", "ascii", "big5", "big5hkscs", "cp950", "utf-16", "utf-32")},
    **{name: name for name in ("utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le", "utf-7", "utf-8-sig")},
    **{name: name for name in ("shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949", "koi8-r")},
    **{f"iso8859-{number}": f"iso8859-{number}" for number in range(1, 17)},
    **{f"cp125{digit}": f"cp125{digit}" for digit in range(9)},
}
"""Encodings of texts, by Python's name of each. Python knows others under names that a header could hold,
which compress, turn or execute what they are given; those are as good as no header."""


class NoCommit(Enum):
    """Why there is no commit to name for a figure."""

    UNCOMMITTED = auto()
    EARLIER = auto()
    """It came before the oldest commit that a shallow clone has."""


class Commit(NamedTuple):
    """One commit."""

    hash: str
    author: str
    on: date
    """The author's day, by the author's clock; the nearest day there is for one out of all reach."""
    subject: str
    tree: str
    parents: tuple[str, ...]
    made: date
    """The committer's day, likewise."""
    seconds: int
    """The committer's time, on one clock for all."""

    @property
    def short(self) -> str:
        """As people quote it."""
        return self.hash[:9]


class _Person(NamedTuple):
    name: str
    on: date
    seconds: int


def read_commit(name: str, content: bytes, mailmap: Mailmap | None = None) -> Commit | None:
    """A commit from its object; None for what is none. What it does not say is left empty, a day is git's first."""
    head, _, message = content.partition(b"\n\n")
    tree = _TREE.search(head)
    if tree is None:
        return None
    encoding = _encoding(head)
    people = {found["role"]: found for found in reversed([*_PERSON.finditer(head)])}
    committer = _person(people.get(b"committer"), encoding, mailmap)
    author = _person(people.get(b"author"), encoding, mailmap) or committer
    parents = tuple(found[1].decode("ascii") for found in _PARENT.finditer(head))
    subject = _text(message, encoding).lstrip("\n").split("\n")[0]
    who, on = (author.name, author.on) if author else ("", date.fromordinal(_EPOCH))
    made, seconds = (committer.on, committer.seconds) if committer else (on, 0)
    return Commit(name, who or "（没有署名）", on, subject, tree[1].decode("ascii"), parents, made, seconds)


def _person(found: re.Match[bytes] | None, encoding: str, mailmap: Mailmap | None) -> _Person | None:
    if found is None:
        return None
    name = _text(found["name"].strip(), encoding)
    if mailmap:
        mail = _MAIL.search(found["rest"])
        name = mailmap.name_of(name, _text(mail[1], encoding) if mail else "")
    time = _TIME.search(found["rest"])
    if time is None:
        return _Person(name, date.fromordinal(_EPOCH), 0)
    seconds = int(time[2]) if len(time[2]) <= _DIGITS else _LAST
    seconds = -seconds if time[1] else seconds
    zone = int(time[4][-_DIGITS:])
    shift = (zone // 100 * 60 + zone % 100) * (60 if time[3] == b"+" else -60)
    return _Person(name, _day((seconds + shift) // _DAY), seconds)


def _day(number: int) -> date:
    """The day of that number after git's first, or the nearest one that there is."""
    return date.fromordinal(min(max(_EPOCH + number, date.min.toordinal()), date.max.toordinal()))


def _text(data: bytes, encoding: str) -> str:
    """A text in the encoding that the commit names; one that is not in it is mostly Chinese of an older system."""
    for each in (encoding, _CHINESE):
        try:
            return data.decode(each)
        except UnicodeError:
            continue
    return data.decode(encoding, "replace")


def _encoding(head: bytes) -> str:
    """That of the message: git names it where it is not UTF-8."""
    found = _ENCODING.search(head)
    try:
        return _READABLE.get(codecs.lookup(found[1].decode("ascii")).name, "utf-8") if found else "utf-8"
    except (LookupError, ValueError):
        return "utf-8"
