"""What one figure stands for: how things stand, the year so far, or its own period; and what the year comes to."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from aiwei_cli.model.measurement import Figure, NotApplicable
from aiwei_cli.model.verdict import Pace, Status, Verdict, Why
from aiwei_cli.render.words.findings import actual, remark
from aiwei_cli.rules.engine import assess
from support import demanding, judged
from towns import indicator, town

GROUP = {
    "school": {
        "name": "学校",
        "counter": "所",
        "members": {"first": "第一小学", "late": {"name": "第二小学", "opened": "2024-07-01"}},
    }
}
ENDS = (
    "01-31",
    "02-29",
    "03-31",
    "04-30",
    "05-31",
    "06-30",
    "07-31",
    "08-31",
    "09-30",
    "10-31",
    "11-30",
    "12-31",
)
CASES = (30, 28, 31, 30, 26, 30, 31, 24, 30, 31, 30, 20)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months(*values: str, year: int = 2024) -> dict[str, str]:
    """A value a month from January on; an empty one is left out."""
    return {f"{year}-{end}": value for end, value in zip(ENDS, values, strict=False) if value}


def so_far(number: int) -> str:
    """The good days of the year by the end of a month, of all its days."""
    return f"{sum(CASES[:number])}/{sum(DAYS[:number])}"


OWN = months(*(f"{good}/{all_}" for good, all_ in zip(CASES, DAYS, strict=True)))
UP_TO = months(*(so_far(number) for number in range(1, 13)))


def told(verdict: Verdict, target: Mapping[str, Any], **more: Any) -> str:
    """The figure and the rest of its line."""
    indicator = demanding(target, **more)
    return f"{actual(verdict, indicator)}；{remark(verdict, indicator, 2024)}"


def say(target: Mapping[str, Any], values: Mapping[str, str], **more: Any) -> tuple[Status, str]:
    """The verdict, and its line."""
    verdict = judged(target, values, **more)
    kept = {key: value for key, value in more.items() if key in ("unit", "every", "figures")}
    return verdict.status, told(verdict, target, **kept)


@pytest.mark.parametrize(
    "target", [{"at_least": "90"}, {"at_least": "93"}, {"at_most": "93"}, {"equals": "100"}]
)
def test_one_year_in_three_kinds_comes_to_one_verdict(target: Mapping[str, Any]) -> None:
    kinds = {
        kind: judged(target, values, every="month", figures=kind)
        for kind, values in (("cumulative", UP_TO), ("year_to_date", UP_TO), ("per_period", OWN))
    }
    whole = Fraction(100 * sum(CASES), sum(DAYS))
    told = {(each.status, each.value, each.gap) for each in kinds.values()}
    assert len(told) == 1
    (_, value, _), *_ = told
    assert isinstance(value, Figure)
    assert value.exact == whole


def test_a_count_in_three_kinds_comes_to_one_verdict() -> None:
    added, grown = months(*map(str, CASES)), months(*(str(sum(CASES[:each])) for each in range(1, 13)))
    for limit, status in (("341", Status.MET), ("342", Status.MISSED)):
        for kind, values in (("cumulative", grown), ("year_to_date", grown), ("per_period", added)):
            verdict = judged({"at_least": limit}, values, unit="天", every="month", figures=kind)
            assert verdict.status is status
            assert isinstance(verdict.value, Figure)
            assert (verdict.value.exact, verdict.value.text) == (Fraction(341), "341")


def test_what_grows_from_the_beginning_of_the_year_has_its_pace_from_nothing() -> None:
    # 45 of 72 is 62 % of the way on a day when 50 % of the days are over.
    lines = {"2024-12-31": "71", "2025-03-31": "20", "2025-06-30": "45"}
    more: dict[str, Any] = {"unit": "人", "every": "quarter", "figures": "cumulative", "year": 2025}
    verdict = judged({"at_least": "72"}, lines, as_of="2025-06-30", **more)
    assert (verdict.status, verdict.pace, verdict.slipped) == (Status.PENDING, Pace.AHEAD, False)
    last = lines | {"2024-12-31": "80"}  # met last year: it began anew all the same
    assert judged({"at_least": "72"}, last, as_of="2025-06-30", **more)[:8] == verdict[:8]
    behind = judged({"at_least": "72"}, lines | {"2025-06-30": "30"}, as_of="2025-06-30", **more)
    assert behind.pace is Pace.BEHIND


def test_a_rate_of_the_year_so_far_has_no_pace_and_stands_beside_the_same_day_of_last_year() -> None:
    lines = {"2023-06-30": "170/181", "2023-12-31": "300/365", "2024-06-30": "160/182"}
    assert say({"at_least": "90"}, lines, as_of="2024-07-01", every="quarter", figures="year_to_date") == (
        Status.PENDING,
        "87.9%（160/182）；还差4户（2.1个百分点），较上年退步，上年同期93.9%（170/181）",
    )
    without = {"2023-12-31": "300/365", "2024-06-30": "160/182"}
    assert say({"at_least": "90"}, without, as_of="2024-07-01", every="quarter", figures="year_to_date") == (
        Status.PENDING,
        "87.9%（160/182）；还差4户（2.1个百分点）",
    )


def test_every_period_that_has_ended_has_to_be_in() -> None:
    lines = months("9/10", "9/10", "9/10", "", "9/10", "9/10", "", "9/10")
    more: dict[str, Any] = {"every": "month", "figures": "per_period"}
    assert say({"at_least": "85"}, lines, as_of="2024-09-15", **more) == (
        Status.NO_DATA,
        "90%（54/60）；缺4月、7月",
    )
    assert (
        say({"at_least": "85"}, lines, as_of="2024-04-30", **more)[0] is Status.MET
    )  # April has not ended yet
    assert say({"at_least": "85"}, lines, as_of="2024-05-01", **more)[1] == "90%（27/30）；缺4月"
    whole = months(*["9/10"] * 11)
    assert say({"at_least": "85"}, whole, as_of="2024-12-31", **more)[1] == "90%（99/110）；缺12月"


def test_nothing_to_measure_is_a_figure() -> None:
    lines = months("9/10", "0/0", "8/10")
    more: dict[str, Any] = {"every": "month", "figures": "per_period", "as_of": "2024-04-01"}
    verdict = judged({"at_least": "85"}, lines, **more)
    assert (verdict.status, verdict.value) == (Status.MET, Figure(Fraction(85), "17/20", *verdict.value[2:]))  # type: ignore[index]
    nothing = judged({"at_least": "85"}, months("0/0", "0/0", "0/0"), **more)
    assert (nothing.status, nothing.value) == (Status.NOT_APPLICABLE, NotApplicable())


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ({"at_least": "20"}, Status.MET, "24.5次；"),  # no later month takes anything away
        ({"more_than": "24.5"}, Status.NO_DATA, "24.5次；缺2月"),
        ({"at_least": "30"}, Status.NO_DATA, "24.5次；缺2月"),
        ({"at_most": "24"}, Status.MISSED, "24.5次；超出0.5次"),
        ({"less_than": "24.5"}, Status.MISSED, "24.5次；正好是24.5次，须更低"),
        ({"at_most": "24.5"}, Status.NO_DATA, "24.5次；缺2月"),
        ({"equals": "24.5"}, Status.NO_DATA, "24.5次；缺2月"),
        ({"equals": "12"}, Status.MISSED, "24.5次；超出12.5次"),
    ],
)
def test_what_is_certain_needs_no_period_more(target: Mapping[str, Any], status: Status, said: str) -> None:
    lines = months("12.25", "", "12.25")
    assert say(target, lines, unit="次", every="month", figures="per_period", as_of="2024-04-02") == (
        status,
        said,
    )


def test_a_cumulative_limit_that_is_passed_is_missed_at_once() -> None:
    lines = {"2024-03-31": "3", "2024-06-30": "6"}
    more: dict[str, Any] = {"unit": "起", "every": "quarter", "as_of": "2024-07-01"}
    assert judged({"at_most": "5"}, lines, figures="cumulative", **more).status is Status.MISSED
    assert (
        judged({"at_most": "5"}, lines, **more).status is Status.PENDING
    )  # one that stands may go down again


def test_what_has_been_reached_from_the_beginning_of_the_year_does_not_grow_too_old() -> None:
    more: dict[str, Any] = {"unit": "人", "every": "month", "figures": "cumulative", "as_of": "2024-09-15"}
    assert say({"at_least": "72"}, {"2024-03-31": "72"}, **more) == (Status.MET, "72人；")
    assert say({"at_least": "72"}, {"2024-03-31": "71"}, **more) == (Status.NO_DATA, "71人；缺8月")
    rate = {"2024-03-31": "80/91"}
    stale = judged({"at_least": "72"}, rate, every="month", figures="year_to_date", as_of="2024-09-15")
    assert stale.why is Why.OUT_OF_DATE


@pytest.mark.parametrize("kind", ["cumulative", "year_to_date"])
def test_the_last_period_of_the_year_has_to_be_in(kind: str) -> None:
    lines = {"2024-03-31": "20/100", "2024-06-30": "45/100", "2024-09-30": "71/100"}
    more: dict[str, Any] = {"every": "quarter", "figures": kind}
    assert judged({"at_least": "72"}, lines, as_of="2024-12-30", **more).status is Status.PENDING
    assert say({"at_least": "72"}, lines, as_of="2024-12-31", **more) == (
        Status.NO_DATA,
        "71%（71/100）；缺第四季度",
    )
    lines["2024-10-20"] = "72/100"
    assert judged({"at_least": "72"}, lines, as_of="2025-03-01", **more).status is Status.MET
    early = {"2024-03-31": "20/100", "2024-06-30": "80/100"}
    verdict = judged({"at_least": "72"}, early, as_of="2024-12-31", **more)
    assert verdict.status is (Status.MET if kind == "cumulative" else Status.NO_DATA)


def test_without_a_figure_of_the_year_nothing_is_added_up() -> None:
    for kind in ("cumulative", "year_to_date", "per_period"):
        more: dict[str, Any] = {"every": "quarter", "figures": kind}
        assert judged({"at_least": "72"}, {}, **more).why is Why.NEVER_MEASURED
        assert judged({"at_least": "72"}, {"2023-12-31": "80/100"}, **more).why is Why.NONE_THIS_YEAR


@pytest.mark.parametrize(
    ("now", "as_of", "status", "said"),
    [
        (("5", "6"), "2024-07-01", Status.PENDING, "11起；上年同期9起"),
        (("3", "6"), "2024-07-01", Status.PENDING, "9起；与上年同期持平"),
        (("3", "5"), "2024-07-01", Status.PENDING, "8起；比上年同期低1起"),
        (("5", "6", "5", "4"), "2024-12-31", Status.MET, "20起；上年19起"),
        (("5", "5", "5", "4"), "2024-12-31", Status.MISSED, "19起；与上年持平"),
        (("5", "5", "5"), "2024-12-31", Status.NO_DATA, "15起；缺第四季度"),
    ],
)
def test_a_trend_is_decided_at_the_end_of_the_year(
    now: tuple[str, ...], as_of: str, status: Status, said: str
) -> None:
    ends = ("03-31", "06-30", "09-30", "12-31")
    own = {f"2023-{end}": text for end, text in zip(ends, "4555", strict=True)}
    own |= {f"2024-{end}": text for end, text in zip(ends, now, strict=False)}
    more: dict[str, Any] = {"unit": "起", "every": "quarter", "as_of": as_of}
    assert say({"rising": "year"}, own, figures="per_period", **more) == (status, said)
    grown: dict[str, str] = {}
    for year in ("2023", "2024"):
        total = 0
        for day in (each for each in own if each.startswith(year)):
            total += int(own[day])
            grown[day] = str(total)
    assert say({"rising": "year"}, grown, figures="cumulative", **more) == (status, said)


def test_a_trend_waits_for_the_end_of_the_year_where_only_that_of_last_year_is_known() -> None:
    lines = {"2023-12-31": "1290/1902", "2024-03-31": "512/1935", "2024-06-30": "930/1935"}
    more: dict[str, Any] = {"every": "quarter", "figures": "cumulative", "as_of": "2024-07-01"}
    assert say({"rising": "year"}, lines, **more) == (Status.PENDING, "48.1%（930/1935）；上年同期没有数据")
    del lines["2023-12-31"]
    assert judged({"rising": "year"}, lines, **more).why is Why.NO_PREVIOUS


def test_a_quarter_is_the_sum_of_its_months() -> None:
    lines = months("1", "1", "1", "1", "1", "2", "9")
    more: dict[str, Any] = {"unit": "起", "every": "month", "figures": "per_period"}
    assert say({"rising": "quarter"}, lines, as_of="2024-08-01", **more) == (Status.PENDING, "4起；")
    verdict = judged({"rising": "quarter"}, lines, as_of="2024-08-01", **more)
    assert verdict.previous
    assert isinstance(verdict.previous.value, Figure)
    assert verdict.previous.value.exact == 3
    falling = judged({"falling": "quarter"}, lines, as_of="2024-08-01", **more)
    assert falling.gap
    assert (falling.status, falling.gap.amount) == (Status.PENDING, Fraction(1))
    assert say({"rising": "quarter"}, lines, as_of="2024-09-01", **more)[1] == "16起；缺8月"


def test_each_of_a_group_has_its_own_year_first() -> None:
    target = {"each": "school", "at_least": "4"}
    first = {f"2024-{end}": "1" for end in ("03-31", "06-30", "09-30", "12-31")}
    late = {"2024-09-30": "2", "2024-12-31": "1"}  # opened in July: two quarters are its own
    more: dict[str, Any] = {"unit": "次", "every": "quarter", "figures": "per_period", "groups": GROUP}
    verdict = judged(target, {"first": first, "late": late}, **more)
    assert [part.status for part in verdict.parts] == [Status.MET, Status.MISSED]
    assert (verdict.counted, verdict.out_of) == (1, 2)
    mean = judged({"mean": "school", "at_least": "3.5"}, {"first": first, "late": late}, **more)
    assert (mean.status, mean.value and mean.value[0]) == (Status.MET, Fraction(7, 2))
    del first["2024-06-30"]
    assert (
        judged({"mean": "school", "at_least": "3.5"}, {"first": first, "late": late}, **more).parts[0].missing
    )
    del late["2024-09-30"]
    assert judged(target, {"first": first, "late": late}, **more).status is Status.NO_DATA


def test_weeks_are_of_the_year_that_they_end_in() -> None:
    lines = {"2023-12-29": "5", "2024-01-07": "1", "2024-01-14": "1", "2024-01-20": "1"}
    lines |= {"2023-12-31": "7"}  # the Sunday of the last week of 2023
    del lines["2023-12-29"]
    more: dict[str, Any] = {"unit": "次", "every": "week", "figures": "per_period"}
    verdict = judged({"at_least": "3"}, lines, as_of="2024-01-22", **more)
    assert (verdict.status, verdict.value and verdict.value[0]) == (Status.MET, Fraction(3))


def test_the_order_of_lines_makes_no_difference() -> None:
    lines = list(OWN.items())
    expected = say({"at_least": "93"}, OWN, every="month", figures="per_period")
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        assert say({"at_least": "93"}, dict(lines), every="month", figures="per_period") == expected


def test_a_sum_that_holds_a_sample_is_one() -> None:
    lines: dict[str, Any] = {"2024-03-31": {"value": "1", "status": "示例"}, "2024-06-30": "1"}
    more: dict[str, Any] = {"unit": "次", "every": "quarter", "figures": "per_period", "as_of": "2024-07-01"}
    verdict = judged({"at_least": "2"}, lines, **more)
    assert verdict.measurement
    assert verdict.measurement.is_sample


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("1,2,3,4,5,6,7,8,9,10,11", "缺12月"),
        ("1,2,3,4,5,6,7,8,9,10", "缺11月、12月"),
        ("1,2,3,4,5,6,7,8,9", "缺10月至12月"),
        ("4,5,8", "缺1月至3月、6月、7月、9月至12月"),
        ("7", "缺1月至6月、8月至12月"),
    ],
)
def test_missing_periods_in_a_row_are_told_by_their_ends(there: str, said: str) -> None:
    lines = {f"2024-{int(month):02}-15": "95/100" for month in there.split(",")}
    whole = town({"it": indicator(every="month", figures="per_period")}, {"it": lines})
    (finding,) = assess(whole, 2024, date(2024, 12, 31)).findings
    assert remark(finding.verdict, finding.indicator, 2024).text == said
