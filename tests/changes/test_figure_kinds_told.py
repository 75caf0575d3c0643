"""What a diff says of figures that add up, or of which each is its own period's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from towns import indicator, said, town

NAME = "高血压患者规范管理率"


def told(kind: str, target: Mapping[str, Any], lines: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """What is said of new lines."""
    known = {"it": indicator(target, every="quarter", figures=kind)}
    return list(said(town(known, {"it": lines}), town(known, {"it": {**lines, **new}})))


@pytest.mark.parametrize("target", [{"at_least": 85}, {"rising": "year"}])
def test_a_figure_of_its_own_period_is_held_against_no_number_of_the_year(target: Mapping[str, Any]) -> None:
    assert told("per_period", target, {"2024-03-31": "9/10"}, {"2024-06-30": "8/10"}) == [
        f"{NAME}由90%降低到80%，降低10个百分点。"
    ]


def test_what_begins_anew_has_not_fallen_from_what_last_year_came_to() -> None:
    lines = {"2024-09-30": "8/10", "2024-12-31": "9/10"}
    assert told("cumulative", {"at_least": 85}, lines, {"2025-03-31": "2/10"}) == [
        f"{NAME}为20%，距年度目标还差65个百分点。"
    ]
    assert told("standing", {"at_least": 85}, lines, {"2025-03-31": "2/10"}) == [
        f"{NAME}由90%降低到20%，降低70个百分点，距年度目标还差65个百分点。"
    ]


def test_a_trend_that_the_end_of_the_year_decides_is_not_decided_by_a_quarter() -> None:
    assert told("year_to_date", {"rising": "year"}, {"2024-03-31": "9/10"}, {"2024-06-30": "16/20"}) == [
        f"{NAME}由90%降低到80%，降低10个百分点。"
    ]
