"""The figure of before in a sentence is the one that the verdict takes, also where another target held then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.period import whole_year
from aiwei_cli.render.words.changes.change_rows import has_samples
from aiwei_cli.render.words.changes.figure_sentences import told
from aiwei_cli.render.words.findings import remark
from aiwei_cli.render.words.phrase import Origin, Source
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.state_comparison import compare
from towns import SCALES, indicator, said, town

YEARLY = {"events": {"at_least": 1, "per": "year"}}
NEW_SCALE = {
    "name": "鼠密度新标准",
    "grades": ["甲", "乙", "丙"],
    "below": "不达级",
    "indices": {"traces": {"name": "鼠迹", "unit": "处"}},
    "editions": [
        {"document": "新", "valid_from": "2024-01-01", "limits": {"traces": {"at_most": [1, 3, 5]}}}
    ],
}
Lines = Mapping[str, Any]


def two_targets(before: Any, after: Any, unit: str = "次") -> dict[str, Any]:
    plain = indicator(name="走访", unit=unit, every="quarter", numerator="", denominator="", counted_in="")
    return plain | {"target": {2023: before, 2024: after}}


def told_of(definition: Mapping[str, Any], before: Lines, new: Lines) -> list[str]:
    scales = SCALES | {"new": NEW_SCALE}
    was, now = (
        town({"it": definition}, {"it": lines}, scales=scales) for lines in (before, {**before, **new})
    )
    return said(was, now, "values")


EVENTS = {"2023-03-01": 1, "2023-09-01": 2}


@pytest.mark.parametrize(
    ("before", "after", "events", "number", "sentence"),
    [
        (YEARLY, {"rising": "year"}, EVENTS, 3, "走访为3次，与上年持平，未达到多于上年的要求。"),
        (YEARLY, {"rising": "year"}, EVENTS, 4, "走访由上年的3次增加到4次，增加1次，达到多于上年的要求。"),
        ({"events": {"at_most": 9, "within": "3 years"}}, {"not_rising": "year"}, EVENTS, 3, "走访为3次，与上年持平，达到不多于上年的要求。"),
        (YEARLY, {"at_least": 3}, EVENTS, 4, "走访由3次增加到4次，增加1次，比年度目标多1次。"),
        (YEARLY, {"rising": "quarter"}, {"2023-03-01": 7, "2023-10-01": 2, "2023-12-01": 2}, 3, "走访由上季度的4次减少到3次，减少1次，未达到多于上季度的要求。"),
        (YEARLY, {"rising": "quarter"}, EVENTS, 4, "走访由3次增加到4次，增加1次，暂无上季度数据可比。"),
        (YEARLY, {"stock": {"at_least": 4}}, EVENTS, 3, "走访首次报送为3次，距年度目标还差1次。"),
    ],
)  # fmt: skip
def test_events_of_last_year_are_as_many_as_there_were(
    before: Any, after: Any, events: Lines, number: int, sentence: str
) -> None:
    """A stock has not grown out of them; of a quarter they are those of the quarter before."""
    assert told_of(two_targets(before, after), events, {"2024-03-31": number}) == [sentence]


def test_sentence_and_verdict_take_the_same_figure_of_last_year() -> None:
    known = {"it": two_targets(YEARLY, {"rising": "year"})}
    now = town(known, {"it": {**EVENTS, "2024-12-31": 3}})
    finding = assess(now, 2024, date(2024, 12, 31)).findings[0]
    assert remark(finding.verdict, finding.indicator, 2024).text == "与上年持平"
    change = compare(town(known, {"it": EVENTS}), now, 2024, date(2024, 12, 31)).values[0]
    assert change.previous == finding.verdict.previous
    assert change.previous is not None
    assert [change.previous.value.text, change.previous.counted_over] == ["3", whole_year(2023)]  # type: ignore[union-attr]


def test_a_number_of_events_is_traced_to_the_year_that_counted_them() -> None:
    known = {"it": two_targets(YEARLY, {"rising": "year"})}
    before, now = town(known, {"it": EVENTS}), town(known, {"it": {**EVENTS, "2024-12-31": 4}})
    change = compare(before, now, 2024, date(2024, 12, 31)).values[0]
    figures = {each.words: each.source for each in told(change, before, now).sentence.figures}
    assert figures["3次"] == Source(Origin.EVENTS, "it", whole_year(2023))
    assert figures["4次"] == Source(Origin.MEASUREMENT, "it", date(2024, 12, 31))


def test_each_organisation_is_held_against_its_own_events() -> None:
    definition = two_targets({"each": "school", **YEARLY}, {"each": "school", "rising": "year"})
    before = {"first-school": EVENTS, "second-school": {"2023-09-01": 5}}
    new = {"first-school": {**EVENTS, "2024-12-31": 3}}
    assert told_of(definition, before, new) == ["第一小学的走访为3次，与上年持平，未达到多于上年的要求。"]


GRADED = two_targets(
    {"grade": "C", "scale": "rats"}, {"all": [{"grade": "乙", "scale": "new"}, {"not_falling": "year"}]}, "级"
)


@pytest.mark.parametrize(
    ("before", "new", "sentence"),
    [
        ({"2023-12-31": "B"}, "乙", "走访为乙（上次B级，分级标准不同），达到乙及以上的年度目标，暂无上年数据可比。"),
        ({"2023-12-31": "B"}, {"indices": {"traces": 2}}, "走访：鼠迹为2处，评定为乙，达到乙及以上的年度目标，暂无上年数据可比。"),
        ({"2023-12-31": {"indices": {"traces": 0.5, "proof": 99}}}, {"indices": {"traces": 2}}, "走访：鼠迹为2处，评定为乙，达到乙及以上的年度目标，暂无上年数据可比。"),
        ({"2024-06-30": "丙"}, "乙", "走访由丙提高到乙，达到乙及以上的年度目标，暂无上年数据可比。"),
    ],
)  # fmt: skip
def test_grades_and_indices_of_two_scales_are_not_held_against_each_other(
    before: Lines, new: Any, sentence: str
) -> None:
    """Though both scales have three grades, and an index of the same id."""
    assert told_of(GRADED, before, {"2024-12-31": new}) == [sentence]


@pytest.mark.parametrize(
    ("sample", "expected"), [("2023-03-01", True), ("2023-12-31", True), ("2024-03-31", False)]
)
def test_a_sample_that_a_sentence_rests_on_is_told(sample: str, expected: bool) -> None:
    """The figure of last year that it is compared with as well as the one before it, but no other."""
    counted = sample == "2023-03-01"
    lines: dict[str, Any] = EVENTS if counted else {"2023-12-31": 3, "2024-03-31": 1, "2024-06-30": 2}
    lines = {on: {"value": value, "status": "示例"} if on == sample else value for on, value in lines.items()}
    known = {
        "it": two_targets(YEARLY, {"rising": "year"})
        if counted
        else two_targets({"at_least": 1}, {"rising": "year"})
    }
    before, now = town(known, {"it": lines}), town(known, {"it": {**lines, "2024-09-30": 4}})
    found = compare(before, now, 2024, date(2024, 12, 31))._replace(turns=())
    assert has_samples(found) is expected
