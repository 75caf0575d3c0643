"""One line each, as compilers write them: place, word, sentence."""

from __future__ import annotations

from aiwei_cli.render.result import Item, Result, items
from aiwei_cli.render.words.safe_text import safe


def render(result: Result) -> str:
    """Every verdict and every diagnostic."""
    return "".join(f"{_line(item)}\n" for item in items(result, result.here))


def _line(item: Item) -> str:
    place = item.place
    text = f"{place.path}:{place.line}:{place.column}: {item.word}[{item.code}] {item.message}"
    return safe(" ".join(text.split()))
