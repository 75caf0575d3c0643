"""What is planned, corrected and told: every kind of change in a sentence, and what is flagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from towns import ABOUT, GROUPS, SCALES, said, town


def item(**more: Any) -> dict[str, Any]:
    """A task with a deadline."""
    return {
        "id": "toilets",
        "year": 2024,
        "title": "改建卫生厕所",
        "due": "2024-09-30",
        "responsible": "村镇中心",
        "state": "进行中",
    } | more


# fmt: off
OPENED = {"opened": "2024-03-01", "problem": "沟渠淤塞", "place": "示范村", "responsible": "示范村委会", "due": "2024-04-01"}
GOES_ON = {"progress": "2024-03-10", "note": "已清一半"}
LONGER = {"progress": "2024-03-20", "note": "遇连续降雨", "due": "2024-05-01"}
DONE = {"done": "2024-04-20", "note": "全部清完"}
CLOSED = {"closed": "2024-04-25", "verified_by": "镇爱卫办"}

WORK = [
    # tasks
    ({}, {"plan": [item()]}, ["新增2024年任务：改建卫生厕所（村镇中心，2024年9月30日前完成）。"]),
    ({"plan": [item()]}, {}, ["删去2024年任务：改建卫生厕所（村镇中心，2024年9月30日前完成）。【少了一项任务，请核对依据】"]),
    ({}, {"plan": [{"id": "walk", "year": 2024, "title": "万步有约"}]}, ["新增2024年任务：万步有约。"]),
    ({"plan": [item(state="未启动")]}, {"plan": [item()]}, ["任务“改建卫生厕所”由未启动转为进行中。"]),
    ({"plan": [item()]}, {"plan": [item(state="已完成", done="2024-09-20")]}, ["任务“改建卫生厕所”2024年9月20日由进行中转为已完成。"]),
    ({"plan": [item(state="已完成", done="2024-09-20")]}, {"plan": [item()]}, ["任务“改建卫生厕所”由已完成退回进行中。【已完成的任务又打开了，请核对依据】"]),
    ({"plan": [item()]}, {"plan": [item(state="已完成")]}, ["任务“改建卫生厕所”由进行中转为已完成。"]),
    ({"plan": [item()]}, {"plan": [item(due="2024-12-31")]}, ["任务“改建卫生厕所”的时限由2024年9月30日推后到2024年12月31日。【时限推后，请核对依据】"]),
    ({"plan": [item()]}, {"plan": [item(due="2024-12-31", note="县里统一延期")]}, ["任务“改建卫生厕所”的时限由2024年9月30日推后到2024年12月31日。", "更改了任务“改建卫生厕所”的说明。"]),
    ({"plan": [item()]}, {"plan": [item(due="2024-06-30")]}, ["任务“改建卫生厕所”的时限由2024年9月30日改为2024年6月30日。"]),
    ({"plan": [item()]}, {"plan": [{"id": "toilets", "year": 2024, "title": "改建卫生厕所", "responsible": "村镇中心", "state": "进行中"}]}, ["任务“改建卫生厕所”的时限由2024年9月30日改为未定。【时限推后，请核对依据】"]),
    ({"plan": [item()]}, {"plan": [item(state="已完成", done="2024-11-20", due="2024-12-31")]}, ["任务“改建卫生厕所”2024年11月20日由进行中转为已完成。", "任务“改建卫生厕所”的时限由2024年9月30日推后到2024年12月31日。【时限推后，请核对依据】"]),
    ({"plan": [item()]}, {"plan": [item(title="改建卫生厕所和垃圾房")]}, ["任务“改建卫生厕所”改为“改建卫生厕所和垃圾房”。"]),
    ({"plan": [item()]}, {"plan": [item(responsible="镇卫生院", quantity="40 座")]}, ["更改了任务“改建卫生厕所”的数量、责任单位。"]),
    ({"plan": [item()]}, {"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座"}}}, ["2024年8月1日，任务“改建卫生厕所”进展：已建12座。"]),
    ({"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座"}}}, {"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建10座"}}}, ["任务“改建卫生厕所”2024年8月1日的进展由“已建12座”改为“已建10座”。【改动了已经写下的进展，请核对】"]),
    ({"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座"}}}, {"plan": [item()]}, ["删去任务“改建卫生厕所”2024年8月1日的进展，原为“已建12座”。【改动了已经写下的进展，请核对】"]),
    ({"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座"}}}, {"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座", "2024-08-10": "已建20座"}}}, ["2024年8月10日，任务“改建卫生厕所”进展：已建20座。"]),
    ({"plan": [item()], "progress": {"toilets": {"2024-08-01": "已建12座", "2024-08-10": "已建20座"}}}, {"plan": [item()], "progress": {"toilets": {"2024-08-10": "已建20座"}}}, ["删去任务“改建卫生厕所”2024年8月1日的进展，原为“已建12座”。【改动了已经写下的进展，请核对】"]),
    # issues
    ({}, {"issues": {"ditch": [OPENED]}}, ["2024年3月1日，发现问题：沟渠淤塞（示范村），由示范村委会负责，限2024年4月1日前整改。"]),
    ({"issues": {"ditch": [OPENED]}}, {"issues": {"ditch": [OPENED, GOES_ON]}}, ["2024年3月10日，整改事项“沟渠淤塞”有进展：已清一半。"]),
    ({"issues": {"ditch": [OPENED, GOES_ON]}}, {"issues": {"ditch": [OPENED, GOES_ON, LONGER]}}, ["2024年3月20日，整改事项“沟渠淤塞”有进展：遇连续降雨，时限改为2024年5月1日。"]),
    ({"issues": {"ditch": [OPENED]}}, {"issues": {"ditch": [OPENED, DONE]}}, ["2024年4月20日，整改事项“沟渠淤塞”整改完成：全部清完。"]),
    ({"issues": {"ditch": [OPENED, DONE]}}, {"issues": {"ditch": [OPENED, DONE, CLOSED]}}, ["2024年4月25日，整改事项“沟渠淤塞”经镇爱卫办核验后销号。"]),
    ({"issues": {"ditch": [OPENED]}}, {"issues": {"ditch": [OPENED, DONE, CLOSED]}}, ["2024年4月20日，整改事项“沟渠淤塞”整改完成：全部清完。", "2024年4月25日，整改事项“沟渠淤塞”经镇爱卫办核验后销号。"]),
    ({"issues": {"ditch": [OPENED, DONE]}}, {}, ["删去整改事项：沟渠淤塞。【整改事项不应删去，请核对】"]),
    ({"issues": {"ditch": [OPENED, DONE]}}, {"issues": {"ditch": [OPENED]}}, ["改写了整改事项“沟渠淤塞”已有的步骤。【改动了已经写下的整改步骤，请核对】"]),
    ({"issues": {"ditch": [OPENED]}}, {"issues": {"ditch": [OPENED | {"due": "2024-06-01"}]}}, ["改写了整改事项“沟渠淤塞”已有的步骤。【改动了已经写下的整改步骤，请核对】", "2024年3月1日，发现问题：沟渠淤塞（示范村），由示范村委会负责，限2024年6月1日前整改。"]),
    ({"issues": {"ditch": [OPENED, GOES_ON]}}, {"issues": {"ditch": [OPENED, DONE]}}, ["改写了整改事项“沟渠淤塞”已有的步骤。【改动了已经写下的整改步骤，请核对】", "2024年4月20日，整改事项“沟渠淤塞”整改完成：全部清完。"]),
    # counted figures, narrative, the action itself
    ({}, {"figures": {2024: {"walls": "12 户"}}}, ["新增管慢病2024年数据“walls”：12户。"]),
    ({"figures": {2024: {"walls": "12 户"}}}, {"figures": {2024: {"walls": "15 户"}}}, ["管慢病2024年数据“walls”由12户改为15户，增加3户。"]),
    ({"figures": {2024: {"walls": "15 户"}}}, {"figures": {2024: {"walls": "12 户"}}}, ["管慢病2024年数据“walls”由15户改为12户，减少3户。"]),
    ({"figures": {2024: {"walls": "12 户"}}}, {"figures": {2024: {"walls": "12 家"}}}, ["管慢病2024年数据“walls”由12户改为12家。"]),
    ({"figures": {2024: {"walls": "12 户"}}}, {"figures": {2024: {"walls": "12.0 户"}}}, ["管慢病2024年数据“walls”由12户改为12.0户。"]),
    ({"figures": {2024: {"walls": "12 户"}}}, {}, ["删去管慢病2024年数据“walls”：12户。"]),
    ({}, {"work": {2024: [{"lead": "强宣传", "text": "发放折页。"}]}}, ["新增了管慢病2024年工作情况。"]),
    ({"work": {2024: [{"lead": "强宣传", "text": "发放折页。"}]}}, {"work": {2024: [{"lead": "强宣传", "text": "张贴海报。"}]}}, ["更改了管慢病2024年工作情况。"]),
    ({}, {"name": "慢病管理"}, ["专项行动管慢病更名为慢病管理。"]),
    ({}, {"lead": "镇卫生院", "since": 2022}, ["更改了管慢病的牵头单位。", "更改了管慢病的起始年份。"]),
]
# fmt: on


@pytest.mark.parametrize(("before", "after", "sentences"), WORK)
def test_what_is_said_of_the_work(
    before: Mapping[str, Any], after: Mapping[str, Any], sentences: list[str]
) -> None:
    assert said(town(**before), town(**after)) == sentences


def test_an_action_that_comes_and_goes() -> None:
    one, two = town(), town(actions={"second": {"id": "second", "name": "勤锻炼", "order": 2}})
    assert said(one, two) == ["新增了勤锻炼专项行动。"]
    assert said(two, one) == ["删去了勤锻炼专项行动。"]


def test_what_is_known_of_the_town() -> None:
    assert said(town(), town(about={"town": "新镇", "year": 2025})) == [
        "更改了乡镇名称。",
        "更改了判定年度。",
    ]
    told = {"summary": {2024: {"opening": "2024年，稳步推进。", "figures": {"meetings": "3 次"}}}}
    more = {"summary": {2024: {"opening": "2024年，全面推进。", "figures": {"meetings": "4 次"}}}}
    assert said(town(about=told), town(about=more)) == [
        "2024年数据“meetings”由3次改为4次，增加1次。",
        "更改了2024年总结文字。",
    ]
    terms = ABOUT | {"terms": [{"name": "学年", "starts": "09-01", "ends": "07-31"}]}
    assert said(town(), town(about=terms)) == ["更改了学期。【学期影响判定，请核对依据】"]


def test_scales_and_organisations() -> None:
    lenient = SCALES | {"rats": dict(SCALES["rats"]) | {"below": "不达标准"}}
    assert said(town(), town(scales=lenient)) == [
        "更改了“鼠密度控制水平”分级标准。【分级标准影响判定，请核对依据】"
    ]
    assert said(town(), town(groups={"school": GROUPS["school"]})) == [
        "删去了“餐饮服务单位”考核对象。【考核对象影响判定，请核对依据】"
    ]
    assert said(town(groups={"school": GROUPS["school"]}), town()) == ["新增了“餐饮服务单位”考核对象。"]
    fewer = GROUPS | {"school": dict(GROUPS["school"]) | {"members": {"first-school": "第一小学"}}}
    assert said(town(), town(groups=fewer)) == ["更改了“学校”考核对象。【考核对象影响判定，请核对依据】"]
