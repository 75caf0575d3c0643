"""From bytes to lines of text, refusing what would go wrong further on.

Runs before any YAML is parsed: encodings, control characters, merge-conflict marks and tabs are
found in the raw lines, also where a parser would take them for ordinary text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from aiwei_cli.load.yamltext.fault import Fault, fault_at

_CONTROL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_CONFLICT: Final = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def decode(data: bytes, most: int) -> tuple[list[str], list[Fault]]:
    """The file's lines, and what stands against parsing them: of each sort one more than ``most``, at most."""
    text, fault = _to_text(data)
    if fault is not None:
        return [], [fault]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if "".join(lines).isprintable() and "<<<<<<<" not in text and ">>>>>>>" not in text:
        return lines, []  # the usual file: tabs and control characters are not printable
    # One more than is told, which shows that there are more: of a million none could be kept.
    faults = [*_conflicts(lines), *islice(_controls(lines), most + 1)]
    if not faults:
        faults.extend(islice(_tabs(lines), most + 1))
    return lines, faults


def _to_text(data: bytes) -> tuple[str, Fault | None]:
    if data.startswith(_UTF16) or (b"\x00" in data[:64] and data[:64].count(b"\x00") * 3 > len(data[:64])):
        return "", fault_at((), "utf-16", (1, 1, 0))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            return "", fault_at((), "cut within a character", (line, 1, 0))
        return "", fault_at((), "gbk" if _is_gbk(data) else "not utf-8", (line, 1, 0))


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _conflicts(lines: list[str]) -> Iterator[Fault]:
    marked = [
        number for number, line in enumerate(lines, 1) if line[:7] in _CONFLICT and line[7:8] in ("", " ")
    ]
    # A lone row of equals signs is not git's doing; its marks always come with an arrow.
    if any(lines[number - 1][0] in "<>" for number in marked):
        yield fault_at(lines, "conflict", (marked[0], 1, 0), number=marked[-1])


def _controls(lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, 1):
        if line.isprintable():  # the usual case, for which no pattern is compiled
            continue
        if found := re.search(_CONTROL, line):
            spot = (number, found.start() + 1, found.end() + 1)
            yield fault_at(lines, "control character", spot, found[0])


def _tabs(lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" \t"))
        if "\t" in line[:indent] and not line.isspace():
            column = line.index("\t") + 1
            yield fault_at(lines, "tab that indents", (number, column, column + 1))
