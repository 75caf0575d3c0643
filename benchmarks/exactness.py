"""Two million numerator / denominator / target triples against whole-number arithmetic: differences.

Usage: ``python benchmarks/exactness.py [TRIPLES]``. A tenth of it runs with the tests.
"""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from fractions import Fraction

from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.rules.exact_comparison import holds


def differences(triples: int, seed: int = 20240630) -> int:
    """How many verdicts differ from what whole numbers say."""
    draw, wrong = random.Random(seed), 0
    for _ in range(triples):
        denominator = draw.randint(1, 10**6)
        numerator, tenths = draw.randint(0, denominator), draw.randint(0, 1000)
        met = holds(Operator.AT_LEAST, Fraction(numerator * 100, denominator), Decimal(tenths) / 10)
        wrong += met is not (numerator * 1000 >= tenths * denominator)
    return wrong


def main() -> None:
    """Print the count."""
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    print(f"{triples} triples, {differences(triples)} differences")


if __name__ == "__main__":
    main()
