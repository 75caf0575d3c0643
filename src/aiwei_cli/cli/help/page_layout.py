"""A page of help laid out: columns in cells, real command lines at its end.

Nothing here loads typer, so that the first page is there at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aiwei_cli.render.terminal.wrapping import cells, wrap

_WIDEST = 100
_LEFT = 26
"""No column of names gets wider; a longer name has its line to itself."""


def lay_out(
    usage: str,
    about: str,
    sections: Iterable[tuple[str, list[tuple[str, str]]]],
    examples: list[tuple[str, str]],
    width: int,
) -> str:
    """What ``--help`` says: usage, what it is about, named rows of names and meanings, and examples."""
    width = min(width, _WIDEST)
    lines = [f"用法：{usage}", "", *_indented(about, width, 2)]
    for title, rows in sections:
        if rows:
            lines.extend(["", f"{title}：", *_columns(rows, width)])
    lines.extend(["", "例子："] if examples else [])
    for line, what in examples:
        lines.extend([f"  {line}", *_indented(what, width, 6)])
    return "\n".join(lines)


def _indented(text: str, width: int, by: int) -> Iterator[str]:
    for line in wrap(" ".join(text.split()), width - by).split("\n"):
        yield f"{' ' * by}{line.strip()}".rstrip()


def _columns(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    left = min(max(cells(name) for name, _ in rows), _LEFT) + 4
    for name, what in rows:
        first, *more = _indented(what, width, left)
        if cells(name) > left - 4:
            yield f"  {name}"
            yield first
        else:
            yield f"  {name}{' ' * (left - 2 - cells(name))}{first.strip()}"
        yield from more
