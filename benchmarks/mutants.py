"""Do the tests see a small fault? Puts faults at random into the rooms that hold the logic, and runs the tests.

    python benchmarks/mutants.py [COUNT] [SEED] [--workers N] [--list] [--only N,N]        200, 1 and 2 by default

Needs the extra ``dev``. Which tests reach which line is found out once and kept in the temporary folder until a
source or a test changes (some minutes). Each fault (see ``mutators``) is put into a copy of the tree, never into the
checkout; the kind is drawn first, then the place. The tests that reach its line run, the cheapest first, until one
fails; what survives those is held against others, first those that reach what few do. A run of tests has 20 seconds
of processor time, and a fault with which it never ends has been noticed. A fault that cannot be imported is none.
``--list`` only prints the faults, ``--only 3,17`` tries but some of them again.

What survives is printed with its place. It belongs into ``mutants_survivors.tsv`` if it changes no behaviour, with
the reason, else into a test; a reason that begins with ``open:`` says why there is none yet. Ends with 1 where a survivor
has no reason, or where fewer than 97 of 100 faults that change behaviour are noticed. 200 faults take about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import queue
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from mutators import Fault, fault, places

PROJECT: Final = Path(__file__).parents[1]
PACKAGE: Final = "src/aiwei_cli"
ROOMS: Final = ("rules", "load", "edit", "render")
SURVIVORS: Final = Path(__file__).with_name("mutants_survivors.tsv")
OPEN: Final = "open:"
HERE: Final = "{the copy}"
LEAST_KILLED: Final = 97
SECONDS: Final = 20
"""Of processor time, for one run of tests."""
ENOUGH: Final = 10
"""Seconds of tests in one run, as they took without a fault, while they were watched."""
ELSEWHERE: Final = (
    "test_consoles", "test_house", "test_kills", "test_language_server", "test_package",
    "test_page", "test_promises", "test_published", "test_reading_only", "test_same_bytes", "test_side_by_side",
    "test_spreadsheet", "test_writers",
)  # fmt: skip
"""Tests that run other programs or read the sources: what they reach cannot be seen, or changes with every fault."""


class Reached(NamedTuple):
    """What the tests do without a fault."""

    seconds: Mapping[str, float]
    """By test."""
    lines: Mapping[str, Mapping[str, Sequence[int]]]
    """By file and line the numbers of the tests that reach it; none where only its import does."""

    def tests(self, path: str, line: int) -> tuple[list[str], list[str]]:
        """Those that reach a line, the cheapest first, and those to ask after them.

        The latter are the rest, first those that reach other lines of the file that few do: they are about it. Then
        come those that stand beside them: what one test has worked out and kept is there for the next. Of what an
        import reaches all count that reach the file.
        """
        here, names = self.lines.get(path, {}), [*self.seconds]
        rare: dict[str, int] = {}
        for tests in here.values():
            for test in tests:
                rare[names[test]] = min(len(tests), rare.get(names[test], len(names)))
        found = {names[each] for each in here.get(str(line), ())} or set(rare)
        beside = {test.partition("::")[0] for test in found}
        first = self._so_many(sorted(found, key=lambda each: (self.seconds[each], each)))
        others = {each for each in names if each.partition("::")[0] in beside}.difference(first)
        by_rarity = sorted(
            others,
            key=lambda each: (each not in found, rare.get(each, len(names)), self.seconds[each], each),
        )
        return first, self._so_many(by_rarity)

    def _so_many(self, tests: Sequence[str]) -> list[str]:
        """The first of them that fit into the time, and one at least."""
        chosen: list[str] = []
        left = float(ENOUGH)
        for test in tests:
            if self.seconds[test] <= left or not chosen:
                chosen.append(test)
                left -= self.seconds[test]
        return chosen


def copy_to(folder: Path) -> Path:
    """The tree as it is, without what git does not know."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, target, follow_symlinks=False)
    return folder


def environment(tree: Path, **more: str) -> dict[str, str]:
    """That of tests which import the copy's package and nobody else's."""
    paths = os.pathsep.join(map(str, (tree / "src", tree / "benchmarks")))
    return {
        **os.environ,
        "PYTHONPATH": paths,
        "HYPOTHESIS_STORAGE_DIRECTORY": str(tree / ".hypothesis"),
        **more,
    }


def reached(scratch: Path, workers: int) -> Reached:
    """Which tests reach which lines: from the temporary folder, or from a run of them all."""
    digest = hashlib.sha256()
    for path in sorted([*(PROJECT / "src").rglob("*.py"), *(PROJECT / "tests").rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(PROJECT).as_posix().encode() + path.read_bytes())
    kept = Path(tempfile.gettempdir()) / f"aiwei-reached-{digest.hexdigest()[:16]}.json"
    if not kept.exists():
        print("finding out which tests reach which lines …", flush=True)
        kept.write_text(json.dumps(_found(copy_to(scratch / "reached"), workers)), encoding="utf-8")
    return Reached(**json.loads(kept.read_text(encoding="utf-8")))


def _found(tree: Path, workers: int) -> dict[str, object]:
    found = tree / "found"
    found.mkdir()
    ignored = [f"--deselect=tests/{path.relative_to(tree / 'tests').as_posix()}" for path in _elsewhere(tree)]
    settings = environment(tree, REACHED=str(found), REACHED_IN=str(tree / PACKAGE))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "reached", "-n", str(workers), *ignored]
    done = subprocess.run(command, cwd=tree, env=settings, capture_output=True, encoding="utf-8", check=False)
    seconds: dict[str, float] = {}
    lines: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    parts = [json.loads(part.read_text(encoding="utf-8")) for part in sorted(found.glob("*.json"))]
    if len(parts) < workers:
        raise SystemExit(
            f"not every process of pytest said what it reached:\n{done.stdout[-3000:]}{done.stderr}"
        )
    for part in parts:
        first = len(seconds)
        # Some tests are called by the folder they look at, which is another one in each copy.
        seconds |= {test.replace(str(tree), HERE): taken for test, taken in part["passed"].items()}
        for path, by_line in part["lines"].items():
            for line, tests in by_line.items():
                lines[path][line] += [first + test for test in tests]
    return {"seconds": seconds, "lines": lines}


def _elsewhere(tree: Path) -> Iterator[Path]:
    return (path for path in sorted((tree / "tests").rglob("test_*.py")) if path.stem in ELSEWHERE)


class Mutant(NamedTuple):
    """A fault and the file it is put into."""

    path: str
    """Below the package."""
    fault: Fault

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it while lines move."""
        return self.path, self.fault.scope, self.fault.before, self.fault.after

    def __str__(self) -> str:
        made = f"- {self.fault.before}\n    + {self.fault.after}"
        return f"{PACKAGE}/{self.path}:{self.fault.line} {self.fault.scope} ({self.fault.kind})\n    {made}"


def drawn(count: int, seed: int) -> list[Mutant]:
    """So many faults: the kind at random, then the place.

    Each place has its lot, which depends on nothing but what stands there: a seed goes on to mean the same faults
    where other lines change, so that what was once noticed is asked for again.
    """
    by_kind: defaultdict[str, list[tuple[bytes, Mutant]]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((PROJECT / PACKAGE / room).rglob("*.py")):
            for place in places(path.read_text(encoding="utf-8")):
                mutant = Mutant(path.relative_to(PROJECT / PACKAGE).as_posix(), fault(place))
                lot = hashlib.sha256("\0".join((str(seed), *mutant.key)).encode()).digest()
                by_kind[place.kind].append((lot, mutant))
    waiting = {kind: deque(sorted(found, key=itemgetter(0))) for kind, found in by_kind.items()}
    chance = random.Random(seed)
    chosen: list[Mutant] = []
    while len(chosen) < count and waiting:
        kind = chance.choice(sorted(waiting))
        chosen.append(waiting[kind].popleft()[1])
        if not waiting[kind]:
            del waiting[kind]
    return chosen


def judged(mutant: Mutant, tree: Path, rounds: Iterable[Sequence[str]]) -> str:
    """What the tests say of a mutant: killed, survived, timed out, not reached, or invalid."""
    file = tree / PACKAGE / mutant.path
    stat, text = file.stat(), file.read_bytes()
    try:
        file.write_text(mutant.fault.source, encoding="utf-8")
        module = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if _run(tree, "-c", f"import aiwei_cli.{module}"):
            return "invalid"
        answer = "not reached"
        for tests in filter(None, rounds):
            answer = _tried(tree, tests)
            if answer != "survived":
                return answer
        return answer
    finally:
        file.write_bytes(text)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _tried(tree: Path, tests: Sequence[str]) -> str:
    asked = "\n".join(tests).replace(HERE, str(tree))
    (tree / "asked.txt").write_text(asked, encoding="utf-8")
    # What one test leaves for the collector fails another by chance, with no fault at all.
    plugins = ("-p", "no:cacheprovider", "-p", "no:unraisableexception")
    options = ("-m", "pytest", "-q", "-n", "0", *plugins, "@asked.txt")
    code = _run(tree, *options, "-x", "--hypothesis-seed=0")
    if code == _NOT_FOUND and _run(tree, *options, "--collect-only") == 0:
        return "killed"  # the file of a test cannot even be imported with it
    if code < 0 or code in (137, 152):  # the limit of processor time
        return "timed out"
    # 2: another module calls it where it is imported, and no test can even be found.
    return {0: "survived", 1: "killed", 2: "killed"}.get(code, f"pytest ended with {code}")


_NOT_FOUND: Final = 4


def _run(tree: Path, *words: str) -> int:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))

    settings = environment(tree, PYTHONDONTWRITEBYTECODE="1")
    command = [sys.executable, *words]
    try:
        done = subprocess.run(
            command, cwd=tree, env=settings, capture_output=True, preexec_fn=limited, timeout=15 * SECONDS
        )
    except subprocess.TimeoutExpired:  # it waits for something that never comes
        return -1
    return done.returncode


def known() -> dict[tuple[str, ...], str]:
    """The survivors with the reason, mostly why they change no behaviour."""
    with SURVIVORS.open(encoding="utf-8", newline="") as lines:
        return {
            (path, scope, before, after): reason
            for path, scope, before, after, reason in csv.reader(lines, "excel-tab")
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--only", default="", help="numbers, with commas")
    asked = parser.parse_args()
    mutants = dict(enumerate(drawn(asked.count, asked.seed), 1))
    if asked.only:
        mutants = {number: mutants[number] for number in map(int, asked.only.split(","))}
    if asked.list:
        print("\n".join(f"{number} {mutant}" for number, mutant in mutants.items()))
        return 0
    with tempfile.TemporaryDirectory(prefix="aiwei-mutants-") as scratch:
        where = reached(Path(scratch), asked.workers)
        trees: queue.Queue[Path] = queue.Queue()
        for number in range(asked.workers):
            trees.put(copy_to(Path(scratch) / str(number)))

        def answer(numbered: tuple[int, Mutant]) -> tuple[int, Mutant, str]:
            (number, mutant), tree = numbered, trees.get()
            try:
                return number, mutant, judged(mutant, tree, where.tests(mutant.path, mutant.fault.line))
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(asked.workers) as pool:
            return told(pool.map(answer, mutants.items()))


def told(found: Iterable[tuple[int, Mutant, str]]) -> int:
    """What survived, as it comes, and the figures; the exit code."""
    reasons, answers = known(), []
    for number, mutant, answer in found:
        answers.append((mutant, answer))
        if answer not in ("killed", "timed out", "invalid"):
            print(f"{number} {answer}: {mutant}\n    {reasons.get(mutant.key, 'NO REASON')}", flush=True)
    counts = Counter(answer for _, answer in answers)
    alive = [mutant for mutant, answer in answers if answer in ("survived", "not reached")]
    equivalent = [mutant for mutant in alive if not reasons.get(mutant.key, OPEN).startswith(OPEN)]
    noticed = counts["killed"] + counts["timed out"]
    changing = len(answers) - counts["invalid"] - len(equivalent)
    share = 100 * noticed / changing if changing else 100
    print(", ".join(f"{answer} {count}" for answer, count in sorted(counts.items())))
    print(
        f"equivalent {len(equivalent)}; of {changing} that change behaviour {noticed} noticed: {share:.1f} %"
    )
    return int(any(mutant.key not in reasons for mutant in alive) or share < LEAST_KILLED)


if __name__ == "__main__":
    sys.exit(main())
