"""``aiwei record`` killed at random moments, and at every line of the code that writes: what is left behind.

Usage: ``python benchmarks/kills.py [RANDOM_KILLS]``. After every kill each data file must be the old or
the new one, byte for byte; the next record must clear what was left half done.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

BASE = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
FILE = "data/actions/tidy-villages.yaml"
NEVER = dict.fromkeys(
    ("DAMAGED", "EVIDENCE LACKING", "NEXT RECORD FAILED", "NOT CLEARED BY THE NEXT RECORD"), 0
)
WORKERS = min(8, os.cpu_count() or 1)

# Kills itself at the n-th line that runs in a function of ``edit`` which touches files. What runs as a module
# is imported, and what runs in a comprehension, touches none.
AT_LINE = """
import os, signal, string, sys
left = int(sys.argv.pop(1))
def trace(frame, event, _):
    global left
    name = frame.f_code.co_filename.replace(os.sep, "/")
    if not name.endswith(("edit/storage.py", "edit/planned_change.py", "edit/evidence_intake.py",
                          "edit/lock.py")) or frame.f_code.co_name[0] in "<" + string.ascii_uppercase:
        return None
    if event == "line":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
sys.settrace(trace)
from aiwei_cli.cli.boundary import run
sys.exit(run())
"""


class Town:
    """A workspace that is recorded into, one day after another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        self.paper = root / "材料.pdf"
        self.day = date(2024, 1, 1)
        self.counts: Counter[str] = Counter()

    def command(self) -> list[str]:
        """The next record: a day of its own, with evidence."""
        self.day += timedelta(days=1)
        if f"{self.day}" in self.files()[FILE].decode():
            return self.command()
        self.paper.write_bytes(os.urandom(200_000))
        value = ["clean-toilet-rate", "170/200", "--date", f"{self.day}", "--note", "抽查"]
        return ["record", *value, "--evidence", str(self.paper), "-w", str(self.root)]

    def files(self) -> dict[str, bytes]:
        """Every data file's bytes."""
        paths = sorted((self.root / "data").rglob("*.yaml"))
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def leftovers(self) -> int:
        """How many temporary files there are."""
        return sum(1 for _ in self.root.rglob(".*.aiwei-tmp"))

    def judge(self, before: dict[str, bytes], code: int) -> None:
        """Count what a kill left; ``code`` is how the process ended."""
        after = self.files()
        new = [line for line in after[FILE].splitlines(True) if f"{self.day}".encode() in line]
        without = b"".join(line for line in after[FILE].splitlines(True) if line not in new)
        whole = len(new) == 1 and new[0].endswith(b"}\n") and without == before[FILE]
        same_elsewhere = {**after, FILE: b""} == {**before, FILE: b""}
        kind = "old" if after == before else "new" if whole and same_elsewhere else "DAMAGED"
        self.counts["killed" if code == -signal.SIGKILL else "ended before the kill"] += 1
        self.counts[kind] += 1
        self.counts["with a temporary file left"] += self.leftovers() > 0
        if kind == "new":
            where = new[0].decode().split("evidence: ")[1].rstrip("}\n")
            self.counts["EVIDENCE LACKING"] += (self.root / where).read_bytes() != self.paper.read_bytes()

    def recover(self) -> None:
        """Record once more, undisturbed."""
        done = subprocess.run([sys.executable, "-m", "aiwei_cli", *self.command()], capture_output=True)
        self.counts["NEXT RECORD FAILED"] += done.returncode != 0
        self.counts["NOT CLEARED BY THE NEXT RECORD"] += self.leftovers() > 0


def at_random(root: Path, kills: int, seed: int) -> Counter[str]:
    """Kill after a random time, up to a little more than a run takes."""
    town, draw = Town(root), random.Random(seed)
    runs = []
    for _ in range(4):  # the first may have modules to compile
        start = time.monotonic()
        town.recover()
        runs.append(time.monotonic() - start)
    usual = min(runs)
    while town.counts["killed"] < kills:
        before, command = town.files(), town.command()
        process = subprocess.Popen(
            [sys.executable, "-m", "aiwei_cli", *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        time.sleep(draw.uniform(usual / 3, usual))
        process.kill()
        process.communicate()
        town.judge(before, process.returncode)
        if town.leftovers() or town.day >= date(2024, 12, 20):
            town.recover()
        if town.day >= date(2024, 12, 20):  # the year is full: another town
            counts = town.counts
            shutil.rmtree(root)
            town = Town(root)
            town.counts = counts
    return town.counts


def at_line(root: Path, number: int) -> Counter[str]:
    """Kill at one line of the code that writes; nothing is counted once the process outruns it."""
    town = Town(root)
    before, command = town.files(), town.command()
    done = subprocess.run([sys.executable, "-c", AT_LINE, str(number), *command], capture_output=True)
    town.judge(before, done.returncode)
    town.recover()
    return town.counts


def show(title: str, counts: Counter[str]) -> None:
    """One line a count."""
    print(title)
    for word, count in sorted(counts.items()):
        print(f"  {word:34} {count:5}")


def main() -> int:
    """Both kinds, and their counts; 1 where anything happened that must never happen."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        shares = [kills // WORKERS + (n < kills % WORKERS) for n in range(WORKERS)]
        towns = [Path(folder) / f"random-{n}" for n in range(WORKERS)]
        runs = pool.map(at_random, towns, shares, range(WORKERS))
        total = Counter(NEVER)
        for counts in runs:
            total.update(counts)
        show("kills at random moments", total)
        harm = sum(total[each] for each in NEVER)
        total = Counter(NEVER)
        lines = 0
        while not total["ended before the kill"]:
            numbers = range(lines + 1, lines + 1 + WORKERS)
            lines += WORKERS
            for counts in pool.map(at_line, [Path(folder) / f"line-{n}" for n in numbers], numbers):
                total.update(counts)
        show("a kill at every line that writes", total)
        return int(harm + sum(total[each] for each in NEVER) > 0)


if __name__ == "__main__":
    sys.exit(main())
