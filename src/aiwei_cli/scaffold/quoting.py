"""Text as a YAML value: plain where that is safe everywhere, in double quotes otherwise."""

from __future__ import annotations

import re
from typing import Final

# Begins with a letter or digit and holds nothing that means something to YAML, in braces or out of them.
_PLAIN: Final = re.compile(r"[^\W_](?:[^\s:#,\[\]{}&*!|>'\"%@`\\]| (?! |$))*")
_NUMBER_LIKE: Final = re.compile(r"[0-9][0-9a-zA-Z_.+-]*", re.ASCII)
_WORDS: Final = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
"""Text to us, but truth values or nothing to other readers of the file."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def quoted(text: str) -> str:
    """A value that every YAML reader reads back as exactly this text."""
    if _PLAIN.fullmatch(text) and not _NUMBER_LIKE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return f'"{text.translate(_ESCAPES)}"'
