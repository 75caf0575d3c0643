"""A stock by a deadline; all of several conditions; one of several."""

from __future__ import annotations

from typing import Any

import pytest

from aiwei_cli.model.verdict import Pace, Status, Why
from aiwei_cli.render.words.findings import remark
from support import demanding, judged

STOCK = {"stock": {"at_least": "4", "by": "2024-09-30"}}


@pytest.mark.parametrize(
    ("values", "as_of", "status", "pace"),
    [
        ({"2023-12-31": "4"}, "2024-03-01", Status.MET, None),  # built earlier, still there
        ({"2024-09-30": "4"}, "2024-12-31", Status.MET, None),
        ({"2024-01-31": "3", "2024-10-01": "4"}, "2024-12-31", Status.MISSED, None),  # a day late
        ({"2024-06-30": "3"}, "2024-09-29", Status.PENDING, Pace.BEHIND),
        ({"2024-06-30": "3"}, "2024-09-30", Status.MISSED, None),
        ({"2024-01-31": "1"}, "2024-02-01", Status.PENDING, Pace.AHEAD),
        ({"2023-12-31": "2", "2024-05-15": "3"}, "2024-05-15", Status.PENDING, Pace.ON_TIME),
    ],
)
def test_a_stock_by_a_deadline(values: dict[str, str], as_of: str, status: Status, pace: Pace | None) -> None:
    verdict = judged(STOCK, values, as_of=as_of, unit="个")
    assert (verdict.status, verdict.pace) == (status, pace)


@pytest.mark.parametrize(("as_of", "year"), [("2025-03-01", 2025), ("2023-11-01", 2024)])
def test_no_pace_outside_the_year_and_its_deadline(as_of: str, year: int) -> None:
    verdict = judged(STOCK, {"2023-10-01": "1"}, as_of=as_of, unit="个", year=year)
    assert verdict.pace is None


@pytest.mark.parametrize(
    ("values", "as_of", "status", "said"),
    [
        ({"2024-10-05": "5"}, "2024-12-31", Status.MISSED, "2024年10月5日才达到"),
        ({"2024-10-05": "3", "2024-11-05": "4"}, "2024-12-31", Status.MISSED, "2024年11月5日才达到"),
        ({"2024-10-05": "3"}, "2024-12-31", Status.MISSED, "还差1个"),
        ({"2024-10-05": "5"}, "2024-10-04", Status.NO_DATA, "还没有监测值"),  # not known yet
        ({"2025-03-01": "5"}, "2025-03-31", Status.MISSED, "2025年3月1日才达到"),
        ({"2025-03-01": "3"}, "2025-03-31", Status.NO_DATA, "还没有监测值"),  # it is next year's
        ({"2024-10-05": "0/0"}, "2024-12-31", Status.NOT_APPLICABLE, "无适用对象"),
    ],
)
def test_a_stock_of_which_the_first_figure_comes_after_the_deadline(
    values: dict[str, str], as_of: str, status: Status, said: str
) -> None:
    verdict = judged(STOCK, values, unit="个", as_of=as_of)
    assert (verdict.status, remark(verdict, demanding(STOCK, unit="个"), 2024).text) == (status, said)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ({"each": "school", **STOCK}, Status.MISSED),
        ({"all": [STOCK, {"at_least": "1"}]}, Status.MISSED),
        ({"any": [STOCK, {"at_least": "9"}]}, Status.MISSED),
        ({"any": [STOCK, {"at_least": "1"}]}, Status.MET),
    ],
)
def test_a_stock_that_comes_too_late_inside_others(target: Any, status: Status) -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小"}}}
    values: Any = {"2024-10-05": "5"}
    verdict = judged(target, {"one": values} if "each" in target else values, unit="个", groups=groups)
    assert verdict.status is status
    if status is Status.MISSED:
        assert verdict.parts[0].reached is not None


EITHER = {"any": [{"at_least": "23"}, {"rising": "year"}]}
BOTH = {"all": [{"at_least": "23"}, {"rising": "year"}]}


@pytest.mark.parametrize(
    ("before", "now", "as_of", "status"),
    [
        ("22", "23", "2024-12-31", Status.MET),
        ("24", "23.5", "2024-12-31", Status.MISSED),
        ("20", "22.9", "2024-12-31", Status.MISSED),
        ("20", "22.9", "2024-11-30", Status.PENDING),
        (None, "25", "2024-12-31", Status.NO_DATA),
        (None, "20", "2024-12-31", Status.MISSED),
    ],
)
def test_all_of_several(before: str | None, now: str, as_of: str, status: Status) -> None:
    values = ({"2023-12-31": before} if before else {}) | {"2024-10-20": now}
    verdict = judged(BOTH, values, as_of=as_of)
    assert (verdict.status, len(verdict.parts)) == (status, 2)


@pytest.mark.parametrize(
    ("value", "status"), [("0", Status.MET), ("2", Status.MISSED), ("是", Status.MET), ("否", Status.MISSED)]
)
def test_one_of_several_fits_the_kind_of_value(value: str, status: Status) -> None:
    target = {"any": [{"equals": "0"}, {"attested": "yes"}]}
    assert judged(target, {"2024-10-20": value}, unit="处").status is status


@pytest.mark.parametrize(
    ("target", "values", "as_of", "status", "said"),
    [
        (EITHER, {"2024-06-30": "22"}, "2024-06-30", Status.PENDING, "还差1个百分点"),
        (EITHER, {"2024-06-30": "22"}, "2024-12-31", Status.NO_DATA, "另一条件无从比较；22%未到23%"),
        (EITHER, {"2024-06-30": "23"}, "2024-12-31", Status.MET, ""),
        (EITHER, {"2023-06-30": "23", "2024-06-30": "22"}, "2024-12-31", Status.MISSED, "还差1个百分点"),
        (
            {"any": [{"falling": "year"}, {"at_most": "5"}]},
            {"2024-06-30": "6/90"},
            "2024-12-31",
            Status.NO_DATA,
            "另一条件无从比较；6.7%超过5%",
        ),
        (
            {"any": [{"less_than": "5"}, {"all": [{"rising": "year"}, {"at_least": "1"}]}]},
            {"2024-06-30": "5"},
            "2024-12-31",
            Status.NO_DATA,
            "另一条件无从比较；5%未低于5%",
        ),
        (
            {"any": [{"rising": "year"}, {"more_than": "5"}, {"equals": "0"}]},
            {"2024-06-30": "5"},
            "2024-12-31",
            Status.NO_DATA,
            "另一条件无从比较；5%未高于5%，5%不是0%",
        ),
        (EITHER, {}, "2024-12-31", Status.NO_DATA, "还没有监测值"),
    ],
)
def test_what_cannot_be_judged_is_no_no(
    target: Any, values: dict[str, str], as_of: str, status: Status, said: str
) -> None:
    verdict = judged(target, values, as_of=as_of)
    assert (verdict.status, remark(verdict, demanding(target), 2024).text) == (status, said)


def test_a_part_for_another_kind_of_figure_is_left_aside_by_every_organisation() -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    target = {"any": [{"each": "school", "equals": "0"}, {"each": "school", "attested": "yes"}]}
    values = {"one": {"2024-06-30": "否"}, "two": {"2024-06-30": "是"}}
    assert judged(target, values, groups=groups).status is Status.MISSED


def test_one_of_several_without_a_value() -> None:
    verdict = judged({"any": [{"equals": "0"}, {"attested": "yes"}]}, {}, unit="处")
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NEVER_MEASURED)


STOCK_OR_WORD = {"any": [STOCK, {"attested": "yes"}]}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"2024-03-05": "5", "2024-11-05": "否"}, Status.MET),  # the stock stood there on its day
        ({"2024-03-05": "3", "2024-11-05": "是"}, Status.MET),
        ({"2024-03-05": "3", "2024-11-05": "否"}, Status.MISSED),
        ({"2024-03-05": "5", "2024-09-30": "否"}, Status.MISSED),  # on its day the word is what was said last
        (
            {"2024-09-30": "否", "2024-11-05": "5"},
            Status.NO_DATA,
        ),  # each was answered when the other was asked
        ({"2024-11-05": "5"}, Status.MISSED),
    ],
)
def test_which_of_stock_and_word_a_line_answers(values: dict[str, str], status: Status) -> None:
    assert judged(STOCK_OR_WORD, values, unit="个").status is status


@pytest.mark.parametrize(("day", "status"), [("2024-11-05", Status.NO_DATA), ("2024-08-05", Status.MISSED)])
def test_an_organisation_that_answers_neither_is_not_left_out(day: str, status: Status) -> None:
    groups = {"school": {"name": "学校", "members": {"one": "一小", "two": "二小"}}}
    values = {"one": {"2024-06-30": "4"}, "two": {"2024-07-05": "否", day: "3"}}
    assert judged({"each": "school", **STOCK_OR_WORD}, values, unit="个", groups=groups).status is status


@pytest.mark.parametrize(
    ("both", "word", "status"),
    [
        (
            [STOCK, {"equals": "4"}],
            "否",
            Status.MISSED,
        ),  # of the number nothing is known now: aside, the word counts
        ([STOCK, {"equals": "4"}], "是", Status.MET),
        ([{"stock": {"at_least": "6", "by": "2024-09-30"}}, {"equals": "4"}], "否", Status.MISSED),
    ],
)
def test_all_with_a_part_left_aside_is_left_aside_unless_one_is_missed(
    both: list[Any], word: str, status: Status
) -> None:
    values = {"2024-07-22": "5", "2024-11-28": word}
    assert judged({"any": [{"all": both}, {"attested": "yes"}]}, values, unit="个").status is status
