"""Columns for a terminal, and the tables that stand in them."""

from __future__ import annotations

import subprocess
import sys
from unicodedata import east_asian_width

import pytest
from rich.cells import cell_len

from aiwei_cli.render.terminal.columns import Piece, line, row
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import _KNOWN, cells, wrap, wrap_lines
from conftest import Cli
from support import PROJECT, WORKSPACES

PLAIN, COLOURED = Screen(20), Screen(20, colour=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("镇容整治 3 项", "镇容整治 3 项"),
        ("镇容整治行动  未达标 3 项", "镇容整治行动  未达标\n3 项"),
        ("一二三四五六七八九十一二", "一二三四五六七八九十\n一二"),
        ("甲 一二三四五六七八九十一二 乙", "甲\n一二三四五六七八九十\n一二 乙"),
        ("甲乙 一二三四五六七八九十 丙", "甲乙\n一二三四五六七八九十\n丙"),
        ("", ""),
        ("甲  ", "甲"),
    ],
)
def test_a_line_is_broken_between_words_and_within_one_that_fills_a_line(text: str, shown: str) -> None:
    assert line(PLAIN, Piece(text)) == shown


def test_a_piece_keeps_its_style_in_every_line() -> None:
    assert line(COLOURED, Piece("一二三四五六七八九十一二", "bold"), Piece("  3 项")) == (
        "\x1b[1m一二三四五六七八九十\x1b[0m\n\x1b[1m一二\x1b[0m  3 项"
    )
    assert line(PLAIN, Piece("甲", "bold red"), Piece(" 乙")) == "甲 乙"


def test_a_row_has_the_lines_of_its_longest_cell() -> None:
    cells = [Piece("甲村\n乙村"), Piece("达标", "green"), Piece("不低于 95%")]
    assert row(cells, (6, 6, 10), PLAIN) == "甲村   达标   不低于 95%\n乙村"
    assert row(cells, (6, 6, 10), COLOURED) == "甲村   \x1b[32m达标  \x1b[0m 不低于 95%\n乙村"


def test_a_heading_is_whole_where_every_figure_is_short(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    result = cli("check", "-w", str(WORKSPACES / "good" / "every-field"), "--status", "met")
    assert result.out.splitlines()[4:6] == [
        "指标     级 判定   实际 日期        要求与说明",
        "控烟制度 镇 达标   是   2024-02-26  认定并有文件",
    ]


def test_a_table_is_shown_without_what_rich_has_for_pages() -> None:
    code = (
        "import sys; from aiwei_cli.cli.boundary import run; run(['check', '-w', 'tests/workspaces/good/every-verdict']);"
        "print(*(name for name in ('rich.console', 'rich.table', 'rich.text') if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=PROJECT)
    assert done.stderr.decode("utf-8", "replace").splitlines()[-1] == ""


def test_signs_of_a_known_width_are_as_wide_as_rich_and_a_chinese_console_have_it() -> None:
    signs = [*sorted(_KNOWN), *map(chr, range(0x4E00, 0xA000))]
    assert [(each, cells(each)) for each in signs] == [
        (each, cell_len(each) + (east_asian_width(each) == "A")) for each in signs
    ]
    assert (cells("镇村é"), cells("😀")) == (6, 2)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("中文", 4), ("a中，", 5), ("ｱ中", 3), ("é", 2), ("é中", 4), ("e\u0301", 2), ("①", 2), ("😀a", 3), ("—…", 4)],
)  # fmt: skip
def test_how_wide_a_text_is(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四", 8, ["一二三四"]),
        ("一二三四", 7, ["一二三", "四"]),
        ("一二，三四", 8, ["一二，", "三四"]),
        ("一二，三四", 6, ["一二，", "三四"]),
        ("一二（三四）五", 8, ["一二", "（三四）", "五"]),
        ("abc defgh", 4, ["abc ", "defg", "h"]),
        ("2024-06-30前完成", 12, ["2024-06-30前", "完成"]),
        ("一，二，三", 4, ["一，", "二，", "三"]),
        ("长长长长长，短", 6, ["长长长", "长长，", "短"]),
    ],
)
def test_where_a_text_is_broken(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width).split("\n") == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("短", 10, ["短"]),
        ("  标签    一二三四五六", 16, ["标签", "一二三四五六"]),
        ("长" * 12, None, ["长" * 12]),
        ("  问题  一二三，四五六，七八九", 24, ["  问题  一二三，四五六，", "        七八九"]),
        ("甲    乙乙乙乙乙    丙丙丙", 16, ["甲", "乙乙乙乙乙", "丙丙丙"]),
    ],
)
def test_a_long_line_goes_on_where_its_own_text_begins(
    text: str, width: int | None, lines: list[str]
) -> None:
    assert wrap_lines(text, width).splitlines() == lines
