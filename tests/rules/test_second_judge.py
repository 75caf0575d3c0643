"""The rules and a judge written from the manual are of one mind; ``benchmarks/independent_judge.py`` asks at length."""

from __future__ import annotations

import ast

from independent_judge import differences

from support import PROJECT


def test_the_second_judge_shares_nothing_with_the_rules() -> None:
    tree = ast.parse((PROJECT / "benchmarks" / "second_judge.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in modules if name and name.startswith("aiwei_cli")]


def test_two_judges_of_invented_indicators_are_of_one_mind() -> None:
    assert list(differences(1_600, seed=20241231)) == []
