"""The comments of two branches joined: what a side added or changed is kept, and stays with its entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aiwei_cli.edit.splicing import Edit, Source, last_line
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.comments import END, Comment, Seat, Way, comments_in, entry_lines

Texts = tuple[str, ...]
Remarks = Mapping[tuple[Way, Seat], Texts]
"""What is remarked on each entry, by where it stands."""


def remarks_in(document: DataFile | None) -> Remarks:
    """The comments of a file, by what they are about."""
    found: dict[tuple[Way, Seat], Texts] = {}
    for each in comments_in(document) if document else ():
        key = (each.about, each.seat)
        found[key] = (*found.get(key, ()), each.text)
    return found


class Wanted(NamedTuple):
    """What both sides together remark."""

    remarks: Remarks
    floating: Mapping[str, int]
    """Comments that neither side wrote or deleted, how often each: what they stand above has changed on both."""

    @classmethod
    def of(cls, base: Remarks, ours: Remarks, theirs: Remarks) -> Wanted | None:
        """What two sides made of the same; None where both changed what is remarked on one entry."""
        joined: dict[tuple[Way, Seat], Texts] = {}
        for key in {**ours, **theirs, **base}:
            old, mine, yours = (side.get(key, ()) for side in (base, ours, theirs))
            if mine not in (old, yours) and yours != old:
                return None
            joined[key] = mine if yours == old else yours
        counts = [_counted(side) for side in (base, ours, theirs, joined)]
        floating = {
            text: old
            for text, old in counts[0].items()
            if old == counts[1][text] == counts[2][text] != counts[3][text]
        }
        return cls(_without(joined, floating), floating)

    def are_in(self, document: DataFile) -> bool:
        """Whether a file has these comments and no others."""
        found = remarks_in(document)
        counts = _counted(found)
        stay = all(counts[text] == number for text, number in self.floating.items())
        return stay and _without(found, self.floating) == self.remarks


def _counted(remarks: Remarks) -> Counter[str]:
    return Counter(text.lstrip() for texts in remarks.values() for text in texts)


def _without(remarks: Remarks, floating: Mapping[str, int]) -> Remarks:
    left = {
        key: tuple(text for text in texts if text.lstrip() not in floating) for key, texts in remarks.items()
    }
    return {key: texts for key, texts in left.items() if texts}


def with_comments(data: bytes, document: DataFile, wanted: Wanted) -> bytes:
    """A file's bytes with the comments that it lacks, without those that were deleted, as far as they can be placed.

    Raises :class:`ValueError` where two would stand in one place.
    """
    source = Source(data)
    at = {entry.way: line for line, entry in reversed(entry_lines(document).items())}
    there: dict[tuple[Way, Seat], list[Comment]] = {}
    for each in comments_in(document):
        if each.text.lstrip() not in wanted.floating:
            there.setdefault((each.about, each.seat), []).append(each)
    edits: list[Edit] = []
    for key in {**there, **wanted.remarks}:
        present, texts = there.get(key, []), wanted.remarks.get(key, ())
        if tuple(each.text for each in present) == texts:
            continue
        way, seat = key
        if seat is Seat.BESIDE:
            edits += _beside(source, at[way], present, texts) if way in at and len(texts) <= 1 else ()
        elif seat is not Seat.WITHIN:
            edits += _gone(source, present, texts)
            edits += _added(source, document, key, at, _beyond(texts, [each.text for each in present]))
    return source.apply(edits)


def _beyond(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of some texts that are not among others, as often as they are not."""
    left = Counter(texts) - Counter(others)
    return [text for text in texts if left[text]]


def _gone(source: Source, present: Sequence[Comment], texts: Texts) -> Iterator[Edit]:
    """The lines of comments that were deleted."""
    surplus = Counter(each.text for each in present) - Counter(texts)
    for each in present:
        if surplus[each.text]:
            surplus[each.text] -= 1
            start = source.at(each.line, 1)
            end = (
                source.at(each.line + 1, 1)
                if each.line < source.lines
                else start + len(source.line(each.line))
            )
            yield Edit(start, end, "")


def _added(
    source: Source, document: DataFile, key: tuple[Way, Seat], at: Mapping[Way, int], new: Sequence[str]
) -> Iterator[Edit]:
    """More lines above an entry, below it, or at the end of the file."""
    way, seat = key
    if new and way in at and seat is Seat.ABOVE:
        entry = source.line(at[way])
        margin = entry[: len(entry) - len(entry.lstrip(" "))]
        yield source.insert_after(at[way] - 1, [margin + text for text in new])
    elif new and way in at:
        yield source.insert_after(last_line(entry_lines(document)[at[way]].node, source), new)
    elif new and way == END:
        last = max(number for number in range(1, source.lines + 1) if source.line(number).strip())
        yield source.insert_after(last, new)


def _beside(source: Source, line: int, present: Sequence[Comment], texts: Texts) -> Iterator[Edit]:
    """Another comment behind an entry, or none."""
    written = source.line(line)
    start = present[0].column - 1 if present else len(written)
    kept = written[:start] if texts and present else written[:start].rstrip()
    text = texts[0] if present and texts else "".join(f"  {each}" for each in texts)
    yield Edit(source.at(line, len(kept) + 1), source.at(line, len(written) + 1), text)
