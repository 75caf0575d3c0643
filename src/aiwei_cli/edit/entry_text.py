"""New entries as YAML text, in the two ways in which it can stand in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Leaf = str | Mapping[str, "str | Sequence[str] | Mapping[str, str]"]
"""One fact: a text, or keys with texts, kept on one line."""

# What every YAML parser reads back as the same plain text, in a line of its own and in braces.
_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<][^,\[\]{}#\x00-\x1f\x7f-\x9f]*")
_UNSAFE: Final = re.compile(r"[:?]|\s#|\s$|  ")
"""Between braces some parsers stumble over any colon or question mark."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """A text, quoted only where it has to be."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text):
        return text
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def flow(leaf: object) -> str:
    """A leaf on one line: ``{value: 165/180, status: 快报}``."""
    match leaf:
        case str():
            return scalar(leaf)
        case Mapping():
            return "{" + ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in leaf.items()) + "}"
        case Sequence():
            return "[" + ", ".join(flow(item) for item in leaf) + "]"
        case _:
            raise TypeError(f"no YAML for {leaf!r}")


def item(leaf: Leaf, lead: str, *, spread: bool) -> list[str]:
    """Lines for an item of a list behind its dash; ``spread`` gives each key a line of its own."""
    if not spread or isinstance(leaf, str):
        return [lead + flow(leaf)]
    first, *rest = (f"{scalar(key)}: {flow(value)}" for key, value in leaf.items())
    return [lead + first, *(" " * len(lead) + each for each in rest)]


def nested(path: Sequence[str], leaf: str) -> str:
    """A leaf below keys that do not exist yet, inside braces."""
    for key in reversed(path):
        leaf = f"{{{scalar(key)}: {leaf}}}"
    return leaf


def block(path: Sequence[str], leaf: str, indent: int, step: int) -> Iterator[str]:
    """Lines for a leaf below keys: all but the last key on lines of their own."""
    for depth, key in enumerate(path):
        end = f" {leaf}" if depth == len(path) - 1 else ""
        yield f"{' ' * (indent + depth * step)}{scalar(key)}:{end}"
