"""``aiwei record --correct``: the figure replaced where it stands, what it was kept in the note."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from desk import RATE, STILL_MET, VILLAGES, Town

from conftest import Cli

CORRECT = ("--correct", "--note", "重复统计")


@pytest.fixture
def town(tmp_path: Path, cli: Cli) -> Town:
    return Town(tmp_path / "town", cli)


def test_a_bare_value_is_corrected_and_kept_in_the_note(town: Town) -> None:
    assert town.record(RATE, "158/200", "--date", "2024-06-30", *CORRECT) == (
        0,
        f"卫生厕所普及率：2024-06-30 由80%（160/200）更正为79%（158/200），{VILLAGES}:20\n{STILL_MET}",
        "",
    )
    assert town.changes() == {
        VILLAGES: [
            "-     2024-06-30: 160/200\n",
            "+     2024-06-30: {value: 158/200, note: 原为160/200，更正原因：重复统计}\n",
        ]
    }


def test_a_value_between_braces_keeps_what_stands_beside_it(town: Town) -> None:
    assert town.record(RATE, "171/200", "--date", "2024-12-20", *CORRECT).code == 0
    assert town.changes() == {
        VILLAGES: [
            "-     2024-12-20: {value: 172/200, source: 各村报表}\n",
            "+     2024-12-20: {value: 171/200, source: 各村报表, note: 原为172/200，更正原因：重复统计}\n",
        ]
    }


BRACED = "    2024-12-20: {value: 172/200, source: 各村报表}\n"


def test_a_value_in_block_form_keeps_its_comments_and_its_line_ends(town: Town) -> None:
    block = (
        "    2024-12-20:\r\n      # 待核\r\n      value: '172/200'  # 手抄\r\n      evidence:\r\n"
        "        - 表一  # 纸\r\n      note: 初稿\r\n"
    )
    town.rewrite(BRACED, block)
    paper = town.root.parent / "表.pdf"
    paper.write_bytes(b"paper")
    result = town.record(RATE, "171/200", "--date", "2024-12-20", *CORRECT, "--evidence", str(paper))
    assert (result.code, result.err) == (0, "")
    path = f"evidence/{sha256(b'paper').hexdigest()}/表.pdf"
    assert town.changes() == {
        VILLAGES: [
            "-       value: '172/200'  # 手抄\r\n",
            "+       value: '171/200'  # 手抄\r\n",
            "-       note: 初稿\r\n",
            f"+         - {path}\r\n",
            "+       note: 原为172/200，更正原因：重复统计；初稿\r\n",
        ]
    }


def test_evidence_named_in_words_stays_beside_the_new_one(town: Town) -> None:
    town.rewrite(BRACED, "    2024-12-20: {value: 172/200, evidence: 表一}\n")
    paper = town.root.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert town.record(RATE, "171/200", "--date", "2024-12-20", *CORRECT, "--evidence", str(paper)).code == 0
    path = f"evidence/{sha256(b'paper').hexdigest()}/表.pdf"
    added = f"evidence: [表一, {path}], note: 原为172/200，更正原因：重复统计"
    assert town.changes()[VILLAGES][1] == f"+     2024-12-20: {{value: 171/200, {added}}}\n"


FLIES = "    2024-09-10: {indices: {rooms-with-flies: 5}}\n"


def test_indices_are_corrected_one_by_one_where_they_stand(town: Town) -> None:
    block = "    2024-09-10:\n      indices:  # 分项\n        rooms-with-flies: 5  # 间\n"
    town.rewrite(FLIES, block)
    assert town.record("fly-grade", "有蝇房间率=4", "--date", "2024-09-10", *CORRECT).code == 0
    assert town.changes() == {
        VILLAGES: [
            "-         rooms-with-flies: 5  # 间\n",
            "+         rooms-with-flies: 4  # 间\n",
            "+       note: 原为rooms-with-flies=5，更正原因：重复统计\n",
        ]
    }


def test_indices_give_way_to_a_grade_and_a_grade_to_indices(town: Town) -> None:
    result = town.record("fly-grade", "C", "--date", "2024-09-10", *CORRECT)
    assert (result.code, result.err) == (0, "")
    note = "note: 原为rooms-with-flies=5，更正原因：重复统计"
    assert town.changes() == {VILLAGES: [f"- {FLIES}", f"+     2024-09-10: {{value: C, {note}}}\n"]}
    assert town.record("fly-grade", "有蝇房间率=4", "--date", "2024-09-10", *CORRECT).code == 0
    again = "note: 原为C，更正原因：重复统计；原为rooms-with-flies=5，更正原因：重复统计"
    line = f"+     2024-09-10: {{indices: {{rooms-with-flies: 4}}, {again}}}\n"
    assert town.changes()[VILLAGES][1] == line


def test_indices_in_block_form_give_way_to_a_grade(town: Town) -> None:
    block = "    2024-09-10:\n      source: 疾控\n      indices:  # 分项\n        rooms-with-flies: 5  # 间\n"
    town.rewrite(FLIES, block)
    assert town.record("fly-grade", "C", "--date", "2024-09-10", *CORRECT).code == 0
    assert town.changes() == {
        VILLAGES: [
            "-       indices:  # 分项\n",
            "-         rooms-with-flies: 5  # 间\n",
            "+       value: C\n",
            "+       note: 原为rooms-with-flies=5，更正原因：重复统计\n",
        ]
    }


def test_evidence_for_a_figure_that_is_right_joins_the_list_that_is_there(town: Town) -> None:
    town.rewrite(
        BRACED,
        "    2024-12-20:\n      value: 172/200\n      evidence:\n        - 表一  # 纸\n      source: 各村报表\n",
    )
    paper = town.root.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert town.record(RATE, "172/200", "--date", "2024-12-20", *CORRECT, "--evidence", str(paper)).code == 0
    path = f"evidence/{sha256(b'paper').hexdigest()}/表.pdf"
    assert town.changes() == {VILLAGES: [f"+         - {path}\n", "+       note: 重复统计\n"]}


def test_a_figure_that_is_right_may_get_evidence(town: Town) -> None:
    town.rewrite(BRACED, "    2024-12-20: {value: 172/200, evidence: 表一}\n")
    paper = town.root.parent / "表.pdf"
    paper.write_bytes(b"paper")
    assert town.record(RATE, "172/200", "--date", "2024-12-20", *CORRECT, "--evidence", str(paper)).code == 0
    path = f"evidence/{sha256(b'paper').hexdigest()}/表.pdf"
    added = f"evidence: [表一, {path}], note: 重复统计"
    assert town.changes()[VILLAGES][1] == f"+     2024-12-20: {{value: 172/200, {added}}}\n"


@pytest.mark.parametrize(
    ("block", "rest"),
    [
        ("      value: C  # 估\n      source: 疾控\n", "      source: 疾控\n"),
        ("      source: 疾控\n      value: C\n", ""),
    ],
)
def test_a_grade_in_block_form_gives_way_to_indices(block: str, rest: str, town: Town) -> None:
    town.rewrite(FLIES, "    2024-09-10:\n" + block)
    assert town.record("fly-grade", "有蝇房间率=4", "--date", "2024-09-10", *CORRECT).code == 0
    text = (town.root / VILLAGES).read_text(encoding="utf-8")
    assert "indices: {rooms-with-flies: 4}" in text
    assert "value: C" not in text
    assert rest in text
    assert text.endswith("      note: 原为C，更正原因：重复统计\n")
