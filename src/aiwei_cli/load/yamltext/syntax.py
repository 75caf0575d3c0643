"""What a YAML parser complains of, seen with the eyes of the person who typed the file."""

from __future__ import annotations

import re
from typing import Any, Final

from aiwei_cli.load.yamltext.fault import Fault, SignFault, Spot, SyntaxFault, fault_at

_GLUED: Final = r"\s*(- )?([\w-]+)(:(?=[^\s/])|：)"

# A piece of the parser's English -> what it means here. First match wins.
_WORDS: Final[tuple[tuple[str, SyntaxFault], ...]] = (
    ("found unexpected end of stream", "open quote"),
    ("unexpected end of stream", "open quote"),
    ("expected ',' or ']'", "open bracket"),
    ("expected ',' or '}'", "open brace"),
    ("cannot start any token", "sign at the start"),
    ("mapping values are not allowed", "unexpected colon"),
    ("sequence entries are not allowed", "unexpected dash"),
    ("did not find expected key", "not aligned"),
    ("expected <block end>", "not aligned"),
    ("did not find expected '-' indicator", "mixed list"),
    ("could not find expected ':'", "missing colon"),
    ("expected <document start>", "not connected"),
    ("expected node content", "unexpected sign"),
    ("mapping keys are not allowed", "question mark at the start"),
    ("YAML document", "yaml version"),
    ("Unicode character escape", "character escape"),
    ("directive", "directive"),
    ("expected hexdecimal", "escape not whole"),
    ("unknown escape character", "unknown escape"),
    ("did not find expected comment or line break", "text beside a block sign"),
)


def explain(lines: list[str], error: Any) -> Fault:
    """The fault behind a marked error of ruamel.yaml's parsers."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    if tab := _tab(lines, mark):
        return fault_at(lines, *tab)
    if error.context_mark and any(
        word in context for word in ("flow", "quoted", "anchor", "alias", "tag", "block scalar", "simple key")
    ):
        mark = error.context_mark  # where the thing that is not closed was opened
    line, column = min(mark.line + 1, len(lines)), mark.column + 1
    if "anchor" in context or "alias" in context or "tag" in context:
        sign = lines[line - 1][column - 1 : column]
        return fault_at(lines, "reserved sign", (line, column, column + 1), sign)
    in_braces = "flow" in context or "unexpected ':'" in problem
    special = _in_braces(lines, error) if in_braces else _glued(lines, line)
    special = special or _open_quote(lines, line, problem) or _blank_above(lines, line)
    if special:
        return fault_at(lines, *special)
    if "expected key" in problem and lines[line - 1][column - 1 : column] == ":":
        return fault_at(lines, "no key", (line, column, column + 1))
    if "expected key" in problem and lines[line - 1][: column - 1].strip():
        return fault_at(lines, "behind the end", (line, column, 0))
    for words, kind in _WORDS:
        if words in problem:
            return fault_at(lines, kind, (line, column, 0))
    return fault_at(lines, "syntax", (line, column, 0))


Special = tuple[SignFault | SyntaxFault, Spot]


def _tab(lines: list[str], mark: Any) -> Special | None:
    """A tab where only spaces may stand; those that indent something have been found already."""
    line, column = mark.line + 1, mark.column + 1
    source = lines[line - 1] if line <= len(lines) else ""
    if source[column - 1 : column] != "\t":
        return None
    if source.isspace():
        return "blank line of tabs", (line, column, 0)
    return "tab", (line, column, column + 1)


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
    return "wide blank line", (wide[0], 1, 0)


def _in_braces(lines: list[str], error: Any) -> Special | None:
    """A colon inside braces that has no space after it, or that belongs to the text."""
    mark = error.problem_mark
    line, column = mark.line + 1, mark.column
    source = lines[line - 1] if line <= len(lines) else ""
    comma = source.rfind("，", 0, column)
    if mark.line == error.context_mark.line and comma > error.context_mark.column:
        return "full-width comma", (line, comma + 1, comma + 2)
    here, before = source[column : column + 1], source[column - 1 : column] if column else ""
    if here == "?":
        return "question mark in text", (line, column + 1, column + 2)
    glued = before == ":" or (here == ":" and "unexpected ':'" in str(error.problem))
    if glued and not source.startswith("//", column if before == ":" else column + 1):
        start = column if before == ":" else column + 1
        return "colon without space", (line, start, start + 1)
    if here == ":" and mark.line == error.context_mark.line:
        return "colon in text", (line, column + 1, column + 2)
    return None


def _open_quote(lines: list[str], line: int, problem: str) -> Special | None:
    """The first line above whose quotes do not pair up: a text that ran on until the next quote."""
    if "expected key" not in problem and "expected ','" not in problem and "token" not in problem:
        return None
    for number, source in enumerate(lines[: line - 1], 1):
        for sign in ('"', "'"):
            opened = source.find(sign)
            if source.count(sign) % 2 and source[:opened].rstrip().endswith((":", "-", "{", "[", ",")):
                return "open quote", (number, opened + 1, 0)
    return None


def _glued(lines: list[str], line: int) -> Special | None:
    """A key whose colon is full-width or has no space after it, on this line or the one before."""
    for number in (line, line - 1):
        found = re.match(_GLUED, lines[number - 1]) if number >= 1 else None
        if found:
            spot = (number, found.start(3) + 1, found.end(3) + 1)
            return "full-width colon" if found[3] == "：" else "colon without space", spot
    return None
