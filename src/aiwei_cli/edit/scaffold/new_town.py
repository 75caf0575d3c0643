"""What a new town takes over from the shipped files: line by line, so that comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Listing, Node, Scalar
from aiwei_cli.load.yamltext.document import Mapping as Entries

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


_OF_THE_WORKSPACE: Final = ("town", "county", "office", "programme", "year", "terms", "grace")
_OF_AN_ACTION: Final = ("id", "name", "order", "lead", "since", "until")
_OF_A_TASK: Final = ("id", "year", "title", "due", "responsible", "source")
_NAMES_A_YEAR: Final = re.compile(r"\s*#.*[0-9]{4}年")
"""A comment that names a year tells what some town did in it."""


def workspace_text(document: DataFile, values: Mapping[str, str]) -> str:
    """``workspace.yaml`` with other values, and without the summaries of a town's years."""
    lines = list(document.lines)
    for key, text in values.items():
        value = document.root.entries[key][1]
        if isinstance(value, Scalar) and value.text != text:
            line = lines[value.line - 1]
            written = text if key == "year" else quoted(text)
            lines[value.line - 1] = line[: value.column - 1] + written + line[value.end_column - 1 :]
    kept = [
        line
        for key, first, end in _sections(document)
        for line in lines[first:end]
        if key in _OF_THE_WORKSPACE
    ]
    return _joined(kept)


def targets_text(data: bytes) -> bytes:
    """``targets.yaml`` without the exceptions: they were granted to another town."""
    kept: list[bytes] = []
    is_exception = False
    for line in data.splitlines(keepends=True):
        if line[:1] not in b" -#\r\n":
            is_exception = line.startswith(b"exceptions:")
        if not is_exception:
            kept.append(line)
    return b"".join(kept)


def action_text(document: DataFile, year: int) -> str:
    """An action's file with its heading and the bare tasks of one year."""
    kept: list[str] = []
    for key, first, end in _sections(document):
        if key in _OF_AN_ACTION:
            kept += document.lines[first:end]
        elif key == "plan":
            kept += _plan(document, first, end, str(year))
    return _joined([line for line in kept if not _NAMES_A_YEAR.match(line)])


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _sections(document: DataFile) -> Iterator[tuple[str, int, int]]:
    """Every top-level key with the range of its lines, counted from 0; comments right above belong to it."""
    entries = document.root.entries
    starts = [_with_comments(document, scalar.line - 1) for scalar, _ in entries.values()]
    starts[:1] = [0]
    return zip(entries, starts, [*starts[1:], len(document.lines)], strict=True)


def _with_comments(document: DataFile, index: int) -> int:
    while index and document.lines[index - 1].lstrip().startswith("#"):
        index -= 1
    return index


def _plan(document: DataFile, first: int, end: int, year: str) -> list[str]:
    key, plan = document.root.entries["plan"]
    items = plan.items if isinstance(plan, Listing) else []
    starts = [_with_comments(document, item.line - 1) for item in items]
    kept: list[str] = []
    for item, start, stop in zip(items, starts, [*starts[1:], end], strict=True):
        if isinstance(item, Entries) and _text(item, "year") == year:
            kept += document.lines[start : item.line - 1]
            kept += _bare(item, document.lines[item.line - 1 : stop])
    # A key with nothing under it would be a mistake.
    return [*document.lines[first : key.line], *kept] if kept else []


def _bare(item: Entries, lines: list[str]) -> list[str]:
    """The task as it stands; written anew in one line where it says what happened to it."""
    if all(key in _OF_A_TASK for key in item.entries):
        return lines
    said = ", ".join(f"{key}: {_written(item, key)}" for key in item.entries if key in _OF_A_TASK)
    return [lines[0][: lines[0].index("-")] + "- {" + said + "}"]


def _written(item: Entries, key: str) -> str:
    text = _text(item, key) or ""
    return text if key in ("id", "year", "due") else quoted(text)


def _text(item: Entries, key: str) -> str | None:
    node: Node | None = item.entries[key][1] if key in item.entries else None
    return node.text if isinstance(node, Scalar) else None
