"""Odd files: hostile, huge, hidden, linked. Always an answer, never a change."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from aiwei_cli.load.data_file import decoded, parsed
from aiwei_cli.load.tree import MAX_BYTES
from aiwei_cli.load.yaml_faults import words_of
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.load.yamltext.fault import ByteFault, ContentFault, Fault, SignFault, SyntaxFault
from aiwei_cli.model.codes.catalogue import every_code
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.render.words.diagnostic_text import render
from conftest import Cli, tree_hash
from support import WORKSPACES, diagnostics, lay_out, repository

TARGET = "data/actions/healthy-schools.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return lay_out(tmp_path, WORKSPACES / "none")


def codes(town: Path) -> set[str]:
    return {each.code for each in diagnostics(town)}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "AW108"),
        ("a: &a [*a]\n", "AW108"),
        ("[" * 1000, "AW110"),
        ("{" * 1000, "AW110"),
        ("- " * 1000, "AW110"),
        ("[" * 200_000, "AW110"),
        ("x: |\n" + "  长\n" * 300_000, "AW201"),
        ("!!python/object/apply:os.system ['true']\n", "AW108"),
        ("- a\n- b\n", "AW205"),
        ("只有一句话\n", "AW205"),
        ("%YAML 9.9\n---\na: 1\n", "AW106"),
        ("\ufeff\ufeffid: x\n", "AW103"),
        ("id: healthy-schools\n...\n---\nid: x\n", "AW109"),
    ],
    ids=range(13),
)
def test_a_hostile_file_gets_a_quick_answer(text: str, code: str, town: Path) -> None:
    (town / TARGET).write_text(text, encoding="utf-8")
    assert code in codes(town)


def test_a_run_of_blanks_in_a_figure_is_searched_once(tmp_path: Path) -> None:
    root = lay_out(tmp_path, WORKSPACES / "none")
    path = root / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("160/200", f'"1{" " * 19_000}2"'), encoding="utf-8")
    assert codes(root) == {"AW203"}  # a pattern that begins again at every blank takes seconds for this


@pytest.mark.parametrize(("line", "code"), [("a: \x1b\n", "AW103"), ("\ta: 1\n", "AW104")])
def test_no_more_mistakes_are_kept_than_show_that_there_are_more(line: str, code: str) -> None:
    _, problems = decoded("f.yaml", line.encode() * 100_000)
    assert Counter(each.code for each in problems) == {code: 101}


def test_a_file_of_many_values_is_refused(town: Path) -> None:
    (town / TARGET).write_text("x:\n" + "  - 1\n" * 150_000, encoding="utf-8")
    assert codes(town) == {"AW101"}


@pytest.mark.parametrize("length", [20_000, 20_001])
def test_a_text_has_a_limit(length: int, town: Path) -> None:
    path = town / "data/actions/tidy-villages.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("各村报表", "各" * length), encoding="utf-8")
    found = [(each.place.line, each.place.column, each.code, each.message) for each in diagnostics(town)]
    said = "这段文字有 20001 个字，超过 20000 个的上限"
    assert found == ([(21, 42, "AW101", said)] if length > 20_000 else [])


NO_DIRECTIVE = "% 开头的行在这里没有用"


@pytest.mark.parametrize(
    ("text", "found", "is_read"),
    [
        ("%TAG ! x:\n---\nid: a\n", [(1, NO_DIRECTIVE)], True),
        ("# 说明\n\n%YAML 1.2\n---\nid: a\n", [(3, NO_DIRECTIVE)], True),
        (
            "...\n%TAG ! x:\n%TAG !! y:\n---\nid: a\n",
            [(2, NO_DIRECTIVE), (1, "这里不该有这个符号")],
            False,
        ),
        ("id: a\n...\n# 说明\n%TAG ! x:\n---\nid: b\n", [(4, NO_DIRECTIVE)], False),
        ("id: a\n%TAG ! x:\n---\nid: b\n", [(2, NO_DIRECTIVE)], False),
    ],
)
def test_a_directive_is_refused_where_the_first_one_stands(
    text: str, found: list[tuple[int, str]], is_read: bool
) -> None:
    """At the head of a file it is read all the same: files of the past have it there."""
    lines, _ = decoded("f.yaml", text.encode())
    document, problems = parsed("f.yaml", lines)
    assert (document is not None) is is_read
    assert [(each.place.line, each.code, each.message) for each in problems] == [
        (line, "AW106", said) for line, said in found
    ]


@pytest.mark.parametrize(
    ("limit", "most", "where", "said"),
    [
        ("MAX_ACTIONS", 1, "data/actions", "这里有 2 个 .yaml 文件，超过 1 个的上限"),
        (
            "MAX_ALL_BYTES",
            2000,
            "data/actions/healthy-schools.yaml",
            "到这个文件为止，工作区的内容超过 2000 字节，太大了",
        ),
        (
            "MAX_VALUES",
            120,
            "data/actions/healthy-schools.yaml",
            "到这个文件为止，工作区的内容超过 120 项，太大了",
        ),
    ],
)
def test_all_files_together_have_limits(
    limit: str,
    most: int,
    where: str,
    said: str,
    town: Path,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a folder; what was committed before there were any is read as it is."""
    root = repository(town)
    before = cli("check", "-w", str(root), "--at", "HEAD")
    monkeypatch.setattr(f"aiwei_cli.load.assemble.{limit}", most)
    result = cli("check", "-w", str(root))
    assert (result.code, result.out) == (2, "")
    way_out = (
        "用不到的文件移出这个文件夹"
        if limit == "MAX_ACTIONS"
        else "用不到的往年内容移出工作区，git 里还查得到"
    )
    assert result.err.endswith(f"{where}:1:1: 错误[AW101] {said}\n   改法：{way_out}\n\n共 1 处错误\n")
    assert cli("check", "-w", str(root), "--at", "HEAD") == before
    assert before.code == 0


def test_a_huge_file_is_not_even_read(town: Path) -> None:
    with (town / TARGET).open("wb") as file:
        file.truncate(MAX_BYTES * 200)  # sparse
    before = time.monotonic()
    assert codes(town) == {"AW101"}
    assert time.monotonic() - before < 60  # it answers at all: reading a gigabyte would not


def test_a_folder_in_place_of_a_file(town: Path) -> None:
    (town / TARGET).unlink()
    (town / TARGET).mkdir()
    assert codes(town) == {"AW101"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_in_place_of_a_file_does_not_hang(town: Path) -> None:
    (town / TARGET).unlink()
    os.mkfifo(town / TARGET)
    assert codes(town) == {"AW101"}


@pytest.mark.parametrize("target", ["outside", "loop"])
def test_a_link_out_of_the_workspace_or_in_a_circle(target: str, town: Path) -> None:
    (town / TARGET).unlink()
    outside = Path(__file__)
    try:
        (town / TARGET).symlink_to(outside if target == "outside" else town / TARGET)
    except OSError:
        pytest.skip("no links on this system")
    assert codes(town) == {"AW101"}


def test_hidden_and_backup_files_are_none_of_ours(town: Path) -> None:
    for name in (".#x.yaml", "~x.yaml", "x.yaml~", "notes.txt"):
        (town / "data" / "actions" / name).write_text("[", encoding="utf-8")
    assert codes(town) == set()


def test_a_broken_file_never_hides_the_others(town: Path) -> None:
    (town / TARGET).write_text("id: [", encoding="utf-8")
    other = town / "data/actions/tidy-villages.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("160/200", "260/200"), encoding="utf-8")
    found = [(each.place.path, each.code) for each in diagnostics(town)]
    assert found == [(TARGET, "AW106"), ("data/actions/tidy-villages.yaml", "AW208")]


@pytest.mark.parametrize(
    "line", ["check", "show first", "due", "report", "record clean-toilet-rate 1/2 --yes"]
)
def test_without_the_parser_in_c_nothing_is_read_otherwise(
    line: str, town: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one in Python gives other columns and other complaints, and takes what this one refuses."""
    before = tree_hash(town / "data")
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    monkeypatch.setattr(sys, "executable", "/some where/python")
    assert cli(*line.split(), "-w", str(town)) == (
        2,
        "",
        "错误：这个环境里的 ruamel.yaml 没有 C 写的解析器，aiwei 只用它读 YAML\n"
        '改法：运行 "/some where/python" -m pip install "ruamel.yaml[oldlibyaml]"\n',
    )
    assert tree_hash(town / "data") == before


@pytest.mark.parametrize("line", ["--version", "--help", "check --help", "rule AW203", "schema targets"])
def test_what_reads_no_data_needs_no_parser(line: str, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    result = cli(*line.split())
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: |+\n  x\n", "x\n"),
        ("a: |+\n  x\n\n", "x\n\n"),
        ("a: |+\n  x", "x\n"),
        ("a: |2\n     \n  x\n", "   \nx\n"),
        ("a: |\n\n  x\n   y\n\n# z\n", "\nx\n y\n"),
        ("a: |\n      \nb: 1\n", ""),
        ("a: [\n  x\n]\n", ["x"]),
        ("a: {\n  x: 1,\n# y\n  z: 2\n}\n", {"x": "1", "z": "2"}),
        ('a: "x\n\n  y,#z" # "w"#v\n', "x\ny,#z"),
        ("a: x,#y\n", "x,#y"),
        ("a: 'x' # y\n", "x"),
        ("a: |\n  'x'#y\n  [z]#\n", "'x'#y\n[z]#\n"),
        ("a: x?y ?z\n", "x?y ?z"),
        ("a: [? x, '?y', -1, '-']\n", [{"x": ""}, "?y", "-1", "-"]),
        ("a:\n- [x,\n  y]\n", [["x", "y"]]),
        ("a: NO\n", "NO"),
        ("a: 0o12\n", "0o12"),
        ("a:\n", ""),
    ],
    ids=range(18),
)
def test_a_file_that_is_right_is_read_as_it_was_typed(text: str, read: object) -> None:
    lines, refused = decoded("f", text.encode())
    document, problems = parsed("f", lines)
    assert document is not None
    assert (plain(document.root)["a"], refused, problems) == (read, [], [])


def test_a_value_that_was_not_written_is_missed_where_it_should_stand(town: Path) -> None:
    other = town / "data/actions/tidy-villages.yaml"
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("source: 各村报表}", "source:\n    }"), encoding="utf-8")
    found = [(each.place.line, each.place.column, each.code) for each in diagnostics(town)]
    assert found == [(21, 41, "AW209")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{a: 1, b:\n}", (1, 10)),
        ("{a: 1,\n b  :\n  # x\n  , c: 2}", (2, 6)),
        ("{a: 1,\n 'b' :\n\n}", (2, 7)),
        ("{b:\n}", (1, 4)),
        ("{a: 1, b\n}", (1, 9)),  # no colon at all
        ("{? b\n: , a: 1}", (1, 5)),
    ],
)
def test_a_value_that_was_not_written_stands_behind_its_colon(text: str, place: tuple[int, int]) -> None:
    document, _ = parsed("f", text.split("\n"))
    assert document is not None
    value = document.node_at(("b",))
    assert (value.line, value.column, value.end_column) == (*place, place[1])


def test_every_key_and_item_counts() -> None:
    document, _ = parsed("f", ["a: [1, 2]", "b: {c: [d, e: f]}"])
    assert document is not None
    assert document.values == 8


def test_more_items_than_a_file_may_have_are_refused() -> None:
    for items, codes in ((49_999, []), (50_000, ["AW101"])):
        _, problems = parsed("f", [f"a: [{'1,' * items}]"])
        assert [each.code for each in problems] == codes


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key-{number}: 1\n" for number in range(20_000)),
        "plan:\n" + "".join(f"  - {{id: X{number}}}\n" for number in range(5_000)),
        "measurements:\n" + "".join(f"  some-{number}:\n    2024-01-01: 1\n" for number in range(10_000)),
        "work:\n  2024:\n    - {lead: 一, text: '"
        + "".join(f"{{bad{number}}}" for number in range(2_000))
        + "'}\n",
    ],
    ids=["keys", "plan", "indicators", "references"],
)
def test_of_thousands_of_mistakes_the_first_hundred_are_told(text: str, town: Path) -> None:
    base = "id: healthy-schools\nname: 健康学校\norder: 2\n"
    (town / TARGET).write_text(base + text, encoding="utf-8")
    assert len(diagnostics(town)) == 100


HEAD = "id: healthy-schools\nname: 健康学校\norder: 2\n"
STAGES: dict[str, Callable[[int], str]] = {
    "bytes": lambda count: HEAD + "\tplan: 1\n" * count,
    "yaml": lambda count: HEAD + "".join(f"k{number}: &a 1\n" for number in range(count)),
    "shape": lambda count: HEAD + "".join(f"k{number}: 1\n" for number in range(count)),
    "dates": lambda count: (
        f"{HEAD}measurements:\n  plan-published:\n" + "".join(f"    2024-13-{n}: 是\n" for n in range(count))
    ),
    "values": lambda count: (
        f"{HEAD}measurements:\n"
        + "".join(f"  none-{number}:\n    2024-01-01: 1\n" for number in range(count))
    ),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_total_never_claims_less_than_there_is(stage: str, town: Path, cli: Cli) -> None:
    (town / TARGET).write_text(STAGES[stage](100), encoding="utf-8")
    said = cli("check", "--workspace", str(town))
    assert (said.code, said.err.split("\n")[-2]) == (2, "共 100 处错误")
    (town / TARGET).write_text(STAGES[stage](101), encoding="utf-8")
    said = cli("check", "--workspace", str(town))
    assert (said.code, said.err.split("\n")[-2]) == (2, "共 100 处以上错误")
    found = json.loads(cli("check", "--workspace", str(town), "--format", "json").out)["diagnostics"]
    told = [each["message"].endswith("（错误太多，其余的没有列出）") for each in found]
    assert told == [False] * 99 + [True]


@pytest.mark.parametrize(
    ("more", "left", "total"), [(False, "1 处", "101 处错误"), (True, "1 处以上", "101 处以上错误")]
)
def test_of_what_is_not_listed_it_is_said_whether_there_may_be_others(
    more: bool, left: str, total: str
) -> None:
    one = Diagnostic(Place(TARGET, 1, 1), "AW203", "这里应为数字", "只写数字")
    last_lines = render([*[one] * 100, one._replace(more=more)]).split("\n\n")[-2:]
    assert last_lines == [f"另有 {left}没有列出，先改上面的", f"共 {total}\n"]


def test_what_was_left_out_counts_for_every_file(town: Path, cli: Cli) -> None:
    other = town / "data/actions/tidy-villages.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("160/200", "260/200"), encoding="utf-8")
    (town / TARGET).write_text(STAGES["values"](101), encoding="utf-8")
    told = [each for each in diagnostics(town) if each.place.path != TARGET]
    assert told == []  # values are read file by file, and no further than a hundred mistakes
    result = cli("check", "--workspace", str(town), "--data-only", str(other))
    assert (result.code, result.err.split("\n")[-2]) == (2, "共 100 处以上错误")


def test_many_questions_about_evidence_hide_no_mistake_in_it(town: Path) -> None:
    path = town / "data/actions/tidy-villages.yaml"
    gone = f"evidence: evidence/{'0' * 64}/表.txt"
    days = [f"{year}-{month:02}-01" for year in range(2010, 2022) for month in range(1, 13)]
    lines = [f"    {day}: {{value: 160/200, note: 核过, {gone}}}\n" for day in days]
    more = "    2024-05-01: {value: 160/200, evidence: evidence/表.txt}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    2024-06-30", f"{''.join(lines)}{more}    2024-06-30"), encoding="utf-8")
    found = [each.code for each in diagnostics(town)]
    assert (found.count("AW406"), found.count("AW312")) == (144, 1)


def test_a_reference_that_is_wrong_twice_in_a_text_is_told_once(town: Path) -> None:
    (town / TARGET).write_text(
        HEAD + "work:\n  2024:\n    - {lead: 一, text: '{bad}与{worse}和{bad}'}\n", encoding="utf-8"
    )
    found = [(each.place.line, each.place.column, each.code) for each in diagnostics(town)]
    assert found == [(6, 24, "AW307"), (6, 30, "AW307")]


def test_of_a_text_that_is_too_long_nothing_else_is_told(town: Path) -> None:
    (town / TARGET).write_text(
        HEAD + "work:\n  2024:\n    - {lead: 一, text: '" + "{bad}" * 5_000 + "'}\n", encoding="utf-8"
    )
    assert [(each.place.line, each.code) for each in diagnostics(town)] == [(6, "AW101")]


def test_a_long_file_without_a_proper_colon_is_told_so(town: Path) -> None:
    (town / TARGET).write_text("编号：甲\n" * 10_000, encoding="utf-8")
    assert [(each.place.line, each.code) for each in diagnostics(town)] == [(1, "AW112")]


def test_every_fault_of_a_text_has_a_code_and_a_remedy() -> None:
    sorts = (ByteFault, ContentFault, SignFault, SyntaxFault)
    said = {kind: words_of(Fault(kind, 1, 1, 0, "", "\x1b", 2)) for sort in sorts for kind in get_args(sort)}
    assert {each.code for each in said.values()} <= every_code().keys()
    assert [kind for kind, each in said.items() if not each.message or not each.hint] == []
    assert Counter(each.code for each in said.values()) == {
        "AW101": 2, "AW102": 4, "AW103": 1, "AW104": 3, "AW105": 1, "AW106": 30, "AW107": 1,
        "AW108": 3, "AW109": 1, "AW110": 1, "AW111": 1, "AW112": 3, "AW113": 2, "AW205": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("before", "line"), [("", 1), ("\n", 2), ("甲\n\n乙：", 3)])
def test_bytes_that_are_no_text_are_found_on_their_line(before: str, line: int) -> None:
    (fault,) = decoded("data/targets.yaml", before.encode() + b"\xff\xff")[1]
    assert (fault.place.line, fault.code) == (line, "AW102")
