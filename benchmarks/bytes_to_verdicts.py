"""What it takes from the bytes of a big town to its verdicts: processor time in one process, without its start.

    python benchmarks/bytes_to_verdicts.py [MEASUREMENTS] [PYTHON]     2,500 by default

PYTHON is that of another environment, with another version of aiwei in it: the two then take turns, and the
last line is the ratio of their medians.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

TURNS: Final = 7
ROUNDS: Final = 15
MEASURE: Final = """
import gc, sys, time
from datetime import date
from pathlib import Path
gc.disable()
from aiwei_cli.load.assemble import load
from aiwei_cli.rules.engine import assess
for turn in range(int(sys.argv[2]) + 1):
    start = time.process_time()
    loaded = load(Path(sys.argv[1]))
    middle = time.process_time()
    found = loaded.workspace
    assess(found, found.about.year, date(2024, 12, 31))
    if turn:  # the first builds the models
        print(middle - start, time.process_time() - middle)
    del loaded, found
    gc.collect()
"""


def measured(python: str, folder: Path) -> list[tuple[float, float]]:
    """Seconds of reading and of judging, several times."""
    done = subprocess.run(
        [python, "-c", MEASURE, str(folder), str(ROUNDS)], capture_output=True, encoding="utf-8", check=True
    )
    return [(float(read), float(judged)) for read, judged in map(str.split, done.stdout.splitlines())]


def main() -> None:
    """Print medians in milliseconds."""
    from invented_town import write

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    pythons = [sys.executable, *sys.argv[2:3]]
    took: dict[str, list[tuple[float, float]]] = {python: [] for python in pythons}
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), count)
        for _ in range(TURNS):
            for python in pythons:
                took[python] += measured(python, Path(name))
    whole = {}
    for python, times in took.items():
        whole[python] = median(sum(each) for each in times)
        read, judged = (median(part) for part in zip(*times, strict=True))
        print(
            f"{count} measurements, {1000 * whole[python]:.1f} ms: read {1000 * read:.1f}, judged {1000 * judged:.1f}  ({python})"
        )
    if len(whole) == 2:
        first, second = whole.values()
        print(f"{first / second:.2f} of the other")


if __name__ == "__main__":
    main()
