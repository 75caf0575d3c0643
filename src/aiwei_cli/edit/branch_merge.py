"""Two branches' versions of an action's file joined by what they say, not by where their lines stand.

Joining lines blindly moves figures: where both branches added lines at one place, a line can end up
under the other branch's indicator. So the text is merged first, conflicts left as ours, and then
every fact is looked at: what only one side changed counts, what both changed alike counts once, and
what they changed differently is a conflict for a person. What is missing is put in its place. So it is with
the comments, each of which is about an entry (``edit.comment_merge``): none is dropped without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from aiwei_cli.edit.comment_merge import Wanted, remarks_in, with_comments
from aiwei_cli.edit.file_change import Append, Change, Insert, by_day, in_order_of, spliced
from aiwei_cli.edit.measurement_change import SECTIONS
from aiwei_cli.load.data_file import DataFile, read_file
from aiwei_cli.load.history.text_merge import text_merge
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.errors import OutputError

Facts = dict[tuple[str, ...], Any]
_ABSENT: Final = object()
_DEEP: Final = {"figures": 2, "work": 1, "measurements": 2, "progress": 2, "issues": 1}
"""How many keys below a section lead to one fact."""


class Joined(NamedTuple):
    """What belongs in our file's place, and whether nothing is left for a person to decide."""

    text: bytes
    clean: bool


def join(name: str, base: Path, ours: Path, theirs: Path) -> Joined | None:
    """Three versions of a file made one; None where one is no text, so that ours has to stay as it is.

    Raises :class:`OSError` for a version that is not there, :class:`OutputError` where git fails.
    """
    versions = Versions(*(path.read_bytes() for path in (base, ours, theirs)))
    draft = text_merge(base, ours, theirs, favour_ours=True)
    if draft is None:
        return None
    # What each side began at a place of its own is twice in the draft, which then cannot be read: ours can be added to.
    result = merged(name, versions, draft.text) or merged(name, versions, versions.ours)
    if result is not None:
        return Joined(result, clean=True)
    marked = as_git_would(base, ours, theirs)
    facts = [_facts_of(name, each) for each in versions]
    if marked is None or None in facts:
        return marked  # of what cannot be read we know no more than git
    # Where the lines do not touch, no comment is lost; the facts still have to be those of both.
    wanted = _wanted(*(each for each in facts if each is not None))
    return marked._replace(
        clean=marked.clean and wanted is not None and _facts_of(name, marked.text) == wanted
    )


def as_git_would(base: Path, ours: Path, theirs: Path) -> Joined | None:
    """The textual merge with git's marks; None where :func:`text_merge` has none."""
    text = text_merge(base, ours, theirs, favour_ours=False)
    return text and Joined(text.text, clean=not text.conflicts)


class Versions(NamedTuple):
    """The bytes of a file before the branches parted, on our side and on theirs."""

    base: bytes
    ours: bytes
    theirs: bytes


def merged(path: str, versions: Versions, draft: bytes) -> bytes | None:
    """The joined file, or None where a person has to decide.

    ``draft`` is the textual merge, with our side wherever the texts conflict.
    """
    before, our, their = (_facts_of(path, each) for each in versions)
    document = _read(path, draft)
    if before is None or our is None or their is None or document is None:
        return None
    wanted = _wanted(before, our, their)
    comments = Wanted.of(*(remarks_in(_read(path, each)) for each in versions))
    if wanted is None or comments is None:
        return None
    changes = _lacking(_facts(plain(document.root)), wanted)
    if changes is None:
        return None
    try:
        result = spliced(path, draft, document, changes)
    except OutputError:
        return None
    return _remarked(path, result, wanted, comments)


def _remarked(path: str, data: bytes, wanted: Facts, comments: Wanted) -> bytes | None:
    """A file that says what is wanted, with the comments that belong to it; None where they cannot be placed."""
    document = _read(path, data)
    if document is None:
        return None
    try:
        result = with_comments(data, document, comments)
    except ValueError:  # two comments for one place
        return None
    after = _read(path, result)
    if after is None or _facts(plain(after.root)) != wanted or not comments.are_in(after):
        return None
    return result


def _facts_of(path: str, data: bytes) -> Facts | None:
    """What a version says; None for one that cannot be read. A file that both branches began says nothing yet."""
    if not data.strip():
        return {}
    document = _read(path, data)
    return document and _facts(plain(document.root))


def _read(path: str, data: bytes) -> DataFile | None:
    document, problems = read_file(path, data)
    return None if problems else document


def _facts(tree: Mapping[str, Any]) -> Facts:
    """Everything a file says, by what it is about."""
    facts: Facts = {}
    for section, content in tree.items():
        if section == "plan" and isinstance(content, list):
            for number, item in enumerate(content):
                key = str((item.get("id") if isinstance(item, dict) else None) or number)
                while (section, key) in facts:  # one id twice is a mistake, but no reason to lose a task
                    key += "+"
                facts[section, key] = item
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
        elif (both := _steps_of_both(old, mine, yours)) is not None:
            chosen = both
        else:
            return None
        if chosen is not _ABSENT:
            wanted[key] = chosen
    return wanted


def _steps_of_both(old: Any, mine: Any, yours: Any) -> list[Any] | None:
    """The notes on progress that both sides added to one issue, in the order of their days; of any other step a person decides."""
    if not all(isinstance(each, list) for each in (old, mine, yours)):
        return None
    if not (_goes_on(old, mine) and _goes_on(old, yours)):
        return None
    ours, theirs = mine[len(old) :], yours[len(old) :]
    if not all(isinstance(step, dict) and "progress" in step for step in (*ours, *theirs)):
        return None
    follow = max(str(step["progress"]) for step in ours) < min(str(step["progress"]) for step in theirs)
    return [*mine, *theirs] if follow else None


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
