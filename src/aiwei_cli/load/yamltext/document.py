"""A YAML file as a tree whose every key and value knows where it stands."""

from collections.abc import Collection, Sequence
from collections.abc import Mapping as AnyMapping
from typing import Any, NamedTuple, assert_never


class Scalar(NamedTuple):
    """A value: always text, and an empty one where nothing was written."""

    line: int
    column: int
    end_column: int
    text: str
    last_line: int = 0
    last_column: int = 0
    """Where the text ends, as typed: the line and the first column after it."""
    is_block: bool = False
    """Whether it was typed under a ``|`` or ``>``."""


class Listing:
    """A list."""

    __slots__ = ("column", "flow", "items", "last_column", "last_line", "line")
    end_column = 0

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        self.line = line
        self.column = column
        self.items: list[Node] = []
        self.flow = flow
        """Whether it was typed in brackets; only then it knows where it ends."""
        self.last_line = self.last_column = 0


class Mapping:
    """Keys and values; a key is kept with its own place."""

    __slots__ = ("column", "entries", "flow", "last_column", "last_line", "line")
    end_column = 0

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        self.line = line
        self.column = column
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.flow = flow
        """Whether it was typed in braces; only then it knows where it ends."""
        self.last_line = self.last_column = 0


Node = Scalar | Listing | Mapping
Entries = AnyMapping[str, tuple[Scalar, Node]]


def plain(node: Node) -> Any:
    """The bare data: dictionaries, lists, text, None."""
    match node:
        case Scalar(text=text):
            return text
        case Mapping(entries=entries):
            return {
                key: value.text if isinstance(value, Scalar) else plain(value)  # most are text
                for key, (_, value) in entries.items()
            }
        case Listing(items=items):
            return [plain(item) for item in items]
        case _:
            assert_never(node)


def find(node: Node, word: str) -> Scalar | None:
    """The first value below a node that reads exactly ``word``."""
    match node:
        case Scalar(text=text):
            return node if text == word else None
        case Mapping(entries=entries):
            below = [value for _, value in entries.values()]
        case Listing(items=items):
            below = items
        case _:
            assert_never(node)
    return next((found for each in below if (found := find(each, word))), None)


class Document(NamedTuple):
    """One file that was read: its lines, for showing, and its tree."""

    path: str
    lines: list[str]
    root: Mapping
    values: int = 0
    """How many keys and list items it has."""

    def node_at(self, keys: Sequence[object], *, key: bool = False) -> Node:
        """The node that a path of keys and list positions leads to.

        Steps that lead nowhere (names that pydantic adds to a path) are passed over. With
        ``key`` the last key itself is returned instead of its value.
        """
        node: Node = self.root
        last: Node = self.root
        for step in keys:
            if isinstance(node, Mapping):
                if step in node.entries:
                    last, node = node.entries[step]
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                last = node = node.items[step]
        return last if key else node

    def keys_at(self, *keys: object) -> Collection[str]:
        """The keys written in a mapping, also those whose content is faulty; none where it is no mapping."""
        return self.entries_at(*keys).keys()

    def entries_at(self, *keys: object) -> Entries:
        """The keys of a mapping with their places and what they hold; none where it is no mapping."""
        node: Node = self.root
        for key in keys:
            if not isinstance(node, Mapping) or key not in node.entries:
                return {}
            node = node.entries[str(key)][1]
        return node.entries if isinstance(node, Mapping) else {}

    def section_of(self, line: int) -> str:
        """The top-level key that a line stands under."""
        above = [key for key, (scalar, _) in self.root.entries.items() if scalar.line <= line]
        return above[-1] if above else ""

    def entry_of(self, line: int, column: int) -> tuple[str, str]:
        """The top-level key, and the key below it, that a place stands under; empty where there is none."""
        section = key = ""
        for name, (scalar, node) in self.root.entries.items():
            if (scalar.line, scalar.column) <= (line, column):
                below = node.entries.items() if isinstance(node, Mapping) else ()
                inside = [each for each, (at, _) in below if (at.line, at.column) <= (line, column)]
                section, key = name, inside[-1] if inside else ""
        return section, key
