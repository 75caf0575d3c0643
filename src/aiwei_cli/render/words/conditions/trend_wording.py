"""The words of a figure that is to go up or down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Trend, Way
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Figure, Grade, Measurement
from aiwei_cli.model.verdict import Status, Why
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.labels import BEFORE
from aiwei_cli.render.words.phrase import Words, phrase
from aiwei_cli.render.words.value_words import earlier_words, judged_grade, measured_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation

_WAY: Final = {Way.RISING: "高于", Way.FALLING: "低于", Way.NOT_FALLING: "不低于", Way.NOT_RISING: "不高于"}
_STRICT: Final = "要和上一期比，没有上一期的数就判不了。"


class TrendWording(ConditionWording[Trend]):
    """高于上年."""

    def short(self, condition: Trend, indicator: Indicator, definitions: Definitions) -> Words:
        """Which way, and from when."""
        return f"{_WAY[condition.way]}{BEFORE[condition.span]}"

    def long(self, condition: Trend, indicator: Indicator, definitions: Definitions) -> Words:
        """The same."""
        return self.short(condition, indicator, definitions)

    def shortfall(self, condition: Trend, verdict: Verdict, indicator: Indicator) -> Words | None:
        """How a grade stands to that of the period before; of numbers it is the gap."""
        then = verdict.previous.value if verdict.previous else None
        if not isinstance(then, Grade):
            return None
        before = BEFORE[condition.span]
        if then.label == verdict.grade:
            return f"与{before}持平"
        away = "低于" if condition.way in (Way.RISING, Way.NOT_FALLING) else "高于"
        assert verdict.previous  # it has that grade
        return phrase(away, before, "的", measured_words(verdict.previous, indicator))

    def grade_clauses(
        self, condition: Trend, verdict: Verdict, indicator: Indicator, definitions: Definitions
    ) -> Iterator[Words]:
        """How the grade stands to that of the period before, and whether that will do."""
        before, then = BEFORE[condition.span], verdict.previous.value if verdict.previous else None
        if verdict.why is Why.NO_PREVIOUS:
            yield f"暂无{before}数据可比"
        if verdict.previous is None or verdict.grade is None or not isinstance(then, Grade):
            return
        met = verdict.status is Status.MET
        ends = "达到要求" if met else f"未达到{_WAY[condition.way]}{before}的要求"
        if verdict.why is Why.NO_FURTHER:
            best = judged_grade(verdict, verdict.grade, indicator)
            yield phrase(f"与{before}持平，已是最好的", best, f"，无从再升，{ends}")
        elif then.label == verdict.grade:
            yield f"与{before}持平，{ends}"
        else:
            up = (condition.way in (Way.RISING, Way.NOT_FALLING)) is met
            yield phrase(
                "高于" if up else "低于", before, "的", earlier_words(verdict, indicator), f"，{ends}"
            )

    def marks(self, condition: Trend, new: Measurement, workspace: Workspace) -> list[Mark]:
        """The figure of the period before, of figures that stand; any other is compared at the year's end."""
        from aiwei_cli.render.words.changes.aims import Mark
        from aiwei_cli.rules.earlier_figures import basis_of
        from aiwei_cli.rules.trend import end_of

        if workspace.indicators[new.indicator].figures is not FigureKind.STANDING:
            return []
        then = basis_of(new, condition.span, workspace)
        value = then.value if then else None
        end = end_of(condition, workspace.indicators[new.indicator])
        return [Mark(condition, value if isinstance(value, Figure) else None, then=then, end=end)]

    def explanations(self) -> Mapping[str, Explanation]:
        """A page for each way."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "rising": Explanation(
                "比上一期高",
                "写比较的时段，例如 year 是和上一年比。持平不算高，两年都是 100% 的算。",
                _STRICT,
                "{rising: year}",
                "2023-12-31: 23.6\n2024-12-20: 23.6\n",
                "2023-12-31: 23.6\n2024-12-20: 23.7\n",
            ),
            "falling": Explanation(
                "比上一期低",
                "写比较的时段，例如 year 是和上一年比。持平不算低，两年都是 0 的算。",
                _STRICT,
                "{falling: year}",
                "2023-12-31: 23.6\n2024-12-20: 23.6\n",
                "2023-12-31: 23.6\n2024-12-20: 23.5\n",
            ),
            "not_falling": Explanation(
                "不比上一期低",
                "写比较的时段，例如 year 是和上一年比。持平也算。",
                _STRICT,
                "{not_falling: year}",
                "2023-12-31: 23.6\n2024-12-20: 23.5\n",
                "2023-12-31: 23.6\n2024-12-20: 23.6\n",
            ),
            "not_rising": Explanation(
                "不比上一期高",
                "写比较的时段，例如 year 是和上一年比。持平也算。",
                _STRICT,
                "{not_rising: year}",
                "2023-12-31: 23.6\n2024-12-20: 23.7\n",
                "2023-12-31: 23.6\n2024-12-20: 23.6\n",
            ),
        }


WORDING: Final = TrendWording()
