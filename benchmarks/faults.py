"""Every system call of every command that writes, failing in turn: all is as it was, or as it should be.

``python benchmarks/faults.py`` lets each call fail with each error, and interrupts at each with each signal;
``faults.py 9`` only at each ninth, one after the other; the tests do a part of that. Prints how often each thing happened; what must never happen is in capitals.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock

from aiwei_cli.cli.boundary import run

BASE: Final = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
ERRORS: Final = (
    errno.ENOSPC,
    errno.EIO,
    errno.EFBIG,
    errno.EACCES,
    errno.EROFS,
    getattr(errno, "EDQUOT", errno.ENOSPC),
)
SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
NEVER: Final = ("HALF DONE", "TOLD OTHERWISE", "LEFT OVER", "IN ENGLISH", "ANOTHER EXIT CODE")
LOCK: Final = ".aiwei.lock"
WORDS: Final = ("clean-toilet-rate", "170/200", "--date", "2024-09-30")
OPENED: Final = ("--action", "净村庄", "--responsible", "一村", "--due", "2024-12-31", "--date", "2024-12-10")
COMMANDS: Final = {
    "record": ("record", *WORDS, "--evidence", "材料.pdf"),
    "correct": ("record", "clean-toilet-rate", "170/200", "--date", "2024-06-30", "--correct", "--note", "复查", "--sure"),
    "task add": ("task", "add", "修建公厕", "--action", "净村庄"),
    "task done": ("task", "done", "toilets", "--date", "2024-12-01", "--evidence", "材料.pdf"),
    "issue open": ("issue", "open", "沟渠淤堵", *OPENED, "--evidence", "材料.pdf"),
    "new-year": ("new-year", "2025"),
    "schema": ("schema", "--write"),
    "init": ("init", "新/甲镇", "--town", "甲镇", "--county", "乙县", "--no-git"),
    "init with git": ("init", "新/甲镇", "--town", "甲镇", "--county", "乙县"),
    "report": ("report", "--output", "总结.md"),
    "report again": ("report", "--output", "旧.csv.md", "--overwrite"),
    "check": ("check", "--format", "csv=结果.csv", "--exit-zero"),
    "merge-driver": ("merge-driver", "old", "ours", "theirs", "x.yaml"),
}  # fmt: skip
_CALLS: Final = (
    "open",
    "fsync",
    "fdopen",
    "replace",
    "mkdir",
    "chmod",
    "chown",
    "unlink",
    "rmdir",
    "link",
    "stat",
)


class Fault:
    """Strikes at the n-th call that may fail."""

    def __init__(self, number: int, happen: Callable[[], None]) -> None:
        self.left, self.happen = number, happen
        self.struck = ""

    def strike(self, name: str) -> None:
        """Count one call."""
        self.left -= 1
        if self.left == 0:
            self.struck = name
            self.happen()

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Every call that changes something goes through here, and those that look at a file to be written."""
        with contextlib.ExitStack() as patched:
            for name in _CALLS:
                if hasattr(os, name):
                    patched.enter_context(mock.patch.object(os, name, self._failing(name, getattr(os, name))))
            yield

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if name != "stat" or _while_writing():
                self.strike(name)
            done = real(*arguments, **named)
            return Stream(done, self) if name == "fdopen" and arguments[1] == "wb" else done

        return call


def _while_writing() -> bool:
    """Whether a module that writes is looking at the file, and not one that loads the data."""
    frame = sys._getframe(2)
    for _ in range(4):
        if frame is None:
            return False
        if f"aiwei_cli{os.sep}edit" in frame.f_code.co_filename:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False


class Stream:
    """An open file whose writing may fail, half done."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self.file, self.fault = file, fault

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        """Half of it, then perhaps no more."""
        self.file.write(data[: len(data) // 2])
        self.fault.strike("write")
        self.file.write(data[len(data) // 2 :])

    def flush(self) -> None:
        """To the system."""
        self.fault.strike("flush")
        self.file.flush()

    def fileno(self) -> int:
        """Of the real file."""
        return int(self.file.fileno())


class Answer(NamedTuple):
    """What a command said, and what it left."""

    code: int
    out: str
    err: str
    tree: str
    names: frozenset[str]


class Town:
    """A folder that one command is tried on, again and again from the same state."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.folder, self.words = folder, words
        self.before = self._laid_out()
        self.after = self.answer(Fault(0, lambda: None))
        assert self.after.code == 0, self.after

    def _laid_out(self) -> Answer:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(BASE, self.folder)
        (self.folder / "材料.pdf").write_bytes(b"paper")
        (self.folder / "旧.csv.md").write_text("旧的\n", encoding="utf-8")
        rate = "  clean-toilet-rate:\n"
        old = (BASE / "data/actions/tidy-villages.yaml").read_text(encoding="utf-8")
        for name, line in (
            ("old", ""),
            ("ours", "    2024-10-20: 165/200\n"),
            ("theirs", "    2024-11-20: 171/200\n"),
        ):
            said = old.replace(rate, rate + line, 1)
            (self.folder / name).write_text(said, encoding="utf-8", newline="\n")
        return self._looked_at(0, "", "")

    def _looked_at(self, code: int, out: str, err: str) -> Answer:
        digest, names = hashlib.sha256(), []
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.name == LOCK or ".git/" in f"{name}/":
                continue
            names.append(name)
            digest.update(f"{name}\0{path.read_bytes()!r}".encode() if path.is_file() else name.encode())
        return Answer(code, out, err, digest.hexdigest(), frozenset(names))

    def answer(self, fault: Fault) -> Answer:
        """The command run once, disturbed."""
        self._laid_out()
        out, err = io.StringIO(), io.StringIO()
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), fault.at_work():
                code = run(list(self.words))
        finally:
            os.chdir(here)
        return self._looked_at(code, out.getvalue(), err.getvalue())

    def disturbed(self, fault: Fault, interrupted: int | None) -> list[str]:
        """What came of one disturbed run, in the words of the counts."""
        answer = self.answer(fault)
        if not fault.struck:
            return []
        left = {name for name in answer.names if name.endswith((".aiwei-tmp", ".tmp"))}
        if "没有改动 " in answer.err:  # a data file that cannot be read is left alone, and that is said
            return ["as it was"]
        if answer.code and b"<<<<<<<" in (self.folder / "ours").read_bytes():
            return ["left to a person"]  # the merge by text, with both sides in sight
        tree = answer.tree
        if left and fault.struck == "unlink":  # what could not be tidied away goes with the next run
            for name in left:
                (self.folder / name).unlink()
            tree, left = self._looked_at(0, "", "").tree, set()
        kind = (
            "as it was" if tree == self.before.tree else "written" if tree == self.after.tree else "HALF DONE"
        )
        found = [kind, *(["LEFT OVER"] if left else [])]
        if answer.code not in ((0, 2) if interrupted is None else (0, 128 + interrupted)):
            found.append("ANOTHER EXIT CODE")
        if (answer.code == 0) != (kind == "written") and not self._is_said(answer):
            found.append("TOLD OTHERWISE")
        if re.search(r"[A-Za-z]{3,} [a-z]{2,} ", answer.err.replace("git checkout -m", "")):
            found.append("IN ENGLISH")
        return found

    def _is_said(self, answer: Answer) -> bool:
        """Whether it is told that something was written although it could not be shown."""
        return "已经写入" in answer.err


def sweep(folder: Path, words: tuple[str, ...], every: int = 1, start: int = 1) -> Counter[str]:
    """Errors in turn, then signals, at each n-th call of one command; with ``every`` at some of them."""
    counts: Counter[str] = Counter(dict.fromkeys(NEVER, 0))
    town = Town(folder, words)
    rounds = len(ERRORS) + len(SIGNALS) if every == 1 else 1
    for turn in range(rounds):
        number = start
        while True:
            chosen = turn if every == 1 else number // every % (len(ERRORS) + len(SIGNALS))
            fault, interrupted = _fault(number, chosen)
            found = town.disturbed(fault, interrupted)
            if not found:
                break
            counts.update(found)
            for each in found:
                if each in NEVER:
                    counts[f"  {each}: {' '.join(words[:2])} {fault.struck} {number} {chosen}"] += 1
            number += every
    return counts


def _fault(number: int, chosen: int) -> tuple[Fault, int | None]:
    if chosen < len(ERRORS):
        error = ERRORS[chosen]

        def fail() -> None:
            raise OSError(error, os.strerror(error))

        return Fault(number, fail), None
    given = SIGNALS[chosen - len(ERRORS)]
    return Fault(number, lambda: signal.raise_signal(given)), given


def main() -> int:
    """All commands; 1 where anything happened that must never happen."""
    total: Counter[str] = Counter()
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        for name, words in COMMANDS.items():
            counts = sweep(Path(folder) / "town", words, every)
            total.update(counts)
            print(
                f"{name:14}", "  ".join(f"{each} {counts[each]}" for each in ("as it was", "written", *NEVER))
            )
    for word, count in sorted(total.items()):
        if word.startswith(" "):
            print(word, count)
    return int(sum(total[each] for each in NEVER) > 0)


if __name__ == "__main__":
    sys.exit(main())
