"""What an exception makes of a verdict: until its last day, and from the next one on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aiwei_cli.model.verdict import Finding, Relief
from aiwei_cli.rules.engine import assess
from towns import GROUPS, indicator, town

GRANTED = {
    "indicator": "it",
    "reason": "改造跨年",
    "document": "县爱卫〔2024〕7号",
    "approved_by": "县爱卫办",
}
EACH = {"each": "school", "at_least": 1}
BOTH = {"first-school": {"2024-06-20": "2"}, "second-school": {"2024-06-20": "0.5"}}


def found(
    values: Mapping[str, Any] | None,
    as_of: str,
    *exceptions: Mapping[str, Any],
    target: Any = None,
    year: int = 2024,
    groups: Mapping[str, Any] = GROUPS,
) -> Finding:
    """An indicator judged with exceptions, whose common parts are filled in."""
    written = [GRANTED | dict(each) for each in exceptions]
    made = town({"it": indicator(target)}, {"it": values or {}}, exceptions=written, groups=groups)
    return assess(made, year, date.fromisoformat(as_of)).findings[0]


def stands(finding: Finding) -> tuple[str, str]:
    """How it counts, and how it would."""
    return finding.status.value, finding.verdict.status.value


@pytest.mark.parametrize(
    ("values", "as_of", "expected"),
    [
        ({"2024-06-20": "60"}, "2024-12-31", ("excepted", "missed")),
        ({"2024-06-20": "60"}, "2025-01-31", ("excepted", "missed")),  # it reaches the year's last day
        ({"2024-06-20": "60"}, "2024-12-30", ("excepted", "pending")),
        ({}, "2024-12-31", ("excepted", "no-data")),
        ({}, "2025-01-01", ("excepted", "no-data")),
        ({"2024-06-20": "70"}, "2024-12-31", ("met", "met")),
    ],
)
def test_an_exception_counts_until_its_last_day(
    values: Mapping[str, Any], as_of: str, expected: tuple[str, str]
) -> None:
    assert stands(found(values, as_of, {"until": "2024-12-31"})) == expected


@pytest.mark.parametrize(
    ("until", "every", "as_of", "expected"),
    [
        ("2024-12-30", "year", "2024-12-30", "excepted"),  # the last day is included, the next is not
        ("2024-12-30", "year", "2024-12-31", "missed"),
        ("2024-12-30", "year", "2025-01-31", "missed"),
        ("2024-12-31", "quarter", "2025-06-30", "excepted"),
        ("2024-12-31", "term", "2024-12-31", "excepted"),  # by term the year ends with its last term
        ("2024-12-31", "term", "2025-01-01", "pending"),
        ("2024-12-31", "term", "2025-01-31", "missed"),
        ("2025-01-31", "term", "2025-02-10", "excepted"),
    ],
)
def test_after_the_year_an_exception_has_to_reach_its_last_day(
    until: str, every: str, as_of: str, expected: str
) -> None:
    granted = [GRANTED | {"until": until}]
    values = {"2024-12-20": "60"}
    made = town({"it": indicator(every=every)}, {"it": values}, exceptions=granted)
    finding = assess(made, 2024, date.fromisoformat(as_of)).findings[0]
    ended = [each.until.isoformat() for each in finding.relief.expired]
    assert (finding.status.value, ended) == (expected, [] if expected == "excepted" else [until])


def test_before_its_first_day_it_does_not_count() -> None:
    later = {"from": "2024-07-01", "until": "2024-12-31"}
    assert stands(found({"2024-06-20": "60"}, "2024-06-30", later)) == ("pending", "pending")
    assert stands(found({"2024-06-20": "60"}, "2024-07-01", later)) == ("excepted", "pending")
    assert found({"2024-06-20": "60"}, "2024-06-30", later).relief == Relief()


def test_one_that_ended_is_remembered_until_another_takes_over() -> None:
    first = {"until": "2024-06-30"}
    assert [each.until for each in found({}, "2024-07-01", first).relief.expired] == [date(2024, 6, 30)]
    second = {"from": "2024-07-01", "until": "2025-06-30"}
    relief = found({}, "2024-07-01", first, second).relief
    assert (relief.is_whole, relief.expired, relief.granted[0].until) == (True, (), date(2025, 6, 30))


def test_of_an_earlier_year_nothing_is_remembered() -> None:
    assert found({}, "2025-12-31", {"until": "2024-12-31"}, year=2025).relief == Relief()


def test_one_that_is_not_needed_is_named() -> None:
    relief = found({"2024-06-20": "70"}, "2024-12-31", {"until": "2024-12-31"}).relief
    assert (relief.is_whole, relief.granted, len(relief.needless)) == (False, (), 1)


@pytest.mark.parametrize(
    ("target", "values", "school", "expected"),
    [
        (EACH, BOTH, "second-school", ("excepted", "missed")),  # the other one is fine
        (EACH, BOTH, "first-school", ("missed", "missed")),  # it was not the one that fell short
        (EACH, {"first-school": {"2024-06-20": "0.5"}}, "second-school", ("missed", "missed")),
        (EACH, {"first-school": {"2024-06-20": "1"}}, "second-school", ("excepted", "no-data")),
        (EACH, {}, "second-school", ("no-data", "no-data")),
        ({"mean": "school", "at_least": 1}, BOTH, "second-school", ("met", "met")),
        ({"mean": "school", "at_least": 2}, BOTH, "second-school", ("excepted", "missed")),
        ({"all": [EACH, {"each": "school", "at_most": 3}]}, BOTH, "second-school", ("excepted", "missed")),
        ({"at_least": 1}, {"2024-06-20": "0.5"}, None, ("excepted", "missed")),
    ],
)
def test_without_the_organisation_that_is_excepted_the_others_decide(
    target: Any, values: Mapping[str, Any], school: str | None, expected: tuple[str, str]
) -> None:
    whose = {"organisation": school} if school else {}
    assert stands(found(values, "2024-12-31", {"until": "2024-12-31", **whose}, target=target)) == expected


def test_one_of_an_organisation_that_has_closed_is_not_needed() -> None:
    members = {
        "first-school": "第一小学",
        "second-school": "第二小学",
        "third-school": {"name": "第三小学", "closed": "2024-06-30"},
    }
    one = {"organisation": "third-school", "until": "2024-12-31"}
    relief = found(
        BOTH, "2024-12-31", one, target=EACH, groups={"school": {"name": "学校", "members": members}}
    ).relief
    assert (relief.granted, len(relief.needless)) == ((), 1)


def test_with_every_organisation_excepted_nothing_is_left_to_count() -> None:
    both = [{"organisation": each, "until": "2024-12-31"} for each in ("first-school", "second-school")]
    fallen = {"first-school": {"2024-06-20": "0.5"}, "second-school": {"2024-06-20": "0.5"}}
    assert stands(found(fallen, "2024-12-31", *both, target=EACH)) == ("excepted", "missed")


NOTHING = {"second-school": {"2024-06-20": "0/0"}}


@pytest.mark.parametrize(
    ("values", "excepted", "expected"),
    [
        (NOTHING, ["first-school"], ("excepted", "no-data")),  # nobody else has anything to answer for
        (NOTHING, ["first-school", "second-school"], ("excepted", "no-data")),
        (NOTHING, ["second-school"], ("no-data", "no-data")),
        (NOTHING | {"first-school": {"2024-06-20": "0/0"}}, ["first-school"], ("not-applicable",) * 2),
        ({}, ["first-school", "second-school"], ("excepted", "no-data")),
    ],
)
def test_an_exception_ranks_above_what_is_not_applicable(
    values: Mapping[str, Any], excepted: list[str], expected: tuple[str, str]
) -> None:
    each = [{"organisation": school, "until": "2024-12-31"} for school in excepted]
    assert stands(found(values, "2024-12-31", *each, target=EACH)) == expected


def test_what_is_not_applicable_needs_no_exception() -> None:
    relief = found({"2024-06-20": "0/0"}, "2024-12-31", {"until": "2024-12-31"}).relief
    assert (relief.is_whole, relief.granted, len(relief.needless)) == (False, (), 1)


def test_a_verdict_of_the_others_shows_the_others_only() -> None:
    third = {"first-school": {"2024-06-20": "0.9"}, "second-school": {"2024-06-20": "0.5"}}
    one = found(third, "2024-12-31", {"organisation": "second-school", "until": "2024-12-31"}, target=EACH)
    assert [part.label for part in one.verdict.parts] == ["第一小学"]
    assert [each.organisation for each in one.relief.granted] == ["second-school"]


def test_one_of_the_whole_indicator_counts_beside_one_of_an_organisation() -> None:
    values = {"first-school": {"2024-06-20": "0.5"}, "second-school": {"2024-06-20": "0.4"}}
    whole, one = {"until": "2024-12-31"}, {"organisation": "first-school", "until": "2024-12-31"}
    for granted in ((whole, one), (one, whole)):
        finding = found(values, "2024-12-31", *granted, target=EACH)
        assert (stands(finding), len(finding.verdict.parts)) == (("excepted", "missed"), 2)
