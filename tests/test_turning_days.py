"""A verdict turns only for a cause: every day of fifteen months is judged, and each turn has to name one.

Causes are a line of data, a deadline, the first or last day of a period or term (or the day after), an opening or a
closing, the end of a figure's days of grace, a figure grown too old, an event leaving its window.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from aiwei_cli.load.assemble import load
from aiwei_cli.model.condition import Condition, Events, Stock, group_of, unfold
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import forward, periods_of_year
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import assess
from support import PROJECT
from towns import SCALES, indicator, town

FIRST, LAST = date(2024, 1, 1), date(2025, 3, 31)
DAY = timedelta(days=1)
SCHOOLS = {
    "school": {
        "name": "学校",
        "counter": "所",
        "members": {
            "old": "一小",
            "new": {"name": "二小", "opened": "2024-11-01"},
            "gone": {"name": "三小", "closed": "2024-10-15"},
            "short": {"name": "四小", "opened": "2024-03-10", "closed": "2024-06-20"},
        },
    }
}
EVENTS = {
    "old": {"2023-11-20": 1, "2024-03-01": 1, "2024-06-03": 1, "2024-10-10": 2, "2025-01-10": 1},
    "new": {"2024-11-20": 1, "2024-12-03": 0},
    "gone": {"2024-03-05": 2, "2024-08-10": 1},
    "short": {"2024-04-01": 3},
}
RATES = {
    "old": {"2023-12-20": "60", "2024-03-31": "75", "2024-09-30": "69", "2025-01-15": "71"},
    "new": {"2024-12-20": "80"},
    "gone": {"2024-02-01": "65", "2024-06-28": "72"},
    "short": {"2024-05-01": "80"},
}
ALONE = {"2023-12-20": "60", "2024-02-10": "66", "2024-06-30": "71", "2024-11-05": "69", "2025-02-03": "75"}
DEMANDS: list[tuple[Mapping[str, Any], str, Mapping[str, Any]]] = [
    *(({"at_least": 70}, every, ALONE) for every in ("month", "term", "year", "once")),
    *(({"each": "school", "at_least": 70}, every, RATES) for every in ("quarter", "term")),
    *(({"mean": "school", "at_least": 70}, every, RATES) for every in ("half-year", "term")),
    *(({"stock": {"at_least": 70, "by": by}}, "term", ALONE) for by in ("2024-05-31", "2025-03-15")),
    *(({"falling": span}, "term", ALONE) for span in ("term", "year")),
    *(
        ({"each": "school", "events": {**bound, "per": span}}, "month", EVENTS)
        for span, bound in (
            ("quarter", {"at_most": 1}),
            ("term", {"at_least": 2}),
            ("term", {"equals": 2}),
            ("year", {"at_most": 1}),
        )
    ),
    *(
        ({"each": "school", "events": {**bound, "within": "1 year"}}, every, EVENTS)
        for every, bound in (("year", {"at_least": 2}), ("term", {"at_most": 1}))
    ),
    ({"events": {"at_most": 1, "per": "half-year"}}, "half-year", EVENTS["old"]),
    ({"events": {"less_than": 1, "within": "6 months"}}, "week", EVENTS["old"]),
    ({"stock": {"at_least": 70}}, "term", ALONE),
    ({"each": "school", "all": [{"at_least": 70}, {"rising": "term"}]}, "term", RATES),
    ({"each": "school", "any": [{"at_least": 70}, {"stock": {"at_least": 65}}]}, "quarter", RATES),
    ({"each": "school", "attested": "yes"}, "term", {"old": {"2024-03-01": "否", "2025-01-20": "是"}}),
    ({"grade": "C", "scale": "rats"}, "term", {"2024-03-01": "B", "2025-01-20": "不达C级"}),
]
"""Every condition, with intervals that make a difference to it: the target, the interval, the lines."""


def synthetic(**about: Any) -> Workspace:
    """A town that has every condition, groups with openings and closings, and terms."""
    lines = {f"number-{number}": measured for number, (_, _, measured) in enumerate(DEMANDS)}
    return town(
        {
            f"number-{number}": indicator(target, every=every, unit="", name=f"指标{number}")
            for number, (target, every, _) in enumerate(DEMANDS)
        },
        lines,
        groups=SCHOOLS,
        scales=SCALES,
        about=about,
    )


def causes(key: str, own: Indicator, condition: Condition, workspace: Workspace, year: int) -> set[date]:
    """The days on which a verdict may turn."""
    terms, group = workspace.about.terms, group_of(condition)
    lines = workspace.measurements.get(key, ())
    days = {each.on for each in lines}
    whole = own.year(year, terms)
    days |= {whole.start, whole.end, whole.end + DAY, date(year, 12, 31), date(year + 1, 1, 1)}
    spans = set() if own.every == "once" else {Interval(own.every)}
    for part in unfold(condition):
        if isinstance(part, Stock) and part.stock.by:
            days |= {part.stock.by, part.stock.by + DAY}
        if isinstance(part, Events) and part.events.per:
            spans.add(part.events.per)
        if isinstance(part, Events) and part.events.within:
            days |= {forward(each.on, part.events.within) for each in lines}
    for span in spans:
        for period in (
            each for of in (year - 1, year, year + 1) for each in periods_of_year(span, of, terms)
        ):
            days |= {period.start, period.end, period.end + DAY}
            days |= {deadline := period.end + timedelta(days=workspace.grace_of(own) or 0), deadline + DAY}
    for member in workspace.groups[group].members.values() if group else ():
        days |= {member.opened} if member.opened else set()
        days |= {member.closed, member.closed + DAY} if member.closed else set()
    return days


def told(finding: Finding) -> tuple[object, ...]:
    return finding.status, finding.verdict.counted, finding.verdict.out_of


def uncaused(workspace: Workspace, year: int, days: list[date]) -> Iterator[str]:
    """Every turn from one of the days to the next without a cause between them."""
    before: Assessment | None = None
    allowed = {
        key: causes(key, own, condition, workspace, year)
        for key, own in workspace.indicators.items()
        if (condition := own.condition_for(year))
    }
    for day in days:
        now = assess(workspace, year, day)
        for was, stands in zip(before.findings if before else (), now.findings, strict=bool(before)):
            turned = told(was) != told(stands)
            since = before.as_of if before else day
            if turned and not any(since < cause <= day for cause in allowed[stands.id]):
                yield f"{day} {stands.id} {stands.verdict.condition!r}: {told(was)} → {told(stands)}"
        before = now


def every_day(step: int = 1) -> list[date]:
    return [FIRST + DAY * number for number in range(0, (LAST - FIRST).days + 1, step)]


def test_no_verdict_of_any_condition_turns_without_a_cause() -> None:
    assert list(uncaused(synthetic(), 2024, every_day())) == []


def test_with_days_of_grace_it_turns_when_they_are_over() -> None:
    grace = {"week": 3, "month": 5, "quarter": 10, "half-year": 15, "term": 15, "year": 15}
    assert list(uncaused(synthetic(grace=grace), 2024, every_day(step=2))) == []


def test_no_verdict_of_our_own_data_turns_without_a_cause() -> None:
    assert list(uncaused(load(PROJECT).workspace, 2024, every_day(11))) == []
