"""``record --for-period``: the figure of a period, written under its last day with the day it came in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk import RATE, VILLAGES, Town, refused

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.target import Indicator
from aiwei_cli.usecases.caller import Caller
from aiwei_cli.usecases.named_period import last_day_of_period
from aiwei_cli.usecases.recording import RecordRequest, record_measurement
from conftest import Cli
from support import TERMS, demanding

JANUARY = Caller(lambda: date(2025, 1, 10), lambda _: None)


@pytest.fixture
def town(tmp_path: Path, cli: Cli) -> Town:
    return Town(tmp_path / "town", cli)


def of(every: str) -> Indicator:
    return demanding({"at_least": "1"}, every=every)


@pytest.mark.parametrize(
    ("every", "typed", "day"),
    [
        ("year", "2024", "2024-12-31"),
        ("year", "2024年", "2024-12-31"),
        ("quarter", "2024-Q4", "2024-12-31"),
        ("quarter", "２０２４-q2", "2024-06-30"),
        ("quarter", "2024年三季度", "2024-09-30"),
        ("half-year", "2024-H1", "2024-06-30"),
        ("half-year", "2024年下半年", "2024-12-31"),
        ("month", "2024-12", "2024-12-31"),
        ("month", "2024年2月", "2024-02-29"),
        ("week", "2024-W50", "2024-12-15"),
        ("term", "2024-秋季学期", "2025-01-31"),
        ("once", "2024-Q3", "2024-09-30"),
    ],
)
def test_a_period_stands_for_its_last_day(every: str, typed: str, day: str) -> None:
    assert last_day_of_period(typed, of(every), TERMS).isoformat() == day


@pytest.mark.parametrize(
    ("every", "typed", "message", "hint"),
    [
        ("quarter", "四季度", "--for-period 看不懂“四季度”", "写成 2024-Q4 的样子"),
        ("quarter", "2024-Q5", "--for-period 看不懂“2024-Q5”，没有这一期", "写成 2024-Q4 的样子"),
        ("week", "2024-W53", "--for-period 看不懂“2024-W53”，没有这一期", "写成 2024-W50 的样子"),
        ("month", "2024-13", "--for-period 看不懂“2024-13”，没有这一期", "写成 2024-12 的样子"),
        (
            "quarter",
            "2024-11",
            "“某指标”按季度报送，2024年11月不是其中一期",
            "写成 2024-Q4 的样子；某一天的数用 --date",
        ),
        (
            "month",
            "2024-Q4",
            "“某指标”按月报送，2024年第四季度不是其中一期",
            "写成 2024-12 的样子；某一天的数用 --date",
        ),
    ],
)
def test_what_is_no_period_of_the_indicator_is_refused(
    every: str, typed: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        last_day_of_period(typed, of(every), TERMS)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_line_keeps_the_day_on_which_the_figure_came_in(town: Town) -> None:
    asked = RecordRequest(RATE, "172/200", for_period="2024-H2", measured="2024-12-20")
    town.before = town.files()
    assert record_measurement(town.root, asked, None, lambda _: None, JANUARY) is None
    line = "2024-12-31: {value: 172/200, received: 2025-01-10, measured: 2024-12-20}"
    assert [each.strip() for each in town.changes()[VILLAGES]] == [f"+     {line}"]


def test_show_tells_the_days_of_measuring_and_of_receipt(town: Town) -> None:
    asked = RecordRequest(RATE, "172/200", for_period="2024-H2", measured="2024-12-20")
    assert record_measurement(town.root, asked, None, lambda _: None, JANUARY) is None
    shown = town.cli("show", RATE, "-w", str(town.root)).out
    assert "  2024-12-31  86%（172/200）  2024-12-20测定  2025-01-10收到\n" in shown


@pytest.mark.parametrize(
    ("grace", "told"),
    [("grace: {half-year: 15}\n", "（2024年6月30日数据）"), ("", "（补报2024年6月30日数据）")],
)
def test_what_comes_in_within_its_days_of_grace_is_not_late(grace: str, told: str, town: Town) -> None:
    about = town.root / "data" / "workspace.yaml"
    about.write_text(about.read_text(encoding="utf-8") + grace, encoding="utf-8")
    asked = RecordRequest(RATE, "172/200", for_period="2024-H1")
    july = Caller(lambda: date(2024, 7, 8), lambda _: None)
    path = town.root / VILLAGES
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(each for each in lines if "2024-06-30: " not in each), encoding="utf-8")
    assert record_measurement(town.root, asked, None, lambda _: None, july) is None
    out = town.cli("digest", "--month", "-w", str(town.root), "--as-of", "2024-07-31").out
    assert told in out


def test_a_day_and_a_period_cannot_both_be_asked_for(town: Town) -> None:
    said = refused(town, RATE, "172/200", "--for-period", "2024-H2", "--date", "2024-12-30")
    assert said == "错误：--date 和 --for-period 不能同时用\n改法：只写一个\n"


def test_a_figure_received_before_it_was_measured_is_refused(town: Town) -> None:
    wrong = "2024-12-31: {value: 172/200, measured: 2025-01-12, received: 2025-01-10}"
    path = town.root / VILLAGES
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"  {RATE}:\n", f"  {RATE}:\n    {wrong}\n", 1), encoding="utf-8")
    result = town.cli("check", "-w", str(town.root), "--format", "concise")
    assert result.code == 2
    assert "测定和收到日期前后颠倒：2025-01-12 大于 2025-01-10" in result.err + result.out
