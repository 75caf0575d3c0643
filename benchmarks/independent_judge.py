"""The rules held against a second judge on invented indicators, judged on eight days each: differences.

The indicators are written as files and loaded as anybody's are; what the loader refuses as a contradiction is left out.

    python benchmarks/independent_judge.py [VERDICTS] [SEED]      100,000 and 1 by default
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from invented_indicators import Case, invented, lay_out
from second_judge import YEAR

from aiwei_cli.load.assemble import load
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import assess

DAYS: Final = tuple(
    date.fromisoformat(day)
    for day in (
        *("2024-01-20", "2024-04-01", "2024-06-30", "2024-08-31"),
        *("2024-11-15", "2024-12-30", "2024-12-31", "2025-01-31"),
    )
)
REFUSED: Final = ("AW212", "AW213", "AW214", "AW216")
"""Demands that nothing can meet, or that contradict themselves: invented ones may be such."""


class Difference(NamedTuple):
    """What the two judges say of a case on a day; without a case, what the files were refused for."""

    case: Case | None
    day: date | None
    rules: str
    second: str


def accepted(folder: Path, cases: list[Case]) -> tuple[Workspace | None, list[Case], list[Diagnostic]]:
    """The workspace of the cases that are no contradiction, those cases, and what was said of the others."""
    refused: list[Diagnostic] = []
    while True:
        lay_out(folder, cases)
        loaded = load(folder)
        if loaded.complete is not None:
            return loaded.complete, cases, refused
        errors = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
        numbers = {each.place.line - 2 for each in errors if each.place.path == "data/targets.yaml"}
        refused += errors
        if not numbers:
            return None, cases, refused
        cases = [case for number, case in enumerate(cases) if number not in numbers]


def differences(verdicts: int, seed: int = 1) -> Iterator[Difference]:
    """Wherever the rules and the second judge are not of one mind."""
    chance, told = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as name:
        while told < verdicts:
            workspace, cases, refused = accepted(
                Path(name), [invented(chance, f"i{number}") for number in range(50)]
            )
            for problem in refused:
                if problem.code not in REFUSED:
                    yield Difference(None, None, f"{problem.code} {problem.message}", problem.source)
            by_key = {case.key: case for case in cases}
            for day in DAYS if workspace else ():
                assert workspace is not None
                for finding in assess(workspace, YEAR, day).findings:
                    told += 1
                    case = by_key[finding.id]
                    if str(finding.status) != (second := case.state(day)):
                        yield Difference(case, day, str(finding.status), second)


def main() -> int:
    """Print the differences, the first forty of them in full."""
    verdicts = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    count, kinds = 0, Counter[str]()
    for count, each in enumerate(differences(verdicts, seed), start=1):
        kinds[f"{each.rules} / {each.second}" if each.case else each.rules[:30]] += 1
        if count <= 40:
            print(f"{each.day}: rules {each.rules}, second judge {each.second}: {each.case}")
    for pair, times in kinds.most_common(20):
        print(f"{times:7} {pair}")
    print(f"{verdicts} verdicts, {count} differences")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
