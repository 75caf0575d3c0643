"""What looks like a reference in the narrative and is none: loaded where a brace is out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from aiwei_cli.model.narrative import REFERENCE, may_be_loose

_LOOSE: Final = re.compile(
    r"\{\{\s*(?P<left>[A-Za-z0-9_-]{1,80})\s*\}(?!\})|\{\s*(?P<right>[A-Za-z0-9_-]{1,80})\s*\}\}(?!\})"
    rf"|{REFERENCE}"
    r"|\{\s*(?P<open>[A-Za-z0-9_-]{1,80})\s*[｝﹜]?"
    r"|\{\s*[^{}｛｝﹛﹜\s，。；、：！？）)]{0,80}(?P<none>)\s*[｝﹜]?"
    r"|[｛﹛]\s*(?P<wide>[a-z][a-z0-9-]{0,80})\s*[｝﹜}]?"
    r"|(?P<end>[A-Za-z0-9-]{0,80})\s*\}(?!\})"
    r"|(?P<closed>[a-z][a-z0-9-]{0,80})\s*[｝﹜]"
)


class Loose(NamedTuple):
    """A piece of text that looks like a reference and is none: a brace is missing, or is a full-width one."""

    text: str
    word: str
    """What it most likely refers to; empty where nothing stands there that could be an id."""
    half_doubled: bool = False
    """Whether one of its braces is doubled and the other is not: it may mean a reference or braces."""


def loose_references(text: str) -> Iterator[Loose]:
    """The pieces that only look like references, in order."""
    if not may_be_loose(text):
        return
    for found in _LOOSE.finditer(text):
        words = {name: word for name, word in found.groupdict().items() if word is not None}
        for name, word in words.items():
            yield Loose(found[0], word, name in ("left", "right"))
