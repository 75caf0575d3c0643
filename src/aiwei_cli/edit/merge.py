"""Two branches' versions of an action's file joined by what they say, not by where their lines stand.

Joining lines blindly moves figures: where both branches added lines at one place, a line can end up
under the other branch's indicator. So the text is merged first, conflicts left as ours, and then
every fact is looked at: what only one side changed counts, what both changed alike counts once, and
what they changed differently is a conflict for a person. What is missing is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from aiwei_cli.edit.change import Append, Change, Insert, by_day, in_order_of, spliced
from aiwei_cli.edit.measure import SECTIONS
from aiwei_cli.load.decode import decode
from aiwei_cli.load.document import Document, plain
from aiwei_cli.load.yaml import parse
from aiwei_cli.model.errors import OutputError

Facts = dict[tuple[str, ...], Any]
_ABSENT: Final = object()
_DEEP: Final = {"figures": 2, "work": 1, "measurements": 2, "progress": 2, "issues": 1}
"""How many keys below a section lead to one fact."""


def merged(path: str, base: bytes, ours: bytes, theirs: bytes, draft: bytes) -> bytes | None:
    """The joined file, or None where a person has to decide.

    ``draft`` is the textual merge, with our side wherever the texts conflict.
    """
    documents = [_read(path, data) for data in (base, ours, theirs, draft)]
    if any(document is None for document in documents):
        return None
    before, our, their, found = (_facts(plain(each.root)) for each in documents if each)
    wanted = _wanted(before, our, their)
    if wanted is None:
        return None
    changes = _lacking(found, wanted)
    document = documents[3]
    if changes is None or document is None:
        return None
    try:
        result = spliced(path, draft, document, changes)
    except OutputError:
        return None
    after = _read(path, result)
    return result if after and _facts(plain(after.root)) == wanted else None


def _read(path: str, data: bytes) -> Document | None:
    lines, problems = decode(path, data)
    if problems:
        return None
    document, problems = parse(path, lines)
    return None if problems else document


def _facts(tree: Mapping[str, Any]) -> Facts:
    """Everything a file says, by what it is about."""
    facts: Facts = {}
    for section, content in tree.items():
        if section == "plan" and isinstance(content, list):
            for number, item in enumerate(content):
                key = item.get("id") if isinstance(item, dict) else None
                facts[section, str(key or number)] = item
        elif isinstance(content, dict) and section in _DEEP:
            facts |= {(section, *keys): fact for keys, fact in _below(content, _DEEP[section])}
        else:
            facts[section,] = content
    return facts


def _below(content: Any, depth: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The facts below a section; an organisation's own dates lie one key deeper."""
    for key, value in content.items():
        dated = isinstance(value, dict) and any(name[:1].isdigit() for name in value)
        if isinstance(value, dict) and (depth > 1 or dated):
            yield from (((key, *keys), fact) for keys, fact in _below(value, depth - 1))
        else:
            yield (key,), value


def _wanted(before: Facts, our: Facts, their: Facts) -> Facts | None:
    """What both sides together say; None where they contradict each other."""
    wanted: Facts = {}
    for key in {**our, **their, **before}:
        old, mine, yours = (facts.get(key, _ABSENT) for facts in (before, our, their))
        if yours == old or mine == yours:
            chosen = mine
        elif mine == old:
            chosen = yours
        else:
            return None
        if chosen is not _ABSENT:
            wanted[key] = chosen
    return wanted


def _lacking(found: Facts, wanted: Facts) -> Sequence[Change] | None:
    """The changes that make of one what the other says; None where more than adding would be needed."""
    changes: list[Change] = []
    if found.keys() - wanted.keys():
        return None
    order = in_order_of([key[1] for key in wanted if key[0] == "measurements"])
    for key, fact in wanted.items():
        there = found.get(key, _ABSENT)
        if there == fact:
            continue
        match key:
            case ("measurements", _, *rest) if there is _ABSENT and rest:
                middle = [in_order_of(())] * (len(rest) - 1)
                changes.append(Insert(key, fact, (SECTIONS, order, *middle, by_day)))
            case ("progress", _, _) if there is _ABSENT:
                changes.append(Insert(key, fact, (SECTIONS, in_order_of(()), by_day)))
            case ("plan", _) if there is _ABSENT:
                changes.append(Append(("plan",), fact, (SECTIONS,)))
            case ("issues", _) if _goes_on(there, fact):
                done = 0 if there is _ABSENT else len(there)
                ranks = (SECTIONS, in_order_of(()))
                changes.extend(Append(key, each, ranks) for each in fact[done:])
            case _:
                return None
    return changes


def _goes_on(there: Any, fact: Any) -> bool:
    """Whether a list of steps only has to be made longer."""
    if not isinstance(fact, list):
        return False
    return there is _ABSENT or (isinstance(there, list) and fact[: len(there)] == there)
