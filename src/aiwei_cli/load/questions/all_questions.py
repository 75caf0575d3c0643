"""Figures that may be right but look like slips: questions that a ``note`` on the line answers.

Which questions there are stands in the two tables below; an indicator's ``ignore`` switches any of them off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.questions import about_dates, about_numbers, about_totals
from aiwei_cli.load.questions.past_numbers import Doubt, Reading, Series, has_history, number, numbers_of
from aiwei_cli.load.questions.question_context import Ask, QuestionContext
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.target import Indicator

_NOTE: Final = "确实如此就在这一行加 note 说明"
_CHECK: Final = {
    "AW410": "核对合计和各部分",
    "AW412": "在 targets.yaml 的 scales 里补上新版标准，或核对日期",
    "AW413": "核对日期，或 workspace.yaml 里的学期",
    "AW414": "核对日期，或 targets.yaml 里的开办、撤销日期",
    "AW422": "写年初至今的数；各期报自己的数，就在指标里写 figures: per_period",
}
"""What to look at, where it is not just the figure."""

OF_A_DAY: Final[Mapping[str, Callable[[Indicator, QuestionContext], Ask | None]]] = {
    "AW404": about_dates.before_any_plan,
    "AW412": about_dates.after_the_standard_ended,
    "AW413": about_dates.outside_every_term,
    "AW414": about_dates.while_not_open,
    "AW411": about_numbers.made_by_the_town,
    "AW410": about_totals.not_the_sum_of_its_parts,
    "AW422": about_totals.counts_that_fall,
}
"""Questions about a measurement as a whole: all that arise are asked. None for an indicator that cannot raise it."""
OF_A_NUMBER: Final[Mapping[str, Callable[[Indicator], Doubt | None]]] = {
    "AW401": about_numbers.typed_as_fraction,
    "AW402": about_numbers.out_of_range,
    "AW405": about_numbers.jumps,
    "AW408": about_numbers.out_of_history,
    "AW409": about_numbers.copied,
}
"""Questions about one number: only the first that arises is asked, as the others would say the same again.

None for an indicator that cannot raise it.
"""


def questions(
    documents: Mapping[str, DataFile],
    known: QuestionContext,
    measurements: Mapping[str, Sequence[Measurement]],
) -> Iterator[Diagnostic]:
    """Every question about some measurements; ``known`` holds all that there are."""
    for name, found in measurements.items():
        indicator = known.indicators[name]
        asks = [
            (code, ask)
            for code, about in OF_A_DAY.items()
            if code not in indicator.ignore and (ask := about(indicator, known))
        ]
        numbers = _Numbers(indicator, known)
        for measurement in found:
            doubts = []
            for code, ask in asks:
                if said := ask(measurement):
                    doubts.append((code, said))
            doubts += numbers.doubts(measurement, sound=not doubts)
            if doubts and not measurement.entry.note:
                for code, said in doubts:
                    yield _ask(documents, measurement.place, code, said)


class _Numbers:
    """The numbers of one indicator as they come: each is asked about, and joins those before it, if any are kept."""

    def __init__(self, indicator: Indicator, known: QuestionContext) -> None:
        self.indicator = indicator
        self.scales, self.terms = known.scales, known.terms
        self.asks = [
            (code, ask)
            for code, about in OF_A_NUMBER.items()
            if code not in indicator.ignore and (ask := about(indicator))
        ]
        self.kept: dict[tuple[str | None, str | None], Series] = {}
        self.are_kept = has_history(indicator)

    def doubts(self, measurement: Measurement, *, sound: bool) -> list[tuple[str, str]]:
        """The questions about the numbers of a measurement; ``sound`` if there is none about it as a whole."""
        indicator, found = self.indicator, []
        for index, called, unit, figure in numbers_of(measurement, indicator, self.scales, self.terms):
            key = measurement.organisation, index
            earlier = self.kept.get(key)
            if earlier is None:
                earlier = Series()
                if self.are_kept:
                    self.kept[key] = earlier
            if indicator.every != "year":
                earlier.turn_to(indicator.year_of(measurement.on, self.terms))
            exact = number(figure)
            reading = Reading(indicator, exact, called, earlier, unit, index is not None)
            doubt = None
            for code, ask in self.asks:
                if doubt := ask(reading):
                    found.append((code, doubt))
                    break
            # A doubtful figure is no yardstick for the next one, unless a note has answered.
            if self.are_kept:
                earlier.add(exact, trusted=(sound and doubt is None) or bool(measurement.entry.note))
        return found


def _ask(documents: Mapping[str, DataFile], place: Place, code: str, message: str) -> Diagnostic:
    source = documents[place.path].lines[place.line - 1]
    return Diagnostic(place, code, message, f"{_CHECK.get(code, '核对')}；{_NOTE}", source)


def late(
    documents: Mapping[str, DataFile], measurements: Sequence[Measurement], as_of: date
) -> list[Diagnostic]:
    """One notice for all the figures that do not count yet, at the first of them."""
    if not measurements:
        return []
    first = min(measurements, key=lambda m: (m.on, m.place))
    or_next = " 或属于以后的年度" if first.on <= as_of else ""
    message = f"有 {len(measurements)} 条监测值晚于截止日 {as_of}{or_next}，未计入；最早一条是 {first.on}"
    source = documents[first.place.path].lines[first.place.line - 1]
    hint = "日期写错了就改正；是以后的数据就不必处理"
    return [Diagnostic(first.place, "AW403", message, hint, source)]
