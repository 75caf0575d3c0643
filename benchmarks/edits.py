"""Ten thousand random edits of hostile files: what they changed beyond what they were asked to.

Usage: ``python benchmarks/edits.py [EDITS]``. A twentieth of it runs with the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "edit"))

from harm import Harm, harm, read
from hostile import hostile_file
from wishes import random_edit


def total(edits: int) -> Harm:
    """All harm together; each edit gets a file of its own."""
    found = []
    for seed in range(edits):
        data = hostile_file(seed)
        found.append(harm(data, random_edit(read(data), seed)))
    return Harm(*(sum(counts) for counts in zip(*found, strict=True)))


def main() -> int:
    """Print one line a count; 1 where any harm was done."""
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
