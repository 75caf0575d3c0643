"""Whatever fails while ``aiwei record`` writes, a file is as it was or whole, and the answer is true."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from aiwei_cli.edit.lock import LOCK
from conftest import Cli, Result, tree_hash
from support import WORKSPACES

FILE = "data/actions/tidy-villages.yaml"
PAPER = "材料.pdf"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    root = tmp_path / "town"
    shutil.copytree(WORKSPACES / "base", root)
    (tmp_path / PAPER).write_bytes(b"paper")
    return root


def record(cli: Cli, town: Path, *more: str) -> Result:
    return cli("record", "clean-toilet-rate", "170/200", "--date", "2024-09-30", "-w", str(town), *more)


def with_paper(cli: Cli, town: Path) -> Result:
    return record(cli, town, "--evidence", str(town.parent / PAPER))


def leftovers(town: Path) -> list[str]:
    """What is there beside data, the lock and whole evidence."""
    found = [path for path in town.rglob("*") if path.name != LOCK and path.suffix != ".yaml"]
    return [path.name for path in found if path.is_file() and path.read_bytes() != b"paper"]


class Fault:
    """Makes the n-th of the calls that change something fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, strike: Callable[[], None]) -> None:
        self.left = number
        self.happen = strike
        for where, name in (
            (os, "open"),
            (os, "fsync"),
            (os, "fdopen"),
            (Path, "replace"),
            (Path, "chmod"),
            (Path, "mkdir"),
        ):
            monkeypatch.setattr(where, name, self.failing(getattr(where, name)))

    def failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.strike()
            done = real(*arguments, **named)
            if real.__name__ == "fdopen":
                return Stream(done, self)
            return done

        return call

    def strike(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.happen()


class Stream:
    """An open file whose writing may fail, half done."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self.file, self.fault = file, fault

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.fault.strike()
        self.file.write(data[len(data) // 2 :])

    def flush(self) -> None:
        self.fault.strike()
        self.file.flush()

    def fileno(self) -> int:
        return int(self.file.fileno())


def sweep(cli: Cli, town: Path, happen: Callable[[], None]) -> Iterator[tuple[int, Result, bool, list[str]]]:
    """Disturb every call once: its number, the answer, whether the file is the new one, what is left."""
    old = tree_hash(town)
    assert with_paper(cli, town).code == 0
    new = (town / FILE).read_bytes()
    for number in range(1, 200):
        shutil.rmtree(town)
        shutil.copytree(WORKSPACES / "base", town)
        with pytest.MonkeyPatch.context() as patch:
            fault = Fault(patch, number, happen)
            result = with_paper(cli, town)
        if fault.left > 0:
            assert number > 9, "the sweep never reached the writing"
            return
        written = (town / FILE).read_bytes() == new
        (town / LOCK).unlink(missing_ok=True)
        papers = [path.read_bytes() for path in town.glob("evidence/*/*")]
        assert papers == ([b"paper"] if written else []), f"call {number}"
        if not written:
            for folder in (*town.glob("evidence/*"), town / "evidence"):  # an empty folder does no harm
                if folder.is_dir():
                    folder.rmdir()
            assert tree_hash(town) == old, f"call {number}"
        yield number, result, written, leftovers(town)
    raise AssertionError("the sweep does not end")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_any_call_that_fails_leaves_the_old_file_or_the_new_one_and_says_which(
    number: int, cli: Cli, town: Path
) -> None:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    for call, result, written, left in sweep(cli, town, fail):
        assert left == [], f"call {call}"
        assert result.code == (0 if written else 2), f"call {call}: {result}"
        if not written:
            assert result.out == ""
            message, hint = result.err.splitlines()
            assert message.startswith("错误：")
            assert hint.startswith("改法：")


def test_ctrl_c_at_any_call_is_too_late_or_leaves_everything_as_it_was(cli: Cli, town: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for call, result, written, left in sweep(cli, town, lambda: signal.raise_signal(signal.SIGINT)):
            assert left == [], f"call {call}"
            assert result.code == (0 if written else 130), f"call {call}: {result}"
            if not written:
                assert result == (130, "", "已中断，未写入任何内容\n")
            with FileLock(town / LOCK, timeout=0):
                pass
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_new_content_is_on_the_disk_before_the_old_goes(
    cli: Cli, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut at any moment finds one of the two whole."""
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushing(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renaming(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(Path, "replace", renaming)
    assert record(cli, town).code == 0
    assert done == ["file", "rename", *(["folder"] if os.name == "posix" else [])]
