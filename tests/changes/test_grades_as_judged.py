"""Sentences on grades, indices and alternatives say what the verdict says; a grade that lacks an index is no better than it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest

from aiwei_cli.model.verdict import Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.findings import actual, remark
from aiwei_cli.render.words.official_sentences import result
from aiwei_cli.render.words.verdict_explanation import steps
from aiwei_cli.rules.engine import assess
from towns import indicator, said, town

SCALES: Final = {
    "mosq": {
        "name": "蚊密度",
        "grades": ["A", "B", "C"],
        "below": "不达C级",
        "indices": {"lure": {"name": "路径指数", "unit": "处/千米"}, "house": {"name": "容器指数"}},
        "editions": [
            {
                "document": "GB",
                "valid_from": "2012-04-01",
                "limits": {"lure": {"at_most": ["0.1", "0.5", "0.8"]}, "house": {"at_most": ["1", "3", "5"]}},
            }
        ],
    },
    "air": {
        "name": "空气二级标准",
        "grades": ["二级"],
        "below": "超二级",
        "indices": {"dust": {"name": "颗粒物", "unit": "微克/立方米"}},
        "editions": [{"document": "GB", "valid_from": "2012-04-01", "limits": {"dust": {"at_most": "35"}}}],
    },
}
LURE: Final = {"indices": {"lure": "0.4"}}


def made(target: Any, values: Mapping[str, Any], unit: str = "级") -> Workspace:
    known = {
        "it": indicator(target, unit=unit, name="某项", every="half-year", numerator=None, denominator=None)
    }
    return town(known, {"it": values}, scales=SCALES)


@pytest.mark.parametrize(
    ("one_of", "sentence"),
    [
        ("any", "第一小学的某项由B提高到A，达到B及以上的年度目标。"),
        ("all", "第一小学的某项由B提高到A，达到B及以上的年度目标，高于上年的B，达到要求。"),
    ],
)
def test_of_one_organisation_what_is_demanded_of_each_by_itself_is_told(one_of: str, sentence: str) -> None:
    demand = {
        one_of: [{"each": "school", "grade": "B", "scale": "mosq"}, {"each": "school", "rising": "year"}]
    }
    before = {"second-school": {"2024-03-01": "C"}, "first-school": {"2023-12-31": "B"}}
    after = before | {"first-school": {"2023-12-31": "B", "2024-06-01": "A"}}
    was, now = (made(demand, each, unit="") for each in (before, after))
    assert said(was, now, "values") == [sentence]


def judged(whole: Workspace) -> Finding:
    return assess(whole, 2024, date(2024, 12, 31)).findings[0]


def grade(label: str, *more: Any) -> dict[str, Any]:
    own = {"grade": label, "scale": "mosq"}
    return {"all": [own, *more]} if more else own


@pytest.mark.parametrize(
    ("target", "earlier", "now", "sentence", "verdict"),
    [
        (grade("B", {"rising": "year"}), {"2023-12-31": "B", "2024-06-30": "C"}, "B", "某项由C级提高到B级，达到B级及以上的年度目标，与上年持平，未达到高于上年的要求。", "与上年持平"),
        (grade("C", {"not_falling": "year"}), {"2023-12-31": "A", "2024-06-30": "C"}, "B", "某项由C级提高到B级，达到C级及以上的年度目标，低于上年的A级，未达到不低于上年的要求。", "低于上年的A级"),
        (grade("C", {"rising": "year"}), {"2023-12-31": "A", "2024-06-30": "B"}, "A", "某项由B级提高到A级，达到C级及以上的年度目标，与上年持平，已是最好的A级，无从再升，达到要求。", "已是最好的A级，无从再升"),
        (grade("B", {"rising": "year"}), {"2024-06-30": "C"}, "B", "某项由C级提高到B级，达到B级及以上的年度目标，暂无上年数据可比。", "没有上年数据，无法比较"),
        # one is enough: the one that is met
        ({"any": [grade("A"), {"rising": "year"}]}, {"2023-12-31": "C", "2024-06-30": "C"}, "B", "某项由C级提高到B级，高于上年的C级，达到要求。", "上年C级"),
        ({"any": [grade("A"), {"rising": "year"}]}, {"2023-12-31": "C", "2024-06-30": "B"}, "C", "某项由B级降至C级，未达到A级的年度目标，与上年持平，未达到高于上年的要求。", "C级未达到A级，与上年持平"),
        # an index is missing
        (grade("A"), {}, LURE, "某项首次报送：路径指数为0.4处/千米，尚缺容器指数，路径指数0.4高于界限0.1，未达到A级的年度目标。", "路径指数0.4高于界限0.1（缺容器指数）"),
        (grade("B"), {}, LURE, "某项首次报送：路径指数为0.4处/千米，尚缺容器指数，暂不能评定。", "缺少容器指数"),
        (grade("B"), {"2024-06-30": LURE}, "不达C级", "某项为不达C级（上次分项不全，未能评定），未达到B级及以上的年度目标。", ""),
        # a standard with one grade
        ({"limits": "air"}, {"2024-06-30": "二级"}, "超二级", "某项由二级降至超二级，未达到空气二级标准。", ""),
    ],
)  # fmt: skip
def test_a_sentence_says_what_the_verdict_says(
    target: Any, earlier: Mapping[str, Any], now: Any, sentence: str, verdict: str
) -> None:
    whole = made(target, {**earlier, "2024-12-31": now})
    assert said(made(target, earlier), whole, "values") == [sentence]
    finding = judged(whole)
    assert remark(finding.verdict, finding.indicator, 2024).text == verdict


@pytest.mark.parametrize(
    ("indices", "found"),
    [
        ({"lure": "0.4"}, "不高于B级"),
        ({"lure": "0.4", "house": "1"}, "B级"),
        ({"lure": "0.9"}, "不达C级"),  # nothing is worse
    ],
)
def test_a_grade_that_lacks_an_index_is_no_better_than_it_is(indices: Any, found: str) -> None:
    for target in (
        grade("A"),
        {"all": [grade("A"), {"rising": "year"}]},
        {"any": [grade("A"), {"attested": "yes"}]},
    ):
        finding = judged(made(target, {"2024-12-31": {"indices": indices}}))
        assert actual(finding.verdict, finding.indicator).text == found


def test_the_report_does_not_call_it_that_grade() -> None:
    whole = made(grade("A"), {"2024-12-31": LURE})
    told = result(judged(whole), whole, 2024)
    assert told.text == "某项不高于B级，目标为达到A级，未达标，路径指数0.4高于界限0.1（缺容器指数）"


@pytest.mark.parametrize(
    ("unit", "target", "value", "lines"),
    [
        (
            "级",
            grade("A"),
            LURE,
            [
                "路径指数：0.4，B，未达标，超出0.3处/千米",
                "容器指数：-，缺数据",
                "结论：未达标，路径指数0.4高于界限0.1（缺容器指数）",
            ],
        ),
        (
            "%",
            {"limits": "air"},
            {"indices": {"dust": "35.01"}},
            ["颗粒物：35.01，超二级，未达标，超出0.01微克/立方米", "结论：未达标，颗粒物35.01高于界限35"],
        ),
    ],
)
def test_the_gap_of_an_index_wears_its_own_unit(unit: str, target: Any, value: Any, lines: list[str]) -> None:
    whole = made(target, {"2024-12-31": value}, unit)
    finding = judged(whole)
    assert [*steps(finding.verdict, finding.indicator, whole, 2024)] == lines


@pytest.mark.parametrize(
    ("target", "then", "now", "found", "verdict", "sentence"),
    [
        ({"rising": "year"}, "50/101", "51/103", "49.51%（51/103）", "上年49.5%（50/101）", "由上年的49.5%提高到49.51%"),
        ({"rising": "year"}, "49.51", "51/103", "49.515%（51/103）", "上年49.51%", "由上年的49.51%提高到49.515%"),
        ({"falling": "year"}, "50/101", "51/103", "49.51%（51/103）", "比上年高0.01个百分点", "由上年的49.5%上升到49.51%"),
        ({"not_falling": "year"}, "50/100", "51/102", "50%（51/102）", "上年50%（50/100）", "为50%，与上年持平"),
    ],
)  # fmt: skip
def test_two_figures_get_as_many_digits_as_tell_them_apart(
    target: Any, then: str, now: str, found: str, verdict: str, sentence: str
) -> None:
    known = {"it": indicator(target, name="某项")}
    earlier, whole = (
        town(known, {"it": values})
        for values in ({"2023-12-31": then}, {"2023-12-31": then, "2024-12-31": now})
    )
    finding = judged(whole)
    assert actual(finding.verdict, finding.indicator).text == found
    assert remark(finding.verdict, finding.indicator, 2024).text == verdict
    assert said(earlier, whole, "values")[0].startswith(f"某项{sentence}")


@pytest.mark.parametrize(
    ("per", "told"),
    [
        ({"events": {"at_most": "1", "per": "year"}}, "2024年累计1次，符合每年不超过1次的要求"),
        ({"events": {"at_least": "3", "per": "year"}}, "2024年累计1次，距每年不少于3次的要求还差2次"),
    ],
)
def test_of_two_demands_on_events_the_one_that_decides_is_told(per: Any, told: str) -> None:
    target = {"any": [{"events": {"equals": "2", "per": "quarter"}}, per]}
    earlier = {"2024-09-15": "0"}
    after = made(target, {**earlier, "2024-12-10": "1"}, "次")
    assert said(made(target, earlier, "次"), after, "values") == [f"某项2024年12月10日新增1次，{told}。"]
