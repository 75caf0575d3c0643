"""Lines that only later versions refuse, in history: one indicator has no verdict, all else is compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.model.codes.catalogue import every_code
from aiwei_cli.model.diagnostic import FIRST, Severity
from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository

LATER = {
    code.lower()
    for code, each in every_code().items()
    if each.since != FIRST and each.severity is Severity.ERROR
}
READ_ANEW = "aw208-over-100-in-full-width"
"""An old refusal of what 0.1 read otherwise: its ％ was no %."""
CASES = [
    each
    for each in sorted((WORKSPACES / "broken").iterdir())
    if each.name[:5] in LATER or each.name == READ_ANEW
]
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commit for each case, tagged with its name, and a sound one on top."""
    root = tmp_path_factory.mktemp("past") / "town"
    repository(laid_anew(root, WORKSPACES / "none"), on="2024-01-02")
    for case in CASES:
        commit(laid_anew(root, case), case.name, "2024-07-01")
        git(root, "tag", case.name)
    commit(laid_anew(root, WORKSPACES / "none"), "改正", "2024-07-02")
    return root


def laid_anew(root: Path, case: Path) -> Path:
    """Another case in place of the last one, every file as new as it is: git goes by size and time."""
    shutil.rmtree(root / "data", ignore_errors=True)
    lay_out(root, case)
    for path in (root / "data").rglob("*.yaml"):
        path.touch()
    return root


def without_hashes(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{9}\b", "*", text)


def test_every_later_refusal_has_a_case() -> None:
    assert {case.name[:5] for case in CASES} == LATER | {READ_ANEW[:5]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_diff_and_check_over_a_past_that_holds_it(case: Path, town: Path, cli: Cli, golden: Golden) -> None:
    said = ""
    for arguments in (
        ("diff", case.name, "HEAD"),
        ("diff", case.name, "--format", "text"),
        ("check", "--at", case.name),
    ):
        result = cli(*arguments, "--as-of", "2024-12-31", "-w", str(town))
        assert result.code in (0, 1), result.err
        said += f"$ aiwei {' '.join(arguments)}\n{result.out}{result.err}\n"
    golden(case / "past.txt", without_hashes(said))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("diff HEAD~1 HEAD --format json", 0),
        ("diff HEAD~1 HEAD --format markdown", 0),
        ("diff HEAD~1 HEAD~1", 0),
        ("log clean-toilet-rate", 0),
        ("show clean-toilet-rate", 0),
        ("restate --since 2024-07-01", 0),
        ("digest --week --as-of 2024-07-07 --since HEAD~1", 0),
        ("check --since HEAD~1", 0),
        ("check --since aw214-fewer-than-none --fail-on late", 0),
        ("check --at HEAD~1 --format json", 0),
        ("check --at HEAD~1 --format csv", 0),
        ("check --at HEAD~1 --format junit", 0),
    ],
)
def test_every_command_that_reads_the_past(command: str, code: int, town: Path, cli: Cli) -> None:
    result = cli(*command.split(), "-w", str(town))
    assert (result.code, "数据有" in result.err) == (code, False), result.err
