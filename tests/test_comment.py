"""Markdown for a comment: never too long, every block with its share, and every line told or counted."""

from __future__ import annotations

import re

import pytest
import readers

from aiwei_cli.render.words.comment import Block, fitted
from conftest import Cli
from support import WORKSPACES, commit, lay_out, repository

LIMIT = 65_536
TABLE = ["### 监测值", "", "| 项目 | 现 |", "| --- | --- |"]


def rows(count: int, width: int = 60) -> list[str]:
    return [f"| 第{number}项 | {'很' * width} |" for number in range(count)]


def test_what_fits_is_told_whole() -> None:
    text = fitted(["## 标题", ""], [Block(["### 请先核对", ""], ["- 一", "- 二"])], "见别处")
    assert text == "## 标题\n\n### 请先核对\n\n- 一\n- 二\n"


def test_a_line_or_a_block_more_than_fits_is_left_out_and_counted() -> None:
    head = ["### 表", ""]
    used = len("## 标题\n\n") + len("### 表\n\n") + 100 + 100
    room = 65_000 - used
    for more, lost in ((0, 0), (1, 1)):
        text = fitted(["## 标题", ""], [Block(head, ["很" * (room - 3 + more), "一"])], "见别处")
        assert ("另有" in text) is bool(lost)
        assert (f"> 内容太多，有 {lost} 项没有列出；见别处。\n" in text) is bool(lost)


def test_what_is_told_twice_is_not_counted_twice() -> None:
    told = Block(["### 请先核对", ""], ["- 一"] * 40_000, repeats=True)
    text = fitted(["## 标题", ""], [told, Block(TABLE, ["| 一 | 二 |"])], "见别处")
    assert "内容太多" not in text
    assert text.endswith("| 项目 | 现 |\n| --- | --- |\n| 一 | 二 |\n")


def test_blocks_for_whose_heads_there_is_no_room_are_counted_by_their_lines() -> None:
    heads = [Block(["#" * 10_000, ""], ["- 一", "- 二"]), Block(["#" * 10_000, ""], ["- 三"], repeats=True)]
    text = fitted(["## 标题", ""], heads * 4, "见别处")
    assert text.count("#" * 10_000) == 3
    assert "> 内容太多，有 4 项没有列出；见别处。\n" in text


def test_every_block_keeps_a_share_and_says_what_is_left_out() -> None:
    few, many = Block(TABLE, rows(10)), Block(TABLE, rows(3_000))
    text = fitted(["## 标题", ""], [many, few, many], "见别处")
    assert LIMIT * 0.95 < len(text) <= LIMIT
    left = [int(each) for each in re.findall(r"(?m)^另有 (\d+) 项没有列出。$", text)]
    assert f"> 内容太多，有 {sum(left)} 项没有列出；见别处。" in text
    assert len(left) == 2  # the small table is whole
    assert readers.markdown(text).found + sum(left) == 6_010


@pytest.mark.parametrize(
    "blocks",
    [
        [Block(TABLE, rows(1, 70_000))],
        [Block(TABLE, [*rows(1, 70_000), *rows(5)])],
        [Block(TABLE, rows(5))] * 900,
        [Block(TABLE, ["| 一 | " + "😀" * 40_000 + " |"])],
        [Block(["### 请先核对", ""], ["- 一二三四五六七"] * 6_000, repeats=True), Block(TABLE, rows(1_000))],
    ],
    ids=["one long line", "a long line before others", "many tables", "rare characters", "told twice"],
)
def test_it_is_never_too_long_however_it_comes_to_be(blocks: list[Block]) -> None:
    text = fitted(["## 标题", ""], blocks, "见别处")
    assert len(text.encode("utf-16-le")) // 2 <= LIMIT
    listed = readers.markdown(text).found
    (told,) = re.findall(r"内容太多，有 (\d+) 项没有列出", text)
    assert listed + int(told) == sum(len(each.lines) for each in blocks if not each.repeats)


def test_many_new_figures_fit(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = repository(lay_out(tmp_path_factory.mktemp("town"), WORKSPACES / "none"))
    path = root / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8")
    days = (
        f"{year}-{month:02}-{day:02}"
        for year in range(2019, 2024)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    more = "".join(
        f"    {day}: {{value: {100 + number % 99}/200, source: 各村报表}}\n"
        for number, day in enumerate(days)
    )
    path.write_text(
        text.replace("  clean-toilet-rate:\n", f"  clean-toilet-rate:\n{more}", 1), encoding="utf-8"
    )
    commit(root, "补录", "2024-12-30")
    out = cli("diff", "HEAD~1", "HEAD", "--format", "markdown", "-w", str(root)).out
    (told,) = re.findall(r"内容太多，有 (\d+) 项没有列出；全部变化用 --format text 或 json 查看", out)
    assert len(out) <= LIMIT
    assert readers.markdown(out).found + int(told) == 1680
