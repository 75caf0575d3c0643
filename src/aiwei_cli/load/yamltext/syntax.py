"""A YAML parser's complaint in the words of the person who typed the file."""

from __future__ import annotations

import re
from typing import Any, Final

from aiwei_cli.load.yamltext.document import diagnose
from aiwei_cli.model.diagnostic import Diagnostic

_GLUED: Final = r"\s*(- )?([\w-]+)(:(?=[^\s/])|：)"

# A piece of the parser's English -> what it means here, and the way out. First match wins.
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("found unexpected end of stream", "引号没有收尾", "在这段文字的末尾补上引号"),
    ("unexpected end of stream", "引号没有收尾", "在这段文字的末尾补上引号"),
    ("expected ',' or ']'", "方括号没有收尾，或两项之间缺逗号", "补上 ] 或半角逗号"),
    ("expected ',' or '}'", "花括号没有收尾，或两项之间缺逗号", "补上 } 或半角逗号"),
    ("cannot start any token", "这个符号不能直接开头", "把整段文字放进半角引号"),
    (
        "mapping values are not allowed",
        "这里不该有冒号：缩进不齐，或文字里有冒号",
        "对齐缩进；含冒号的文字放进半角引号",
    ),
    ("sequence entries are not allowed", "列表的 - 不能写在这里", "把 - 换到下一行并缩进"),
    ("did not find expected key", "缩进与上面的内容对不上", "同一层的键左边对齐"),
    ("expected <block end>", "缩进与上面的内容对不上", "同一层的键左边对齐"),
    ("did not find expected '-' indicator", "列表后面混进了别的内容", "同一层要么都以 - 开头，要么都是键"),
    ("could not find expected ':'", "缺少冒号", "写成“键: 值”，冒号后面空一格"),
    ("expected <document start>", "这一行与上面的内容接不上", "同一层的键左边对齐；文件里不要有 --- 和 ..."),
    ("expected node content", "这里不该有这个符号", "删掉多余的符号；若是文字就放进半角引号"),
    ("mapping keys are not allowed", "? 不能这样开头", "? 开头的文字放进半角引号"),
    ("YAML document", "这个文件声明的 YAML 版本不对", "删掉 % 开头的这一行"),
    ("Unicode character escape", "双引号里的 \\ 后面不是有效的字符", "改用单引号，或把 \\ 写成 \\\\"),
    ("directive", "% 开头的行在这里没有用", "删掉这一行；若是文字就放进半角引号"),
    ("expected hexdecimal", "双引号里的 \\ 后面没有写完整", "改用单引号，或把 \\ 写成 \\\\"),
    ("unknown escape character", "双引号里的 \\ 后面跟了不认识的字母", "改用单引号，或把 \\ 写成 \\\\"),
    ("did not find expected comment or line break", "| 或 > 后面不能再写内容", "内容从下一行开始"),
)


def explain(path: str, lines: list[str], error: Any) -> Diagnostic:
    """The diagnostic for a marked error of ruamel.yaml's parsers."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    if tab := _tab(lines, mark):
        return diagnose(path, lines, *tab)
    if error.context_mark and any(
        word in context for word in ("flow", "quoted", "anchor", "alias", "tag", "block scalar", "simple key")
    ):
        mark = error.context_mark  # where the thing that is not closed was opened
    line, column = min(mark.line + 1, len(lines)), mark.column + 1
    if "anchor" in context or "alias" in context or "tag" in context:
        sign = lines[line - 1][column - 1 : column]
        return diagnose(
            path,
            lines,
            "AW108",
            f"{sign} 在 YAML 里另有用途",
            f"{sign} 开头的文字要加引号",
            (line, column, column + 1),
        )
    in_braces = "flow" in context or "unexpected ':'" in problem
    special = _in_braces(lines, error) if in_braces else _glued(lines, line)
    special = special or _open_quote(lines, line, problem) or _blank_above(lines, line)
    if special:
        return diagnose(path, lines, *special)
    if "expected key" in problem and lines[line - 1][column - 1 : column] == ":":
        return diagnose(
            path, lines, "AW113", "冒号前面没有键", "在冒号前写一个词", (line, column, column + 1)
        )
    if "expected key" in problem and lines[line - 1][: column - 1].strip():
        message, hint = "这里多了内容", "引号或括号收尾之后不能再写别的"
        return diagnose(path, lines, "AW106", message, hint, (line, column, 0))
    for words, message, hint in _WORDS:
        if words in problem:
            return diagnose(path, lines, "AW106", message, hint, (line, column, 0))
    return diagnose(
        path, lines, "AW106", "YAML 语法不对", "对照上下几行，检查缩进、冒号和引号", (line, column, 0)
    )


Special = tuple[str, str, str, tuple[int, int, int]]


def _tab(lines: list[str], mark: Any) -> Special | None:
    """A tab where only spaces may stand; those that indent something have been found already."""
    line, column = mark.line + 1, mark.column + 1
    source = lines[line - 1] if line <= len(lines) else ""
    if source[column - 1 : column] != "\t":
        return None
    if source.isspace():
        return "AW104", "这一行只有制表符（Tab）", "清空这一行，或删掉它", (line, column, 0)
    return "AW104", "这里用了制表符（Tab）", "改用空格", (line, column, column + 1)


def _blank_above(lines: list[str], line: int) -> Special | None:
    """The first line of a text under ``|``, refused for the spaces of the empty lines above it."""
    text = lines[line - 1]
    above = line - 1
    while above and not lines[above - 1].strip():
        above -= 1
    wide = [
        number for number in range(above + 1, line) if len(lines[number - 1]) > len(text) - len(text.lstrip())
    ]
    if not wide or not above or not re.search(r"[:-] [|>][-+]?\s*(#.*)?$", lines[above - 1]):
        return None
    return "AW106", "空行里的空格比下面的正文还多", "去掉空行里的空格，或让正文与它对齐", (wide[0], 1, 0)


def _in_braces(lines: list[str], error: Any) -> Special | None:
    """A colon inside braces that has no space after it, or that belongs to the text."""
    mark = error.problem_mark
    line, column = mark.line + 1, mark.column
    source = lines[line - 1] if line <= len(lines) else ""
    comma = source.rfind("，", 0, column)
    if mark.line == error.context_mark.line and comma > error.context_mark.column:
        return "AW106", "用了全角逗号“，”", "改成半角逗号，后面空一格", (line, comma + 1, comma + 2)
    here, before = source[column : column + 1], source[column - 1 : column] if column else ""
    if here == "?":
        return "AW106", "文字里有问号", "含 ? 的文字放进半角引号", (line, column + 1, column + 2)
    glued = before == ":" or (here == ":" and "unexpected ':'" in str(error.problem))
    if glued and not source.startswith("//", column if before == ":" else column + 1):
        start = column if before == ":" else column + 1
        return "AW112", *colon_advice(":"), (line, start, start + 1)
    if here == ":" and mark.line == error.context_mark.line:
        return "AW106", "文字里有冒号", "含冒号的文字放进半角引号", (line, column + 1, column + 2)
    return None


def _open_quote(lines: list[str], line: int, problem: str) -> Special | None:
    """The first line above whose quotes do not pair up: a text that ran on until the next quote."""
    if "expected key" not in problem and "expected ','" not in problem and "token" not in problem:
        return None
    for number, source in enumerate(lines[: line - 1], 1):
        for sign in ('"', "'"):
            opened = source.find(sign)
            if source.count(sign) % 2 and source[:opened].rstrip().endswith((":", "-", "{", "[", ",")):
                return "AW106", "引号没有收尾", "在这段文字的末尾补上引号", (number, opened + 1, 0)
    return None


def _glued(lines: list[str], line: int) -> Special | None:
    """A key whose colon is full-width or has no space after it, on this line or the one before."""
    for number in (line, line - 1):
        found = re.match(_GLUED, lines[number - 1]) if number >= 1 else None
        if found:
            spot = (number, found.start(3) + 1, found.end(3) + 1)
            return "AW112", *colon_advice(found[3]), spot
    return None


def colon_advice(text: str) -> tuple[str, str]:
    """Message and remedy for a colon that does not separate key and value."""
    if "：" in text:
        return "用了全角冒号“：”", "改成半角冒号，后面空一格"
    return "缺少冒号后的空格", "在冒号后面加一个空格"
