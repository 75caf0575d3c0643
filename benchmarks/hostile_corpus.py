"""Figure 4 of what we promise: hostile files, each answered with the right code and line, in bounded time and memory.

Every folder of ``tests/workspaces/broken`` and every case of ``hostile_files.py`` is given to ``aiwei check``
as a process of its own, which gets a gigabyte at most. The answer must be the one that is written down.

    python benchmarks/hostile_corpus.py [WORDS]     only cases whose name holds WORDS

Prints how many there were, the slowest and the biggest; 1 where an answer is another, takes more than
2 seconds of processor time or more than 200 MB, or does not come within 30 seconds by the clock.
Needs a POSIX system: only there a process that has ended tells what it took.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from hostile_files import BASE, TYPED, rows, written_down

BROKEN: Final = BASE.parent / "broken"
SECONDS: Final = 2.0
MEGABYTES: Final = 200
PATIENCE: Final = 30
ROOM: Final = 1_000_000_000
PLACE: Final = re.compile(r"^([^\n]*?):(\d+):(\d+): [^\[\n]*\[(AW\d+)\]", re.MULTILINE)
TOTAL: Final = re.compile(r"(\d+) 处")


class Answer(NamedTuple):
    """What a process said, and what it took; the seconds are the processor's."""

    code: int
    said: str
    seconds: float
    megabytes: float


class Asked(NamedTuple):
    """A workspace laid out, and the answer that it must get."""

    name: str
    root: Path
    path: str
    """The file whose findings count; every file where it is empty."""
    expected: str


def ask(root: Path) -> Answer:
    """``aiwei check``, and what the system counted for it."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "aiwei_cli", "check", "--workspace", str(root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=out,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)),
        )
        ended = 0
        while not ended and time.monotonic() - start < PATIENCE:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            time.sleep(0.002)
        if not ended:
            process.kill()
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Answer(process.returncode, said, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def generated(place: Path, words: str) -> Iterator[Asked]:
    """Every case that is made."""
    answers = written_down()
    for case in rows():
        name = f"{case.row}: {case.name}"
        if words in name:
            root = place / "town"
            shutil.copytree(BASE, root)
            case.lay(root)
            yield Asked(name, root, case.path, answers.get(name, "an answer that nobody wrote down"))
            shutil.rmtree(root)


def typed(place: Path, words: str) -> Iterator[Asked]:
    """Every folder of broken workspaces."""
    for folder in sorted(BROKEN.iterdir()):
        if words in folder.name:
            root = place / "town"
            shutil.copytree(BASE, root)
            for line in _lines(folder / "removed.txt"):
                (root / line).unlink()
            shutil.copytree(folder, root, dirs_exist_ok=True)
            yield Asked(folder.name, root, "", "\n".join(_lines(folder / "expected.txt")) or "ok")
            shutil.rmtree(root)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def found(answer: Answer, path: str) -> str:
    """What was said, as it is written down: ``ok``, a line a finding, or for one file the worst and the number.

    The worst is the one with the lowest code: what it is about is read first.
    """
    told = PLACE.findall(answer.said)
    counted = answer.said.rpartition("\n共 ")[2] if told else ""
    calm = (2,) if "错误" in counted else (0, 1)
    if answer.code not in calm or (answer.said and not told):
        return f"exit code {answer.code}: {answer.said[:300]}"
    if not told:
        return "ok"
    if not path:
        return "\n".join(f"{where}:{line}:{column} {code}" for where, line, column, code in told)
    here = [(code, line) for where, line, _, code in told if where.startswith(path)]
    code, line = min(here, key=lambda each: each[0], default=("", f"nothing of {path}"))
    return f"{line} {code} {sum(map(int, TOTAL.findall(counted)))}{'+' if '以上' in counted else ''}"


def wrong(asked: Asked, answer: Answer) -> str:
    """What stands against an answer; nothing where all is well."""
    said = found(answer, asked.path)
    if said != asked.expected:
        return f"said {said!r} instead of {asked.expected!r}"
    if answer.seconds > SECONDS or answer.megabytes > MEGABYTES:
        return f"took {answer.seconds:.2f} s and {answer.megabytes:.0f} MB"
    return ""


def main() -> int:
    """Print the figures; 1 where an answer is wrong or took too much."""
    words = sys.argv[1] if len(sys.argv) > 1 else ""
    missing = [name for names in TYPED.values() for name in names if not (BROKEN / name).is_dir()]
    bad = [f"no folder {name}" for name in missing]
    took: list[tuple[str, Answer]] = []
    with tempfile.TemporaryDirectory() as place:
        for asked in chain(typed(Path(place), words), generated(Path(place), words)):
            answer = ask(asked.root)
            took.append((asked.name, answer))
            if what := wrong(asked, answer):
                bad.append(f"{asked.name}: {what}")
                print(bad[-1], flush=True)
    slow = max(took, key=lambda each: each[1].seconds)
    big = max(took, key=lambda each: each[1].megabytes)
    print(f"{len(took)} hostile files, {len(bad)} answered otherwise than written down, or beyond bounds")
    print(
        f"the slowest took {slow[1].seconds:.2f} s ({slow[0]}), the biggest {big[1].megabytes:.0f} MB ({big[0]})"
    )
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
