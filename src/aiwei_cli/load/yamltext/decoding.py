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

from aiwei_cli.load.yamltext.document import diagnose
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic

_CONTROL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_CONFLICT: Final = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NAMES: Final = {"\x00": "NUL", "\x1b": "ESC", "\x85": "NEL", "\u2028": "行分隔符", "\ufeff": "BOM"}


def decode(path: str, data: bytes) -> tuple[list[str], list[Diagnostic]]:
    """The file's lines, and what stands against parsing them."""
    text, problem = _to_text(path, data)
    if problem is not None:
        return [], [problem]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if "".join(lines).isprintable() and "<<<<<<<" not in text and ">>>>>>>" not in text:
        return lines, []  # the usual file: tabs and control characters are not printable
    # One more than is told, which shows that there are more: of a million none could be kept.
    problems = [*_conflicts(path, lines), *islice(_controls(path, lines), MAX_PROBLEMS + 1)]
    if not problems:
        problems.extend(islice(_tabs(path, lines), MAX_PROBLEMS + 1))
    return lines, problems


def _to_text(path: str, data: bytes) -> tuple[str, Diagnostic | None]:
    save = "在编辑器里“另存为”，编码选 UTF-8"
    if data.startswith(_UTF16) or (b"\x00" in data[:64] and data[:64].count(b"\x00") * 3 > len(data[:64])):
        return "", diagnose(path, (), "AW102", "文件是 UTF-16 编码", save, (1, 1, 0))
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            message, hint = "文件在一个汉字的中间断了，像是没有保存完整", "找回完整的文件再试"
        elif _is_gbk(data):
            message, hint = "文件是 GBK 编码", save
        else:
            message, hint = f"第 {line} 行有不是 UTF-8 编码的内容", save
        return "", diagnose(path, (), "AW102", message, hint, (line, 1, 0))


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _conflicts(path: str, lines: list[str]) -> Iterator[Diagnostic]:
    marked = [
        number for number, line in enumerate(lines, 1) if line[:7] in _CONFLICT and line[7:8] in ("", " ")
    ]
    # A lone row of equals signs is not git's doing; its marks always come with an arrow.
    if any(lines[number - 1][0] in "<>" for number in marked):
        first, last = marked[0], marked[-1]
        message = f"合并冲突未解决，第 {first} 至 {last} 行"
        yield diagnose(
            path,
            lines,
            "AW105",
            message,
            "留下要的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行",
            (first, 1, 0),
        )


def _controls(path: str, lines: list[str]) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        if line.isprintable():  # the usual case, for which no pattern is compiled
            continue
        if found := re.search(_CONTROL, line):
            name = _NAMES.get(found[0], "控制字符")
            spot = (number, found.start() + 1, found.end() + 1)
            yield diagnose(
                path, lines, "AW103", f"这一行含有{name} U+{ord(found[0]):04X}", "删掉这个看不见的字符", spot
            )


def _tabs(path: str, lines: list[str]) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" \t"))
        if "\t" in line[:indent] and not line.isspace():
            column = line.index("\t") + 1
            yield diagnose(
                path,
                lines,
                "AW104",
                "这一行用制表符（Tab）缩进",
                "改用空格缩进，每层两个",
                (number, column, column + 1),
            )
