"""Ten thousand random edits of hostile files: what they changed beyond what they were asked to.

Usage: ``python benchmarks/edits.py [EDITS]``. A twentieth of it runs with the tests.

``python benchmarks/edits.py --batch [LINES]`` instead: the processor time that a hundred, and a thousand, new lines
in a file of so many (1,500) cost, against that of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "edit"))

from harm import Harm, harm, read
from hostile import hostile_file
from wishes import random_edit

from aiwei_cli.edit.file_change import Insert, by_day, in_order_of, spliced


def total(edits: int) -> Harm:
    """All harm together; each edit gets a file of its own."""
    found = []
    for seed in range(edits):
        data = hostile_file(seed)
        found.append(harm(data, random_edit(read(data), seed)))
    return Harm(*(sum(counts) for counts in zip(*found, strict=True)))


SERIES = [f"indicator-{number}" for number in range(60)]
TURNS = 5


def big_file(lines: int) -> bytes:
    """An action's file with so many figures, every tenth with a note, spread over its indicators."""
    text = ["id: x", "name: 大镇", "order: 1", "measurements:"]
    for number, key in enumerate(SERIES):
        own = range(number, lines, len(SERIES))
        days = ((date(2000, 1, 1) + timedelta(days=14 * turn)).isoformat() for turn in range(len(own)))
        text.append(f"  {key}:")
        text += [
            f"    {day}: " + ("{value: 91.7%, note: 核对过}" if day[-1] == "7" else "165/180") for day in days
        ]
    return "\n".join([*text, ""]).encode()


def new_lines(count: int) -> Iterator[Insert]:
    """So many new figures, in the middle and at the end of the series in turn."""
    ranks = (in_order_of(["id", "name", "order", "measurements"]), in_order_of(SERIES), by_day)
    for number in range(count):
        start = date(2000, 1, 2) if number % 2 else date(2100, 1, 1)
        day = (start + timedelta(days=14 * (number // len(SERIES)))).isoformat()
        yield Insert(
            ("measurements", SERIES[number % len(SERIES)], day), {"value": "12", "source": "村委会"}, ranks
        )


def cost(data: bytes, count: int) -> float:
    """Seconds of processor time for so many new lines at once: the median of some turns."""
    document, changes = read(data), [*new_lines(count)]
    took = []
    for _ in range(TURNS):
        start = process_time()
        spliced("data/actions/x.yaml", data, document, changes)
        took.append(process_time() - start)
    return median(took)


def compare(lines: int) -> None:
    """Print what batches cost, and how many times one line that is."""
    data = big_file(lines)
    one = cost(data, 1)
    print(f"{1:6} new line   {one:8.4f} s")
    for count in (100, 1000):
        several = cost(data, count)
        print(f"{count:6} new lines  {several:8.4f} s  {several / one:5.2f} x")


def main() -> int:
    """Print one line a count; 1 where any harm was done."""
    if sys.argv[1:2] == ["--batch"]:
        compare(int(sys.argv[2]) if len(sys.argv) > 2 else 1500)
        return 0
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    harms = total(edits)
    words = {
        "files": edits,
        "edits": edits,
        "refused": harms.refused,
        "data not as intended": harms.wrong,
        "foreign bytes changed": harms.foreign,
        "comments lost": harms.lost,
        "comments moved": harms.moved,
        "line ends, BOM, final break changed": harms.ends,
        "order broken": harms.order,
    }
    for word, count in words.items():
        print(f"{word:36} {count:6}")
    return int(any(count for word, count in words.items() if word not in ("files", "edits", "refused")))


if __name__ == "__main__":
    sys.exit(main())
