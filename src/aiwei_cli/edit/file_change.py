"""A change to one file: spliced into its text, read back, and compared with what was intended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, assert_never

from aiwei_cli.edit import splicing
from aiwei_cli.edit.entry_text import Leaf, block, flow
from aiwei_cli.edit.splicing import Edit, Source
from aiwei_cli.load.yamltext.decoding import decode
from aiwei_cli.load.yamltext.document import Document, Listing, Mapping, Node, plain
from aiwei_cli.load.yamltext.parser import parse
from aiwei_cli.model.errors import OutputError

Rank = Callable[[str], Any]
"""Where a key belongs among its siblings."""


class Insert(NamedTuple):
    """One more entry: keys from the root of the file down, and a leaf."""

    path: tuple[str, ...]
    leaf: Leaf
    ranks: tuple[Rank, ...]
    """How each of the keys is sorted in."""


class Append(NamedTuple):
    """One more item at the end of the list that the steps lead to; the list is made where there is none."""

    path: tuple[str | int, ...]
    leaf: Leaf
    ranks: tuple[Rank, ...]
    comment: str = ""
    """A line above the item; left out between brackets, and where the list is a new one."""


class Assign(NamedTuple):
    """Another value for a key of the mapping that the steps lead to, or one more key."""

    path: tuple[str | int, ...]
    key: str
    leaf: Leaf | Sequence[str]


class Swap(NamedTuple):
    """Another key with its value in the place of a key: ``indices: …`` to ``value: C``."""

    path: tuple[str | int, ...]
    old: str
    key: str
    leaf: Leaf


class Wrap(NamedTuple):
    """A bare value becomes keys and values: ``85`` to ``{value: 85, note: …}``."""

    path: tuple[str | int, ...]
    leaf: Leaf


Change = Insert | Append | Assign | Swap | Wrap


def by_day(key: str) -> Any:
    """Days in calendar order."""
    return date.fromisoformat(key).toordinal() if len(key) == 10 and key[4] == key[7] == "-" else 0


def in_order_of(known: Sequence[str]) -> Rank:
    """Keys in the order of a list; what it does not know comes last."""
    position = {key: number for number, key in enumerate(known)}
    return lambda key: position.get(key, len(position))


def spliced(path: str, data: bytes, document: Document, changes: Sequence[Change]) -> bytes:
    """The file's bytes with the changes in them, and nothing else.

    Raises :class:`OutputError`, with the lines to paste by hand, where that cannot be done.
    """
    source, wanted = Source(data), plain(document.root)
    for change in changes:
        try:
            result = source.apply(_edits(source, document, change))
        except (ValueError, LookupError, AttributeError) as error:
            raise _refusal(path, changes) from error
        _do(wanted, change)
        lines, problems = decode(path, result)
        after, more = (None, problems) if problems else parse(path, lines)
        if after is None or more or plain(after.root) != wanted:
            raise _refusal(path, changes)
        source, document = Source(result), after
    return source.apply([])


def _refusal(path: str, changes: Sequence[Change]) -> OutputError:
    said = "\n".join(_pasted(change) for change in changes)
    return OutputError(
        f"{path} 的写法特殊，没有把握只改这一处，所以什么也没有写", f"请手工写入以下内容：\n{said}"
    )


def _pasted(change: Change) -> str:
    match change:
        case Insert(path=path, leaf=leaf):
            return "\n".join(block(path, flow(leaf), 0, 2))
        case Append(path=path, leaf=leaf, comment=comment):
            head = [f"{'  ' * depth}{key}:" for depth, key in enumerate(path)]
            head += [f"{'  ' * len(path)}# {comment}"] if comment else []
            return "\n".join([*head, f"{'  ' * len(path)}- {flow(leaf)}"])
        case Assign(path=path, key=key, leaf=leaf) | Swap(path=path, key=key, leaf=leaf):
            return f"{' / '.join(map(str, path))}{'：' if path else ''}{key}: {flow(leaf)}"
        case Wrap(path=path, leaf=leaf):
            return f"{' / '.join(map(str, path))}: {flow(leaf)}"
        case _:
            assert_never(change)


def _edits(source: Source, document: Document, change: Change) -> list[Edit]:
    match change:
        case Insert(path=path, leaf=leaf, ranks=ranks):
            return _insert(source, document, path, flow(leaf), ranks)
        case Append(path=path, leaf=leaf, ranks=ranks, comment=comment):
            node = _reach(document, path)
            if isinstance(node, Listing):
                key_column = document.node_at(path, key=True).column
                return splicing.append(source, node, key_column, leaf, comment)
            keys = tuple(map(str, path))
            return _insert(source, document, keys, flow([leaf]), ranks, as_list=flow(leaf))
        case Assign(path=path, key=key, leaf=leaf):
            mapping = _reach(document, path)
            if not isinstance(mapping, Mapping):
                raise LookupError(key)
            return splicing.set_key(source, mapping, key, flow(leaf))
        case Swap(path=path, old=old, key=key, leaf=leaf):
            mapping = _reach(document, path)
            if not isinstance(mapping, Mapping):
                raise LookupError(key)
            return splicing.swap(source, mapping.entries[old], f"{key}: {flow(leaf)}")
        case Wrap(path=path, leaf=leaf):
            node = _reach(document, path)
            if node is None:
                raise LookupError(path)
            return splicing.replace(source, node, flow(leaf))
        case _:
            assert_never(change)


def _reach(document: Document, path: Sequence[str | int]) -> Node | None:
    node: Node = document.root
    for step in path:
        match node:
            case Mapping(entries=entries) if step in entries:
                node = entries[str(step)][1]
            case Listing(items=items) if isinstance(step, int):
                node = items[step]
            case _:
                return None
    return node


def _insert(
    source: Source,
    document: Document,
    path: tuple[str, ...],
    leaf: str,
    ranks: tuple[Rank, ...],
    as_list: str | None = None,
) -> list[Edit]:
    """Walk down as far as the file goes, then add the rest."""
    mapping, head, depth = document.root, 0, 0
    while path[depth] in mapping.entries:
        key, below = mapping.entries[path[depth]]
        if not isinstance(below, Mapping):
            raise LookupError(path[depth])
        mapping, head, depth = below, key.line, depth + 1
    after = _before(list(mapping.entries), path[depth], ranks[depth])
    step = _step(document)
    rest = path[depth:]
    if as_list is not None and not mapping.flow:
        first = next(iter(mapping.entries.values()))[0]
        lines = list(block(rest, "", first.column - 1, step))
        lines[-1] = lines[-1].rstrip()
        lines.append(f"{' ' * (first.column - 1 + len(rest) * step)}- {as_list}")
        return splicing.put_lines(source, mapping, head, lines, after)
    return splicing.put(source, mapping, head, rest, leaf, after, step)


def _before(keys: list[str], new: str, rank: Rank) -> str | None:
    """The entry that a new one goes behind, in a file that counts up or down."""
    ranks = [rank(key) for key in keys]
    own = rank(new)
    if len(keys) > 1 and ranks == sorted(ranks, reverse=True) and ranks[0] != ranks[-1]:
        behind = [key for key, its in zip(keys, ranks, strict=True) if its >= own]
        return behind[-1] if behind else None
    earlier = [(its, number) for number, its in enumerate(ranks) if its <= own]
    return keys[max(earlier)[1]] if earlier else None


def _step(document: Document) -> int:
    """How far the file indents."""
    for key, value in document.root.entries.values():
        if isinstance(value, Mapping) and not value.flow and value.column > key.column:
            return value.column - key.column
    return 2


def _do(data: Any, change: Change) -> None:
    """The same change on bare data."""
    match change:
        case Insert(path=(*above, last), leaf=leaf):
            for key in above:
                data = data.setdefault(key, {})
            data[last] = _bare(leaf)
        case Append(path=(*steps, last), leaf=leaf):
            for each in steps:
                data = data[each] if isinstance(each, int) else data.setdefault(each, {})
            data.setdefault(last, []).append(_bare(leaf))
        case Assign(path=path, key=key, leaf=leaf):
            for step in path:
                data = data[step]
            data[key] = _bare(leaf)
        case Swap(path=path, old=old, key=key, leaf=leaf):
            for step in path:
                data = data[step]
            del data[old]
            data[key] = _bare(leaf)
        case Wrap(path=(*above, last), leaf=leaf):
            for step in above:
                data = data[step]
            data[last] = _bare(leaf)


def _bare(leaf: object) -> Any:
    match leaf:
        case str():
            return leaf
        case dict():
            return {key: _bare(value) for key, value in leaf.items()}
        case _:
            return [_bare(item) for item in leaf]  # type: ignore[attr-defined]
