"""An exception that was granted, prolonged or taken back: the cells and the sentence."""

from __future__ import annotations

from datetime import date
from typing import Final

from aiwei_cli.model.data_change import ExemptionChange, Kind, StateComparison
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.changes.change_row import Row, Section, row
from aiwei_cli.render.words.exemption_words import grounds, told
from aiwei_cli.render.words.key_words import word_of
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.official_sentences import spelled
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, phrase

_WORD: Final = STATUS[Status.EXCEPTED]


def exemption_row(change: ExemptionChange, comparison: StateComparison) -> Row:
    """One exception that came, went, or reads otherwise."""
    exemption = change.new or change.old
    assert exemption is not None  # one of the two is there
    town = comparison.after if change.new else comparison.before
    indicator: Indicator = town.indicators[exemption.indicator]
    name = told(exemption, town, indicator)
    source = Source(Origin.EXEMPTION, exemption.indicator)
    old, new = (
        phrase("至", TracedFigure(each.until, each.until.isoformat(), source)) if each else ""
        for each in (change.old, change.new)
    )
    remark, sentence = _told(change, spelled(name), source)
    return row(
        Section.EXEMPTIONS,
        key=exemption.indicator,
        name=name,
        old=old,
        new=new,
        remark=remark,
        sentence=sentence,
        flag=_flag(change),
        action=indicator.action,
    )


def _flag(change: ExemptionChange) -> str:
    if not change.lifts or (change.kind is Kind.CHANGED and not (_is_longer(change) or _is_earlier(change))):
        return ""
    return f"{STATUS[Status.MISSED]}的指标因此不计，请核对批准文件"


def _is_longer(change: ExemptionChange) -> bool:
    return bool(change.old and change.new and change.new.until > change.old.until)


def _is_earlier(change: ExemptionChange) -> bool:
    old, new = change.old, change.new
    return bool(old and new and (new.starts or date.min) < (old.starts or date.min))


def _told(change: ExemptionChange, name: Phrase, source: Source) -> tuple[Phrase, Phrase]:
    old, new = change.old, change.new
    if new is None:
        assert old is not None  # one of the two is there
        until = dated(old.until, source)
        return phrase(f"取消{_WORD}"), phrase("取消", name, f"的{_WORD}（原至", until, "）")
    if old is None:
        since = phrase(dated(new.starts, source), "起") if new.starts else ""
        sentence = phrase(name, since, f"{_WORD}至", dated(new.until, source), grounds(new))
        return phrase(f"新增{_WORD}", grounds(new)), sentence
    fields = _fields(old, new)
    if "until" in fields:
        verb = "延长到" if _is_longer(change) else "缩短到"
        ends = (dated(old.until, source), verb, dated(new.until, source))
        sentence = phrase(name, f"的{_WORD}由", *ends, grounds(new))
        return phrase(f"{_WORD}{verb[:2]}", grounds(new)), sentence
    names = "、".join(word_of(type(new), each) for each in fields)
    return phrase(f"更改{names}", grounds(new)), phrase("更改了", name, f"{_WORD}的{names}", grounds(new))


def _fields(old: Exemption, new: Exemption) -> list[str]:
    return [each for each in type(new).model_fields if getattr(old, each) != getattr(new, each)]
