"""What is demanded before and after: tightened, loosened or simply another demand, and when that is flagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from towns import SCALES, indicator, said, town


def changed(old: Mapping[Any, Any], new: Mapping[Any, Any], **more: Any) -> str:
    """What is said where targets are replaced; ``more`` is edited along with them."""
    unit = "级" if "grade" in str(old) else "次"
    before = indicator(unit=unit, name="某项", every="quarter") | {"target": old}
    return "\n".join(said(town({"it": before}), town({"it": before | {"target": new} | more}), "targets"))


# fmt: off
TARGETS = [
    # a limit
    ({"at_least": 70}, {"at_least": 75}, "某项2024年目标由不低于70次收紧为不低于75次。"),
    ({"at_least": 75}, {"at_least": 70}, "某项2024年目标由不低于75次放宽为不低于70次。【!】"),
    ({"at_least": 70}, {"more_than": 70}, "某项2024年目标由不低于70次收紧为高于70次。"),
    ({"more_than": 70}, {"at_least": 70}, "某项2024年目标由高于70次放宽为不低于70次。【!】"),
    ({"more_than": 70}, {"at_least": 71}, "某项2024年目标由高于70次收紧为不低于71次。"),
    ({"at_most": 55}, {"at_most": 50}, "某项2024年目标由不高于55次收紧为不高于50次。"),
    ({"at_most": 55}, {"at_most": 60}, "某项2024年目标由不高于55次放宽为不高于60次。【!】"),
    ({"at_most": 55}, {"less_than": 55}, "某项2024年目标由不高于55次收紧为低于55次。"),
    ({"less_than": 55}, {"at_most": 55}, "某项2024年目标由低于55次放宽为不高于55次。【!】"),
    ({"at_least": 100}, {"equals": 100}, "某项2024年目标由不低于100次收紧为达到100次。"),
    ({"equals": 100}, {"at_least": 95}, "某项2024年目标由达到100次放宽为不低于95次。【!】"),
    ({"equals": 100}, {"equals": 95}, "某项2024年目标由达到100次调整为达到95次。"),
    ({"equals": 0}, {"at_most": 3}, "某项2024年目标由0次放宽为不高于3次。【!】"),
    ({"at_least": 70}, {"at_most": 70}, "某项2024年目标由不低于70次调整为不高于70次。"),
    ({"at_least": 70}, {"equals": 60}, "某项2024年目标由不低于70次调整为达到60次。"),
    # a stock
    ({"stock": {"at_least": 1}}, {"stock": {"at_least": 2}}, "某项2024年目标由不少于1次收紧为不少于2次。"),
    ({"stock": {"at_least": 2}}, {"stock": {"at_least": 1}}, "某项2024年目标由不少于2次放宽为不少于1次。【!】"),
    ({"stock": {"at_least": 2, "by": "2025-06-30"}}, {"stock": {"at_least": 2, "by": "2024-09-30"}}, "某项2024年目标由2025年6月30日前不少于2次收紧为2024年9月30日前不少于2次。"),
    ({"stock": {"at_least": 2, "by": "2024-09-30"}}, {"stock": {"at_least": 2, "by": "2025-06-30"}}, "某项2024年目标由2024年9月30日前不少于2次放宽为2025年6月30日前不少于2次。【!】"),
    ({"stock": {"at_least": 2}}, {"stock": {"at_least": 2, "by": "2024-06-30"}}, "某项2024年目标由不少于2次收紧为2024年6月30日前不少于2次。"),
    ({"stock": {"at_least": 2, "by": "2024-06-30"}}, {"stock": {"at_least": 2}}, "某项2024年目标由2024年6月30日前不少于2次放宽为不少于2次。【!】"),
    ({"stock": {"at_least": 2}}, {"stock": {"at_least": 3, "by": "2024-06-30"}}, "某项2024年目标由不少于2次收紧为2024年6月30日前不少于3次。"),
    ({"stock": {"at_least": 2}}, {"stock": {"at_least": 3, "by": "2025-06-30"}}, "某项2024年目标由不少于2次调整为2025年6月30日前不少于3次。"),
    ({"stock": {"at_least": 2}}, {"at_least": 2}, "某项2024年目标由不少于2次调整为不低于2次。"),
    # events
    ({"events": {"at_least": 2, "per": "term"}}, {"events": {"at_least": 3, "per": "term"}}, "某项2024年目标由每学期不少于2次收紧为每学期不少于3次。"),
    ({"events": {"at_least": 2, "per": "year"}}, {"events": {"at_least": 2, "per": "quarter"}}, "某项2024年目标由每年不少于2次收紧为每季度不少于2次。"),
    ({"events": {"at_least": 2, "per": "quarter"}}, {"events": {"at_least": 2, "per": "year"}}, "某项2024年目标由每季度不少于2次放宽为每年不少于2次。【!】"),
    ({"events": {"at_most": 2, "per": "year"}}, {"events": {"at_most": 2, "per": "month"}}, "某项2024年目标由每年不超过2次放宽为每月不超过2次。【!】"),
    ({"events": {"at_most": 0, "within": "3 years"}}, {"events": {"at_most": 0, "within": "2 years"}}, "某项2024年目标由近3年为0次放宽为近2年为0次。【!】"),
    ({"events": {"at_most": 0, "within": "3 years"}}, {"events": {"at_most": 0, "within": "5 years"}}, "某项2024年目标由近3年为0次收紧为近5年为0次。"),
    ({"events": {"at_least": 1, "within": "2 years"}}, {"events": {"at_least": 1, "within": "3 years"}}, "某项2024年目标由近2年不少于1次放宽为近3年不少于1次。【!】"),
    ({"events": {"at_least": 1, "within": "2 years"}}, {"events": {"at_least": 1, "within": "18 months"}}, "某项2024年目标由近2年不少于1次收紧为近18个月不少于1次。"),
    ({"events": {"at_least": 1, "within": "2 years"}}, {"events": {"at_least": 1, "per": "year"}}, "某项2024年目标由近2年不少于1次收紧为每年不少于1次。"),
    ({"events": {"at_least": 2, "per": "term"}}, {"events": {"at_least": 2, "per": "year"}}, "某项2024年目标由每学期不少于2次调整为每年不少于2次。"),
    ({"events": {"at_most": 0, "within": "3 years"}}, {"events": {"at_most": 1, "within": "5 years"}}, "某项2024年目标由近3年为0次调整为近5年不超过1次。"),
    ({"events": {"at_least": 2, "per": "year"}}, {"events": {"at_most": 2, "per": "year"}}, "某项2024年目标由每年不少于2次调整为每年不超过2次。"),
    # events over periods that hold each other, in whole numbers
    ({"events": {"at_least": 2, "per": "half-year"}}, {"events": {"at_least": 4, "per": "year"}}, "某项2024年目标由每半年不少于2次放宽为每年不少于4次。【!】"),
    ({"events": {"at_least": 2, "per": "half-year"}}, {"events": {"at_least": 5, "per": "year"}}, "某项2024年目标由每半年不少于2次调整为每年不少于5次。"),
    ({"events": {"at_least": 1, "per": "month"}}, {"events": {"at_least": 3, "per": "quarter"}}, "某项2024年目标由每月不少于1次放宽为每季度不少于3次。【!】"),
    ({"events": {"equals": 1, "per": "quarter"}}, {"events": {"equals": 4, "per": "year"}}, "某项2024年目标由每季度达到1次放宽为每年达到4次。【!】"),
    ({"events": {"at_most": 1, "per": "quarter"}}, {"events": {"at_most": 4, "per": "year"}}, "某项2024年目标由每季度不超过1次放宽为每年不超过4次。【!】"),
    ({"events": {"at_most": 1, "per": "quarter"}}, {"events": {"at_most": 2, "per": "year"}}, "某项2024年目标由每季度不超过1次调整为每年不超过2次。"),
    ({"events": {"at_most": 0, "per": "quarter"}}, {"events": {"at_most": 0, "per": "year"}}, "某项2024年目标由每季度为0次改写为每年为0次，要求不变。"),
    ({"events": {"at_most": 0, "within": "3 years"}}, {"events": {"at_most": 0, "per": "year"}}, "某项2024年目标由近3年为0次放宽为每年为0次。【!】"),
    ({"events": {"at_most": 0, "within": "6 months"}}, {"events": {"at_most": 0, "per": "year"}}, "某项2024年目标由近6个月为0次调整为每年为0次。"),
    ({"events": {"at_least": 2, "per": "half-year"}}, {"events": {"at_least": 4, "within": "2 years"}}, "某项2024年目标由每半年不少于2次放宽为近2年不少于4次。【!】"),
    ({"events": {"at_least": 2, "per": "half-year"}}, {"events": {"at_least": 5, "within": "2 years"}}, "某项2024年目标由每半年不少于2次调整为近2年不少于5次。"),
    ({"events": {"equals": 0, "within": "36 months"}}, {"events": {"equals": 0, "within": "3 years"}}, "某项2024年目标由近36个月为0次改写为近3年为0次，要求不变。"),
    ({"events": {"more_than": 3, "per": "year"}}, {"events": {"at_least": 4, "per": "year"}}, "某项2024年目标由每年多于3次改写为每年不少于4次，要求不变。"),
    ({"events": {"less_than": 1, "per": "year"}}, {"events": {"at_most": 0, "per": "year"}}, "某项2024年目标由每年少于1次改写为每年为0次，要求不变。"),
    ({"events": {"at_most": 0, "per": "year"}}, {"events": {"equals": 0, "per": "year"}}, "某项2024年目标改了写法，读起来仍是每年为0次。"),
    ({"each": "school", "events": {"more_than": 3, "per": "year"}}, {"each": "school", "events": {"at_least": 2, "per": "half-year"}}, "某项2024年目标由每所学校每年多于3次收紧为每所学校每半年不少于2次。"),
    # grades and limits
    ({"grade": "C", "scale": "rats"}, {"grade": "B", "scale": "rats"}, "某项2024年目标由达到C级及以上收紧为达到B级及以上。"),
    ({"grade": "B", "scale": "rats"}, {"grade": "C", "scale": "rats"}, "某项2024年目标由达到B级及以上放宽为达到C级及以上。【!】"),
    ({"grade": "C", "scale": "rats"}, {"limits": "air"}, "某项2024年目标由达到C级及以上调整为各分项均达到环境空气质量二级标准。"),
    # attested
    ({"attested": "yes"}, {"attested": "yes", "document": "required"}, "某项2024年目标由得到落实收紧为得到落实并有佐证材料。"),
    ({"attested": "yes", "document": "required"}, {"attested": "yes"}, "某项2024年目标由得到落实并有佐证材料放宽为得到落实。【!】"),
    ({"at_least": 70}, {"attested": "yes"}, "某项2024年目标由不低于70次调整为得到落实。"),
    # trends
    ({"not_falling": "year"}, {"rising": "year"}, "某项2024年目标由不低于上年收紧为高于上年。"),
    ({"rising": "year"}, {"not_falling": "year"}, "某项2024年目标由高于上年放宽为不低于上年。【!】"),
    ({"not_rising": "year"}, {"falling": "year"}, "某项2024年目标由不高于上年收紧为低于上年。"),
    ({"falling": "year"}, {"not_rising": "year"}, "某项2024年目标由低于上年放宽为不高于上年。【!】"),
    ({"not_falling": "year"}, {"not_rising": "year"}, "某项2024年目标由不低于上年调整为不高于上年。"),
    ({"rising": "year"}, {"not_rising": "year"}, "某项2024年目标由高于上年调整为不高于上年。"),
    ({"rising": "year"}, {"falling": "year"}, "某项2024年目标由高于上年调整为低于上年。"),
    ({"rising": "year"}, {"rising": "quarter"}, "某项2024年目标由高于上年调整为高于上季度。"),
    # every organisation, and the mean of all
    ({"mean": "caterer", "at_least": 75}, {"each": "caterer", "at_least": 75}, "某项2024年目标由餐饮服务单位平均不低于75次收紧为每户餐饮服务单位不低于75次。"),
    ({"each": "caterer", "at_least": 75}, {"mean": "caterer", "at_least": 75}, "某项2024年目标由每户餐饮服务单位不低于75次放宽为餐饮服务单位平均不低于75次。【!】"),
    ({"mean": "caterer", "at_least": 75}, {"each": "caterer", "at_least": 80}, "某项2024年目标由餐饮服务单位平均不低于75次收紧为每户餐饮服务单位不低于80次。"),
    ({"mean": "caterer", "at_least": 75}, {"each": "caterer", "at_least": 60}, "某项2024年目标由餐饮服务单位平均不低于75次调整为每户餐饮服务单位不低于60次。"),
    ({"mean": "caterer", "at_least": 75}, {"mean": "caterer", "at_least": 80}, "某项2024年目标由餐饮服务单位平均不低于75次收紧为餐饮服务单位平均不低于80次。"),
    ({"each": "caterer", "at_least": 75}, {"each": "caterer", "at_least": 70}, "某项2024年目标由每户餐饮服务单位不低于75次放宽为每户餐饮服务单位不低于70次。【!】"),
    ({"each": "caterer", "at_least": 75}, {"each": "school", "at_least": 75}, "某项2024年目标由每户餐饮服务单位不低于75次调整为每所学校不低于75次。"),
    ({"each": "caterer", "at_least": 75}, {"at_least": 75}, "某项2024年目标由每户餐饮服务单位不低于75次调整为不低于75次。"),
    # all of several, one of several
    ({"all": [{"at_least": 23}, {"rising": "year"}]}, {"at_least": 23}, "某项2024年目标由“不低于23次，且高于上年”放宽为不低于23次。【!】"),
    ({"at_least": 23}, {"all": [{"at_least": 23}, {"rising": "year"}]}, "某项2024年目标由不低于23次收紧为“不低于23次，且高于上年”。"),
    ({"all": [{"at_least": 23}, {"rising": "year"}]}, {"all": [{"at_least": 25}, {"rising": "year"}]}, "某项2024年目标由“不低于23次，且高于上年”收紧为“不低于25次，且高于上年”。"),
    ({"all": [{"at_least": 23}, {"rising": "year"}]}, {"any": [{"at_least": 23}, {"rising": "year"}]}, "某项2024年目标由“不低于23次，且高于上年”放宽为“不低于23次，或高于上年”。【!】"),
    ({"equals": 0}, {"any": [{"equals": 0}, {"attested": "yes"}]}, "某项2024年目标由0次放宽为“0次，或得到落实”。【!】"),
    ({"any": [{"equals": 0}, {"attested": "yes"}]}, {"any": [{"equals": 0}, {"attested": "yes"}, {"falling": "year"}]}, "某项2024年目标由“0次，或得到落实”放宽为“0次，或得到落实，或低于上年”。【!】"),
    ({"any": [{"equals": 0}, {"attested": "yes"}]}, {"equals": 0}, "某项2024年目标由“0次，或得到落实”收紧为0次。"),
    ({"all": [{"at_least": 23}, {"rising": "year"}]}, {"all": [{"at_least": 20}, {"rising": "year"}, {"at_most": 60}]}, "某项2024年目标由“不低于23次，且高于上年”调整为“不低于20次，且高于上年，且不高于60次”。"),
]
# fmt: on
FLAG = "【目标放宽，没有写明新的依据（source）】"


@pytest.mark.parametrize(("old", "new", "sentence"), TARGETS)
def test_which_way_a_target_went(old: Mapping[str, Any], new: Mapping[str, Any], sentence: str) -> None:
    """``【!】`` where it was loosened and nobody says on whose word."""
    assert changed({2024: old}, {2024: new}) == sentence.replace("【!】", FLAG)


@pytest.mark.parametrize(("old", "new", "sentence"), TARGETS)
def test_what_is_tightened_one_way_is_loosened_the_other_way(
    old: Mapping[str, Any], new: Mapping[str, Any], sentence: str
) -> None:
    back = changed({2024: new}, {2024: old})
    assert ("收紧" in sentence) == ("放宽" in back)
    assert ("放宽" in sentence) == ("收紧" in back) == sentence.endswith("【!】")


@pytest.mark.parametrize(
    ("unit", "old", "new", "sentence"),
    [
        ("%", {"at_least": 980}, {"at_least": 98}, "某项2024年目标由不低于980%更正为不低于98%。"),
        (
            "个",
            {"all": [{"at_least": 8}, {"at_most": 6}]},
            {"all": [{"at_least": 6}, {"at_most": 8}]},
            "某项2024年目标由“不低于8个，且不高于6个”更正为“不低于6个，且不高于8个”。",
        ),
        (
            "次",
            {"events": {"less_than": 0, "per": "year"}},
            {"events": {"at_most": 0, "per": "year"}},
            "某项2024年目标由每年少于0次更正为每年为0次。",
        ),
        # As impossible as before, which is no correction; and one withdrawn is gone.
        ("%", {"at_least": 980}, {"at_least": 990}, "某项2024年目标由不低于980%收紧为不低于990%。"),
    ],
)
def test_what_nothing_could_meet_is_corrected_and_not_loosened(
    unit: str, old: Mapping[str, Any], new: Mapping[str, Any], sentence: str
) -> None:
    before = indicator(unit=unit, name="某项", every="quarter") | {"target": {2024: old}}
    was, now = [town({"it": before | {"target": {2024: each}}}, past=True) for each in (old, new)]
    assert said(was, now, "targets") == [sentence]


def test_a_target_that_is_another_one_in_the_same_words_says_what_is_another() -> None:
    """A demand that is refused today is followed by one that reads alike; so are two of the same grade."""
    mixed = {"all": [{"each": "school", "at_least": "1"}, {"rising": "year"}]}
    grouped = {"each": "school", "all": [{"at_least": "1"}, {"rising": "year"}]}
    before = indicator(unit="次", name="某项") | {"target": {2024: mixed}}
    was, now = [town({"it": before | {"target": {2024: each}}}, past=True) for each in (mixed, grouped)]
    assert said(was, now, "targets") == [
        "某项2024年目标改了写法，读起来仍是“每所学校不低于1次，且高于上年”。"
    ]
    scales = SCALES | {"mice": SCALES["rats"] | {"name": "小家鼠密度控制水平"}}
    was, now = [
        town({"it": before | {"unit": "级", "target": {2024: {"grade": "B", "scale": each}}}}, scales=scales)
        for each in ("rats", "mice")
    ]
    assert said(was, now, "targets") == [
        "某项2024年目标（达到B级及以上）的分级标准由“鼠密度控制水平”改为“小家鼠密度控制水平”。"
    ]


STRICT, LAX = {2024: {"at_least": 75}}, {2024: {"at_least": 70}}


def test_a_loosened_target_needs_a_new_source() -> None:
    assert changed(STRICT, LAX) == f"某项2024年目标由不低于75次放宽为不低于70次。{FLAG}"
    assert changed(STRICT, LAX, source="县爱卫〔2024〕3号").splitlines() == [
        "某项2024年目标由不低于75次放宽为不低于70次（依据县爱卫〔2024〕3号）。",
        "更改了指标某项的依据。",
    ]


def test_an_old_source_does_not_excuse_a_loosened_target() -> None:
    known = indicator(source="县爱卫〔2024〕3号") | {"target": STRICT}
    flagged = said(town({"it": known}), town({"it": known | {"target": LAX}}), "targets")
    assert flagged == [f"高血压患者规范管理率2024年目标由不低于75%放宽为不低于70%。{FLAG}"]


def test_a_target_that_only_repeats_the_one_in_force_says_nothing() -> None:
    assert changed(STRICT, STRICT | {2025: {"at_least": 75}}) == ""


def test_targets_of_other_years() -> None:
    assert (
        changed(STRICT, STRICT | {2025: {"at_least": 80}}) == "某项2025年目标由不低于75次收紧为不低于80次。"
    )
    assert changed(STRICT, STRICT | LAX | {2025: {"at_least": 75}}).startswith(
        "某项2024年目标由不低于75次放宽"
    )
    assert (
        changed({2025: {"at_least": 75}}, STRICT | {2025: {"at_least": 75}})
        == "新增某项2024年目标：不低于75次。"
    )
    assert changed(STRICT | {2025: {"at_least": 80}}, {2025: {"at_least": 80}}) == (
        "撤销某项2024年目标（原为不低于75次）。【目标撤销，没有写明新的依据（source）】"
    )


def test_indicators_that_come_and_go() -> None:
    one, two = {"it": indicator()}, {"it": indicator(), "other": indicator(name="糖尿病患者规范管理率")}
    assert said(town(one), town(two)) == ["新增指标糖尿病患者规范管理率。"]
    assert said(town(two), town(one)) == ["删去指标糖尿病患者规范管理率。【少了一个考核指标，请核对依据】"]


def test_an_edited_definition() -> None:
    before = town({"it": indicator()})
    assert said(before, town({"it": indicator(name="高血压规范管理率")})) == [
        "指标高血压患者规范管理率更名为高血压规范管理率。"
    ]
    assert said(before, town({"it": indicator(every="quarter", reported_by="县疾控中心")})) == [
        "更改了指标高血压患者规范管理率的报送单位、报送周期。"
    ]
    assert said(before, town({"it": indicator(every="quarter")})) == [
        "指标高血压患者规范管理率的报送周期由按年改为按季度。"
    ]
    assert said(before, town({"it": indicator(figures="cumulative")})) == [
        "指标高血压患者规范管理率的数的口径由到那天的状况改为从年初累计的数。【监测值一个没改，意思变了，请逐个核对】"
    ]
    assert said(before, town({"it": indicator(level="county")})) == [
        "指标高血压患者规范管理率的层级由镇改为县。"
    ]
    assert said(before, town({"it": indicator(range=["10", "100"])})) == [
        "更改了指标高血压患者规范管理率的合理范围。"
    ]
