"""Odd files: hostile, huge, hidden, linked. Always an answer, never a change."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.load.assemble import load
from aiwei_cli.load.tree import MAX_BYTES
from conftest import Cli
from support import WORKSPACES, diagnostics, lay_out

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


def test_a_file_of_many_values_is_refused(town: Path) -> None:
    (town / TARGET).write_text("x:\n" + "  - 1\n" * 150_000, encoding="utf-8")
    assert codes(town) == {"AW101"}


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


def test_the_pure_parser_reads_the_same(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the compiled parser is missing, ruamel.yaml's own gives the same tree and places."""
    with_c = load(town)
    monkeypatch.setitem(__import__("sys").modules, "_ruamel_yaml", None)
    without = load(town)
    assert without.diagnostics == with_c.diagnostics == []
    assert without.workspace.measurements == with_c.workspace.measurements


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key-{number}: 1\n" for number in range(20_000)),
        "plan:\n" + "".join(f"  - {{id: X{number}}}\n" for number in range(5_000)),
        "measurements:\n" + "".join(f"  some-{number}:\n    2024-01-01: 1\n" for number in range(10_000)),
        "work:\n  2024:\n    - {lead: 一, text: '" + "{bad}" * 50_000 + "'}\n",
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
