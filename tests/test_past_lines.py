"""Lines that only later versions refuse, in history: one indicator has no verdict, all else is compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aiwei_cli.model.codes.catalogue import every_code
from aiwei_cli.model.severity import FIRST, Severity
from conftest import Cli
from support import WORKSPACES, commit, git, lay_out, repository

LATER = {
    code.lower()
    for code, each in every_code().items()
    if each.since != FIRST and each.severity is Severity.ERROR
}
READ_ANEW = ("aw208-over-100-in-full-width", "aw307-one-figure-each")
"""Old refusals of what 0.1 read otherwise: its ％ was no %, and it took the last figure of the last organisation."""
CASES = [
    each
    for each in sorted((WORKSPACES / "broken").iterdir())
    if each.name[:5] in LATER or each.name in READ_ANEW
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
    assert {case.name[:5] for case in CASES} == LATER | {name[:5] for name in READ_ANEW}


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


HEADS = {"a version": "%YAML 1.2\n---\n", "a handle": "# 卫生\n%TAG ! tag:example.org,2000:\n---\n"}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_directive_stops_no_past_revision(head: str, tmp_path: Path, cli: Cli) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    file = root / "data/actions/tidy-villages.yaml"
    said = file.read_text(encoding="utf-8")
    file.write_text(head + said, encoding="utf-8", newline="\n")
    repository(root)
    refused = cli("check", "-w", str(root))
    line = head.count("\n", 0, head.index("%")) + 1
    assert refused.code == 2
    assert f"tidy-villages.yaml:{line}:1: 错误[AW106] % 开头的行在这里没有用" in refused.err
    file.write_text(said.replace("160/200", "161/200"), encoding="utf-8", newline="\n")
    commit(root, "改正", "2024-08-02", "李四")
    then = cli("check", "--at", "HEAD~1", "-w", str(root))
    assert then.code == 0
    assert f"tidy-villages.yaml:{line}:1: 提示[AW106] 那时的写法现已不收：% 开头的行在这里没有用" in then.err
    changed = cli("diff", "HEAD~1", "--format", "text", "-w", str(root))
    assert (changed.code, changed.err) == (0, "")
    assert "由80%更正为80.5%" in changed.out
    log = cli("log", "clean-toilet-rate", "-w", str(root)).out
    assert "  2024-06-30  更正  80%（160/200） → 80.5%（161/200）\n" in log


def test_more_files_than_are_taken_now_stop_no_past_revision(tmp_path: Path, cli: Cli) -> None:
    root = lay_out(tmp_path / "town", WORKSPACES / "base")
    more = [root / f"data/actions/a{number}.yaml" for number in range(200)]
    for number, file in enumerate(more):
        file.write_text(f"id: a{number}\nname: 行动{number}\norder: {number + 20}\n", encoding="utf-8")
    repository(root)
    refused = cli("check", "-w", str(root))
    assert refused.code == 2
    assert "这里有 202 个 .yaml 文件，超过 200 个的上限" in refused.err
    for file in more:
        file.unlink()
    commit(root, "归并", "2024-08-02")
    changed = cli("diff", "HEAD~1", "--format", "text", "-w", str(root))
    assert (changed.code, changed.err, changed.out.count("行动1")) == (0, "", 111)
