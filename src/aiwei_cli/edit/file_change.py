"""A change to one file: spliced into its text, read back, and compared with what was intended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, assert_never

from aiwei_cli.edit.change_batch import ChangeBatch, Dependent
from aiwei_cli.edit.entry_text import Leaf, block, flow
from aiwei_cli.edit.key_order import Rank
from aiwei_cli.edit.splicing import Source
from aiwei_cli.load.data_file import DataFile, read_file
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.errors import OutputError


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


def spliced(path: str, data: bytes, document: DataFile, changes: Sequence[Change]) -> bytes:
    """The file's bytes with the changes in them, one after the other, and nothing else.

    As many as can be are made at once. Raises :class:`OutputError`, with the lines to paste by hand, where that
    cannot be done.
    """
    source, wanted = Source(data), plain(document.root)
    done, most = 0, len(changes)
    while done < len(changes):
        batch = _batch(source, document, changes[done : done + most])
        if not batch.taken:
            raise _refusal(path, changes)
        for change in changes[done : done + batch.taken]:
            _do(wanted, change)
        result = _applied(batch)
        after = _read_back(path, result) if result is not None else None
        if result is None or after is None or plain(after.root) != wanted:
            if batch.taken == 1:
                raise _refusal(path, changes)
            wanted, most = plain(document.root), 1  # made one by one, they show which of them cannot be
            continue
        source, document, done = Source(result), after, done + batch.taken
    return source.apply([])


def _batch(source: Source, document: DataFile, changes: Sequence[Change]) -> ChangeBatch:
    """As many of the changes, from the first on, as can be made to a text at once."""
    batch = ChangeBatch(source, document)
    for change in changes:
        try:
            _plan(batch, change)
        except (Dependent, ValueError, LookupError, AttributeError):
            break  # alone it may be possible; the first one is refused
        batch.taken += 1
        if batch.is_full:
            break
    return batch


def _applied(batch: ChangeBatch) -> bytes | None:
    try:
        return batch.apply()
    except ValueError:  # text that cannot be encoded
        return None


def _read_back(path: str, data: bytes) -> DataFile | None:
    """What a file says; None where it holds a mistake."""
    document, problems = read_file(path, data)
    return None if problems else document


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


def _plan(batch: ChangeBatch, change: Change) -> None:
    match change:
        case Insert(path=path, leaf=leaf, ranks=ranks):
            batch.insert(path, leaf, ranks)
        case Append(path=path, leaf=leaf, ranks=ranks, comment=comment):
            batch.append(path, leaf, ranks, comment)
        case Assign(path=path, key=key, leaf=leaf):
            batch.assign(path, key, flow(leaf))
        case Swap(path=path, old=old, key=key, leaf=leaf):
            batch.swap(path, old, f"{key}: {flow(leaf)}")
        case Wrap(path=path, leaf=leaf):
            batch.wrap(path, flow(leaf))
        case _:
            assert_never(change)


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
