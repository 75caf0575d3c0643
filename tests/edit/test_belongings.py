"""What a file has beside its content, and whose lock it is: files of several users in one folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from aiwei_cli.cli.boundary import run
from aiwei_cli.edit.lock import LOCK
from conftest import Cli, tree_hash
from support import WORKSPACES

FILE: Final = "data/actions/tidy-villages.yaml"
NOBODY: Final = 65534
SUPERUSER: Final = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only the superuser gives files away"
)


@pytest.fixture
def town() -> Iterator[Path]:
    """Where every user may come."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(WORKSPACES / "base", Path(folder) / "town")
        yield Path(folder) / "town"


def record(town: Path, *more: str) -> list[str]:
    return ["record", "clean-toilet-rate", "170/200", "--date", "2024-09-30", "-w", str(town), *more]


def owners(town: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in sorted(town.rglob("*.yaml")):
        status = path.stat()
        found[path.relative_to(town).as_posix()] = (status.st_uid, status.st_gid, status.st_mode & 0o7777)
    return found


@SUPERUSER
@pytest.mark.parametrize(
    "words", [record(Path()), ["new-year", "2025", "-w", "."], ["schema", "--write", "-w", "."]]
)
def test_owner_group_and_mode_of_every_file_stay(
    words: list[str], town: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(town)
    for number, path in enumerate(sorted(town.rglob("*.yaml"))):
        os.chown(path, NOBODY - number, 100 + number)
        path.chmod(0o640 + number % 2 * 0o20)
    before, data = owners(town), tree_hash(town / "data")
    assert cli(*words).code == 0
    assert tree_hash(town / "data") != data
    assert owners(town) == before


def test_extended_attributes_stay(town: Path, cli: Cli) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("no extended attributes on this system")
    try:
        os.setxattr(town / FILE, "user.origin", "月报".encode())
    except OSError:
        pytest.skip("no extended attributes on this disk")
    assert cli(*record(town)).code == 0
    assert os.getxattr(town / FILE, "user.origin").decode() == "月报"


@SUPERUSER
def test_an_output_that_is_replaced_stays_whose_it_was(town: Path, cli: Cli) -> None:
    file = town.parent / "结果.csv"
    file.write_bytes(b"")
    os.chown(file, NOBODY, 100)
    assert cli("check", "-w", str(town), "-o", str(file), "--exit-zero").code == 0
    assert (file.stat().st_uid, file.stat().st_gid) == (NOBODY, 100)


def as_nobody(words: list[str]) -> tuple[int, str]:
    """The exit code of a command run by a user without rights, and what it said."""
    with tempfile.TemporaryDirectory() as warm:  # loads what this user may not be able to read
        shutil.copytree(WORKSPACES / "base", Path(warm) / "town")
        assert run(record(Path(warm) / "town")) == 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        child = os.fork()
        if not child:
            code = 99
            with contextlib.suppress(BaseException):
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
                sys.stdout = sys.stderr = said
                code = run(words)
                said.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read()


@pytest.fixture
def shared(town: Path) -> Path:
    """A folder that everybody may write in, with a lock that another user once took."""
    for path in (town, *town.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (town / LOCK).touch(0o644)
    (town / LOCK).chmod(0o644)
    return town


@SUPERUSER
def test_the_lock_of_another_user_is_taken_all_the_same(shared: Path) -> None:
    code, said = as_nobody(record(shared))
    assert (code, said.partition("：")[0]) == (0, "卫生厕所普及率")
    assert "2024-09-30: 170/200" in (shared / FILE).read_text(encoding="utf-8")


@SUPERUSER
def test_while_another_user_holds_it_nobody_else_writes(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr("aiwei_cli.edit.lock._PATIENCE", 0.1)
    before = tree_hash(shared / "data")
    with FileLock(shared / LOCK):
        code, said = as_nobody(record(shared))
    assert (code, tree_hash(shared / "data")) == (2, before)
    assert said.startswith("错误：另一个 aiwei 正在写这个工作区")


@SUPERUSER
def test_a_lock_that_cannot_even_be_read_is_named_and_whose_it_is(shared: Path) -> None:
    (shared / LOCK).chmod(0o600)
    code, said = as_nobody(record(shared))
    assert code == 2
    assert said == (
        f"错误：锁文件 {shared / LOCK} 打不开（没有权限），它属于用户 root\n"
        "改法：请他删掉这个文件，或放开权限（chmod a+rw）；它只用来加锁，里面没有内容\n"
    )


@SUPERUSER
def test_a_file_of_another_user_is_not_called_read_only(shared: Path) -> None:
    (shared / FILE).chmod(0o644)
    before = tree_hash(shared / "data")
    code, said = as_nobody(record(shared))
    assert (code, tree_hash(shared / "data")) == (2, before)
    assert said == (
        f"错误：{FILE} 没有权限写，它属于用户 root\n改法：请他放开权限，或换成他的账号运行；没有写入任何内容\n"
    )


@SUPERUSER
@pytest.mark.parametrize(("owner", "mode"), [(0, 0o755), (0, 0o555), (NOBODY, 0o555)])
def test_a_folder_that_one_may_not_write_in_is_told_as_that(owner: int, mode: int, town: Path) -> None:
    """Another user's, and one's own that is read-only."""
    os.chown(town, owner, -1)
    town.chmod(mode)
    code, said = as_nobody(record(town))
    assert (code, said.splitlines()[0]) == (2, f"错误：{town} 里不能写文件（没有权限）")


Refused = Callable[[Path], None]


@pytest.mark.parametrize(
    "words", [record(Path()), ["new-year", "2025", "-w", "."], ["schema", "--write", "-w", "."]]
)
@pytest.mark.parametrize("there", [True, False])
def test_a_lock_that_is_a_link_is_refused(
    there: bool, words: list[str], town: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taking it would empty, or make, the file that it points to."""
    monkeypatch.chdir(town)
    elsewhere = town.parent / "台账.xlsx"
    if there:
        elsewhere.write_bytes(b"ours")
    try:
        (town / LOCK).symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links on this system")
    before = tree_hash(town.parent)
    said = f"错误：{LOCK} 是一个链接，没有写入任何内容\n改法：删掉这个链接再试；锁要是工作区自己的文件\n"
    assert cli(*words) == (2, "", said)
    assert tree_hash(town.parent) == before


def test_a_folder_in_the_place_of_the_lock_is_named(town: Path, cli: Cli) -> None:
    (town / LOCK).mkdir()
    assert cli(*record(town)) == (
        2,
        "",
        f"错误：{town / LOCK} 是一个文件夹，加不了锁\n改法：移走或删掉它再试\n",
    )


def test_what_cannot_be_tidied_away_changes_nothing_of_what_is_said(
    town: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")

    def held(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "unlink", held)
    result = cli(*record(town, "--evidence", str(paper)))
    assert (result.code, result.err) == (0, "")
    assert "2024-09-30: {value: 170/200, evidence:" in (town / FILE).read_text(encoding="utf-8")
    assert [path.read_bytes() for path in town.glob("evidence/*/*")] == [b"paper"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_new_files_have_the_rights_that_the_user_gives_new_files(town: Path, cli: Cli) -> None:
    paper = town.parent / "表.pdf"
    paper.write_bytes(b"paper")
    before = os.umask(0o007)
    try:
        assert cli(*record(town, "--evidence", str(paper))).code == 0
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in town.glob("evidence/*/*")] == [0o660]
