"""From lines to a tree with places, by way of YAML events.

No constructor runs: every scalar stays the text that was typed, so ``NO``, ``012``, ``12:30``
and ``91.20`` cannot turn into something else. What YAML offers beyond mappings, lists and
text (anchors, aliases, tags, merge keys, several documents) is refused with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Any, Final, Protocol

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from aiwei_cli.load.yamltext.document import Document, Listing, Mapping, Node, Scalar, diagnose
from aiwei_cli.model.diagnostic import MAX_PROBLEMS, Diagnostic
from aiwei_cli.model.errors import AiweiError
from aiwei_cli.model.invisible_characters import is_visible

MAX_DEPTH: Final = 20
MAX_VALUES: Final = 50_000
"""Keys and list items of a file, and of all files of a workspace together."""
MAX_TEXT: Final = 20_000
_DOUBTFUL: Final = ("?", '"#', "'#", "]#", "}#", ",#", "[#", "{#")
"""Signs of what ``load.yamltext.strict_yaml`` looks for; further lines and dashes show while the tree is made."""
_FANCY: Final = ("&", "*", "!")
"""Without any of these there is no anchor, no alias and no tag."""


class Parser(Protocol):
    """What is used of ruamel.yaml's parser."""

    def get_event(self) -> Any:
        """The next event."""


class _Abandon(Exception):
    """The rest of the file is not worth reading."""


def parse(path: str, lines: list[str]) -> tuple[Document | None, list[Diagnostic]]:
    """The file as a document, unless it has no mapping at its root, and its mistakes."""
    told = []
    read = lines
    if directive := _directive(lines):
        told = [_no_directive(path, lines, directive)._replace(since="0.2")]
        read = _without_directives(lines)
    builder = _Builder(path, read)
    root: Node | None = None
    try:
        root = builder.whole()
    except _Abandon:
        pass
    except MarkedYAMLError as error:
        from aiwei_cli.load.yamltext.syntax import explain

        builder.problems.append(explain(path, lines, error))
    except YAMLError:
        hint = "对照使用手册“数据文件”的例子检查"
        builder.problems.append(diagnose(path, lines, "AW106", "这个文件不是正确的 YAML", hint, (1, 1, 0)))
    if isinstance(root, Mapping):
        if not builder.problems:
            builder.look_closer(root)
        return Document(path, lines, root, builder.values), [*told, *builder.problems]
    if not builder.problems:
        builder.no_mapping(root)
    return None, [*told, *builder.problems]


def _directive(lines: Sequence[str], start: int = 0) -> int:
    """The line of a ``%`` directive before anything else, 0 without one: a parser takes a minute for thousands."""
    for number, line in enumerate(islice(lines, start, None), start + 1):
        if not _is_idle(line):
            return number if line[0] == "%" else 0
    return 0


def _is_idle(line: str) -> bool:
    """Whether a line says nothing, wherever it stands."""
    return not line or line.isspace() or line.lstrip().startswith("#") or line.startswith("...")


def _without_directives(lines: Sequence[str]) -> list[str]:
    """The lines, those empty that are directives before anything else: they change nothing of what is said."""
    head = takewhile(lambda line: _is_idle(line) or line[0] == "%", lines)
    found = ["" if line[:1] == "%" else line for line in head]
    return [*found, *lines[len(found) :]]


def _no_directive(path: str, lines: Sequence[str], line: int) -> Diagnostic:
    message, hint = "% 开头的行在这里没有用", "删掉这一行；若是文字就放进半角引号"
    return diagnose(path, lines, "AW106", message, hint, (line, 1, 0))


def _parser(text: str) -> Parser:
    try:
        from _ruamel_yaml import CParser
    except ImportError as error:  # the parser in Python gives other answers: other columns, other complaints
        import sys

        hint = f'运行 "{sys.executable}" -m pip install "ruamel.yaml[oldlibyaml]"'
        raise AiweiError("这个环境里的 ruamel.yaml 没有 C 写的解析器，aiwei 只用它读 YAML", hint) from error
    fast: Parser = CParser(text)
    return fast


_SHORT: Final = 20
"""Longer values are not repeated in a message."""


def _written(key: Scalar, value: Node) -> str:
    """Where a key was written first, and its value, which says which of the two is out of date."""
    text = value.text if isinstance(value, Scalar) else None
    said = f"写了“{text}”" if text and len(text) <= _SHORT and is_visible(text) else "有了"
    return f"第 {key.line} 行已经{said}"


class _Builder:
    """Walks the events of one file."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Diagnostic] = []
        self.values = 0
        text = "\n".join(lines)
        self.doubtful = any(sign in text for sign in _DOUBTFUL)
        self.fanciful = any(sign in text for sign in _FANCY)
        self.next = _parser(text if text.endswith("\n") else text + "\n").get_event

    def report(self, code: str, message: str, hint: str, spot: tuple[int, int, int]) -> None:
        self.problems.append(diagnose(self.path, self.lines, code, message, hint, spot))
        if len(self.problems) > MAX_PROBLEMS:  # more than will be told
            raise _Abandon

    def too_long(self, length: int, spot: tuple[int, int, int]) -> None:
        message = f"这段文字有 {length} 个字，超过 {MAX_TEXT} 个的上限"
        self.report("AW101", message, "写短些，细节放进佐证文件", spot)
        self.problems[-1] = self.problems[-1]._replace(since="0.2")

    def no_mapping(self, root: Node | None) -> None:
        if root is None or (isinstance(root, Scalar) and not root.text):
            self.report("AW111", "文件没有内容", "写上内容，或删掉这个文件", (1, 1, 0))
        elif isinstance(root, Scalar) and any(colon in root.text for colon in ":："):
            self.report(
                "AW112", "整个文件成了一段文字", "用半角冒号，冒号后面空一格", (root.line, root.column, 0)
            )
        else:
            self.report(
                "AW205", "文件的最外层应是一组键和值", "写成“键: 值”的样子", (root.line, root.column, 0)
            )

    def look_closer(self, root: Mapping) -> None:
        """Where there is cause to, for what the parser lets pass."""
        if self.doubtful:
            from aiwei_cli.load.yamltext.strict_yaml import check

            for message, hint, spot in islice(check(self.lines, root), MAX_PROBLEMS + 1):
                self.problems.append(diagnose(self.path, self.lines, "AW106", message, hint, spot))

    def whole(self) -> Node | None:
        self.next()  # stream start
        event = self.next()
        if type(event) is StreamEndEvent:
            return None
        root = self.node(self.next(), 1)
        end = self.next().end_mark.line  # that of the document
        if directive := _directive(self.lines, end):
            self.problems.append(_no_directive(self.path, self.lines, directive))
            raise _Abandon
        event = self.next()
        if type(event) is not StreamEndEvent:
            line = event.start_mark.line + 1
            self.report(
                "AW109", "一个文件里有多个文档", "删掉 --- 这一行，或把后面的内容移到另一个文件", (line, 1, 0)
            )
        return root

    def node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if self.fanciful and (kind is AliasEvent or event.anchor is not None or event.tag is not None):
            self.fancy(line, column)
        if kind is ScalarEvent:
            end, text = event.end_mark, event.value
            last, end_column = end.line + 1, end.column + 1
            one_line = end_column if last == line else 0
            if len(text) > MAX_TEXT and depth > 1:  # a file that is one long text lacks its colons
                self.too_long(len(text), (line, column, 0))
            if not one_line or text == "-":
                self.doubtful = True
            return Scalar(line, column, one_line, text, last, end_column, event.style in ("|", ">"))
        if kind is AliasEvent:
            return Scalar(line, column, 0, "")
        if depth > MAX_DEPTH:
            self.report("AW110", f"嵌套超过 {MAX_DEPTH} 层", "检查括号和缩进", (line, column, 0))
            raise _Abandon
        if kind is MappingStartEvent:
            return self.mapping(Mapping(line, column, bool(event.flow_style)), depth + 1)
        return self.listing(Listing(line, column, bool(event.flow_style)), depth + 1)

    def listing(self, listing: Listing, depth: int) -> Listing:
        while type(event := self.next()) is not SequenceEndEvent:
            listing.items.append(self.node(event, depth))
            self.values += 1
            if self.values > MAX_VALUES:
                self.too_many(event)
        self.ended(listing, event)
        return listing

    def ended(self, node: Listing | Mapping, event: Any) -> None:
        node.last_line, node.last_column = event.end_mark.line + 1, event.end_mark.column + 1
        if node.flow and node.last_line > node.line:
            self.doubtful = True

    def too_many(self, event: Any) -> None:
        spot = (event.start_mark.line + 1, event.start_mark.column + 1, 0)
        self.report("AW101", f"文件的内容超过 {MAX_VALUES} 项", "把内容分到几个文件", spot)
        raise _Abandon

    def fancy(self, line: int, column: int) -> None:
        mark = self.lines[line - 1][column - 1 : column]
        sort = {"&": "锚点", "*": "别名", "!": "标签"}.get(mark, "标签或锚点")
        hint = f"不支持这种写法；若是文字，{mark or '它'} 开头的文字要加引号"
        self.report("AW108", f"这里用了 YAML 的{sort}", hint, (line, column, 0))

    def unwritten(self, key: Node) -> Scalar:
        """A value that was not written stands behind its colon, not where a later line goes on."""
        line = key.last_line or key.line
        colon = self.lines[line - 1].find(":", key.last_column - 1) if key.last_line else -1
        column = colon + 2 if colon >= 0 else key.last_column
        return Scalar(line, column, column, "", line, column)

    def mapping(self, mapping: Mapping, depth: int) -> Mapping:
        following, node, entries = self.next, self.node, mapping.entries
        while type(event := following()) is not MappingEndEvent:
            self.values += 1
            if self.values > MAX_VALUES:
                self.too_many(event)
            key = node(event, depth)
            value = node(following(), depth)
            if value.line > key.line and type(value) is Scalar and value.end_column == value.column:
                value = self.unwritten(key)
            if not isinstance(key, Scalar) or not key.text:
                self.report(
                    "AW113", "键应是简单文字", "在冒号前写一个词", (key.line, key.column, key.end_column)
                )
            elif key.text == "<<":
                self.report(
                    "AW108",
                    "这里用了 YAML 的合并键",
                    "把要合并的内容直接写出来",
                    (key.line, key.column, key.end_column),
                )
            elif key.text in entries:
                message = f"“{key.text}”写了两次，{_written(*entries[key.text])}"
                self.report("AW107", message, "只留一个", (key.line, key.column, key.end_column))
            else:
                entries[key.text] = (key, value)
        self.ended(mapping, event)
        return mapping
