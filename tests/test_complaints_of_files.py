"""What is said of the base workspace with one thing in it written otherwise: references, sums, exceptions, shapes.

A golden file a subject: what stands there instead, and below it what is said, with its place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Final

import pytest

from aiwei_cli.load.answered_questions import unanswered
from aiwei_cli.load.assemble import load_tree
from aiwei_cli.load.questions.all_questions import late
from aiwei_cli.rules.engine import assess
from support import WORKSPACES
from towns import Written

Golden = Callable[[Path, str], None]
BASE: Final = {
    path.relative_to(WORKSPACES / "base").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((WORKSPACES / "base" / "data").rglob("*.yaml"))
}
T, W = "data/targets.yaml", "data/workspace.yaml"
V, S = "data/actions/tidy-villages.yaml", "data/actions/healthy-schools.yaml"
NAME = {T: "目标", W: "工作区", V: "村庄", S: "学校"}
Change = tuple[str, str, str]
"""A file, what stands in it, and what is to stand there."""

# fmt: off
RATE, FLY = "action: tidy-villages\n    name: 卫生厕所普及率", "action: tidy-villages\n    name: 蝇密度"
PLAN = "  - {id: toilets, year: 2024, title: 改建卫生厕所, quantity: 40 座, due: 2024-12-31, responsible: 村镇中心, state: 进行中}\n"
WORK = '    - {lead: 改厕, text: "改建厕所{toilets}，检查{inspected}。"}'
SUMS = "  - {year: 2024, total: inspected, parts: [passed, failed]}"
FIGURES = "    inspected: 12 户\n    passed: 9 户\n    failed: 3 户\n"
TARGET = "      2024: {at_least: 85}"
TERMS = "  - {name: 春季学期, starts: 02-16, ends: 07-31}\n  - {name: 秋季学期, starts: 08-26, ends: 01-31}\n"
EDITION = "        limits:\n          rooms-with-flies: {at_most: [3, 6, 9]}\n"
LAST = "    2024-12-20: {value: 172/200, source: 各村报表}"
OPENING = "    opening: 2024年，示范镇稳步推进各项工作。"


def term(*lines: str) -> Change:
    return (W, TERMS, "".join(f"  - {line}\n" for line in lines))


def figures(*lines: str) -> list[Change]:
    return [(V, FIGURES, "".join(f"    {line}\n" for line in lines)), (V, "work:\n  2024:\n" + WORK + "\n", "")]


def excepted(*lines: str) -> Change:
    return (T, "\norganisations:\n", "\nexceptions:\n" + "".join(f"  - {line}\n" for line in lines) + "\norganisations:\n")


def edition(text: str) -> Change:
    return (T, EDITION, EDITION + text)


SUBJECTS: Final[dict[str, list[Change | list[Change]]]] = {
    "references": [
        (T, RATE, RATE.replace("villages", "village")), (T, RATE, RATE.replace("tidy-villages", "净村庄")), (T, RATE, RATE.replace("tidy-villages", "nothing-like-it")),
        [(T, RATE, RATE.replace("tidy-villages", "gone")), (T, FLY, FLY.replace("tidy-villages", "gone"))],
        (T, "grade: C, scale: fly-density", "grade: D, scale: fly-density"), (T, "grade: C, scale: fly-density", "grade: c, scale: fly-density"), (T, "grade: C, scale: fly-density", "grade: C, scale: fly"),
        (T, "grade: C, scale: fly-density", "grade: C, scale: air"), (T, "{grade: C, scale: fly-density}", "{limits: fly-density}"), (T, "{grade: C, scale: fly-density}", "{limits: air}"),
        (T, "each: school, events", "each: schools, events"), (T, "each: school, events", "each: caterer, events"), (T, "each: school, events", "each: 学校, events"),
        (T, "grades: [A, B, C]", "grades: [C]"), (T, "rooms-with-flies: {at_most: [3, 6, 9]}", "rooms: {at_most: [3, 6, 9]}"), (T, "at_most: [3, 6, 9]", "at_most: [3, 6]"), (T, "at_most: [3, 6, 9]", "at_most: [3, 6, 9, 12]"),
        (T, '      rooms-with-flies: {name: 有蝇房间率, unit: "%"}', '      rooms-with-flies: {name: 有蝇房间率, unit: "%"}\n      traps: {name: 诱蝇数, unit: 只}'),
        edition("      - document: GB/T 27772-2025\n        valid_from: 2025-10-31\n" + EDITION), edition("      - document: GB/T 27772-2025\n        valid_from: 2025-11-01\n" + EDITION), edition("      - document: GB/T 27772-2025\n        valid_from: 2010-01-01\n" + EDITION),
        [(T, "        valid_to: 2025-10-31\n", ""), edition("      - document: GB/T 27772-2025\n        valid_from: 2025-11-01\n" + EDITION)],
        (T, "second-school: {name: 第二小学,", "second-school: {name: 第一小学,"),
        (T, "    counted_in: 户\n", "    counted_in: 户\n    parts: [clean-toilet-rates]\n"), (T, "    counted_in: 户\n", "    counted_in: 户\n    parts: [clean-toilet-rate]\n"),
        (T, "    counted_in: 户\n", "    counted_in: 户\n    parts: [fly-grade]\n"), (T, "    counted_in: 户\n", "    counted_in: 户\n    parts: [plan-published]\n"), (T, "    counted_in: 户\n", "    counted_in: 户\n    parts: [蝇密度, school-lessons]\n"),
        (V, "id: tidy-villages\n", "id: healthy-schools\n"), (V, "order: 1\n", "order: 2\n"), (V, PLAN, PLAN + PLAN), (V, PLAN, PLAN + PLAN.replace("toilets", "walls").replace("2024,", "2025,")),
        (V, "  fly-grade:\n", "  fly-grades:\n"), (V, "  fly-grade:\n", "  蝇密度:\n"), (V, "  fly-grade:\n    2024-09-10: {indices: {rooms-with-flies: 5}}", "  plan-published:\n    2024-09-10: 是"), (V, "rooms-with-flies: 5", "rooms: 5"),
        (S, "    first-school:\n", "    first-schools:\n"), (S, "    first-school:\n", "    第一小学:\n"), (S, "    first-school:\n      2024-03-10: 1\n      2024-05-20: 1\n      2024-10-08: 2\n", "    2024-03-10: 1\n"),
        (V, "    2024-06-30: 160/200\n", "    first-school:\n      2024-06-30: 160/200\n"), (V, "    2024-06-30: 160/200\n", "    2024-06-30: 160/200\n    2024-06-30 : 161/200\n"), (V, LAST, "    2024-6-30: 161/200"),
    ],
    "terms": [
        term("{name: 春季学期, starts: 02-16, ends: 08-26}", "{name: 秋季学期, starts: 08-26, ends: 01-31}"), term("{name: 春季学期, starts: 02-16, ends: 08-25}", "{name: 秋季学期, starts: 08-26, ends: 01-31}"),
        term("{name: 春季学期, starts: 01-31, ends: 07-31}", "{name: 秋季学期, starts: 08-26, ends: 01-31}"), term("{name: 春季学期, starts: 02-01, ends: 07-31}", "{name: 秋季学期, starts: 08-26, ends: 01-31}"),
        term("{name: 秋季学期, starts: 08-26, ends: 01-31}", "{name: 春季学期, starts: 01-20, ends: 07-31}"), term("{name: 甲学期, starts: 02-16, ends: 07-31}", "{name: 乙学期, starts: 02-16, ends: 07-31}"),
        term("{name: 甲学期, starts: 02-16, ends: 07-31}", "{name: 乙学期, starts: 03-01, ends: 06-30}"), term("{name: 甲学期, starts: 03-01, ends: 06-30}", "{name: 乙学期, starts: 02-16, ends: 07-31}"), term("{name: 甲学期, starts: 02-16, ends: 02-29}", "{name: 乙学期, starts: 02-29, ends: 07-31}"),
        term("{name: 甲学期, starts: 02-16, ends: 06-30}", "{name: 乙学期, starts: 06-30, ends: 09-30}", "{name: 丙学期, starts: 09-30, ends: 02-16}"), (W, "terms:\n" + TERMS, ""),
        [(W, "terms:\n" + TERMS, ""), (T, "    every: term\n", "    every: year\n")], [(W, "terms:\n" + TERMS, ""), (T, "    every: term\n", "    every: year\n"), (T, "per: term", "per: year")],
        [(W, "terms:\n" + TERMS, ""), (T, "    every: term\n", "    every: year\n"), (T, "{each: school, events: {at_least: 2, per: term}}", "{each: school, all: [{at_least: 1}, {rising: term}]}")],
    ],
    "sums": [
        figures("inspected: 13 户", "passed: 9 户", "failed: 3 户"), figures("inspected: 12.5 户", "passed: 9 户", "failed: 3 户"), figures("inspected: 12 人", "passed: 9 户", "failed: 3 户"), figures("inspected: 12 户", "passed: 9 户", "failed: 3 人"),
        figures("inspected: 12", "passed: 9", "failed: 3 户"), figures("inspected: 12", "passed: 9", "failed: 3"), figures("inspected: 12.1 户", "passed: 9.0 户", "failed: 3.0 户"), figures("inspected: 12.15 户", "passed: 9.0 户", "failed: 3.0 户"),
        figures("inspected: 12.16 户", "passed: 9.0 户", "failed: 3.0 户"), figures("inspected: 12.16 户", "passed: 9.00 户", "failed: 3.0 户"), figures("inspected: 12.02 户", "passed: 9.00 户", "failed: 3.00 户"), figures("inspected: 11.85 户", "passed: 9.0 户", "failed: 3 户"),
        figures("inspected: 11.84 户", "passed: 9.0 户", "failed: 3 户"), [*figures("inspected: 12.1 户", "passed: 9.0 户", "failed: 3.0 户"), (V, SUMS, SUMS.replace("]}", "], note: 四舍五入}"))], [*figures("inspected: 13 户", "passed: 9.0 户", "failed: 3.0 户"), (V, SUMS, SUMS.replace("]}", "], note: 四舍五入}"))],
        figures("inspected: 12 户", "passed: 9 户"), figures("inspected: 12 户", "passed: 9 户", "failed: 三户"), figures("passed: 9 户", "failed: 3 户"), (V, SUMS, SUMS.replace("failed", "fail")), (V, SUMS, SUMS.replace("2024", "2023")), (V, SUMS, SUMS.replace("[passed, failed]", "[passed]")), (V, SUMS, SUMS.replace("[passed, failed]", "[]")),
    ],
    "narrative": [
        (V, WORK, WORK.replace("{toilets}", "{toilet}")), (V, WORK, WORK.replace("{toilets}", "{nothing}")), (V, WORK, WORK.replace("{toilets}", "{fly-grade}")), (V, WORK, WORK.replace("{toilets}", "{clean-toilet-rate}")), (V, WORK, WORK.replace("{toilets}", "{school-lessons}")),
        [(V, WORK, WORK.replace("{toilets}", "{clean-toilet-rate}")), (V, "  2024:\n    - {lead", "  2023:\n    - {lead")], (V, WORK, WORK.replace("{toilets}", "{toilets")), (V, WORK, WORK.replace("{toilets}", "toilets}")), (V, WORK, WORK.replace("{toilets}", "｛toilets｝")), (V, WORK, WORK.replace("{toilets}", "{{toilets}")),
        (V, WORK, WORK.replace("{toilets}", "{toilets}}")), (V, WORK, WORK.replace("{toilets}", "{{toilets}}")), (V, WORK, WORK.replace("{toilets}", "{}")), (V, WORK, WORK.replace("{toilets}", "{改厕}")), (V, WORK, WORK.replace("{toilets}", "{toilets}{toilets}{x}{x}")), (V, WORK, WORK.replace("lead: 改厕", 'lead: "{x}改厕"')),
        (V, WORK, WORK.replace('text: "改建', 'text: "改建\n      {x}')), (V, PLAN, PLAN.replace("quantity: 40 座, ", "")), (V, PLAN, PLAN.replace("year: 2024", "year: 2023")), (V, FIGURES, FIGURES.replace("12 户", "十二户")),
        (W, "{meetings}", "{meeting}"), (W, "{meetings}", "{inspected}"), (W, "{meetings}", "{toilets}"), (W, "{meetings}", "{clean-toilet-rate}"), (W, "lead: 人手不足", 'lead: "{x}"'), (W, OPENING, "    opening: 全年{x}{meetings}{y}。"), (W, OPENING, "    aim: 明年{x}。\n    highlights:\n      - {lead: 亮点, text: \"{y}\"}\n    organisation:\n      - {lead: 组织, text: \"{z\"}"),
        (W, "      meetings: 3 次", "      meetings: 三次"), (W, "      meetings: 3 次", "      meetings: 3次"), (W, "      meetings: 3 次", "      meeting: 3 次"),
    ],
    "exceptions": [
        excepted("{indicator: clean-toilet-rates, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: clean-toilet-rate, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: clean-toilet-rate, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31, organisation: first-school}"),
        excepted("{indicator: school-lessons, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31, organisation: first-school}"), excepted("{indicator: school-lessons, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31, organisation: third-school}"),
        excepted("{indicator: school-lessons, reason: 缘由, approved_by: 县爱卫办, document: 批复, until: 2024-12-31, organisation: 第一小学}"),
        *(excepted(f"{{indicator: fly-grade, reason: 甲, approved_by: 县爱卫办, document: 批复, until: {until}}}", f"{{indicator: fly-grade, reason: 乙, approved_by: 县爱卫办, document: 批复, from: {starts}, until: 2024-12-31}}") for until, starts in (("2024-06-30", "2024-06-30"), ("2024-06-30", "2024-07-01"), ("2025-06-30", "2024-07-01"), ("2024-12-31", "2024-12-31"))),
        excepted("{indicator: fly-grade, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-06-30}", "{indicator: fly-grade, reason: 乙, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: fly-grade, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 十二月}", "{indicator: fly, reason: 乙, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"),
        excepted("{indicator: clean-toilet-rate, finding: AW405, date: 2024-12-20, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: clean-toilet-rate, finding: AW405, date: 2024-12-21, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: plan-published, finding: AW405, date: 2024-12-21, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"),
        excepted("{indicator: school-lessons, finding: AW405, date: 2024-12-21, organisation: first-school, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted(
            "{indicator: school-lessons, finding: AW405, date: 2024-10-01, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"
        ),
        excepted("{indicator: school-lessons, finding: AW405, date: 2024-03-10, organisation: second-school, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"), excepted("{indicator: school-lessons, finding: AW405, date: 2024-03-10, organisation: first-school, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}"),
        *([(V, LAST, "    2024-12-20: 18/200"), excepted(f"{{indicator: clean-toilet-rate, finding: {code}, {more}reason: 甲, approved_by: 县爱卫办, document: 批复, until: {until}}}")] for code, more, until in (("AW402", "", "2024-12-31"), ("AW402", "", "2024-12-30"), ("AW402", "date: 2024-12-20, ", "2024-12-31"), ("AW402", "date: 2024-06-30, ", "2024-12-31"), ("AW401", "", "2024-12-31"))),
        [(V, LAST, "    2024-12-20: 18/200"), excepted("{indicator: clean-toilet-rate, finding: AW402, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-03-31}", "{indicator: clean-toilet-rate, finding: AW402, date: 2024-12-20, reason: 乙, approved_by: 县爱卫办, document: 批复, until: 2024-06-30}")],
        [(T, TARGET, "      2024: {at_least: 0.85}"), excepted("{indicator: clean-toilet-rate, finding: AW401, reason: 甲, approved_by: 县爱卫办, document: 批复, until: 2024-12-31}")],
    ],
    "shapes": [
        (W, "town: 示范镇\n", ""), (W, "town: 示范镇\n", "town:\n"), (W, "town: 示范镇\n", "town: [示范镇]\n"), (W, "town: 示范镇\n", "town: {name: 示范镇}\n"), (W, "town: 示范镇\n", "town：示范镇\n"), (W, "town: 示范镇\n", "town:示范镇\n"), (W, "town: 示范镇\n", "twon: 示范镇\n"), (W, "town: 示范镇\n", "town: 示范镇\nlevel: town\n"), (W, "town: 示范镇\n", "town: 示范镇\nx: 1\n"),
        (W, "year: 2024\n", "year: 24\n"), (W, "year: 2024\n", "year: 2024年\n"), (W, "year: 2024\n", "year: [2024]\n"), (W, "terms:\n", "terms: 春季\nx:\n"), (W, "starts: 02-16", "starts: 2-16"), (W, "starts: 02-16", "starts: 02-30"), (W, "starts: 02-16", "starts: 13-16"), (W, "starts: 02-16", "starts：02-16"),
        (T, TARGET, "      2024: 85"), (T, TARGET, "      2024: {at_least：85}"), (T, TARGET, "      2024: {at_least:85}"), (T, TARGET, "      2024: {atleast: 85}"), (T, TARGET, "      2024: {at_least: 85, at_most: 90}"), (T, TARGET, "      2024: {}"), (T, TARGET, "      2024:"), (T, TARGET, "      2024: {at_least: 85%}"), (T, TARGET, "      2024: {at_least: 约85}"), (T, TARGET, "      2024: {at_least: 0.85万}"), (T, TARGET, "      2024: {at_least: [85]}"),
        (T, TARGET, "      24: {at_least: 85}"), (T, TARGET, "      二〇二四: {at_least: 85}"), (T, TARGET, "      2024: {all: []}"), (T, TARGET, "      2024: {all: [{at_least: 85}]}"), (T, TARGET, "      2024: {any: {at_least: 85}}"), (T, TARGET, "      2024: {rising: years}"), (T, TARGET, "      2024: {events: {at_least: 2}}"), (T, TARGET, "      2024: {events: {at_least: 2, per: year, within: 2 years}}"), (T, TARGET, "      2024: {events: {at_least: 2, within: 两年}}"), (T, TARGET, "      2024: {events: {at_least: 2, within: 0 years}}"), (T, TARGET, "      2024: {stock: {at_least: 2, by: 六月}}"), (T, TARGET, "      2024: {each: school}"), (T, TARGET, "      2024: {mean: school, rising: year}"), (T, TARGET, "      2024: {each: school, each: school}"), (T, TARGET, "      2024: {attested: 是}"), (T, TARGET, "      2024: {attested: yes, document: need}"),
        (T, "range: [20, 100]", "range: [100, 20]"), (T, "range: [20, 100]", "range: [20]"), (T, "range: [20, 100]", "range: [20, 100, 200]"), (T, "range: [20, 100]", "range: 20-100"), (T, "range: [20, 100]", "range: []"), (T, "range: [20, 100]", "range: [0.2万, 1亿]"), (T, "range: [20, 100]", "range: [20, 20]"), (T, "every: half-year", "every: halfyear"), (T, "every: half-year", "every: 半年"), (T, "every: half-year", "every: [year]"), (T, "    level: town\n    reported_by: 各村", "    level: 镇级\n    reported_by: 各村"), (T, "    level: town\n    reported_by: 各村", "    reported_by: 各村"),
        (T, '    unit: "%"\n    level', "    unit: ％\n    level"), (T, '    unit: "%"\n    level', "    unit: 10万分之一\n    level"), (T, "  clean-toilet-rate:\n", "  Clean_Toilet:\n"), (T, "  clean-toilet-rate:\n", "  9-rate:\n"), (T, "  clean-toilet-rate:\n", f"  {'a' * 81}:\n"), (T, "    numerator: 卫生厕所户数\n", ""), (T, "    counted_in: 户\n", "    counted_in: 户\n    ignore: [AW999]\n"), (T, "    counted_in: 户\n", "    counted_in: 户\n    ignore: AW405\n"), (T, "    counted_in: 户\n", "    counted_in: 户\n    ignore: [AW405, AW405]\n"),
        (V, "    inspected: 12 户\n", "    inspected: 12\n"), (V, "    inspected: 12 户\n", "    inspected: 12户\n"), (V, "    inspected: 12 户\n", "    inspected: 户\n"), (V, "    inspected: 12 户\n", "    inspected: 1,2 户\n"), (V, "    inspected: 12 户\n", "    inspected: 1.2万 户\n"), (V, "state: 进行中", "state: 进行"), (V, "due: 2024-12-31", "due: 2024-12-32"), (V, "due: 2024-12-31", "due: 年底"), (V, "due: 2024-12-31", "due: 2023-12-31"), (V, "due: 2024-12-31", "done: 2023-12-31"), (V, "quantity: 40 座", "quantity: 四十座"), (V, "order: 1\n", "order: 一\n"), (V, "order: 1\n", "order: 0\n"), (V, "order: 1\n", "order: 1.5\n"), (V, "since: 2023\n", "since: 2025\nuntil: 2023\n"),
        (V, LAST, "    2024-12-20: {}"), (V, LAST, "    2024-12-20:"), (V, LAST, "    2024-12-20: [1]"), (V, LAST, "    2024-12-20: {value: 1, indices: {x: 1}}"), (V, LAST, "    2024-12-20: {vaule: 1}"), (V, LAST, "    2024-12-20: {value: 172/200, status: 初步}"), (V, LAST, "    2024-12-20: {value: 172/200, evidence: []}"), (V, LAST, "    2024-12-32: 1"), (V, LAST, "    24-12-20: 1"), (V, LAST, "    2024年12月20日: 1"), (V, LAST, "    2024/12/20: 1"), (V, LAST, "    2025-01-20: 172/200"), (V, LAST, "    2025-01-20: 172/200\n    2025-02-20: 172/200"), (V, LAST, "    1899-12-20: 172/200"),
        (V, "measurements:\n", "measurement:\n"), (V, "work:\n  2024:\n" + WORK, "work:\n  2024: 文字"), (V, WORK, "    - 文字"), (V, WORK, "    - {lead: 改厕}"), (S, "id: healthy-schools\n", "id: 学校\n"), (S, "id: healthy-schools\n", "id: a\n"), (S, "name: 健康学校\n", "name: ''\n"), (S, "name: 健康学校\n", 'name: " "\n'), (S, "name: 健康学校\n", 'name: "\\u200b"\n'), (S, "name: 健康学校\n", 'name: "健康\\n学校"\n'),
    ],
    "issues": [
        (S, "measurements:\n", f"issues:\n  pond:\n    - {steps}\nmeasurements:\n") for steps in (
            "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-04-30}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-04-30, note: 补记}", "{opened: 2024-05-01, problem: 积水}", "{progress: 2024-05-01, what: 清淤}",
            "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {closed: 2024-05-10}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {done: 2024-04-30, what: 清淤}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {opened: 2024-05-02, problem: 积水, responsible: 一村, due: 2024-06-30}",
            "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {done: 2024-05-10, what: 清淤}\n    - {closed: 2024-05-09}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {done: 2024-05-10, what: 清淤}\n    - {closed: 2024-05-10}\n    - {progress: 2024-05-11, what: 再看}",
            "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30}\n    - {progress: 2024-05-10, what: 清淤, due: 2024-05-09}", "{opened: 2024-05-01, problem: 积水, responsible: 一村, due: 2024-06-30, status: 示例}", "文字",
        )
    ],
}
# fmt: on


def told(*changes: Change) -> list[str]:
    """What is said of the base workspace with some texts replaced, at the end of its year."""
    files = dict(BASE)
    for path, old, new in changes:
        assert files[path].count(old) == 1, old
        files[path] = files[path].replace(old, new)
    loaded = load_tree(Written(files), evidence=False)
    found, excused, as_of = loaded.diagnostics, 0, date(2024, 12, 31)
    if loaded.complete is not None:
        found, excused = unanswered(loaded, 2024, as_of)
        found = [*found, *late(loaded.documents, assess(loaded.complete, 2024, as_of).late, as_of)]
    lines = [
        f"    {NAME.get(each.place.path, each.place.path)}:{each.place.line}:{each.place.column}-{each.place.end_column} {each.code} {each.message}｜{each.hint}"
        for each in found
    ]
    return [*lines, *([f"    豁免 {excused} 个"] if excused else [])]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_said_of_one_thing_written_otherwise(subject: str, golden: Golden) -> None:
    assert told() == []
    lines = []
    for change in SUBJECTS[subject]:
        changes = change if isinstance(change, list) else [change]
        for path, old, new in changes:
            lines.append(f"{NAME[path]}：{difference(old, new)}")
        lines += told(*changes)
    golden(WORKSPACES / "golden" / f"files.{subject}.txt", "\n".join(lines) + "\n")


def difference(old: str, new: str) -> str:
    """What is another in a text, with a little of what stands before and behind it."""
    before = alike(old, new)
    behind = alike(old[before:][::-1], new[before:][::-1])
    start = max(0, before - 8)
    cut = [text[start : len(text) - behind + 4 if behind > 4 else len(text)] for text in (old, new)]
    first, second = (text.replace("\n", "⏎").strip() or "没有" for text in cut)
    return f"{first} → {second}"


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
