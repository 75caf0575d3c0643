"""Units of measure as people type them: one spelling, and what a count pair comes to in them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from aiwei_cli.load.value_reading import bounds_of, read_figure
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.unit import factor_of, one_spelling
from aiwei_cli.render.words.demands import short
from conftest import Cli
from support import WORKSPACES, demanding, diagnostics, lay_out
from towns import indicator, town


def in_unit(unit: str, text: str) -> Fraction:
    indicator = demanding({"at_least": "1"}, unit=unit)
    value = read_figure(text, indicator, bounds_of(indicator))
    assert isinstance(value, Figure)
    return value.exact


@pytest.mark.parametrize(
    ("typed", "spelling", "factor"),
    [
        ("％", "%", 100),
        ("﹪", "%", 100),
        ("百分之", "%", 100),
        ("1/百", "%", 100),
        ("1/千", "‰", 1000),
        ("/1000", "‰", 1000),
        ("每千", "‰", 1000),
        ("/万", "1/万", 10_000),
        ("‱", "1/万", 10_000),
        ("/10万", "1/10万", 100_000),
        ("１／１０万", "1/10万", 100_000),
        ("1 / 10 万", "1/10万", 100_000),
        ("1/十万", "1/10万", 100_000),
        ("1/100,000", "1/10万", 100_000),
        ("1/10w", "1/10万", 100_000),
        ("1/百万", "1/100万", 1_000_000),
        ("例/10万", "例/10万", 100_000),
        ("每10万人", "1/10万人", 100_000),
        ("张/1000人", "张/千人", 1000),
        ("辆/百户", "辆/百户", 100),
        ("平方米 / 人", "平方米/人", 1),
        ("小时/天", "小时/天", 1),
        ("平方米", "平方米", 1),
        ("处每千米", "处每千米", 1),
        ("微克/千克", "微克/千克", 1),
        ("吨/万元", "吨/万元", 1),
        ("ｍｇ／Ｌ", "mg/L", 1),
        ("百分比", "百分比", None),
        ("比例", "比例", None),
        ("合格率", "合格率", None),
        ("%（百分比）", "%（百分比）", None),
        ("处/30间", "处/30间", None),
        ("处/1000米", "处/1000米", None),
        ("1/7", "1/7", None),
        ("10/万", "10/万", None),  # a number of its own: 3 of it are 3×10/万
        ("１００／千人", "100/千人", None),
        ("株/百米", "株/百米", None),
        ("个/百帕", "个/百帕", 1),
        ("个/千克", "个/千克", 1),
        ("处/千平方米", "处/千平方米", None),
        ("个/万平方米", "个/万平方米", 1),
        ("10万", "10万", None),
    ],
)
def test_one_spelling_and_one_factor(typed: str, spelling: str, factor: int | None) -> None:
    assert one_spelling(typed) == spelling
    assert one_spelling(spelling) == spelling
    assert factor_of(spelling) == factor


def test_a_pair_is_converted_whatever_the_spelling() -> None:
    assert in_unit("％", "3/3") == 100
    assert in_unit("/10万", "40/1900") == Fraction(40 * 100_000, 1900)
    assert in_unit("1/千", "5/400") == Fraction(25, 2)
    assert in_unit("张/千人", "40/1900") == Fraction(40_000, 1900)
    assert in_unit("平方米/人", "24000/2000") == 12


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("/10万", "209/10万"),
        ("1/10万", "209/十万"),
        ("％", "20.9％"),
        ("‰", "209/千"),
        ("张/千人", "209张/千人"),
    ],
)
def test_a_number_may_bear_its_unit_in_any_spelling(unit: str, text: str) -> None:
    assert in_unit(unit, text) == (Fraction(209, 10) if unit == "％" else 209)


def town_with(tmp_path: Path, unit: str, *, first: str = "160/200", more: str = "") -> Path:
    """The base workspace, its rate in another unit; with a plain second figure, so that nothing jumps."""
    root = lay_out(tmp_path, WORKSPACES / "none")
    for name, old, new in (
        ("targets.yaml", 'unit: "%"', f"unit: {unit}{more}"),
        ("targets.yaml", "    range: [20, 100]\n", ""),
        ("actions/tidy-villages.yaml", "160/200", first),
        ("actions/tidy-villages.yaml", "172/200, source", f"{first}, source"),
    ):
        path = root / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def test_the_advice_for_an_unknown_rate_is_right(tmp_path: Path) -> None:
    found = diagnostics(town_with(tmp_path / "a", "百分比"))
    assert [(each.code, each.hint) for each in found] == [
        ("AW315", '计量单位是不是“%”？是就写 unit: "%"；不是就把监测值写成算好的数')
    ]
    assert diagnostics(town_with(tmp_path / "b", '"%"')) == []
    assert diagnostics(town_with(tmp_path / "c", "百分比", first="80")) == []


@pytest.mark.parametrize(
    "unit",
    [
        "处/30间",
        "克/100克",
        "1/7",
        "株/百米",
        "盏/百米",
        "个/百平方米",
        "克/百克",
        "人/百平方公里",
        "处/千平方米",
    ],
)
def test_no_share_is_offered_for_a_unit_that_is_none(unit: str, tmp_path: Path) -> None:
    found = diagnostics(town_with(tmp_path, unit))
    assert [(each.code, each.hint) for each in found] == [("AW315", "把监测值写成算好的数")]


@pytest.mark.parametrize(
    ("unit", "typed", "advice"),
    [
        ("‰", "60%", "写成 600"),
        ('"%"', "25‰", "写成 2.5"),
        ("/10万", "0.5‰", "写成 50"),
        ('"%"', "0.64万", "0.64万 就是 6400，以“%”计没有这么大的数：核对这个数"),
        ("‰", "60%/100", "只写数字，单位和说明写在别处"),
    ],
)
def test_another_share_is_converted_in_the_advice(unit: str, typed: str, advice: str, tmp_path: Path) -> None:
    found = diagnostics(town_with(tmp_path / "a", unit, first=typed))
    assert {(each.code, each.hint) for each in found} == {("AW203", advice)}
    if number := advice.removeprefix("写成 ").removeprefix(advice):
        assert diagnostics(town_with(tmp_path / "b", unit, first=number)) == []


@pytest.mark.parametrize(
    ("unit", "share"),
    [
        ("千分比", "‰"),
        ("万分率", "1/万"),
        ("十万分率", "1/10万"),
        ("10/万", "1/10万"),
        ("100/千人", "1/10万人"),
        ("10万", "1/10万"),
    ],
)
def test_the_likely_share_is_named(unit: str, share: str, tmp_path: Path) -> None:
    found = diagnostics(town_with(tmp_path, unit))
    assert [each.hint for each in found] == [
        f'计量单位是不是“{share}”？是就写 unit: "{share}"；不是就把监测值写成算好的数'
    ]


@pytest.mark.parametrize(
    ("unit", "hint"),
    [
        ("百分比", '计量单位是不是“%”？是就写 unit: "%"，不是就只写一个数'),
        ("万分率", '计量单位是不是“1/万”？是就写 unit: "1/万"，不是就只写一个数'),
        ("处/30间", "只写一个数"),
        ("平方米/人", "只写一个数；要写两个数相除，先在指标里补上 numerator 和 denominator"),
    ],
)
def test_a_pair_for_a_number_gets_the_share_it_may_mean_as_advice(
    unit: str, hint: str, tmp_path: Path
) -> None:
    root = town_with(tmp_path, unit)
    path = root / "data" / "targets.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    told = [
        line for line in lines if not line.lstrip().startswith(("numerator:", "denominator:", "counted_in:"))
    ]
    path.write_text("".join(told), encoding="utf-8")
    found = diagnostics(root)
    assert [(each.code, each.message, each.hint) for each in found] == [
        ("AW308", "“卫生厕所普及率”只要一个数，写的是“160/200”", hint)
    ] * 2


def test_a_denominator_in_thousands_is_written_in_full(tmp_path: Path) -> None:
    found = diagnostics(town_with(tmp_path / "a", "张/千人", first="40/1.9"))
    assert [each.hint for each in found] == ["分母写总数，例如 40/1900；确实只有这么多，就写算好的数"] * 2
    assert diagnostics(town_with(tmp_path / "b", "张/千人", first="40/1900")) == []


def test_record_refuses_a_pair_that_nobody_can_convert(tmp_path: Path, cli: Cli) -> None:
    root = town_with(tmp_path, "百分比", first="80")
    result = cli("record", "clean-toilet-rate", "172/200", "--date", "2024-12-25", "-w", str(root))
    assert result.code == 2
    assert '是就写 unit: "%"' in result.err


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("10/万", "≥2×10/万"),
        ("24小时", "≥2×24小时"),
        ("1/10万", "≥2/10万"),
        ("1/千人", "≥2/千人"),
        ("%", "≥2%"),
    ],
)
def test_a_number_stands_apart_from_a_unit_that_begins_with_one(unit: str, said: str) -> None:
    made = town({"it": indicator({"at_least": 2}, unit=unit)})
    about = made.indicators["it"]
    assert short(about.target[2024], about, made).text == said


def test_units_are_compared_in_one_spelling(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "-w", str(town_with(tmp_path, "％", first="172/200")), "--format", "json")
    assert result.code == 0
    assert '"unit": "%"' in result.out
