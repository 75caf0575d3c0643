"""Braces that only look like references, numbers with 万 in them, and indicators without a target in the year."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from aiwei_cli.model.loose_references import loose_references
from aiwei_cli.model.narrative import fill, references
from aiwei_cli.model.text import read_quantity
from conftest import Cli
from support import WORKSPACES, diagnostics, lay_out

TARGETS, VILLAGES = "targets.yaml", "actions/tidy-villages.yaml"


def laid_out(root: Path, *changes: tuple[str, str, str]) -> Path:
    """The base workspace with some texts replaced."""
    lay_out(root, WORKSPACES / "none")
    for name, old, new in changes:
        path = root / "data" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    return root


def hints(root: Path, *changes: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(each.code, each.hint) for each in diagnostics(laid_out(root, *changes), date(2024, 12, 31))]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("建成{toilets}。", "建成<toilets>。"),
        ("建成{ toilets }。", "建成<toilets>。"),
        ("{{toilets}}", "{toilets}"),
        ("{{{toilets}}}", "{<toilets>}"),
        ("见{{一}}，建成{toilets}", "见{一}，建成<toilets>"),
        ("｛附件一｝", "｛附件一｝"),
        ("﹛附件一﹜", "﹛附件一﹜"),
    ],
)
def test_doubled_braces_are_braces(text: str, filled: str) -> None:
    assert "".join(fill(text, lambda reference: f"<{reference}>")) == filled
    assert list(loose_references(text)) == []
    assert list(references(text)) == (["toilets"] if "<" in filled else [])


@pytest.mark.parametrize(
    ("text", "piece", "word"),
    [
        ("建成{toilets，检查", "{toilets", "toilets"),
        ("建成{toilets", "{toilets", "toilets"),
        ("建成{toilets ｝，检查", "{toilets ｝", "toilets"),
        ("建成｛toilets｝", "｛toilets｝", "toilets"),
        ("建成｛toilets}", "｛toilets}", "toilets"),
        ("建成｛toilets，", "｛toilets", "toilets"),
        ("建成﹛toilets﹜", "﹛toilets﹜", "toilets"),
        ("建成﹛toilets}", "﹛toilets}", "toilets"),
        ("建成{toilets﹜", "{toilets﹜", "toilets"),
        ("建成toilets﹜", "toilets﹜", "toilets"),
        ("建成toilets}", "toilets}", "toilets"),
        ("建成toilets｝", "toilets｝", "toilets"),
        ("建成{a{toilets}", "{a", "a"),
        ("建成{toilets了", "{toilets", "toilets"),
        ("建成{ toilets个", "{ toilets", "toilets"),
        ("建成{toilets座｝", "{toilets", "toilets"),
        ("建成{新厕所，", "{新厕所", ""),
        ("建成{", "{", ""),
    ],
)
def test_what_only_looks_like_a_reference(text: str, piece: str, word: str) -> None:
    assert [tuple(each) for each in loose_references(text)] == [(piece, word, False)]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("建成{{toilets}了", "{{toilets}"),
        ("建成{{ toilets }", "{{ toilets }"),
        ("建成{toilets}}", "{toilets}}"),
        ("建成{{{toilets}}", "{toilets}}"),
    ],
)
def test_a_brace_doubled_on_one_side_may_mean_either(text: str, piece: str) -> None:
    assert [tuple(each) for each in loose_references(text)] == [(piece, "toilets", True)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("改建厕所{toilets，检查{inspected}。", "写成 {toilets}；要写花括号本身，写 {{ 或 }}"),
        ("改建厕所｛toilets｝，检查{inspected}。", "写成 {toilets}；要写花括号本身，写 {{ 或 }}"),
        ("改建厕所{toilets了，检查{inspected}。", "写成 {toilets}；要写花括号本身，写 {{ 或 }}"),
        (
            "改建厕所{{toilets}，检查{inspected}。",
            "要引用，写成 {toilets}；要写花括号本身，写成 {{toilets}}",
        ),
        (
            "改建厕所{toilets}}，检查{inspected}。",
            "要引用，写成 {toilets}；要写花括号本身，写成 {{toilets}}",
        ),
        (
            "改建厕所{toilets}，检查}{inspected}。",
            "补上另一半和编号，例如 {编号}；要写花括号本身，写 {{ 或 }}",
        ),
    ],
)
def test_a_loose_brace_is_refused_with_what_to_write(text: str, hint: str, tmp_path: Path) -> None:
    typed = "改建厕所{toilets}，检查{inspected}。"
    assert hints(tmp_path / "a", (VILLAGES, typed, text)) == [("AW215", hint)]
    for number, mended in enumerate((typed, typed.replace("{toilets}", "{{toilets}}"), "用 {{ 和 }} 括起")):
        assert hints(tmp_path / str(number), (VILLAGES, typed, mended)) == []


def test_the_report_prints_doubled_braces_once(tmp_path: Path, cli: Cli) -> None:
    root = laid_out(tmp_path, (VILLAGES, "检查{inspected}", "检查{{{inspected}}}"))
    assert "检查{12户}。" in cli("report", "-w", str(root), "--as-of", "2024-12-31").out.replace("\\", "")


NUMBER = "    2024-06-30: 160/200\n    2024-12-20: {value: 172/200, source: 各村报表}\n"


@pytest.mark.parametrize(
    ("unit", "typed", "hint", "written"),
    [
        ("人", "0.64万", "写成 6400", "6400"),
        ("人", "０．６４万", "写成 6400", "6400"),
        ("人", "0.64 万人", "写成 6400", "6400"),
        ("人", "1.2亿", "写成 120000000", "120000000"),
        ("人", "3千", "写成 3000", "3000"),
        ("人", "2.5百", "写成 250", "250"),
        ("人", "0.000123万", "写成 1.23", "1.23"),
        ("人", "0.64w", "写成 6400", "6400"),
        ("万元", "0.64万", "计量单位已经是“万元”，写 0.64", "0.64"),
        ("万元", "0.64万元", "计量单位已经是“万元”，写 0.64", "0.64"),
        ('"%"', "0.016万/0.02万", "写成 160/200", "160/200"),
        ("1/10万", "209/10万人", "写成 209/100000", "209/100000"),
        ("人", "99999999万亿", "这个数太大，计量单位改成“万亿人”，写 99999999", "99999999"),
        ("人", "12万亿", "这个数太大，计量单位改成“万亿人”，写 12", "12"),
    ],
)
def test_a_number_with_a_multiplier_is_refused_with_it_in_full(
    unit: str, typed: str, hint: str, written: str, tmp_path: Path, cli: Cli
) -> None:
    about = [
        (TARGETS, '    unit: "%"\n    level', f"    unit: {unit}\n    level"),
        (TARGETS, "    range: [20, 100]\n", ""),
        (TARGETS, "2024: {at_least: 85}", "2024: {at_least: 0.1}"),
        (TARGETS, "every: half-year", "every: half-year\n    ignore: [AW401]"),
    ]
    line = (VILLAGES, NUMBER, f"    2024-12-20: {typed}\n")
    assert hints(tmp_path / "a", *about, line) == [("AW203", hint)]
    root = laid_out(tmp_path / "b", *about, (VILLAGES, NUMBER, f"    2024-12-20: {written}\n"))
    assert diagnostics(root) == []
    result = cli("record", "clean-toilet-rate", typed, "--date", "2024-12-25", "-w", str(root))
    assert (result.code, result.err.endswith(f"改法：{hint}\n")) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("{at_least: 85}", "{at_least: 0.64万}", "写成 6400"),
        ("[20, 100]", "[20, 1.2万]", "写成 12000"),
        (
            "{at_least: 2, per: term}",
            "{at_least: 2百, per: term}",
            "写成 200",
        ),
        ("{at_most: [3, 6, 9]}", "{at_most: [3, 6, 0.9千]}", "写成 900；计量单位本身以“千”开头的，写 0.9"),
    ],
)
def test_so_are_numbers_of_targets_ranges_and_scales(old: str, new: str, hint: str, tmp_path: Path) -> None:
    assert ("AW203", hint) in hints(tmp_path, (TARGETS, old, new))


@pytest.mark.parametrize(
    ("typed", "unit", "hint"),
    [
        ("0.64万", "万人", "计量单位已经是“万人”，写 0.64"),
        ("0.64w", "万元", "计量单位已经是“万元”，写 0.64"),
        ("0.64万", "人", "写成 6400"),
        ("999999999万", "人", "这个数太大，把计量单位换成以“万”开头的，写 999999999"),
    ],
)
def test_the_unit_of_the_indicator_decides_what_to_write_for_a_target(
    typed: str, unit: str, hint: str, tmp_path: Path
) -> None:
    changed = (
        (TARGETS, '卫生厕所普及率\n    unit: "%"', f"卫生厕所普及率\n    unit: {unit}"),
        (TARGETS, "{at_least: 85}", f"{{all: [{{at_least: {typed}}}, {{rising: year}}]}}"),
    )
    assert ("AW203", hint) in hints(tmp_path, *changed)


def test_so_are_events_and_indices(tmp_path: Path) -> None:
    lesson = ("actions/healthy-schools.yaml", "      2024-03-10: 1\n", "      2024-03-10: 0.2万\n")
    index = (VILLAGES, "{rooms-with-flies: 5}", "{rooms-with-flies: 0.5百}")
    assert [each[1] for each in hints(tmp_path, lesson, index)] == [
        "写成 2000；计量单位本身以“万”开头的，写 0.2",
        "写成 50；计量单位本身以“百”开头的，写 0.5",
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1.2万 元", "1.2万元"),
        ("1.2 万 元", "1.2万元"),
        ("1.5 亿元", "1.5亿元"),
        ("3 百 户", "3百户"),
        ("1 公里", "1公里"),
        ("0.64万", "0.64万"),
    ],
)
def test_a_quantity_is_printed_without_the_blank(typed: str, printed: str) -> None:
    quantity = read_quantity(typed)
    assert f"{quantity.text}{quantity.unit}" == printed


def test_a_task_is_written_without_the_blank(tmp_path: Path, cli: Cli) -> None:
    root = laid_out(tmp_path)
    told = ("task", "add", "修路", "--action", "净村庄", "--due", "2024-11-30", "--responsible", "村镇中心")
    assert cli(*told, "--quantity", "1.2 万 元", "-w", str(root)).code == 0
    assert "quantity: 1.2万元" in (root / "data" / VILLAGES).read_text(encoding="utf-8")


def test_what_has_no_target_in_the_year_is_counted(tmp_path: Path, cli: Cli) -> None:
    root = laid_out(
        tmp_path,
        (TARGETS, "2024: {at_least: 85}", "2025: {at_least: 85}"),
        ("actions/healthy-schools.yaml", "order: 2\n", "order: 2\nuntil: 2023\n"),
    )
    at = ("-w", str(root), "--as-of", "2024-12-31")
    line = "另有 3 项指标 2024 年没有目标"
    assert f"\n{line}\n" in cli("check", *at).out
    assert line in cli("check", *at, "--format", "markdown").out
    assert line in cli("check", *at, "--format", "html").out
    idle = json.loads(cli("check", *at, "--format", "json").out)["without_target"]
    assert idle == ["clean-toilet-rate", "school-lessons", "plan-published"]
    own = json.loads(cli("check", *at, "--action", "净村庄", "--format", "json").out)["without_target"]
    assert own == ["clean-toilet-rate"]
    assert "没有目标" not in cli("check", *at, "--status", "met").out
    assert "没有目标" not in cli("check", "-w", str(laid_out(tmp_path / "all"))).out
