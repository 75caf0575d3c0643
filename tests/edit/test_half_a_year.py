"""``new-year`` cut off between two files, and run again: the same bytes as of a run that nobody disturbed."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any, Final

import pytest

from aiwei_cli.cli.boundary import run
from aiwei_cli.edit.storage import SUFFIX
from aiwei_cli.edit.year_opening import prepare_year
from aiwei_cli.load.assemble import load
from aiwei_cli.load.tree import HALF_RECORD, WORKSPACE
from conftest import Cli, tree_hash
from support import PROJECT, repository

NO_KILL: Final = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def year() -> int:
    return load(PROJECT).workspace.about.year + 1


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, year: int) -> Path:
    """Our own data, whose round ends, with the next year opened by a run that nobody disturbed."""
    root = tmp_path_factory.mktemp("opened")
    shutil.copytree(PROJECT / "data", root / "data")
    prepare_year(root, year).write(root)
    return root


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    found = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def changed(opened: Path) -> list[str]:
    before, after = files(PROJECT), files(opened)
    return [path for path, data in after.items() if data != before[path]]


def order_of(root: Path, year: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files in the order in which they are replaced."""
    renamed: list[str] = []
    replace = Path.replace

    def noted(self: Path, target: Path) -> Path:
        renamed.append(Path(target).relative_to(root).as_posix())
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", noted)
        prepare_year(root, year).write(root)
    return renamed


def test_the_round_ends_and_the_year_counts_as_opened_last(
    town: Path, opened: Path, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that what follows means something."""
    order = order_of(town, year, monkeypatch)
    assert sorted(order) == changed(opened)
    assert len(order) > 5
    assert order[-1] == WORKSPACE
    assert all(action.until == year for action in load(opened).workspace.actions.values())
    assert "carried_from" in (opened / order[0]).read_text(encoding="utf-8")


def killed(town: Path, year: int, number: int) -> bool:
    """Run in a process of its own that is killed at the n-th rename; whether it came to that."""
    child = os.fork()
    if not child:
        left, replace = number, Path.replace

        def struck(self: Path, target: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(self, target)

        Path.replace = struck  # type: ignore[method-assign]
        os._exit(run(["new-year", str(year), "-w", str(town)]))
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


SMALL: Final = {
    "workspace": "town: 某镇\ncounty: 某县\noffice: 某办\nprogramme: 某行动\nyear: 2030\n",
    "targets": "indicators:\n  air: {action: a, name: 空气, unit: 天, level: town, reported_by: 某站, every: year, target: {2029: {at_least: 1}}}\n",
    "actions/a": "id: a\nname: 甲\norder: 1\nuntil: 2030\n",
    "actions/b": "id: b\nname: 乙\norder: 2\nuntil: 2030\nplan: [{id: tidy, year: 2030, title: 整治}, {id: done, year: 2030, title: 做完, state: 已完成}]\n",
    "actions/c": "id: c\nname: 丙\norder: 3\nuntil: 2030\n",
    "actions/d": "id: d\nname: 丁\norder: 4\nuntil: 2030\nplan:\n  - {id: tidy-2030, year: 2030, title: 再整治}\n",
    "actions/e": "id: e\nname: 戊\norder: 5\nuntil: 2028\n",
}
"""A round that ends, with and without tasks that are left, and what ended long ago."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small" / "data" / "actions").mkdir(parents=True)
    for name, text in SMALL.items():
        (tmp_path / "small" / "data" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return tmp_path / "small"


def ends_as_undisturbed(root: Path, undisturbed: Path, year: int, numbers: range, cli: Cli) -> None:
    before, wanted = files(root), files(undisturbed)
    for number in numbers:
        assert killed(root, year, number)
        assert (root / HALF_RECORD).exists()
        half = sum(data == wanted.get(path) != before.get(path) for path, data in files(root).items())
        assert half == number
        again = cli("new-year", str(year), "-w", str(root))
        assert again.code == 0
        assert again.err.startswith("提示：上一次写到一半被强行终止，已经改回原样：data/actions/")
        assert files(root) == wanted, number
        for path, data in before.items():
            (root / path).write_bytes(data)


@NO_KILL
def test_killed_at_any_rename_and_run_again_it_ends_as_if_undisturbed(small: Path, cli: Cli) -> None:
    undisturbed = shutil.copytree(small, small.parent / "undisturbed")
    assert cli("new-year", "2031", "-w", str(undisturbed)).code == 0
    ends_as_undisturbed(small, undisturbed, 2031, range(1, 5), cli)


@NO_KILL
def test_whatever_reads_what_is_half_done_says_so_and_what_finishes_it(small: Path, cli: Cli) -> None:
    repository(small)
    commands = (
        ["check"],
        ["check", "--data-only"],
        ["show", "tidy"],
        ["due"],
        ["task", "list"],
        ["report", "--year", "2030"],
        ["digest", "--month"],
        ["diff"],
    )
    assert killed(small, 2031, 2)
    half = files(small)
    for command in commands:
        assert cli(*command, "-w", str(small)).err.startswith(
            "提示：上一次 aiwei new-year 2031 写到一半被强行终止，"
            "只改了 data/actions/b.yaml、data/actions/d.yaml，下面说的不是全貌\n"
            "改法：再运行一次 aiwei new-year 2031，先改回原样，再从头写完\n"
        ), command
    assert files(small) == half
    assert "写到一半" not in cli("check", "--at", "HEAD", "-w", str(small)).err
    assert cli("new-year", "2031", "-w", str(small)).code == 0
    assert "写到一半" not in cli("check", "-w", str(small)).err


@NO_KILL
def test_killed_in_our_own_data_it_ends_as_if_undisturbed(
    town: Path, opened: Path, year: int, cli: Cli
) -> None:
    last = len(changed(opened)) - 1
    ends_as_undisturbed(town, opened, year, range(last, last + 1), cli)


@NO_KILL
def test_what_was_killed_is_taken_back_by_whatever_writes_next(town: Path, year: int, cli: Cli) -> None:
    before = tree_hash(town / "data")
    assert killed(town, year, 2)
    task = next(item for action in load(PROJECT).workspace.actions.values() for item in action.plan)
    result = cli("task", "done", task.id, "--date", f"{year - 3}-01-01", "-w", str(town))
    assert result.code == 2  # it is not of that year, or done already; all the same:
    assert result.err.startswith("提示：上一次写到一半被强行终止，已经改回原样：")
    assert tree_hash(town / "data") == before


def test_without_a_record_the_tasks_that_were_carried_tell_what_is_half_done(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspace with the first files replaced, one more each time, and nothing to say that it was cut off."""
    before = files(small)
    order = order_of(small, 2031, monkeypatch)
    wanted = files(small)
    for number in range(1, len(order)):
        for path in order:
            (small / path).write_bytes((wanted if path in order[:number] else before)[path])
        again = prepare_year(small, 2031)
        assert {path: again.after.get(path, data) for path, data in files(small).items()} == wanted, number
        assert again.prolonged == ("a", "b", "c", "d")


@NO_KILL
def test_what_somebody_edited_in_between_is_left_alone(town: Path, opened: Path, year: int, cli: Cli) -> None:
    """Its words, and with it all the other files; the second run carries nothing twice."""
    assert killed(town, year, 1)
    edited = next(path for path in changed(opened) if files(town)[path] == files(opened)[path])
    text = (town / edited).read_text(encoding="utf-8")
    title = text.rpartition("title: ")[2].partition(",")[0]
    (town / edited).write_text(text.replace(title, "另一种说法"), encoding="utf-8", newline="\n")
    again = cli("new-year", str(year), "-w", str(town))
    assert (again.code, "改回原样" in again.err) == (0, False)
    wanted = files(opened)
    wanted[edited] = wanted[edited].replace(title.encode(), "另一种说法".encode())
    assert files(town) == wanted
    assert not list(town.rglob(f"*{SUFFIX}"))


def test_an_action_that_an_office_prolongs_by_hand_leaves_the_others_to_end(town: Path, year: int) -> None:
    """Nothing is half done there."""
    path = town / changed_action(town)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"until: {year - 1}", f"until: {year}"), encoding="utf-8", newline="\n")
    assert prepare_year(town, year).prolonged == ()


def changed_action(town: Path) -> str:
    return next(path for path in files(town) if path.startswith("data/actions/"))
