"""Organisations that came, went, opened or closed: the cells, the sentence, and why a verdict turned by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.data_change import Kind, OrganisationChange, StateComparison, Turn
from aiwei_cli.render.words.changes.change_row import Row, Section, row
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    in_year,
    joined,
    phrase,
)


def organisation_rows(change: OrganisationChange, comparison: StateComparison) -> Iterator[Row]:
    """An opening or closing day that was set, moved or taken back."""
    old, new = change.old, change.new
    if change.kind is not Kind.CHANGED or old is None or new is None:
        return
    source = Source(Origin.ORGANISATION, change.id, whose=change.group)
    for was, now, verb in ((old.opened, new.opened, "开办"), (old.closed, new.closed, "撤并")):
        if was != now:
            yield row(
                Section.OTHERS,
                key=change.group,
                name=new.name,
                on=now.isoformat() if now else "",
                old=TracedFigure(was, was.isoformat(), source) if was else "",
                new=TracedFigure(now, now.isoformat(), source) if now else "",
                remark=verb,
                sentence=_moved(new.name, was, now, verb, source),
                flag=_flag(change, verb, comparison),
            )


def _flag(change: OrganisationChange, verb: str, comparison: StateComparison) -> Words:
    """Why a reviewer has to look at it: a member is gone from the count that did not meet what was asked of it."""
    if verb != "撤并" or not change.unmet:
        return "影响判定，请核对依据"
    names = "、".join(comparison.after.indicators[key].name for key in change.unmet)
    closed, judged = change.new.closed if change.new else None, comparison.was.year
    # Of a closing of an earlier year, told late, it is the figures since then that counted until now.
    when = in_year(judged) if closed and closed.year < judged else "撤并前"
    return phrase(when, f"{names}没有达标，此后不再计入，请核对依据")


def _moved(name: str, was: date | None, now: date | None, verb: str, source: Source) -> Phrase:
    if now is None:
        return phrase(f"{name}取消{verb}日期（原为", dated(was, source), "）") if was else phrase()
    if was:
        return phrase(f"{name}{verb}日期由", dated(was, source), "改为", dated(now, source))
    return phrase(f"{name}于", dated(now, source), verb)


def left_or_joined(turn: Turn, comparison: StateComparison) -> Phrase:
    """The changes of its group that a verdict's own words do not tell; empty where there are none."""
    group = group_of(turn.now.verdict.condition)
    looked_at = next(now.as_of for _, now in comparison.years if now.year == turn.year)
    as_of = min(looked_at, date(turn.year, 12, 31))
    told = {part.label for part in turn.now.verdict.parts if part.closed}
    said = (
        _told(change, as_of)
        for change in comparison.organisations
        if change.group == group and not (change.new and change.new.name in told)
    )
    return joined("，", said)


def _told(change: OrganisationChange, as_of: date) -> Phrase:
    old, new = change.old, change.new
    source = Source(Origin.ORGANISATION, change.id, whose=change.group)
    if new is None:
        return phrase(old.name, "已不在考核对象之列") if old else phrase()
    if old is None:
        return phrase("新增考核对象", new.name) if new.open_on(as_of) else phrase()
    if new.closed != old.closed and new.closed and new.closed_before(as_of):
        return phrase(f"{new.name}已于", dated(new.closed, source), "撤并，不再计入")
    if new.closed != old.closed and new.open_on(as_of):
        return phrase(new.name, "没有撤并，仍计入")
    if new.opened != old.opened and new.opened:
        return phrase(f"{new.name}开办日期改为", dated(new.opened, source))
    return phrase(new.name, "一直开办") if new.opened != old.opened else phrase()
