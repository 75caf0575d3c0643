"""Each change to a file in each of the ways in which people lay files out: golden files that show what becomes of the lines.

A golden file a layout: the file, and below it the lines that each change takes out and puts in, alone and after all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Final

import pytest
from harm import read

from aiwei_cli.edit.file_change import (
    Append,
    Assign,
    Change,
    Insert,
    Swap,
    Wrap,
    by_day,
    in_order_of,
    spliced,
)
from aiwei_cli.model.errors import OutputError
from support import WORKSPACES

Golden = Callable[[Path, str], None]

LAYOUTS: Final = {
    "usual": """\
id: act
name: 行动
plan:
  - {id: walk, year: 2024, title: 修步道}
measurements:
  rate:
    2024-03-31: 80
    2024-09-30: {value: 85, source: 各村, evidence: [甲, 乙]}
  score:
    one:
      2024-03-31: 70
    three:
      2024-03-31: 75
""",
    "four-spaces": """\
id: act
plan:
    - id: walk
      year: 2024
      title: 修步道
measurements:
    rate:
        2024-03-31: 80
        2024-09-30:
            value: 85
            source: 各村
            evidence:
                - 甲
                - 乙
    score:
        one:
            2024-03-31: 70
        three:
            2024-03-31: 75
""",
    "counting-down": """\
id: act
measurements:
  score: {three: {2024-03-31: 75}, one: {2024-03-31: 70}}
  rate:
    2024-09-30: {value: "85", source: '各村', evidence: 甲}
    2024-03-31: "80"
plan: []
""",
    "neither": """\
id: act
measurements:
  rate:
    2024-09-30: {indices: {traces: 1}, source: 各村}
    2024-01-31: 79
    2024-03-31: 80
plan:
- {id: walk, year: 2024, title: 修步道}
- {id: park, year: 2024, title: 修公园}
""",
    "comments": """\
# 村镇中心填写
id: act  # 编号

plan:
  # 今年的
  - {id: walk, year: 2024, title: 修步道}  # 已批
    # 还要核对
  # 明年再说

measurements:
  # 各村报
  rate:
    2024-03-31: 80  # 初报
      # 待核
    2024-09-30: {value: 85, source: 各村, evidence: [甲, 乙]}
    # 年底再补
  # 学校报
  score:
    one:
      2024-03-31: 70
      # 一小
    three:
      2024-03-31: 75
# 完
""",
    "apart": """\
id: act
name: 行动

plan:
  - {id: walk, year: 2024, title: 修步道}

measurements:
  rate:
    2024-03-31: 80

    2024-09-30: {value: 85}

  score:
    one:
      2024-03-31: 70


""",
    "braces": """\
{id: act, plan: [{id: walk, year: 2024, title: 修步道}],
 measurements: {rate: {2024-03-31: 80, 2024-09-30: {value: 85, source: 各村}},
   score: {one: {2024-03-31: 70}, three: {2024-03-31: 75}}}}
""",
    "braces-by-line": """\
id: act
plan: [
  {id: walk, year: 2024, title: 修步道},
  {id: park, year: 2024, title: 修公园},  # 待批
]
measurements:
  rate: {
    2024-03-31: 80,
    2024-09-30: {
      value: 85,
      source: 各村,  # 初报
      evidence: [
        甲,
        乙
      ]
    }
  }
  score: {one: {2024-03-31: 70},
    three: {2024-03-31: 75}
  }
""",
    "empty": """\
id: act
plan:
measurements: {}
""",
    "bare": """\
id: act
name: 行动
""",
    "empty-inside": """\
id: act
plan: [ ]
measurements:
  rate: {}
  score:
    one: { }
progress:
  walk: []
""",
    "long-texts": """\
id: act
name: |
  行动
  计划

plan:
  - id: walk
    title: >-
      修步道
      修公园
    note: '两行
      文字'
measurements:
  rate:
    2024-03-31: 80
    2024-09-30:
      value: 85
      note: |+
        一

      source: 各村
""",
    "quoted-keys": """\
"id": act
'measurements':
  "rate":
    '2024-03-31': 80
    "2024-09-30": {'value': 85, "source": 各村}
""",
    "no-last-break": """\
id: act
plan:
  - {id: walk, year: 2024, title: 修步道}
measurements:
  rate:
    2024-03-31: 80
    2024-09-30: {value: 85}""",
    "list-last": """\
id: act
measurements:
  rate:
    2024-03-31: 80
plan:
  - id: walk
    year: 2024
  - {id: park, year: 2024}
  - 文字""",
}
SECTIONS, INDICATORS, MEMBERS = (
    in_order_of(["id", "name", "plan", "progress", "issues", "measurements"]),
    in_order_of(["rate", "other", "score"]),
    in_order_of(["one", "two", "three"]),
)
RATE, SCORE = (SECTIONS, INDICATORS, by_day), (SECTIONS, INDICATORS, MEMBERS, by_day)
MARCH, SEPTEMBER = ("measurements", "rate", "2024-03-31"), ("measurements", "rate", "2024-09-30")
CHANGES: Final[dict[str, Change]] = {
    "更早的监测值": Insert(("measurements", "rate", "2024-01-01"), "79.5", RATE),
    "中间的监测值": Insert(
        ("measurements", "rate", "2024-06-30"), {"value": "81", "note": "含逗号, 和#号"}, RATE
    ),
    "更晚的监测值": Insert(
        ("measurements", "rate", "2024-12-31"), {"value": "90", "evidence": ["丙", "丁"]}, RATE
    ),
    "另一指标": Insert(("measurements", "other", "2024-12-31"), "3", RATE),
    "另一学校": Insert(("measurements", "score", "two", "2024-12-31"), "66", SCORE),
    "同一学校": Insert(("measurements", "score", "one", "2024-12-31"), "71", SCORE),
    "任务": Append(("plan",), {"id": "wall", "year": "2024", "title": "砌墙: 一段"}, (SECTIONS,)),
    "任务和说明": Append(("plan",), {"id": "road", "year": "2025", "title": "修路"}, (SECTIONS,), "会上定的"),
    "进展": Append(("progress", "walk"), {"on": "2024-05-01", "said": "开工"}, (SECTIONS, INDICATORS)),
    "佐证": Append((*SEPTEMBER, "evidence"), "戊", ()),
    "另一值": Assign(SEPTEMBER, "value", "86"),
    "另一来源": Assign(SEPTEMBER, "source", "县里, 核定"),
    "几份佐证": Assign(SEPTEMBER, "evidence", ["己", "庚"]),
    "任务的说明": Assign(("plan", 0), "note", "推迟"),
    "任务的题目": Assign(("plan", 0), "title", "修步道二期"),
    "名称": Assign((), "name", "新行动"),
    "换成分项": Swap(SEPTEMBER, "value", "indices", {"traces": "1"}),
    "换成值": Swap(SEPTEMBER, "indices", "value", "B"),
    "加上说明": Wrap(MARCH, {"value": "80", "note": "核定"}),
}


def became(data: bytes, changes: Sequence[Change]) -> Iterator[str]:
    """The lines that a change takes out and puts in, each with its end where that is not the usual one."""
    try:
        after = spliced("data/actions/act.yaml", data, read(data), changes)
    except OutputError as error:
        yield f"    {error.message}"
        yield from (f"    {line}" for line in error.hint.split("\n"))
        return
    old, new = (text.decode().split("\n") for text in (data, after))
    for line in list(unified_diff(old, new, n=1, lineterm=""))[2:]:
        yield f"    {line.replace(chr(13), '␍')}"


def table(data: bytes) -> list[str]:
    lines = []
    possible: list[Change] = []
    for name, change in CHANGES.items():
        lines += [f"# {name}", *became(data, [change])]
        try:
            spliced("file", data, read(data), [*possible, change])
        except OutputError:
            continue
        possible.append(change)
    return [*lines, "# 全部", *became(data, possible)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_becomes_of_a_file(layout: str, golden: Golden) -> None:
    text = LAYOUTS[layout]
    golden(WORKSPACES / "golden" / f"layouts.{layout}.txt", "\n".join([text, *table(text.encode())]) + "\n")


@pytest.mark.parametrize(
    ("name", "ending", "mark"), [("crlf", "\r\n", ""), ("bom", "\n", "\ufeff"), ("cr", "\r", "")]
)
def test_line_ends_and_a_byte_order_mark_stay(name: str, ending: str, mark: str, golden: Golden) -> None:
    lines = []
    for layout in ("usual", "comments", "braces-by-line", "long-texts", "no-last-break"):
        data = (mark + LAYOUTS[layout].replace("\n", ending)).encode()
        try:
            after = spliced(
                "file", data, read(data), [CHANGES["中间的监测值"], CHANGES["任务"], CHANGES["另一值"]]
            )
        except OutputError as error:
            lines.append(error.message)
            continue
        shown = after.decode().replace("\r", "␍" if ending == "\r\n" else "␍\n").replace("\ufeff", "BOM")
        lines.append(shown)
    golden(WORKSPACES / "golden" / f"layouts.{name}.txt", "\n".join(lines) + "\n")
