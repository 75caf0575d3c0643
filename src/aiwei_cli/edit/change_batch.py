"""Several changes to one file, planned together: each as if those before it stood in the text already.

The text is not touched until all are planned, so the places that were read from it hold for each of them. A change
that would have to see what another one made of the text is :class:`Dependent`: it goes into a batch of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, assert_never

from aiwei_cli.edit import splicing
from aiwei_cli.edit.entry_text import Leaf, block, flow, nested, scalar
from aiwei_cli.edit.key_order import KeyOrder, Rank
from aiwei_cli.edit.splicing import Edit, Source
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Listing, Mapping, Node, Scalar

Path = Sequence[str | int]
_STEP: Final = 2


class Dependent(Exception):
    """A change that has to see the text with those before it in it."""


class _NewKey(NamedTuple):
    """A key that is to stand in a block mapping."""

    line: int
    """The line of the file that it goes behind; 0 in a mapping that is new itself."""
    lines: list[str]
    below: _Keys | None
    """The mapping that it holds, where that is new and has lines of its own."""
    firm: bool = True
    """Whether no comment follows that would pass for its own."""

    def text(self) -> Iterator[str]:
        """All its lines."""
        yield from self.lines
        if self.below is not None:
            yield from (line for key in self.below.order.keys for line in self.below.new[key].text())


class _Keys:
    """A block mapping with the keys that are to come."""

    def __init__(self, keys: Sequence[str], column: int, depth: int) -> None:
        self.order = KeyOrder(keys)
        self.column = column
        self.depth = depth
        self.new: dict[str, _NewKey] = {}


class _NewItems(NamedTuple):
    """Items that are to stand at the end of a block list."""

    depth: int
    line: int
    lines: list[str]
    is_mixed: bool = False
    """Whether the last of them is laid out in another way than those before it."""


class _Braces:
    """A mapping in braces, or a list in brackets, with the entries that are to come."""

    def __init__(self, container: Mapping | Listing) -> None:
        self.order = KeyOrder(container.entries if isinstance(container, Mapping) else ())
        self.anchors: dict[str, str | None] = {}
        """New key -> the old one that it stands behind, others perhaps between them."""
        self.tails: dict[str | None, str] = {}
        """Old key -> the last of the new ones behind it."""


class ChangeBatch:
    """Changes to one text that can be made at once."""

    def __init__(self, source: Source, document: DataFile) -> None:
        self._source = source
        self._document = document
        self.taken = 0
        """How many changes there are; counted by who plans them."""
        self.is_full = False
        self._edits: list[Edit] = []
        self._keys: dict[int, _Keys] = {}
        self._items: dict[int, _NewItems] = {}
        self._braces: dict[int, _Braces] = {}
        self._changed_within: set[int] = set()
        self._outermost: set[int] = set()
        """Braces and brackets, none inside another, in which something changes."""

    def apply(self) -> bytes:
        """The bytes of the text with all the changes in it."""
        behind: dict[int, list[tuple[int, list[str]]]] = {}
        for keys in self._keys.values():
            for each in (keys.new[key] for key in keys.order.keys if key in keys.new):
                behind.setdefault(each.line, []).append((-keys.depth, [*each.text()]))
        for items in self._items.values():
            behind.setdefault(items.line, []).append((-items.depth, items.lines))
        edits = self._edits.copy()
        for line, pieces in behind.items():
            pieces.sort(
                key=lambda piece: piece[0]
            )  # what belongs to the entry above, before its next sibling
            edits.append(self._source.insert_after(line, [text for _, lines in pieces for text in lines]))
        return self._source.apply(edits)

    def insert(self, path: Sequence[str], leaf: Leaf, ranks: Sequence[Rank], *, listed: bool = False) -> None:
        """One more entry: walk down as far as the file goes, then add the rest; ``listed`` as a list's first item."""
        mapping, head, depth, chain = self._document.root, 0, 0, [self._document.root]
        while path[depth] in mapping.entries:
            key, below = mapping.entries[path[depth]]
            if not isinstance(below, Mapping):
                raise LookupError(path[depth])
            mapping, head, depth, chain = below, key.line, depth + 1, [*chain, below]
        if mapping.flow:
            braces = self._braces.setdefault(id(mapping), _Braces(mapping))
            place = braces.order.place(path[depth], ranks[depth])
            previous = braces.order.keys[place - 1] if place else None
            text = flow([leaf] if listed else leaf)
            self._put_in_braces(chain, mapping, previous, path[depth], nested_entry(path[depth:], text))
            braces.order.put(place, path[depth], ranks[depth])
            return
        keys = self._keys_of(mapping, depth)
        if path[depth] in keys.new:
            keys, depth = self._below(keys, path, depth)
            place = keys.order.place(path[depth], ranks[depth])
            line, firm, apart = 0, True, False
        else:
            place = keys.order.place(path[depth], ranks[depth])
            line, firm = self._line_behind(mapping, keys, head, place)
            apart = place > 0 and head == 0 and splicing.stands_apart(self._source, line)
            if head == 0 and any(each.line == line for each in keys.new.values()):
                raise Dependent  # whether a section stands apart is seen from its neighbours
        new = self._new_key(keys, path[depth:], leaf, listed=listed)
        # A new section stands apart from the one before it where that one stands apart from the next.
        lines = ["", *new.lines] if apart else new.lines
        keys.new[path[depth]] = new._replace(line=line, lines=lines, firm=firm)
        keys.order.put(place, path[depth], ranks[depth])

    def append(self, path: Path, leaf: Leaf, ranks: Sequence[Rank], comment: str = "") -> None:
        """One more item at the end of a list; the list is made where there is none."""
        chain, listing = self._reach(path)
        if not isinstance(listing, Listing):
            self.insert(tuple(map(str, path)), leaf, ranks, listed=True)
        elif listing.flow:
            braces = self._braces.get(id(listing))
            number = len(listing.items) + (len(braces.anchors) if braces else 0)
            previous = str(number - 1) if number else None
            self._put_in_braces(chain, listing, previous, str(number), flow(leaf))
        else:
            items = self._items.get(id(listing)) or self._new_items(listing, path)
            if items.is_mixed:
                raise Dependent  # an item is laid out as the last one is
            lines = splicing.item_lines(self._source, listing, leaf, comment)
            items.lines.extend(lines)
            mixed = splicing.is_spread(listing.items[-1]) and isinstance(leaf, str)
            self._items[id(listing)] = items._replace(is_mixed=mixed)

    def assign(self, path: Path, key: str, text: str) -> None:
        """Another value for a key of a mapping, or one more key at its end."""
        chain, mapping = self._mapping_at(path, key)
        if key in mapping.entries:
            old = mapping.entries[key][1]
            self._replace([*chain, old], splicing.in_quotes_of(self._source, old, text))
        elif mapping.flow:
            braces = self._braces.setdefault(id(mapping), _Braces(mapping))
            self._put_in_braces(
                chain, mapping, ([None, *braces.order.keys])[-1], key, nested_entry([key], text)
            )
            braces.order.append(key)
        else:
            keys = self._keys_of(mapping, len(path))
            if key in keys.new:
                raise Dependent
            line, firm = self._line_behind(mapping, keys, mapping.line, len(keys.order.keys))
            keys.new[key] = _NewKey(line, [*block([key], text, keys.column - 1, _STEP)], None, firm)
            keys.order.append(key)

    def swap(self, path: Path, old: str, text: str) -> None:
        """Another key with its value in the place of a key."""
        self._go_alone()
        _, mapping = self._mapping_at(path, old)
        self._edits += splicing.swap(self._source, mapping.entries[old], text)

    def wrap(self, path: Path, text: str) -> None:
        """Other text in the place of a value."""
        chain, node = self._reach(path)
        if node is None:
            raise LookupError(path)
        self._replace(chain, text)

    def _go_alone(self) -> None:
        if self.taken:
            raise Dependent
        self.is_full = True

    def _reach(self, path: Path) -> tuple[list[Node], Node | None]:
        """The nodes that the steps lead through, and the one that they lead to, if to any."""
        node: Node = self._document.root
        chain = [node]
        for step in path:
            if self._is_new(node, step):
                raise Dependent
            match node:
                case Mapping(entries=entries) if step in entries:
                    node = entries[str(step)][1]
                case Listing(items=items) if isinstance(step, int):
                    node = items[step]
                case _:
                    return chain, None
            chain.append(node)
        return chain, node

    def _is_new(self, node: Node, step: str | int) -> bool:
        if isinstance(node, Listing):
            return isinstance(step, int) and step >= len(node.items)
        keys, braces = self._keys.get(id(node)), self._braces.get(id(node))
        return (keys is not None and step in keys.new) or (braces is not None and step in braces.anchors)

    def _mapping_at(self, path: Path, key: str) -> tuple[list[Node], Mapping]:
        chain, mapping = self._reach(path)
        if not isinstance(mapping, Mapping):
            raise LookupError(key)
        return chain, mapping

    def _keys_of(self, mapping: Mapping, depth: int) -> _Keys:
        if id(mapping) not in self._keys:
            column = next(iter(mapping.entries.values()))[0].column
            self._keys[id(mapping)] = _Keys([*mapping.entries], column, depth)
        return self._keys[id(mapping)]

    def _new_items(self, listing: Listing, path: Path) -> _NewItems:
        key = self._document.node_at(path, key=True)
        line = splicing.place_behind(self._source, listing, key.column)
        return _NewItems(len(path), line, [])

    def _line_behind(self, mapping: Mapping, keys: _Keys, head: int, place: int) -> tuple[int, bool]:
        """The line that a new key goes behind, and whether others may follow it there."""
        previous = keys.order.keys[place - 1] if place else None
        if previous is None:
            line = head
        elif previous in keys.new:
            line = keys.new[previous].line
            if not keys.new[previous].firm:
                raise Dependent
        else:
            line = splicing.place_behind(self._source, mapping.entries[previous][1], keys.column)
        return line, splicing.own_comments(self._source, line, keys.column) == line

    def _below(self, keys: _Keys, path: Sequence[str], depth: int) -> tuple[_Keys, int]:
        """The new mapping that a path leads to, and how far it goes."""
        while path[depth] in keys.new:
            new = keys.new[path[depth]]
            if new.below is None or not new.firm:
                raise Dependent
            keys, depth = new.below, depth + 1
        return keys, depth

    def _new_key(self, keys: _Keys, path: Sequence[str], leaf: Leaf, *, listed: bool) -> _NewKey:
        """The lines for a key and what is below it."""
        step = self._step()
        lines = [*block(path, "" if listed else flow(leaf), keys.column - 1, step)]
        last = [lines[-1]]
        if listed:
            last = [lines[-1].rstrip(), f"{' ' * (keys.column - 1 + len(path) * step)}- {flow(leaf)}"]
        new = _NewKey(0, last, None)
        for number in reversed(range(len(path) - 1)):
            below = _Keys([path[number + 1]], keys.column + (number + 1) * step, 0)
            below.new[path[number + 1]] = new
            new = _NewKey(0, [lines[number]], below)
        return new

    def _step(self) -> int:
        """How far the file indents."""
        for key, value in self._document.root.entries.values():
            if isinstance(value, Mapping) and not value.flow and value.column > key.column:
                return value.column - key.column
        return _STEP

    def _replace(self, chain: Sequence[Node], text: str) -> None:
        """Other text for the value that a chain of nodes ends with."""
        node = chain[-1]
        if id(node) in self._changed_within:
            raise Dependent
        if not _is_on_one_line(node):
            self._go_alone()
        self._touch(chain)
        self._edits += splicing.replace(self._source, node, text)

    def _touch(self, chain: Sequence[Node]) -> None:
        """Note that something changes where a chain of nodes leads to."""
        outermost = next((each for each in chain if not isinstance(each, Scalar) and each.flow), None)
        if outermost is not None:
            if id(outermost) in self._outermost and outermost.last_line > outermost.line:
                raise Dependent  # who has a line of his own between braces is seen from his neighbours
            self._outermost.add(id(outermost))
        self._changed_within.update(map(id, chain))

    def _put_in_braces(
        self, chain: Sequence[Node], container: Mapping | Listing, previous: str | None, key: str, text: str
    ) -> None:
        """Add an entry behind another, or before all others, between braces or brackets."""
        braces = self._braces.setdefault(id(container), _Braces(container))
        if key in braces.anchors:
            raise Dependent
        anchor = previous if previous is None else braces.anchors.get(previous, previous)
        entries: dict[str, tuple[Node, Node]]
        if isinstance(container, Mapping):
            entries = {**container.entries}
        else:
            entries = {str(number): (each, each) for number, each in enumerate(container.items)}
        tail = braces.tails.get(anchor)
        if tail is not None and (tail != previous or not entries):
            raise Dependent
        self._touch(chain)
        behind = entries[anchor] if anchor is not None else None
        self._edits += splicing.put_between(self._source, container, [*entries.values()], behind, text)
        braces.anchors[key], braces.tails[anchor] = anchor, key


def nested_entry(path: Sequence[str], leaf: str) -> str:
    """An entry between braces: a key and what is below it."""
    return f"{scalar(path[0])}: {nested(path[1:], leaf)}"


def _is_on_one_line(node: Node) -> bool:
    """Whether a value is text or in braces, was written, and begins and ends on one line."""
    match node:
        case Scalar():
            return not node.is_block and node.end_column > node.column
        case Mapping() | Listing():
            return node.flow and node.last_line == node.line
        case _:
            assert_never(node)
