"""Figure 4 of what we promise: hostile files, each answered with the right code and line, in bounded time and memory.

Every folder of ``tests/workspaces/broken`` and every case of ``hostile_files.py`` is given to ``aiwei check``
as a process of its own, which may take a gigabyte at most. The answer must be the one that is written down.

    python benchmarks/hostile.py [WORDS]     only cases whose name holds WORDS

Prints how many there were, the slowest and the biggest; 1 where an answer is another, takes more than
2 seconds or more than 200 MB. What takes too long is tried again twice: the machine may have been busy.
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
from pathlib import Path
from typing import Final, NamedTuple

from hostile_files import BASE, TYPED, Case, rows

BROKEN: Final = BASE.parent / "broken"
SECONDS: Final = 2.0
MEGABYTES: Final = 200
PATIENCE: Final = 30
ROOM: Final = 1_000_000_000
PLACE: Final = re.compile(r"^([^\n]*?):(\d+):(\d+): [^\[\n]*\[(AW\d+)\]", re.MULTILINE)
TOTAL: Final = re.compile(r"(\d+) 处")


class Answer(NamedTuple):
    """What a process said, and what it took."""

    code: int
    said: str
    seconds: float
    megabytes: float


def ask(root: Path) -> Answer:
    """``aiwei check``, and what the system counted for it."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "aiwei_cli", "check", "--workspace", str(root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=out,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        seconds, ended = 0.0, 0
        while not ended and seconds < PATIENCE:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - start
            time.sleep(0.002)
        if not ended:
            process.kill()
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    return Answer(process.returncode, said, seconds, used.ru_maxrss / 1024)


def generated(place: Path, words: str) -> Iterator[tuple[str, Path, str, str]]:
    """Name, workspace, expected answer and the file that it concerns, of every case that is made."""
    for case in rows():
        name = f"{case.row}: {case.name}"
        if words in name:
            root = place / "town"
            shutil.copytree(BASE, root)
            case.lay(root)
            yield name, root, case.expected, case.path
            shutil.rmtree(root)


def found(answer: Answer, path: str) -> str:
    """The first line and code said of a file, and how many things are said of all."""
    told = [(line, code) for where, line, _, code in PLACE.findall(answer.said) if where.startswith(path)]
    total = sum(map(int, TOTAL.findall(answer.said.rsplit("共", 1)[-1])))
    return " ".join([*told[0], str(total)]) if told else f"{answer.code} {answer.said[:200]!r}"


def main() -> int:
    words = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as place:
        for name, root, expected, path in generated(Path(place), words):
            a = ask(root)
            print(f"{name:50.50} {a.code} {a.seconds:5.2f} {a.megabytes:5.0f}  {found(a, path)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
