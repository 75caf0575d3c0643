"""Characters that nobody sees on the screen: controls, marks of direction, fillers."""

import re
from typing import Final

_FIRST: Final = "\U00020000"
_KINDS: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_RANGES: Final = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_UNDRAWN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {
    chr(code) for first, last in _RANGES for code in range(first, last + 1)
}
"""Fillers, joiners and selectors: letters and marks by their kind, and no font draws them."""
_IDEOGRAPHS: Final = "[\U00020000-\U0002fffd\U00030000-\U0003fffd]"
"""The two planes set apart for Chinese characters. Names of people and places use the newest of them, which
an older Python takes for signs that do not exist."""


def is_visible(text: str) -> bool:
    """Whether every character is one that is drawn; blanks other than the usual one do not count as such."""
    printable = text.isprintable() or _without_ideographs(text).isprintable()
    return printable and _UNDRAWN.isdisjoint(text)


def invisible_in(text: str) -> str:
    """The first character that nobody sees; nothing where there is none. Blanks and line breaks are seen."""
    if is_visible(text):
        return ""
    from unicodedata import category

    known = _without_ideographs(text)
    return next(
        (each for each in known if each != "\n" and (category(each) in _KINDS or each in _UNDRAWN)), ""
    )


def _without_ideographs(text: str) -> str:
    """The text less what is of the two planes; a pattern is compiled for the few texts that may have any."""
    return re.sub(_IDEOGRAPHS, "", text) if max(text, default="") >= _FIRST else text
