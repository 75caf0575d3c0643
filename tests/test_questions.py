"""Questions about figures: where each begins, what answers it, what switches it off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aiwei_cli.load.questions.about_plans import ABOUT_TARGETS
from aiwei_cli.load.questions.about_totals import ABOUT_AVERAGES
from aiwei_cli.load.questions.all_questions import OF_A_DAY, OF_A_NUMBER
from aiwei_cli.model.codes.catalogue import ignorable
from conftest import Cli
from support import WORKSPACES, diagnostics, lay_out, repository

VILLAGES, SCHOOLS, TARGETS = (
    "data/actions/tidy-villages.yaml",
    "data/actions/healthy-schools.yaml",
    "data/targets.yaml",
)
TOILETS = "    2024-06-30: 160/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n"
CASES = sorted(case for case in (WORKSPACES / "broken").iterdir() if case.name[:5].upper() in {*ignorable()})
ABOUT_FIGURES = [
    case
    for case in CASES
    if re.findall(r"AW[0-9]+", (case / "expected.txt").read_text(encoding="utf-8")) == [case.name[:5].upper()]
    and "data/actions" in (case / "expected.txt").read_text(encoding="utf-8")
]
"""Questions that a note on a line of measurements answers."""


def replace(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def codes(root: Path) -> list[str]:
    """The codes of all that is asked about figures up to the day judged and after it."""
    return [each.code for each in diagnostics(root) if each.code != "AW403"]


def series(
    folder: Path, *values: str, every: str = "half-year", unit: str = "%", more: str = ""
) -> list[int]:
    """Which of some values, two a year, are asked about."""
    lay_out(folder, WORKSPACES / "none")
    days = [f"{year}-{day}" for year in range(2022, 2030) for day in ("06-30", "12-20")]
    lines = "".join(f"    {day}: {value}\n" for day, value in zip(days, values, strict=False))
    replace(folder / VILLAGES, (TOILETS, lines))
    replace(
        folder / TARGETS,
        ("every: half-year\n    range: [20, 100]\n", f"every: {every}\n{more}"),
        ('unit: "%"\n    level', f'unit: "{unit}"\n    level'),
    )
    replace(folder / "data/workspace.yaml", ("year: 2024\n", "year: 2029\n"))
    first = (folder / VILLAGES).read_text(encoding="utf-8").split("\n").index("    2022-06-30: " + values[0])
    return [each.place.line - first for each in diagnostics(folder) if each.code != "AW403"]


def test_the_questions_that_can_be_ignored_are_those_that_are_asked() -> None:
    assert sorted({*OF_A_DAY, *OF_A_NUMBER, *ABOUT_AVERAGES, *ABOUT_TARGETS}) == sorted(ignorable())


# With little history: more than three times, up or down, within a year.
@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (("30", "90"), []),
        (("30", "90.1"), [2]),
        (("90.1", "30"), [2]),
        (("60/200", "181/200"), [2]),
        (("0", "90"), []),
    ],
)
def test_a_change_to_more_than_three_times(
    values: tuple[str, ...], doubtful: list[int], tmp_path: Path
) -> None:
    assert series(tmp_path, *values) == doubtful


# A history of five figures and more; of two figures a year only the two are held against each other.
HISTORY = ("60", "66", "60", "63", "62", "61", "60", "64")


@pytest.mark.parametrize(
    ("value", "doubtful"),
    [("76", ["AW408"]), ("76.1", ["AW405"]), ("52", ["AW408"]), ("51.9", ["AW405"]), ("70", []), ("58", [])],
)
def test_a_change_beyond_twice_the_largest_so_far(value: str, doubtful: list[str], tmp_path: Path) -> None:
    series(tmp_path, *HISTORY, "64", value)  # 60 -> 66 is the largest change
    assert codes(tmp_path) == doubtful


@pytest.mark.parametrize(
    ("value", "doubtful"), [("72.6", []), ("72.7", [9]), ("54", []), ("53.9", [9]), ("66.1", [])]
)
def test_beyond_all_figures_by_more_than_these_lie_apart(
    value: str, doubtful: list[int], tmp_path: Path
) -> None:
    # 60 to 66 lie 6 apart; above, a tenth of 66 is more than that.
    assert series(tmp_path, *HISTORY, value) == doubtful


def test_pairs_are_held_against_their_history_in_whole_numbers(tmp_path: Path) -> None:
    """50.5 % to 51.5 % lie one apart; a tenth more is beyond that."""
    history = ("101/200", "102/200", "103/200", "102/200", "101/200")
    assert series(tmp_path / "far", *history, "116/200") == [6]
    assert series(tmp_path / "near", *history, "113/200") == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("{2024: {at_least: 20}}", ["AW401", "AW401"]),
        ("{2024: {at_least: 20}, 2025: {at_least: 0.5}}", []),  # so little is asked for
        ("{2024: {at_least: 20}, 2025: {at_least: 1}}", []),
    ],
)
def test_a_pair_below_one_in_a_unit_of_counts(target: str, found: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(
        tmp_path / TARGETS,
        ('unit: "%"\n    level', "unit: 个\n    level"),
        ("target:\n      2024: {at_least: 85}", f"target: {target}"),
    )
    replace(tmp_path / TARGETS, ("    range: [20, 100]\n", ""))
    assert codes(tmp_path) == found


def test_four_figures_are_no_history(tmp_path: Path) -> None:
    assert series(tmp_path, "60", "61", "62", "61", "90") == []


def test_a_doubtful_figure_is_no_yardstick(tmp_path: Path) -> None:
    assert series(tmp_path, "60", "8", "62", every="year") == [2]


def test_a_doubtful_figure_that_a_note_answers_is_one(tmp_path: Path) -> None:
    assert series(tmp_path, "60", "{value: 8, note: 核过}", "62", every="year") == [3]


def test_figures_that_were_always_the_same_are_said_to_be(tmp_path: Path) -> None:
    series(tmp_path, "100", "100", "100", "100", "100", "85")
    assert [each.message for each in diagnostics(tmp_path)][:1] == [
        "“卫生厕所普及率”写的是 85，以往 5 次都是 100"
    ]


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (("1", "2"), [1]),
        (("1.1", "0.5"), [2]),
        (("0", "0.5"), [2]),
        (("0.7", "0.5"), [1, 2]),
        (("{value: 0.7, note: 核过}", "0.5"), []),
        (("1/200", "0.5"), []),
    ],
)
def test_a_percentage_that_looks_like_a_fraction(
    values: tuple[str, ...], doubtful: list[int], tmp_path: Path
) -> None:
    assert series(tmp_path, *values) == doubtful


@pytest.mark.parametrize(
    ("target", "doubtful"),
    [
        ("{at_least: 85}", ["AW402"]),
        ("{stock: {at_least: 2}}", ["AW402"]),
        ("{events: {at_most: 3, within: 1 years}}", ["AW402"]),
    ],
)
def test_the_range_holds_whatever_is_demanded(target: str, doubtful: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / VILLAGES, (TOILETS, "    2024-06-30: 19\n    2024-12-20: 20\n"))
    replace(tmp_path / TARGETS, ("{at_least: 85}", target))
    assert codes(tmp_path) == doubtful


@pytest.mark.parametrize(
    ("declared", "value", "said"),
    [
        ("[20, 100]", "201/200", "比率“201/200”的分子大于分母"),
        ("[20, 100]", "100.5", "百分率应在 0 到 100 之间，写的是 100.5"),
        ("[20, 80]", "200/200", "“卫生厕所普及率”写的是 200/200，合理范围是 20 到 80"),
        ("[20, 120]", "240/200", None),
        ("[20, 120]", "120", None),
        ("[20, 120]", "241/200", "比率“241/200”超过了 range 里的 120%"),
        ("[20, 120]", "120.5", "百分率应在 0 到 120 之间，写的是 120.5"),
    ],
)
def test_a_share_above_100_where_the_range_allows_it(
    declared: str, value: str, said: str | None, tmp_path: Path
) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / VILLAGES, (TOILETS, f"    2024-06-30: {value}\n"))
    replace(tmp_path / TARGETS, ("range: [20, 100]", f"range: {declared}"))
    assert [each.message for each in diagnostics(tmp_path)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("every", "target", "value", "doubtful"),
    [
        ("year", "{at_least: 85}", "90", ["AW404"]),
        ("once", "{at_least: 85}", "90", []),
        ("year", "{stock: {at_least: 2}}", "30", []),
        ("year", "{events: {at_most: 30, within: 24 months}}", "30", ["AW404"]),
        ("year", "{events: {at_most: 30, within: 25 months}}", "30", []),
        ("year", "{events: {at_most: 30, within: 2 years}}", "30", ["AW404"]),
        ("year", "{events: {at_most: 30, within: 3 years}}", "30", []),
    ],
)
def test_figures_older_than_any_plan_that_are_of_use(
    every: str, target: str, value: str, doubtful: list[str], tmp_path: Path
) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / VILLAGES, (TOILETS, f"    2020-12-31: {value}\n"))  # since: 2023
    replace(
        tmp_path / TARGETS,
        ("{at_least: 85}", target),
        ("every: half-year\n    range", f"every: {every}\n    range"),
    )
    assert codes(tmp_path) == doubtful


def test_what_happened_once_may_happen_again(tmp_path: Path) -> None:
    calm = ("60", "61", "60", "61", "60")
    assert series(tmp_path, *calm, "25", every="year") == [6]
    noted = ("60", "{value: 25, note: 核过}", "60", "61", "60", "25")
    assert series(tmp_path / "again", *noted, every="year") == []


def test_figures_that_accumulate_start_anew_each_year(tmp_path: Path) -> None:
    assert series(tmp_path, "20", "40", "10", "40") == [4]


@pytest.mark.parametrize(
    ("values", "unit", "doubtful"),
    [
        (("91.7", "91.7"), "%", []),
        (("91.7", "91.7", "91.7"), "%", [3]),
        (("91.7", "91.7", "91.8", "91.7"), "%", []),
        (("91.7", "91.7", "91.7", "91.7", "91.7"), "%", [3]),
        (("91.7", "91.70", "91.7"), "%", []),
        (("100", "100", "100"), "%", []),
        (("200/200", "200/200", "200/200"), "%", []),
        (("0", "0", "0"), "%", []),
        (("8/9", "8/9", "8/9"), "%", []),
        (("8/10", "8/10", "8/10"), "%", [3]),
        (("9", "9", "9"), "个", []),
        (("10", "10", "10"), "个", [3]),
        (("85", "85", "85"), "%", [3]),
    ],
)
def test_the_same_figure_three_times(
    values: tuple[str, ...], unit: str, doubtful: list[int], tmp_path: Path
) -> None:
    assert series(tmp_path, *values, unit=unit) == doubtful


def test_what_is_told_once_a_year_may_stay_the_same(tmp_path: Path) -> None:
    assert series(tmp_path, "91.7", "91.7", "91.7", every="year") == []


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (("0",) * 5 + ("9",), []),
        (("0",) * 5 + ("10",), [6]),
        (("2", "9"), []),
        (("9", "2"), []),
        (("3", "10"), [2]),
        (("2.5", "9"), [2]),
    ],
)
def test_small_counts_come_and_go(values: tuple[str, ...], doubtful: list[int], tmp_path: Path) -> None:
    assert series(tmp_path, *values, unit="处") == doubtful


def test_organisations_are_not_mixed(tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(
        tmp_path / TARGETS,
        ("{at_least: 85}", "{each: school, at_least: 85}"),
        ("every: half-year\n    range", "every: month\n    range"),
    )
    replace(
        tmp_path / VILLAGES,
        (
            TOILETS,
            "    first-school:\n      2024-01-30: 86.5\n      2024-02-28: 86.5\n"
            "    second-school:\n      2024-03-30: 86.5\n      2024-04-30: 86.5\n",
        ),
    )
    assert codes(tmp_path) == []


PARTS = """\
  all-toilets:
    2024-06-30: {total}
  upper-toilets:
    2024-06-30: {upper}
  lower-toilets:
    {day}: {lower}
"""


@pytest.mark.parametrize(
    ("unit", "total", "upper", "lower", "day", "said"),
    [
        ("座", "42", "18", "24", "2024-06-30", ""),
        ("座", "41", "18", "24", "2024-06-30", "写的是 41，不等于各部分之和 18+24=42，相差 1"),
        ("亩", "1.5", "0.75", "0.8", "2024-06-30", "写的是 1.5，不等于各部分之和 0.75+0.8=1.55，相差 0.05"),
        ("座", "41", "18", "24", "2024-07-30", ""),  # one part has no figure of that day
        ("%", "42/60", "18/25", "24/35", "2024-06-30", ""),
        (
            "%",
            "43/60",
            "18/25",
            "24/35",
            "2024-06-30",
            "写的是 43/60，分子是 43，不等于各部分之和 18+24=42，相差 1",
        ),
        (
            "%",
            "42/61",
            "18/25",
            "24/35",
            "2024-06-30",
            "写的是 42/61，分母是 61，不等于各部分之和 25+35=60，相差 1",
        ),
        ("%", "70", "60", "65", "2024-06-30", ""),  # rates do not add up
        ("%", "42/60", "60", "24/35", "2024-06-30", ""),
        ("%", "24/35", "0/0", "24/35", "2024-06-30", ""),
        (
            "%",
            "24/36",
            "0/0",
            "24/35",
            "2024-06-30",
            "写的是 24/36，分母是 36，不等于各部分之和 0+35=35，相差 1",
        ),
        (
            "吨",
            "999999999999.000001",
            "999999999999.999999",
            "0.000001",
            "2024-06-30",
            "写的是 999999999999.000001，不等于各部分之和 999999999999.999999+0.000001=1000000000000，相差 0.999999",
        ),
    ],
)
def test_parts_add_up(
    unit: str, total: str, upper: str, lower: str, day: str, said: str, tmp_path: Path
) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    common = f'unit: "{unit}", level: town, reported_by: 各村, every: half-year, target: {{2024: {{more_than: 0}}}}'
    counted = ", numerator: 甲, denominator: 乙" if unit == "%" else ""
    new = "".join(
        f"  {key}: {{action: tidy-villages, name: {name}, {more}{common}{counted}}}\n"
        for key, name, more in (
            ("all-toilets", "合计", "parts: [upper-toilets, lower-toilets], "),
            ("upper-toilets", "上村", ""),
            ("lower-toilets", "下村", ""),
        )
    )
    replace(tmp_path / TARGETS, ("indicators:\n", f"indicators:\n{new}"))
    lines = PARTS.format(total=total, upper=upper, lower=lower, day=day)
    replace(tmp_path / VILLAGES, ("measurements:\n", f"measurements:\n{lines}"))
    found = [(each.code, each.message) for each in diagnostics(tmp_path)]
    assert found == ([("AW410", f"“合计”{said}")] if said else [])


@pytest.mark.parametrize(
    ("level", "value", "asked_about"),
    [
        ("county", "209/99999", True),
        ("county", "209/100000", False),
        ("county", "209/10万", False),
        ("county", "209", False),
        ("town", "31/15230", False),
    ],
)
def test_a_rate_of_a_county_needs_many_people(
    level: str, value: str, asked_about: bool, tmp_path: Path
) -> None:
    lay_out(tmp_path, WORKSPACES / "broken" / "aw411-rate-of-few")
    targets = tmp_path / TARGETS
    text = targets.read_text(encoding="utf-8")
    targets.write_text(text.replace("level: county", f"level: {level}", 1), encoding="utf-8")
    replace(tmp_path / VILLAGES, ("31/15230", value))
    assert codes(tmp_path) == (["AW411"] if asked_about else [])


@pytest.mark.parametrize(
    ("source", "asked_about"),
    [
        ("县教育局", False),
        ("镇卫生院", True),
        ("示范镇爱国卫生运动委员会办公室", True),
        ("县驻示范镇工作组", True),
        ("乡卫生院", True),
        ("乡村振兴局", False),
        ("村镇中心", True),
        ("镇远县教育局", False),
        ("镇江市教育局", False),
        ("示范县教育局", False),
        ("市教育局城镇分局", False),
    ],
)
def test_a_figure_of_a_county_comes_from_there(source: str, asked_about: bool, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(
        tmp_path / SCHOOLS,
        ("{value: 是, evidence: 方案文件}", f"{{value: 是, evidence: 方案文件, source: {source}}}"),
    )
    assert codes(tmp_path) == (["AW411"] if asked_about else [])


@pytest.mark.parametrize(("value", "doubtful"), [("100", []), ("0", []), ("99", ["AW409"])])
def test_an_index_that_stays_at_the_best_there_is(value: str, doubtful: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    lines = "".join(f"    2024-0{month}-10: {{indices: {{rooms-with-flies: {value}}}}}\n" for month in "369")
    replace(tmp_path / VILLAGES, ("    2024-09-10: {indices: {rooms-with-flies: 5}}\n", lines))
    replace(
        tmp_path / TARGETS,
        ("every: year\n    target:\n      2024: {g", "every: quarter\n    target:\n      2024: {g"),
    )
    assert codes(tmp_path) == doubtful


@pytest.mark.parametrize(
    ("day", "value", "asked_about"),
    [
        ("2024-08-31", "A", False),
        ("2024-09-01", "A", True),
        ("2024-09-01", "{indices: {rooms-with-flies: 5}}", True),
    ],
)
def test_the_last_day_of_a_standard(day: str, value: str, asked_about: bool, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / TARGETS, ("valid_to: 2025-10-31", "valid_to: 2024-08-31"))
    replace(tmp_path / VILLAGES, ("2024-09-10: {indices: {rooms-with-flies: 5}}", f"{day}: {value}"))
    assert codes(tmp_path) == (["AW412"] if asked_about else [])


NEXT = """\
  flies-anew:
    name: 新标准
    grades: [甲, 乙]
    below: 不达乙级
    indices:
      kitchens: {name: 厨房阳性率, unit: "%"}
    editions:
      - {document: 新标准一号, valid_from: 2024-09-01, limits: {kitchens: {at_most: [1, 3]}}}
"""


def graded_anew(folder: Path) -> Path:
    """A workspace in which the standard of 2024 has ended, and the target of 2025 names another one."""
    lay_out(folder, WORKSPACES / "none")
    replace(
        folder / TARGETS,
        ("valid_to: 2025-10-31", "valid_to: 2024-08-31"),
        ("scales:\n", f"scales:\n{NEXT}"),
        (
            "{grade: C, scale: fly-density}",
            "{grade: C, scale: fly-density}\n      2025: {grade: 乙, scale: flies-anew}",
        ),
    )
    replace(folder / VILLAGES, ("    2024-09-10:", "    2024-08-10:"))
    replace(folder / "data/workspace.yaml", ("year: 2024\n", "year: 2025\n"))
    return folder


def test_another_standard_of_another_year(tmp_path: Path, cli: Cli) -> None:
    graded_anew(tmp_path)
    replace(
        tmp_path / VILLAGES,
        ("  fly-grade:\n", "  fly-grade:\n    2025-03-10: 甲\n    2025-06-10: {indices: {kitchens: 2}}\n"),
    )
    assert codes(tmp_path) == []
    repository(tmp_path)
    told = ["record", "fly-grade", "厨房阳性率=1", "--date", "2025-09-10", "--workspace", str(tmp_path)]
    result = cli(*told, "--as-of", "2025-09-10")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("蝇密度：2025-09-10 记入 厨房阳性率1%，data/actions/tidy-villages.yaml:")
    assert cli("diff", "--format", "text", "--workspace", str(tmp_path)).out == (
        "监测值：\n蝇密度：厨房阳性率由2%下降到1%，评定由乙提高到甲，达到乙及以上的年度目标。\n"
    )


def test_a_figure_of_2026_after_a_standard_that_ended_in_2025(tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / VILLAGES, ("    2024-09-10:", "    2026-03-10:"))
    replace(tmp_path / "data/workspace.yaml", ("year: 2024\n", "year: 2026\n"))
    assert codes(tmp_path) == ["AW412"]


@pytest.mark.parametrize(
    ("day", "asked_about"),
    [
        ("2024-07-31", False),
        ("2024-08-01", True),
        ("2024-08-25", True),
        ("2024-08-26", False),
        ("2024-01-31", False),
        ("2024-02-01", True),
    ],
)
def test_the_last_and_the_first_day_of_a_term(day: str, asked_about: bool, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / SCHOOLS, ("      2024-03-10: 1\n", f"      {day}: 1\n"))
    assert codes(tmp_path) == (["AW413"] if asked_about else [])


@pytest.mark.parametrize("by_term", ["2023", "2024"])
def test_terms_are_asked_about_in_the_year_that_counts_by_them(by_term: str, tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    demand = "{each: school, events: {at_least: 2, per: term}}"
    years = {each: demand if each == by_term else demand.replace("term", "year") for each in ("2023", "2024")}
    lines = "".join(f"      {year}: {each}\n" for year, each in years.items())
    replace(tmp_path / TARGETS, ("every: term", "every: half-year"), (f"      2024: {demand}\n", lines))
    replace(tmp_path / SCHOOLS, ("      2024-03-10: 1\n", "      2024-08-05: 1\n"))
    assert codes(tmp_path) == (["AW413"] if by_term == "2024" else [])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-09-01", []),
        ("2023-08-31", ["“第二小学”2023-09-01 才开办，这条监测值却在 2023-08-31"]),
        ("2024-12-01", []),
        ("2024-12-02", ["“第二小学”2024-12-01 已经撤销，这条监测值却在 2024-12-02"]),
    ],
)
def test_the_days_on_which_an_organisation_is_open(day: str, said: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / TARGETS, ("opened: 2023-09-01", "opened: 2023-09-01, closed: 2024-12-01"))
    replace(tmp_path / SCHOOLS, ("      2024-11-03: 1\n", f"      {day}: 1\n"))
    assert [each.message for each in diagnostics(tmp_path)] == said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_indicator_may_ignore_a_question(case: Path, tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    code = case.name[:5].upper()
    assert code in codes(tmp_path)
    path = tmp_path / TARGETS
    text = re.sub(r"(?m)^    every: ", f"    ignore: [{code}]\n    every: ", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert code not in codes(tmp_path)


@pytest.mark.parametrize("case", ABOUT_FIGURES, ids=lambda case: case.name)
def test_a_note_answers_every_question(case: Path, tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    (found,) = (each for each in diagnostics(tmp_path) if each.code != "AW403")
    path = tmp_path / found.place.path
    lines = path.read_text(encoding="utf-8").split("\n")
    day, _, value = lines[found.place.line - 1].partition(": ")
    inside = value[1:-1] if value.startswith("{") else f"value: {value}"
    lines[found.place.line - 1] = f"{day}: {{{inside}, note: 已核实}}"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [each for each in diagnostics(tmp_path) if each.place == found.place] == []


def test_record_asks_before_it_writes(tmp_path: Path, cli: Cli) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    replace(tmp_path / VILLAGES, (TOILETS, "    2023-12-20: 160/200\n    2024-06-30: 160/200\n"))
    before = (tmp_path / VILLAGES).read_bytes()
    told = ["record", "clean-toilet-rate", "160/200", "--date", "2024-12-20", "--workspace", str(tmp_path)]
    result = cli(*told)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "错误：“卫生厕所普及率”连续 3 次都是 160/200，像是照抄上次的。"
        "上次：2024-06-30 80%（160/200）。合理范围：20% 至 100%\n改法：确实如此就加 --note 说明；否则改正\n"
    )
    assert (tmp_path / VILLAGES).read_bytes() == before
    assert cli(*told, "--note", "逐户核过").code == 0
    assert diagnostics(tmp_path) == []


def test_none_is_left_out(tmp_path: Path, cli: Cli) -> None:
    lay_out(tmp_path, WORKSPACES / "none")
    lines = [f"    {year}-{month:02}-01: 0.5\n" for year in range(2010, 2020) for month in range(1, 13)]
    replace(tmp_path / VILLAGES, (TOILETS, "".join(lines) + TOILETS))
    assert codes(tmp_path).count("AW401") == 120
    told = cli("check", "--workspace", str(tmp_path)).err
    assert told.endswith("另有 140 处没有列出，先改上面的\n\n共 240 处警告\n")
