"""Several ``aiwei record`` at once into one workspace: how many of their figures are there afterwards.

Usage: ``python benchmarks/writers.py [RECORDS_EACH]``. Half of the writers add days to one indicator, half to
another, all in one file; a small run of it belongs to the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

BASE = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
FILE = "data/actions/tidy-villages.yaml"
INDICATORS = (("clean-toilet-rate", "170/200"), ("fly-grade", "C"))


def lines_of(writer: int, records: int) -> Iterator[tuple[str, str, str]]:
    """Indicator, value and day of each record of one writer; no two writers have one in common."""
    key, value = INDICATORS[writer % 2]
    first = date(2024, 1, 1) + timedelta(days=writer // 2 * records)
    for number in range(records):
        yield key, value, (first + timedelta(days=number)).isoformat()


def one_writer(root: Path, writer: int, records: int) -> int:
    """Record one after another; how many were told as written."""
    told = 0
    for key, value, day in lines_of(writer, records):
        line = ["record", key, value, "--date", day, "--note", "抽查", "-w", str(root)]
        told += not subprocess.run([sys.executable, "-m", "aiwei_cli", *line], capture_output=True).returncode
    return told


def kept(root: Path, writers: int, records: int) -> tuple[int, int, int]:
    """How many records were told as written, how many are in the file, and lines that are lost or too many."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    text = (root / FILE).read_text(encoding="utf-8")
    for key, _ in INDICATORS:  # the days of the base would be in the way
        head, _, rest = text.partition(f"  {key}:\n")
        text = f"{head}  {key}:\n" + rest.replace("    2024-", "    2023-")
    (root / FILE).write_text(text, encoding="utf-8")
    before = text.splitlines()
    with ThreadPoolExecutor(writers) as pool:
        told = sum(pool.map(lambda number: one_writer(root, number, records), range(writers)))
    after = (root / FILE).read_text(encoding="utf-8").splitlines()
    wanted = {
        f"    {day}: {{value: {value}, note: 抽查}}"
        for writer in range(writers)
        for _, value, day in lines_of(writer, records)
    }
    foreign = [line for line in after if line not in wanted]
    return told, len(after) - len(foreign), len(set(foreign) ^ set(before))


def main() -> int:
    """Print a line for each number of writers; 1 where a record is lost or something else changed."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    bad = False
    for writers, records in ((8, each), (2, each * 4)):
        if records * (writers // 2) > 366:
            raise SystemExit("a year has no more days")
        with tempfile.TemporaryDirectory() as folder:
            told, there, foreign = kept(Path(folder), writers, records)
        total = writers * records
        bad = bad or (told, there, foreign) != (total, total, 0)
        print(
            f"{writers} writers x {records}: {there} of {total} there, {told} told, {foreign} foreign lines"
        )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
