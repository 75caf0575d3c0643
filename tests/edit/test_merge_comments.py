"""Comments of two branches: what either side wrote stays with its entry, or a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from conftest import Cli

BASE: Final = """\
# 村镇中心填写
id: tidy-villages
name: 净村庄
order: 1
plan:
  - {id: toilets, year: 2024, title: 改建卫生厕所}
measurements:
  clean-toilet-rate:
    2024-06-30: 160/200
    2024-07-31: 164/200  # 电话核实
    # 年底再补
  fly-grade:
    2024-09-10: B
issues:
  market:
    - {opened: 2024-11-08, problem: 垃圾堆积, responsible: 一村, due: 2024-11-30}
"""
JUNE, JULY, DUE = "    2024-06-30: 160/200\n", "    2024-07-31: 164/200", "due: 2024-11-30}\n"
PLAN, HEAD = "title: 改建卫生厕所}\n", "# 村镇中心填写\n"
MID_JULY: Final = "    2024-07-15: 161/200\n"
"""What we added in most cases."""

JOINED: Final = {
    "a line above an added figure": (
        (JUNE, JUNE + MID_JULY),
        (JUNE, f"{JUNE}    # 七月下旬\n    2024-07-20: 162/200\n"),
        (JUNE, f"{JUNE}{MID_JULY}    # 七月下旬\n    2024-07-20: 162/200\n"),
    ),
    "behind an added figure": (
        (JUNE, JUNE + MID_JULY),
        (JUNE, f'{JUNE}    2024-07-20: {{value: 162/200, note: "#1"}}  # 核对过\n'),
        (JUNE, f'{JUNE}{MID_JULY}    2024-07-20: {{value: 162/200, note: "#1"}}  # 核对过\n'),
    ),
    "the same words behind two figures": (
        (JUNE, f"{JUNE}    2024-07-15: 161/200  # 核对过\n"),
        (JUNE, f"{JUNE}    2024-07-20: 162/200  # 核对过\n"),
        (JUNE, f"{JUNE}    2024-07-15: 161/200  # 核对过\n    2024-07-20: 162/200  # 核对过\n"),
    ),
    "above a figure that was there": (
        (JUNE, JUNE + MID_JULY),
        (JUNE, f"{JUNE}    # 下面的数来自县里\n"),
        (JUNE, f"{JUNE}{MID_JULY}    # 下面的数来自县里\n"),
    ),
    "changed beside a figure that we corrected": (
        (JULY, "    2024-07-31: 165/200"),
        ("电话核实", "入户核实"),
        (f"{JULY}  # 电话核实", "    2024-07-31: 165/200  # 入户核实"),
    ),
    "deleted beside our figure": (
        (JUNE, JUNE + MID_JULY),
        ("  # 电话核实", ""),
        (f"{JUNE}{JULY}  # 电话核实", f"{JUNE}{MID_JULY}{JULY}"),
    ),
    "the line under which both went on": (
        ("    # 年底再补\n", "    # 年底再补\n    2024-12-15: 170/200\n"),
        ("    # 年底再补\n", "    # 年底再补\n    2024-12-20: 172/200\n"),
        ("    # 年底再补\n", "    # 年底再补\n    2024-12-15: 170/200\n    2024-12-20: 172/200\n"),
    ),
    "of an issue": (
        (DUE, f"{DUE}  river:\n    - {{opened: 2024-11-09, problem: 污水, responsible: 二村, {DUE}"),
        (
            DUE,
            f"{DUE}  # 县里督办\n  shop:\n    - {{opened: 2024-11-09, problem: 鼠洞, responsible: 三村, "
            f"due: 2024-11-30}}  # 已电话通知\n    # 等回复\n",
        ),
        (
            DUE,
            f"{DUE}  river:\n    - {{opened: 2024-11-09, problem: 污水, responsible: 二村, {DUE}"
            "  # 县里督办\n  shop:\n    - {opened: 2024-11-09, problem: 鼠洞, responsible: 三村, "
            "due: 2024-11-30}  # 已电话通知\n    # 等回复\n",
        ),
    ),
    "of a task": (
        (PLAN, f"{PLAN}  - {{id: road, year: 2024, title: 修路}}\n"),
        (PLAN, f"{PLAN}  # 追加\n  - {{id: bins, year: 2024, title: 换垃圾桶}}  # 县里出资\n"),
        (
            PLAN,
            f"{PLAN}  - {{id: road, year: 2024, title: 修路}}\n"
            "  # 追加\n  - {id: bins, year: 2024, title: 换垃圾桶}  # 县里出资\n",
        ),
    ),
}
Change = tuple[str, str]


def merged(cli: Cli, folder: Path, *changes: Change) -> tuple[int, str]:
    """Exit code and result of a merge of our change and theirs."""
    paths = [folder / name for name in ("old", "ours", "theirs")]
    for path, (old, new) in zip(paths, (("", ""), *changes), strict=True):
        assert old in BASE
        path.write_text(BASE.replace(old, new, 1), encoding="utf-8", newline="\n")
    return cli("merge-driver", *map(str, paths), "甲.yaml").code, paths[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(("ours", "theirs", "both"), JOINED.values(), ids=JOINED)
def test_a_comment_travels_with_its_entry(
    ours: Change, theirs: Change, both: Change, cli: Cli, tmp_path: Path
) -> None:
    assert merged(cli, tmp_path, ours, theirs) == (0, BASE.replace(*both))


EITHER_WAY: Final = {name: case for name, case in JOINED.items() if "corrected" not in name}
"""A figure that they corrected beside a comment of ours is for a person."""


@pytest.mark.parametrize(("ours", "theirs", "both"), EITHER_WAY.values(), ids=EITHER_WAY)
def test_whichever_side_wrote_it(
    ours: Change, theirs: Change, both: Change, cli: Cli, tmp_path: Path
) -> None:
    code, text = merged(cli, tmp_path, theirs, ours)
    assert (code, sorted(text.splitlines())) == (0, sorted(BASE.replace(*both).splitlines()))


FOR_A_PERSON: Final = {
    "both changed one comment": ((HEAD, "# 一村填写\n"), (HEAD, "# 二村填写\n")),
    "both remarked on one figure": ((JUNE, f"    # 甲\n{JUNE}"), (JUNE, f"    # 乙\n{JUNE}")),
    "inside an entry that there is no place for": (
        (JUNE, JUNE + MID_JULY),
        (JUNE, f"{JUNE}    2024-07-20:\n      value: 162/200\n      # 来自县里\n      note: 复核\n"),
    ),
}


@pytest.mark.parametrize(("ours", "theirs"), FOR_A_PERSON.values(), ids=FOR_A_PERSON)
def test_a_comment_that_has_no_one_place_is_for_a_person(
    ours: Change, theirs: Change, cli: Cli, tmp_path: Path
) -> None:
    code, text = merged(cli, tmp_path, ours, theirs)
    assert (code, text.count("<<<<<<< ours\n")) == (1, 1)
    assert all(line in text.splitlines() for _, new in (ours, theirs) for line in new.splitlines())


def test_of_a_line_that_stood_twice_one_is_deleted_and_one_stays(cli: Cli, tmp_path: Path) -> None:
    twice = BASE.replace(JUNE, f"    # 待核\n    # 待核\n{JUNE}")
    once = twice.replace("    # 待核\n", "", 1)
    paths = [tmp_path / name for name in ("old", "ours", "theirs")]
    for path, text in zip(paths, (twice, twice.replace(JUNE, JUNE + MID_JULY), once), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert cli("merge-driver", *map(str, paths), "甲.yaml").code == 0
    assert paths[1].read_text(encoding="utf-8") == once.replace(JUNE, JUNE + MID_JULY)
