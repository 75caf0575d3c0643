"""Where ``**`` of a template makes nothing bold: CommonMark wants no punctuation inside of it beside a word."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

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
