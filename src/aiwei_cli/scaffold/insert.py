"""Small changes to a file's text: a value replaced, entries added to a list; everything else byte for byte.

What the changed text says is parsed and compared with what it was meant to say before it counts.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from aiwei_cli.load.decode import decode
from aiwei_cli.load.document import Document, Listing, Scalar, plain
from aiwei_cli.load.document import Mapping as Entries
from aiwei_cli.load.yaml import parse
from aiwei_cli.model.errors import OutputError
from aiwei_cli.scaffold.quoting import quoted

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_END: Final = re.compile(r"[\r\n]*\Z")


def replace_year(document: Document, data: bytes, year: int) -> bytes:
    """``workspace.yaml`` with another ``year``, in the quotes that it has."""
    value = document.root.entries["year"][1]
    mark, lines = _lines(data)
    if isinstance(value, Scalar) and value.text:
        line, old = lines[value.line - 1], value.text.strip()
        start = line.find(old, value.column - 1)
        if start >= 0:
            lines[value.line - 1] = line[:start] + str(year) + line[start + len(old) :]
    expected = plain(document.root)
    expected["year"] = str(year)
    return _checked(document, mark, lines, expected)


def append_tasks(document: Document, data: bytes, comment: str, tasks: Sequence[Mapping[str, str]]) -> bytes:
    """An action's file with tasks after its last one, in the layout of that one, below a comment."""
    plan = document.root.entries["plan"][1]
    mark, lines = _lines(data)
    if not isinstance(plan, Listing) or not plan.items or _text_at(document, plan.line, plan.column) == "[":
        message = f"{document.path} 的 plan 不是一项一行的写法，添不进新的事项"
        raise OutputError(message, "把 plan 改成每项一行、以“- ”开头，再运行；没有改动任何文件")
    last = _last_line(document)
    # The end of the line before, since the file's own last line may have none.
    ending = _end_of(lines[last - 1]) or (_end_of(lines[last - 2]) if last > 1 else "") or "\n"
    added = [" " * (plan.column - 1) + f"# {comment}"]
    for task in tasks:
        added += _entry(document, plan, task)
    block = [f"{line}{ending}" for line in added]
    if not _end_of(lines[last - 1]):
        lines[last - 1] += ending
        block[-1] = added[-1]
    expected = plain(document.root)
    expected["plan"] = [*expected["plan"], *map(dict, tasks)]
    return _checked(document, mark, [*lines[:last], *block, *lines[last:]], expected)


def _lines(data: bytes) -> tuple[bytes, list[str]]:
    """A byte order mark, and the lines with their ends, counted as the parser counts them."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark, _LINE.findall(data.removeprefix(mark).decode("utf-8"))


def _end_of(line: str) -> str:
    found = _END.search(line)
    return found[0] if found else ""


def _text_at(document: Document, line: int, column: int) -> str:
    return document.lines[line - 1][column - 1 : column]


def _last_line(document: Document) -> int:
    """The last line of the plan: what follows it are blank lines and the next section's comments."""
    start = document.root.entries["plan"][0].line
    after = [scalar.line for scalar, _ in document.root.entries.values() if scalar.line > start]
    line = min(after, default=len(document.lines) + 1) - 1
    while not (text := document.lines[line - 1]).strip() or text.startswith(("#", "...", "---")):
        line -= 1
    return line


def _entry(document: Document, plan: Listing, task: Mapping[str, str]) -> list[str]:
    last = plan.items[-1]
    before = document.lines[last.line - 1][: last.column - 1]
    lead = before if before.strip() == "-" else " " * (plan.column - 1) + "- "
    said = [f"{key}: {text if key in _BARE else quoted(text)}" for key, text in task.items()]
    if isinstance(last, Entries) and _text_at(document, last.line, last.column) != "{":
        return [lead + said[0], *(" " * len(lead) + each for each in said[1:])]
    return [lead + "{" + ", ".join(said) + "}"]


_BARE: Final = ("id", "year", "due")


def _checked(document: Document, mark: bytes, lines: list[str], expected: Mapping[str, Any]) -> bytes:
    """The text as bytes. Raises :class:`OutputError` where it would say anything but what is expected."""
    data = mark + "".join(lines).encode("utf-8")
    split, problems = decode(document.path, data)
    after, mistakes = parse(document.path, split) if not problems else (None, [])
    if after is None or mistakes or plain(after.root) != expected:
        message = f"{document.path} 的写法特殊，改不了而不动到别处"
        raise OutputError(message, "在编辑器里改这个文件；没有改动任何文件")
    return data
