"""Where the programme that comes with aiwei lies, and its words for the examples of help.

Help is asked for anywhere and often, so nothing here needs a parser or a model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

WORDS: Final = "examples.txt"


def shipped_programme() -> Path:
    """The programme's folder: in the wheel, or ``data`` beside ``src`` in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "programme"
    return installed if installed.is_dir() else package.parents[1] / "data"


def example_words() -> dict[str, str]:
    """Names, ids and figures of the programme; none where it has no such file, for help works all the same."""
    try:
        text = (shipped_programme() / WORDS).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition(": ") for line in text.splitlines() if line[:1] != "#")
    words = {key: value.strip() for key, _, value in pairs}
    if (year := words.get("year", "")).isdecimal():
        words["next_year"] = str(int(year) + 1)
    return words
