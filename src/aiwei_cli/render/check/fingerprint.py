"""What lets a service know a finding again: the same from run to run, although its line moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from aiwei_cli.render.result import Item


def fingerprints(found: Iterable[Item]) -> Iterator[str]:
    """One for each, by code, file and key; of several alike each has its own."""
    seen: Counter[str] = Counter()
    for item in found:
        key = f"{item.code}\0{item.place.path}\0{item.key}"
        yield sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
        seen[key] += 1
