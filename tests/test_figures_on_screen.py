"""Figures of the year so far and of their own period, as whoever reports them meets them: whole commands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from conftest import Cli
from support import WORKSPACES, lay_out

WASTE = """indicators:
  waste:
    action: tidy-villages
    name: 垃圾处理率
    unit: "%"
    level: town
    reported_by: 各村
    every: month
    figures: KIND
    numerator: 处理的
    denominator: 产生的
    counted_in: 吨
    target:
      2024: {at_least: 90}
"""
MONTHS = {
    "01-31": "9/10",
    "02-29": "9/10",
    "03-31": "10/10",
    "05-31": "9/10",
    "06-30": "10/10",
    "08-31": "10/10",
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "town", WORKSPACES / "none")


def with_waste(town: Path, kind: str, lines: dict[str, str]) -> str:
    """The folder with an indicator more."""
    for path, old, new in (
        ("data/targets.yaml", "indicators:\n", WASTE.replace("KIND", kind)),
        (
            "data/actions/tidy-villages.yaml",
            "measurements:\n",
            "measurements:\n  waste:\n"
            + "".join(f"    2024-{day}: {value}\n" for day, value in lines.items()),
        ),
    ):
        text = (town / path).read_text(encoding="utf-8")
        assert old in text
        (town / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(town)


def test_missing_months_are_named_and_owed(town: Path, cli: Cli) -> None:
    folder = with_waste(town, "per_period", MONTHS)
    day = ("--as-of", "2024-09-15", "--workspace", folder)
    row = "垃圾处理率               镇 缺数据 95%(57/60)        08-31  ≥90%；缺4月、7月"
    assert row in cli("check", *day).out.splitlines()
    owed = [line for line in cli("due", *day).out.splitlines() if "垃圾处理率" in line]
    assert owed == [
        "逾期138天 指标 2024-04-30 2024-08-31  垃圾处理率",
        "逾期46天  指标 2024-07-31 2024-08-31  垃圾处理率",
        "到期      指标 2024-09-30 2024-08-31  垃圾处理率",
    ]
    shown = cli("show", "waste", *day).out.splitlines()
    assert "  数的口径  每期自己的数，全年合起来算" in shown
    assert "  依据      无法判定：缺4月、7月" in shown


def test_the_order_of_lines_makes_no_difference_on_screen(town: Path, tmp_path: Path, cli: Cli) -> None:
    expected = cli("check", "--workspace", with_waste(town, "per_period", MONTHS)).out
    lines = list(MONTHS.items())
    random.Random(1).shuffle(lines)
    other = with_waste(lay_out(tmp_path / "other", WORKSPACES / "none"), "per_period", dict(lines))
    assert cli("check", "--workspace", other).out == expected


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (
            "per_period",
            "80",
            "写成分子/分母，例如 165/180；只有比率，就报年初至今的，写 figures: year_to_date",
        ),
        ("year_to_date", "9/10", "少了：当月还是累计？"),
    ],
)
def test_the_other_kind_is_not_taken_unasked(kind: str, value: str, said: str, town: Path, cli: Cli) -> None:
    folder = with_waste(town, kind, {"08-31": "57/60"})
    before = (town / "data/actions/tidy-villages.yaml").read_bytes()
    result = cli("record", "waste", value, "--date", "2024-09-30", "--workspace", folder)
    assert result.code == 2
    assert said in result.err
    assert (town / "data/actions/tidy-villages.yaml").read_bytes() == before
