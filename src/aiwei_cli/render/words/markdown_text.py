"""Data as Markdown text: nothing in it is taken for markup; and where ``**`` makes nothing bold.

What only Markdown's grammar would read is escaped by a backslash. What GitHub and GitLab look for in the text
that comes out of it (``@name``, ``#12``, a commit's hash, ``:smile:``) no backslash helps against: a blank of no
width goes into it, as an entity.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

from aiwei_cli.render.words.phrase import Words, text_of
from aiwei_cli.render.words.safe_text import safe

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&#$])")
_BLOCK: Final = re.compile(r"^(\s*)([-+](?=\s|$|-)|=(?==*$)|:(?=:)|\d+(?=[.)](?:\s|$)))")
_ADDRESS: Final = re.compile(r"(:)(/)(/)|(?<=www)(\.)", re.IGNORECASE)
_APART: Final = "&#8203;"
_SIGN: Final = re.compile(
    r"""(?:
      @(?=[0-9a-z_])                                           # @name, name@example.org
    | \\\#(?=[0-9])                                            # #12, owner/repository#12
    | \bgh-(?=[0-9])
    | :(?=(?:[0-9_+-]*[a-z][0-9a-z_+-]*|[+-]1|100|1234):)      # :smile:
    | (?<![0-9a-z])(?:[!%]|\\[~&$])(?=[0-9"])                  # what GitLab reads as #12
    )""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_HASH: Final = re.compile(r"(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE | re.ASCII)
_BEFORE_A_YEAR: Final = re.compile(r"(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{3,6}$", re.IGNORECASE | re.ASCII)
"""The end of a text that would be a hash together with a year that a template puts behind it."""
_RUN: Final = re.compile("[0-9]+|[^0-9]+")
_SHORT: Final = 6
"""No hash has fewer signs than this and one."""


def escape(words: Words) -> str:
    """One line of Markdown that reads exactly as the data does."""
    line = _HASH.sub(_in_pieces, escape_title(words))
    return f"{line}{_APART}" if _BEFORE_A_YEAR.search(line) else line


def escape_title(words: Words) -> str:
    """The same for words of ours that name commits: those may be links, and are there to be copied."""
    # No pattern for blanks around a break: over a long run of blanks it would take minutes.
    line = "".join(part.strip() for part in safe(text_of(words)).split("\n"))
    line = _BLOCK.sub(_defuse, _MARKUP.sub(r"\\\1", line))
    return _SIGN.sub(rf"\g<0>{_APART}", _ADDRESS.sub(_unlinked, line))


def _defuse(found: re.Match[str]) -> str:
    # A digit cannot be escaped; the point after it can, and that is enough.
    start = found[2]
    return f"{found[1]}{start}\\" if start[0].isdigit() else f"{found[1]}\\{start}"


def _unlinked(found: re.Match[str]) -> str:
    return r"\." if found[4] else r":\/\/"


def _in_pieces(found: re.Match[str]) -> str:
    """Its digits and letters so that no piece with letters is long enough; a number behind letters stays whole.

    A name that ends in letters may stand before a year, and 2024 has to be found in the text.
    """
    pieces = [""]
    for run in _RUN.findall(found[0]):
        if len(pieces[-1]) + len(run) <= _SHORT:
            pieces[-1] += run
        elif run.isdigit() and pieces[-1]:
            pieces.append(run)
        else:
            pieces += [run[at : at + _SHORT] for at in range(0, len(run), _SHORT)]
    return _APART.join(filter(None, pieces))


_STARS: Final = re.compile(r"(?<![\\*])\*\*(?!\*)")


def not_bold(text: str) -> list[str]:
    """Each stretch between two ``**`` that a reader shows with its stars, as it stands there."""
    found = []
    for line in text.splitlines():
        marks = [mark.start() for mark in _STARS.finditer(line)]
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            opens = _flanks(line[start - 1 : start], line[start + 2 : start + 3])
            closes = _flanks(line[end + 2 : end + 3], line[end - 1 : end])
            if not (opens and closes):
                found.append(line[start : end + 2])
    return found


def _flanks(outside: str, inside: str) -> bool:
    """Whether stars between these two characters can open or close a stretch that ``inside`` belongs to."""
    return not inside.isspace() and (not _is_sign(inside) or not outside.strip() or _is_sign(outside))


def _is_sign(character: str) -> bool:
    return category(character)[0] in "PS" if character else False
