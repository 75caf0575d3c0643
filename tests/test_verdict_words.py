"""Every kind of demand on figures at its edges, in all the words there are for a verdict: golden files to read.

A block is a set of figures on a day, a paragraph a demand: its line of the table, its sentence in the summary, the
steps that ``show`` tells, and what is owed within a month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from aiwei_cli.render.words.labels import DUE_STATE
from aiwei_cli.render.words.official_sentences import result
from aiwei_cli.render.words.verdict_explanation import steps
from aiwei_cli.render.words.worded_verdict import WordedVerdict
from aiwei_cli.rules.dues import dues
from aiwei_cli.rules.engine import assess
from every_demand import CASES, SCHOOLS
from support import WORKSPACES
from towns import indicator, town

Golden = Callable[[Path, str], None]


def told(demands: list[Any], more: Mapping[str, Any], figures: Any, day: str) -> Iterator[str]:
    known = {f"i{number}": indicator(demand, name="某项", **more) for number, demand in enumerate(demands)}
    made = town(known, dict.fromkeys(known, figures), groups=SCHOOLS)
    as_of = date.fromisoformat(day)
    assessment = assess(made, 2024, as_of)
    owed = dues(made, assessment, as_of + timedelta(days=30))
    for finding in assessment.findings:
        said = WordedVerdict(finding, made, 2024, in_a_row=True)
        yield f"{said.required}｜{said.status}｜{said.actual}｜{said.on}｜{said.remark}"
        yield f"    {result(finding, made, 2024)}"
        for step in steps(finding.verdict, finding.indicator, made, 2024):
            yield f"    - {step}"
        for due in owed:
            if due.id == finding.id:
                yield (
                    f"    ! {due.deadline} {DUE_STATE[due.state]} {due.days}天，上次 {due.last or '-'}，缺 {'、'.join(due.lacking) or '-'}"
                )


@pytest.mark.parametrize("kind", CASES)
def test_a_verdict_in_all_its_words(kind: str, golden: Golden) -> None:
    demands, more, sets = CASES[kind]
    lines = []
    for figures, days in sets:
        for day in days:
            lines += [f"# {day}，监测值 {figures or '没有'}", "", *told(demands, more, figures, day), ""]
    golden(WORKSPACES / "golden" / f"verdicts.{kind}.txt", "\n".join(lines))
