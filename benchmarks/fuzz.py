"""A hundred thousand mutated files through the commands: exit codes 0, 1 and 2 only, and nothing lost.

Every file of our data, of the tests' whole workspaces and of the one that the broken ones start from
is mutated in turn (``mutations.py``) and a command is run on its workspace, behind the boundary that
turns exceptions into exit codes: 3 is a bug. What reads must leave every byte; what writes must leave
every byte where it does not end with 0; and nothing that is said may hold a sign that steers a terminal.

    python benchmarks/fuzz.py [NUMBER [SEED [FIRST]]]     100,000 files from the seed 1 by default

A failure is printed with the line that repeats it, and its file is kept.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from in_process import Answer, answer
from mutations import mutated

from aiwei_cli.load.assemble import load
from aiwei_cli.render.check_formats import FORMATS

PROJECT: Final = Path(__file__).parents[1]
WORKSPACES: Final = PROJECT / "tests" / "workspaces"
OURS: Final = 100
"""Every how manieth file is one of our own data, whose workspace takes longer than the others."""
LIMIT: Final = 10.0
"""Seconds after which an answer does not come."""
CHUNK: Final = 250
MEMORY: Final = "/dev/shm"
"""Where there is one, files are kept there: they change three times for each answer."""
STEERING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
GIT: Final = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


class Town(NamedTuple):
    """A workspace in a repository, and what can be asked of it."""

    root: Path
    files: dict[str, bytes]
    words: tuple[str, ...]
    """Ids of indicators, actions, tasks and issues."""
    indicators: tuple[str, ...]


class Failure(NamedTuple):
    """What must not happen, and how to see it again."""

    number: int
    what: str
    command: str
    path: str
    data: bytes


def settle(place: Path) -> list[Town]:
    """All workspaces, each in a repository of its own; our data last."""
    sources = [WORKSPACES / "base", *sorted((WORKSPACES / "good").iterdir()), PROJECT]
    towns = []
    for source in sources:
        root = place / source.name
        shutil.copytree(source / "data", root / "data")
        for line in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            subprocess.run(["git", *GIT, *line], cwd=root, check=True, capture_output=True)
        whole = load(root).workspace
        works = [task.id for each in whole.actions.values() for task in each.plan]
        works += [key for each in whole.actions.values() for key in each.issues]
        indicators = tuple(whole.indicators)
        towns.append(Town(root, _files(root), (*indicators, *whole.actions, *works), indicators))
    return towns


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts and path.name != ".aiwei.lock"
    }


def command(town: Town, draw: Random) -> tuple[list[str], bool]:
    """A command line, and whether it means to write."""
    at = ["--as-of", draw.choice(("2024-12-31", "2024-06-30", "2024-10-01"))]
    where = ["--workspace", str(town.root)]
    check = ["check", "--format", draw.choice([*FORMATS])]
    value = draw.choice(("91.7%", "165/180", "C", "是", "3", "A=1"))
    note = ["--note", "抽查", "--yes", "--date", "2024-10-01"]
    odds: list[tuple[int, list[str], bool]] = [
        (50, [*check, *at], False),
        (10, ["show", draw.choice(town.words), *at], False),
        (8, ["due", *at], False),
        (6, ["report", *at], False),
        (4, ["check", "--data-only"], False),
        (4, [draw.choice(("task", "issue")), "list", *at], False),
        (8, ["record", draw.choice(town.indicators), value, *note, *at], True),
        (3, ["task", "done", draw.choice(town.words), "--date", "2024-10-01"], True),
        (1, ["diff", "HEAD", "--format", draw.choice(("text", "json", "markdown", "table")), *at], False),
        (1, ["check", "--since", "HEAD", *at], False),
        (1, ["digest", "--month", *at], False),
        (1, ["log", draw.choice(town.indicators)], False),
        (1, ["schema", "--write"], True),
        (1, ["new-year"], True),
    ]
    [(_, line, writes)] = draw.choices(odds, [each[0] for each in odds])
    return [*line, *where], writes


@contextmanager
def alarm() -> Iterator[None]:
    """What takes too long ends with an exception, which the boundary calls a bug."""

    def late(*_: object) -> None:
        raise TimeoutError(f"no answer within {LIMIT} s")

    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def wrong(said: Answer, before: dict[str, bytes], after: dict[str, bytes], *, writes: bool) -> str:
    """What must not have happened; nothing where all is well."""
    if not said.is_calm:
        return f"exit code {said.code}: {said.err[-3000:]}"
    if before != after and not (writes and said.code == 0):
        changed = [path for path in before | after if before.get(path) != after.get(path)]
        return f"exit code {said.code}, and {'、'.join(changed)} changed"
    if found := STEERING.search(said.out + said.err):
        return f"a sign that steers a terminal: {found[0]!r}"
    return ""


def one(
    towns: list[Town], everything: list[bytes], seed: int, number: int
) -> tuple[int, float, Failure | None]:
    """One mutated file: the exit code, the seconds, and what went wrong."""
    draw = Random(f"{seed}-{number}")
    town = towns[-1] if number % OURS == 0 else draw.choice(towns[:-1])
    path = draw.choice([*town.files])
    data = mutated(town.files[path], everything, draw)
    line, writes = command(town, draw)
    (town.root / path).write_bytes(data)
    before = town.files | {path: data}
    start = time.perf_counter()
    with alarm():
        said = answer(line)
    seconds = time.perf_counter() - start
    after = _files(town.root) if writes else _data(town, path)
    what = wrong(said, before, after, writes=writes)
    for extra in after.keys() - town.files.keys():
        (town.root / extra).unlink()
    for changed in town.files:
        if after.get(changed) != town.files[changed]:
            (town.root / changed).write_bytes(town.files[changed])
    return said.code, seconds, Failure(number, what, " ".join(line), path, data) if what else None


def _data(town: Town, path: str) -> dict[str, bytes]:
    """After reading: the bytes of the mutated file, which is the one that could have been touched."""
    return town.files | {path: (town.root / path).read_bytes()}


class Tally(NamedTuple):
    """What a chunk of numbers came to."""

    codes: Counter[int]
    slowest: float
    failures: list[Failure]


_settled: list[Town] = []


def begin(place: str) -> None:
    """Give a worker workspaces of its own."""
    os.environ["COLUMNS"] = "100"
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    _settled.extend(settle(Path(tempfile.mkdtemp(dir=place))))
    gc.freeze()
    gc.disable()  # as in a run of its own; between two chunks it is made up for


def chunk(task: tuple[int, int, int]) -> Tally:
    """Some numbers in a row."""
    seed, first, last = task
    everything = [data for town in _settled for data in town.files.values()]
    codes: Counter[int] = Counter()
    slowest, failures = 0.0, []
    for number in range(first, last):
        code, seconds, failure = one(_settled, everything, seed, number)
        codes[code] += 1
        slowest = max(slowest, seconds)
        failures += [failure] if failure else []
    gc.collect()
    return Tally(codes, slowest, failures)


def report(failure: Failure, seed: int) -> None:
    """Keep the file, and print how to see it again."""
    kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{failure.number}-{Path(failure.path).name}"
    kept.write_bytes(failure.data)
    print(f"{failure.path} kept as {kept}; {failure.command}")
    print(f"  again: python benchmarks/fuzz.py 1 {seed} {failure.number}\n  {failure.what}", flush=True)


def main() -> int:
    """Print the counts; 1 where anything went wrong."""
    number, seed, first, *_ = [*map(int, sys.argv[1:]), *(100_000, 1, 0)[len(sys.argv) - 1 :]]
    edges = [*range(first, first + number, CHUNK), first + number]
    tasks = [(seed, start, end) for start, end in pairwise(edges)]
    codes: Counter[int] = Counter()
    slowest, failed, began = 0.0, 0, time.monotonic()
    workers = min(os.cpu_count() or 1, len(tasks))
    with (
        tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as place,
        multiprocessing.get_context("spawn").Pool(workers, begin, (place,)) as pool,
    ):
        for tally in pool.imap_unordered(chunk, tasks):
            codes += tally.codes
            slowest = max(slowest, tally.slowest)
            failed += len(tally.failures)
            for failure in tally.failures:
                report(failure, seed)
    counted = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
    print(f"{codes.total()} mutated files in {time.monotonic() - began:.0f} s: {counted}")
    print(f"{failed} went wrong; the slowest answer took {slowest:.2f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
