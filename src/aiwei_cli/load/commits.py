"""What a commit object says: who recorded a state of the files, and when."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Final, NamedTuple

_AUTHOR: Final = re.compile(rb"^author (.*?) ?<[^>\n]*> (-?\d+) ([+-])(\d+)$", re.MULTILINE)
_ENCODING: Final = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Commit(NamedTuple):
    """One commit."""

    hash: str
    author: str
    on: date
    """The author's day, by the author's clock; the nearest day there is for one out of all reach."""
    subject: str

    @property
    def short(self) -> str:
        """As people quote it."""
        return self.hash[:9]


def read_commit(name: str, content: bytes) -> Commit | None:
    """A commit from its object; None for what is none."""
    head, _, message = content.partition(b"\n\n")
    found = _AUTHOR.search(head)
    if found is None:
        return None
    encoding = _encoding(head)
    zone = int(found[4])
    shift = (zone // 100 * 60 + zone % 100) * (60 if found[3] == b"+" else -60)
    ordinal = _EPOCH + (int(found[2]) + shift) // 86400
    on = date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
    author, text = (each.decode(encoding, "replace") for each in (found[1], message))
    return Commit(name, author, on, text.lstrip("\n").split("\n")[0])


def _encoding(head: bytes) -> str:
    """That of the message: git names it where it is not UTF-8."""
    found = _ENCODING.search(head)
    try:
        return codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
    except (LookupError, UnicodeDecodeError):
        return "utf-8"
