"""Checks the narrative's references: each must lead to a figure, and says where it does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.references import unknown
from aiwei_cli.load.tree import WORKSPACE
from aiwei_cli.load.yamltext.document import Node, Scalar
from aiwei_cli.load.yamltext.parser import MAX_TEXT
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.condition import Condition, Events, Stock, group_of, unfold
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.narrative import (
    demand_referred_to,
    may_be_loose,
    quantity_for,
    references,
    summary_figures,
)
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Indicator, TargetsFile
from aiwei_cli.model.text import Quantity, quote
from aiwei_cli.model.workspace import WorkspaceFile

if TYPE_CHECKING:
    from aiwei_cli.model.loose_references import Loose

Keys = tuple[object, ...]


class Referable(NamedTuple):
    """The indicators that a reference may name, and what is known of their figures."""

    ids: Collection[str]
    """As they are written, those with mistakes included."""
    targets: TargetsFile
    terms: Sequence[Term]
    measurements: Mapping[str, Sequence[Measurement]]
    are_known: bool = True
    """Whether all figures could be read: one that is missing may be one that was refused."""

    def fault(self, key: str, year: int) -> tuple[str, str, str]:
        """Why an indicator has no figure of a year to refer to, what to do, and the version that first said so."""
        indicator = self.targets.indicators.get(key)
        if indicator is None or not self.are_known:
            return "", "", ""
        demand = demand_referred_to(indicator, year)
        if not demand.is_about_the_town:
            group = self.targets.organisations.get(group_of(demand) or "")
            whose = f"每{group.counter}{group.name}" if group else "每个考核对象"
            said = f"指标“{key}”在 {year} 年{whose}各有一个数，没有全镇的数，无法引用"
            unit = "" if indicator.unit[:1].isdigit() else indicator.unit  # 1/10万 is none of an amount
            instead = f"{key}: 1 {unit}".rstrip()
            return said, f"在 {year} 年的 figures 里写上全镇的数，例如 {instead}，引用的就是它", "0.2"
        if self._has_figure(key, indicator, demand, year):
            return "", "", ""
        return f"指标“{key}”在 {year} 年没有监测值，无法引用", "先补上监测值，或改写这句话", ""

    def _has_figure(self, key: str, indicator: Indicator, demand: Condition, year: int) -> bool:
        """Whether there is a line of the year, or one of before that still counts in it."""
        parts = list(unfold(demand))
        stands = indicator.every == "once" or any(isinstance(part, Stock) for part in parts)
        looks_back = any(isinstance(part, Events) and part.events.within for part in parts)
        for line in self.measurements.get(key, ()):
            own = indicator.year_of(line.on, self.terms)
            still = looks_back or (stands and not indicator.is_event_of_before(line.on, year, self.terms))
            if own == year or (own < year and still):
                return True
        return False


def check_narrative(
    documents: Mapping[str, DataFile],
    about: WorkspaceFile,
    actions: Mapping[str, ActionFile],
    indicators: Referable,
    faulty: Collection[tuple[str, str]],
) -> Iterator[Diagnostic]:
    """References of every year's work and summary that resolve to nothing.

    ``faulty`` names the file sections that hold mistakes: where those are the sections that
    references lead to, what is missing there is but a consequence.
    """
    if any(section in ("indicators", "measurements") for _, section in faulty):
        indicators = indicators._replace(are_known=False)
    for path, action in actions.items():
        if any(where == path and section not in _SOUND for where, section in faulty):
            continue
        for year, strands in action.work.items():
            for number, strand in enumerate(strands):
                keys: Keys = ("work", str(year), number)
                texts = ((*keys, "lead"), strand.lead), ((*keys, "text"), strand.text)
                for at, text in texts:
                    yield from _check(
                        documents[path],
                        at,
                        text,
                        year,
                        action.figures.get(year, {}),
                        action,
                        indicators,
                    )
    document = documents[WORKSPACE]
    if (WORKSPACE, "summary") in faulty:
        return
    for year, summary in about.summary.items():
        for at, text in _summary_texts(year, summary.model_dump(include=_NARRATED)):
            figures = summary_figures(year, summary.figures, actions.values())
            yield from _check(document, at, text, year, figures, None, indicators)


_SOUND = {"id", "name", "order", "lead", "since", "until", "sums", "work", "measurements"}
"""Sections of an action's file that no reference leads to."""
_NARRATED = {"opening", "organisation", "problems", "aim", "highlights"}


def _summary_texts(year: int, parts: Mapping[str, object]) -> Iterator[tuple[Keys, str]]:
    for name, part in parts.items():
        if isinstance(part, str):
            yield ("summary", str(year), name), part
        elif isinstance(part, tuple):
            for number, strand in enumerate(part):
                yield ("summary", str(year), name, number, "lead"), strand["lead"]
                yield ("summary", str(year), name, number, "text"), strand["text"]


def _check(
    document: DataFile,
    keys: Keys,
    text: str,
    year: int,
    figures: Mapping[str, Quantity],
    action: ActionFile | None,
    indicators: Referable,
) -> Iterator[Diagnostic]:
    if len(text) > MAX_TEXT:  # refused as a whole
        return
    if may_be_loose(text):
        from aiwei_cli.model.loose_references import loose_references

        for loose in loose_references(text):
            at = _within(document, document.node_at(keys), loose.text)
            message = f"花括号没有配对，或者是全角的：{quote(loose.text)}"
            yield document.problem("AW215", message, _completed(loose), at=at)
    for reference in dict.fromkeys(references(text)):
        if quantity_for(reference, year, figures, action) is not None:
            continue
        at = _within(document, document.node_at(keys), "{" + reference, more=1)
        if reference in indicators.ids:
            message, hint, since = indicators.fault(reference, year)
            if message:
                yield document.problem("AW307", message, hint, at=at)._replace(since=since)
            continue
        planned = [item.id for item in action.planned_for(year) if item.quantity] if action else []
        message, hint = unknown(f" {year} 年的数据", reference, [*figures, *planned, *indicators.ids])
        yield document.problem("AW307", message, hint, at=at)


def _completed(loose: Loose) -> str:
    """How to write a reference that is half of one, and how to write braces."""
    if loose.half_doubled:
        return f"要引用，写成 {{{loose.word}}}；要写花括号本身，写成 {{{{{loose.word}}}}}"
    whole = f"写成 {{{loose.word}}}" if loose.word else "补上另一半和编号，例如 {编号}"
    return f"{whole}；要写花括号本身，写 {{{{ 或 }}}}"


def _within(document: DataFile, node: Node, piece: str, *, more: int = 0) -> Node:
    """A piece of a text and ``more`` behind it, found again in the lines that the text was typed on."""
    for number in range(node.line, len(document.lines) + 1):
        start = node.column - 1 if number == node.line else 0
        column = document.lines[number - 1].find(piece, start)
        if column >= 0:
            return Scalar(number, column + 1, column + len(piece) + 1 + more, piece)
    return node
