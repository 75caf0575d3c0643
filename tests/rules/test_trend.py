"""Rising, falling, not falling: strict, and never without a period to compare with."""

from __future__ import annotations

import pytest

from aiwei_cli.model.verdict import Status, Why
from support import judged

MET, MISSED = Status.MET, Status.MISSED


@pytest.mark.parametrize(
    ("direction", "now", "status"),
    [
        ("rising", "23.6", MISSED),
        ("rising", "23.60", MISSED),
        ("rising", "23.7", MET),
        ("falling", "23.6", MISSED),
        ("falling", "23.5", MET),
        ("not_falling", "23.6", MET),
        ("not_falling", "23.5", MISSED),
    ],
)
def test_equal_is_neither_higher_nor_lower(direction: str, now: str, status: Status) -> None:
    assert judged({direction: "year"}, {"2023-12-31": "23.6", "2024-12-20": now}).status is status


def test_no_previous_year_cannot_be_judged() -> None:
    verdict = judged({"falling": "year"}, {"2022-12-31": "12", "2024-12-20": "11"})
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NO_PREVIOUS)


def test_nothing_to_measure_last_year_is_no_last_year() -> None:
    verdict = judged({"falling": "year"}, {"2023-12-31": "0/0", "2024-12-20": "0/9"})
    assert (verdict.status, verdict.why) == (Status.NO_DATA, Why.NO_PREVIOUS)
    assert judged({"falling": "year"}, {"2023-12-31": "1/9", "2024-12-20": "0/0"}).why is Why.NOT_APPLICABLE


def test_the_last_figure_of_the_previous_year_counts() -> None:
    values = {"2023-06-30": "9", "2023-12-31": "5", "2024-12-20": "6"}
    assert judged({"rising": "year"}, values).status is MET


@pytest.mark.parametrize(("before", "status"), [("7", MISSED), ("5", MET)])
def test_against_the_quarter_before(before: str, status: Status) -> None:
    values = {"2024-09-30": before, "2024-12-20": "6"}
    assert judged({"rising": "quarter"}, values, every="quarter").status is status


def test_pending_until_the_year_ends() -> None:
    values = {"2023-12-31": "7", "2024-06-30": "6"}
    assert judged({"rising": "year"}, values, as_of="2024-06-30").status is Status.PENDING
