"""The word that was meant: the likeliest of those that are known, and the question that offers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_MOST: Final = 3
_MOST_KNOWN: Final = 1000
"""Among more words than these no likely one is looked for: that would take seconds."""
_NARROW: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def closest_words(word: str, known: Iterable[str], likeness: float = 0.6) -> list[str]:
    """The known word that a word is most like, or several that it is equally like; none below a likeness."""
    from difflib import SequenceMatcher, get_close_matches  # asked of mistakes only

    close = get_close_matches(word, known, _MOST, likeness)
    alike = [SequenceMatcher(None, each, word).ratio() for each in close]
    return [each for each, its in zip(close, alike, strict=True) if its == alike[0]]


def did_you_mean(word: str, known: Iterable[str], names: Iterable[str] | Mapping[str, str] = ()) -> str:
    """“是不是……？” for the closest known word or Chinese name, or nothing; where names lead to ids, with the id."""
    known, ids = list(known), names if isinstance(names, Mapping) else {each: each for each in names}
    if len(known) > _MOST_KNOWN or len(ids) > _MOST_KNOWN:
        return ""
    if written := [each for each in (*known, *ids) if _folded(each) == _folded(word)]:
        return f"是不是“{ids.get(written[0], written[0])}”？"
    alike = closest_words(word, known) or [ids[each] for each in closest_words(word, ids, 0.5)]
    if len(alike) == _MOST:  # then any of many
        return f"是不是“{'”“'.join(alike)}”……中的一个？"
    return f"是不是“{'”或“'.join(alike)}”？" if alike else ""


def _folded(word: str) -> str:
    """A word without what only the keyboard made of it: full width, capitals, blanks around it."""
    return word.translate(_NARROW).strip().lower()
