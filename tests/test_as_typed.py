"""A file is taken as it was typed, or refused with a place; nothing in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aiwei_cli.load.assemble import load
from aiwei_cli.load.data_file import decoded
from conftest import Cli
from support import PROJECT, WORKSPACES, diagnostics, git, lay_out, repository

ACTION = "data/actions/tidy-villages.yaml"
ITEM = "  - {id: typed, year: 2024, title: %s, responsible: %s, person: %s, source: %s, note: %s}\n"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path, WORKSPACES / "none")


def planned(town: Path, *words: str) -> tuple[str | None, ...]:
    """What is read of a task whose texts are these words, as they stand in the file."""
    file = town / ACTION
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("plan:\n", "plan:\n" + ITEM % words), encoding="utf-8", newline="\n")
    item = load(town).workspace.actions["tidy-villages"].plan[0]
    return item.title, item.responsible, item.person, item.source, item.note


@pytest.mark.parametrize(
    "words",
    [
        ("NO", "yes", "on", "null", "~"),
        ("0b1", "012", "0x1f", "0o17", "1e3"),
        ("1_000", "1.50", ".inf", ".nan", "2024-01-01"),
        ("123456789012345678901234", "91.20", "+1", "-0", "=1+1"),
    ],
)
def test_words_that_yaml_likes_to_convert_stay_words(words: tuple[str, ...], town: Path) -> None:
    assert planned(town, *words) == words


def test_signs_that_look_alike_are_never_made_alike(town: Path) -> None:
    words = ("①②", "㎡", "甲：乙", "ＡＢＣ", "１２％")
    assert planned(town, *words) == words


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gbk", "文件是 GBK 编码"),
        ("gb18030", "文件是 GBK 编码"),
        ("utf-16", "文件是 UTF-16 编码"),
        ("utf-16-le", "文件是 UTF-16 编码"),
        ("utf-16-be", "文件是 UTF-16 编码"),
        ("utf-32", "文件是 UTF-16 编码"),
    ],
)
def test_another_encoding_is_named_and_nothing_converted(encoding: str, said: str, town: Path) -> None:
    file = town / ACTION
    typed = file.read_text(encoding="utf-8").replace(
        "name: ", "name: 𠮷" if encoding == "gb18030" else "name: ", 1
    )
    file.write_bytes(typed.encode(encoding))
    before = file.read_bytes()
    assert [(each.code, each.message) for each in diagnostics(town)] == [("AW102", said)]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff"]
)
def test_a_sign_that_nobody_sees_is_refused_with_its_place(sign: str, town: Path) -> None:
    file = town / ACTION
    lines = file.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("name: "))
    lines[at] = f"name: 一{sign}二"
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    (found,) = diagnostics(town)
    assert (found.code, found.place[:3]) == ("AW103", (ACTION, at + 1, 8))
    assert f"U+{ord(sign):04X}" in found.message


def test_a_figure_cut_short_is_asked_about(town: Path) -> None:
    """A file that somebody else's program cut in the middle of a number is whole YAML."""
    file = town / ACTION
    text = file.read_text(encoding="utf-8")
    before = text.partition("    2024-12-20:")[0]
    file.write_text(f"{before}    2024-12-20: 8\n", encoding="utf-8", newline="\n")
    assert [each.code for each in diagnostics(town)] == ["AW402"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("made", [False, True], ids=["ours", "of a new town"])
def test_git_never_turns_the_line_ends_of_data(made: bool, cli: Cli, tmp_path: Path) -> None:
    if made:
        assert cli("init", str(tmp_path / "town"), "--town", "甲镇", "--county", "乙县").code == 0
        root = tmp_path / "town"
    else:
        shutil.copy(PROJECT / ".gitattributes", lay_out(tmp_path, WORKSPACES / "none"))
        root = repository(tmp_path)
    said = git(root, "-c", "core.autocrlf=true", "check-attr", "text", "eol", "--", "data/targets.yaml")
    assert said == "data/targets.yaml: text: set\ndata/targets.yaml: eol: lf\n"


def test_what_is_neither_utf_8_nor_chinese_is_not_called_gbk() -> None:
    """The two bytes are a dot in GBK, and in Latin-1 what nobody would write."""
    _, problems = decoded("f", b"id: a\nname: \xa1\xa4\n")
    assert [(each.code, each.message, each.place.line) for each in problems] == [
        ("AW102", "第 2 行有不是 UTF-8 编码的内容", 2)
    ]
