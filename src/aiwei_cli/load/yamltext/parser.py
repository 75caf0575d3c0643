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

from aiwei_cli.load.yamltext.document import Document, Listing, Mapping, Node, Scalar
from aiwei_cli.load.yamltext.fault import Fault, FaultKind, NoParser, Spot, fault_at

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


def parse(path: str, lines: list[str], most: int) -> tuple[Document | None, list[Fault]]:
    """The file as a document, unless it has no mapping at its root, and its faults, few more than ``most``.

    Raises :class:`NoParser`.
    """
    told = []
    read = lines
    if directive := _directive(lines):
        told = [fault_at(lines, "directive at the head", (directive, 1, 0))]
        read = _without_directives(lines)
    builder = _Builder(read, most)
    root: Node | None = None
    try:
        root = builder.whole()
    except _Abandon:
        pass
    except MarkedYAMLError as error:
        from aiwei_cli.load.yamltext.syntax import explain

        builder.faults.append(explain(lines, error))
    except YAMLError:
        builder.faults.append(fault_at(lines, "unreadable", (1, 1, 0)))
    if isinstance(root, Mapping):
        if not builder.faults:
            builder.look_closer(root)
        return Document(path, lines, root, builder.values), [*told, *builder.faults]
    if not builder.faults:
        builder.no_mapping(root)
    return None, [*told, *builder.faults]


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


def _parser(text: str) -> Parser:
    try:
        from _ruamel_yaml import CParser
    except ImportError as error:
        raise NoParser from error
    fast: Parser = CParser(text)
    return fast


class _Builder:
    """Walks the events of one file."""

    def __init__(self, lines: list[str], most: int) -> None:
        self.lines = lines
        self.most = most
        self.faults: list[Fault] = []
        self.values = 0
        text = "\n".join(lines)
        self.doubtful = any(sign in text for sign in _DOUBTFUL)
        self.fanciful = any(sign in text for sign in _FANCY)
        self.next = _parser(text if text.endswith("\n") else text + "\n").get_event

    def report(
        self, kind: FaultKind, spot: Spot, piece: str = "", number: int = 0, earlier: str = ""
    ) -> None:
        self.faults.append(fault_at(self.lines, kind, spot, piece, number, earlier))
        if len(self.faults) > self.most:  # more than will be told
            raise _Abandon

    def no_mapping(self, root: Node | None) -> None:
        if root is None or (isinstance(root, Scalar) and not root.text):
            self.report("empty", (1, 1, 0))
        elif isinstance(root, Scalar) and any(colon in root.text for colon in ":："):
            self.report("one text", (root.line, root.column, 0))
        else:
            self.report("no mapping", (root.line, root.column, 0))

    def look_closer(self, root: Mapping) -> None:
        """Where there is cause to, for what the parser lets pass."""
        if self.doubtful:
            from aiwei_cli.load.yamltext.strict_yaml import check

            found = islice(check(self.lines, root), self.most + 1)
            self.faults.extend(fault_at(self.lines, kind, spot) for kind, spot in found)

    def whole(self) -> Node | None:
        self.next()  # stream start
        event = self.next()
        if type(event) is StreamEndEvent:
            return None
        root = self.node(self.next(), 1)
        end = self.next().end_mark.line  # that of the document
        if directive := _directive(self.lines, end):
            self.faults.append(fault_at(self.lines, "directive", (directive, 1, 0)))
            raise _Abandon
        event = self.next()
        if type(event) is not StreamEndEvent:
            self.report("several documents", (event.start_mark.line + 1, 1, 0))
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
                self.report("long text", (line, column, 0), number=len(text))
            if not one_line or text == "-":
                self.doubtful = True
            return Scalar(line, column, one_line, text, last, end_column, event.style in ("|", ">"))
        if kind is AliasEvent:
            return Scalar(line, column, 0, "")
        if depth > MAX_DEPTH:
            self.report("too deep", (line, column, 0))
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
        self.report("too many values", (event.start_mark.line + 1, event.start_mark.column + 1, 0))
        raise _Abandon

    def fancy(self, line: int, column: int) -> None:
        sign = self.lines[line - 1][column - 1 : column]
        self.report("anchor, alias or tag", (line, column, 0), sign)

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
                self.report("key not text", (key.line, key.column, key.end_column))
            elif key.text == "<<":
                self.report("merge key", (key.line, key.column, key.end_column))
            elif key.text in entries:
                first, held = entries[key.text]
                earlier = held.text if isinstance(held, Scalar) else ""
                self.report(
                    "key twice", (key.line, key.column, key.end_column), key.text, first.line, earlier
                )
            else:
                entries[key.text] = (key, value)
        self.ended(mapping, event)
        return mapping
