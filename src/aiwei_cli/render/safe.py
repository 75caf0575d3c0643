"""What a person reads never carries a character that could steer a terminal or hide text."""

from __future__ import annotations

import re
from typing import Final

_STEERING: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"


def safe(text: str) -> str:
    """Control, bidirectional and zero-width characters as ``\\u{1b}``; a tab as four spaces."""
    if text.isprintable():  # no pattern is compiled for the usual case
        return text
    return re.sub(_STEERING, lambda found: f"\\u{{{ord(found[0]):x}}}", text.replace("\t", "    "))


def safe_json(text: str) -> str:
    """The same characters inside JSON text, as JSON writes them."""
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)
