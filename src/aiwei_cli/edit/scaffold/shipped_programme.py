"""Where the programme that comes with aiwei lies, and its words for the examples of help.

Help is asked for anywhere and often, so nothing here needs a parser or a model.
"""

from __future__ import annotations

import os

WORDS = "examples.txt"


def shipped_programme() -> str:
    """The programme's folder: in the wheel, or ``data`` beside ``src`` in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    installed = os.path.join(package, "programme")
    return (
        installed
        if os.path.isdir(installed)
        else os.path.join(os.path.dirname(os.path.dirname(package)), "data")
    )


def example_words() -> dict[str, str]:
    """Names, ids and figures of the programme; none where it has no such file, for help works all the same."""
    try:
        with open(os.path.join(shipped_programme(), WORDS), encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition(": ") for line in text.splitlines() if line[:1] != "#")
    words = {key: value.strip() for key, _, value in pairs}
    if (year := words.get("year", "")).isdecimal():
        words["next_year"] = str(int(year) + 1)
    return words
