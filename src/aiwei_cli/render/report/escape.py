"""Data as Markdown text: nothing in it is taken for markup."""

from __future__ import annotations

import re
from typing import Final

from aiwei_cli.render.safe import safe

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&#])")
_BLOCK: Final = re.compile(r"^(\s*)([-+](?=\s|$|-)|=(?==*$)|\d+(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    """One line of Markdown that reads exactly as the data does."""
    # No pattern for blanks around a break: over a long run of blanks it would take minutes.
    line = "".join(part.strip() for part in safe(text).split("\n"))
    return _BLOCK.sub(_defuse, _MARKUP.sub(r"\\\1", line))


def _defuse(found: re.Match[str]) -> str:
    # A digit cannot be escaped; the point after it can, and that is enough.
    start = found[2]
    return f"{found[1]}{start}\\" if start[0].isdigit() else f"{found[1]}\\{start}"
