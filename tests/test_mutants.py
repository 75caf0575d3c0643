"""The small faults that ``benchmarks/mutants.py`` puts into the sources, and the list of those that change nothing."""

from __future__ import annotations

import csv

import pytest
from mutators import fault, places

from support import PROJECT

PACKAGE = PROJECT / "src" / "aiwei_cli"


def of(source: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.before, each.after) for each in map(fault, places(source))]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a < b", [("comparison", "a < b", "a <= b"), ("comparison", "a < b", "a >= b")]),
        ("a is not b", [("comparison", "a is not b", "a is b")]),
        ("a or b", [("and, or", "a or b", "a and b")]),
        ("not a", [("not", "not a", "a")]),
        ("a + 1", [("arithmetic", "a + 1", "a - 1"), ("constant", "1", "2")]),
        ("max(a)", [("call", "max(a)", "min(a)")]),
        ("b if a else c", [("branch", "b if a else c", "c if a else b")]),
        ("[a for a in b if a]", [("filter", "if a", "(no filter)")]),
    ],
)
def test_the_faults_of_a_line(line: str, found: list[tuple[str, str, str]]) -> None:
    whole = f"def f(a, b, c):\n    return {line}\n"
    assert of(whole) == [("return", f"return {line}", "return None"), *found]


def test_statements_branches_and_defaults() -> None:
    source = (
        "def f(a, b=True):\n    if a:\n        return\n    a.append(b)\n    for c in a:\n        continue\n"
    )
    assert of(source) == [
        ("constant", "True", "False"),
        ("branch", "if a:", "if not a:"),
        ("statement", "if a:", "(gone)"),
        ("statement", "a.append(b)", "(gone)"),
        ("statement", "continue", "break"),
    ]


def test_what_changes_no_behaviour_is_left_alone() -> None:
    """Annotations, docstrings, assertions, the end of a match that names everything, and tables of texts."""
    source = (
        '"""A module."""\nimport a\nTABLE = {"key": "text"}\ndef f(a: int | None) -> int | None:\n'
        '    """A function."""\n    assert a\n    match a:\n        case _:\n            assert_never(a)\n'
    )
    assert of(source) == []


def test_a_fault_is_the_only_difference_and_the_next_one_starts_anew() -> None:
    source = "def f(a, b):\n    return a < b and a > 0\n"
    made = [each.source for each in map(fault, places(source))]
    assert len(set(made)) == len(made) == 7
    assert made[1] == "def f(a, b):\n    return a < b or a > 0\n"
    assert "def f(a, b):\n    return a < b and a > 1\n" in made


def test_every_survivor_that_is_listed_can_still_be_made() -> None:
    """A line of the list that no longer fits anything would hide the next fault that looks like it."""
    with (PROJECT / "benchmarks" / "mutants_survivors.tsv").open(encoding="utf-8", newline="") as lines:
        listed = [tuple(row) for row in csv.reader(lines, "excel-tab")]
    assert all(len(row) == 5 and row[4] for row in listed)
    for name in {row[0] for row in listed}:
        wanted = {row[1:4] for row in listed if row[0] == name}
        scopes = {scope for scope, _, _ in wanted}
        here = (each for each in places((PACKAGE / name).read_text(encoding="utf-8")) if each.scope in scopes)
        made = {(each.scope, each.before, each.after) for each in map(fault, here)}
        assert wanted <= made, (name, wanted - made)
