"""Consoles as they come: four encodings, four widths, every command.

Each answer is a real process of its own. It must not crash, must end with 0, 1 or 2, must hold no character
that steers a terminal, and a table must stay within the width, whether the console draws signs of
ambiguous width one cell wide or two. Prints how many answers there were and what is wrong.

    python benchmarks/consoles.py [EVERY]      only each EVERY-th answer; 1 by default
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

from rich.cells import cell_len
from same_bytes import prepare

from aiwei_cli.cli.help.command_registry import EXAMPLES
from aiwei_cli.render.check_formats import FORMATS

ENCODINGS: Final = ("utf-8", "gbk", "latin-1", "ascii")
WIDTHS: Final = (60, 80, 120, 200)
STEERING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
RATE: Final = "hypertension-management-rate"

REFUSED: Final = (
    f"record {RATE} 0.7 --yes --date 2024-12-30",
    "record --yes",
    f"record {RATE} 约90 --yes --date 2024-12-30",
    "task add 新任务 --action 没有的行动",
    "task progress greenways 进展 --date 1999-01-01",
    "task done 没有的任务 --date 2024-12-30",
    "issue open 问题 --action pest-control --responsible 某村 --due 2024-01-01 --date 2024-12-01",
    "issue progress 没有的事项 进展 --date 2024-12-30",
    "issue done 没有的事项 --date 2024-12-30",
    "issue close 没有的事项 --verified-by 张三 --date 2024-12-30",
    "init . --town 某镇 --county 某县",
    "new-year 2023",
    "merge-driver 没有 这些 文件 data/targets.yaml",
    "check --format nonsense",
    "check --as-of 2024-02-30",
    "check --since 没有的版本",
    "show 没有的编号",
    "rule AW999",
    "chekc",
)
"""What writes, as it refuses: each answer leaves the next one the same data."""


def commands() -> Iterator[tuple[list[str], bool]]:
    """Every command, and whether its lines are kept within the width."""
    at = ["--as-of", "2024-12-31"]
    for chosen in sorted(FORMATS.keys() - {"table"}):
        yield ["check", "--format", chosen, *at], False
    for form in ("text", "markdown", "json"):
        yield ["diff", "HEAD~1", "--format", form], False
    for name in ("report", "digest --week", "digest --month"):
        yield [*name.split(), *at], False
    yield ["restate", "--since", "2024-07-05", "--format", "text"], False
    yield ["schema"], False
    yield ["schema", "targets"], False
    for shell in ("bash", "zsh", "fish", "powershell"):
        yield ["completion", shell], False
    yield ["rule"], False
    yield ["rule", "AW203"], False
    yield ["rule", "each"], False
    yield ["check", "--data-only"], False
    for words in REFUSED:
        yield words.split(), False
    for name in (
        "check",
        "check --since HEAD~1",
        "check --at HEAD",
        "due",
        "due --week",
        "task list",
        "issue list",
    ):
        yield [*name.split(), *at], True
    for word in (RATE, "food-safety", "breeding-places", "market-rodent-gaps"):
        yield ["show", word, *at], True
    yield ["diff", "HEAD~1", *at], True
    yield ["log", RATE], True
    yield ["restate", "--since", "2024-07-05"], True
    yield ["--version"], False
    for name in EXAMPLES:
        yield [*name.split(), "--help"], False


Run = Callable[[Sequence[str], Path, Mapping[str, str]], subprocess.CompletedProcess[bytes]]


def run(arguments: Sequence[str], cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """One command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "aiwei_cli", *arguments], cwd=cwd, env=env, capture_output=True
    )


def wrong(run: Run, folder: Path, arguments: list[str], fits: bool, encoding: str, width: int) -> list[str]:
    """What is wrong with one answer."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "HOME") if key in os.environ}
    done = run(arguments, folder, {**kept, "PYTHONIOENCODING": encoding, "COLUMNS": str(width)})
    found = []
    whole = any(each.is_for_programs and name in arguments for name, each in FORMATS.items()) or (
        arguments[0] == "schema" and "--help" not in arguments
    )
    out = done.stdout.decode("utf-8" if whole else encoding).replace(os.linesep, "\n")
    err = done.stderr.decode(encoding).replace(os.linesep, "\n")
    if done.returncode not in (0, 1, 2) or "Traceback" in err or "内部出错" in err:
        found.append(f"exit code {done.returncode}: {err[-200:]}")
    if not out + err:
        found.append("nothing said")
    if "csv" in arguments:  # as Excel wants it
        out = out.removeprefix("\ufeff").replace("\r\n", "\n")
    if steering := STEERING.search(out + err):
        found.append(f"control character {steering[0]!r}")
    for line in out.splitlines() if fits else ():
        narrow = cell_len(line)
        wide = narrow + sum(east_asian_width(each) == "A" for each in line)
        if max(narrow, wide) > width:
            found.append(f"{narrow} or {wide} cells: {line}")
    return found


def cases() -> list[tuple[list[str], bool, str, int]]:
    """Every command on every console."""
    return [
        (arguments, fits, encoding, width)
        for (arguments, fits), encoding, width in product(commands(), ENCODINGS, WIDTHS)
    ]


def measure(folder: Path, every: int, run: Run = run, at_once: int = 4) -> tuple[int, list[str]]:
    """How many answers were asked for, and what is wrong."""
    chosen = cases()[::every]
    with ThreadPoolExecutor(at_once) as several:
        answers = list(several.map(lambda case: wrong(run, folder, *case), chosen))
    return len(chosen), [
        f"{' '.join(case[0])} ({case[2]}, {case[3]}): {each}"
        for case, found in zip(chosen, answers, strict=True)
        for each in found
    ]


def main() -> int:
    """Print the counts; 1 where anything is wrong."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        answers, found = measure(Path(folder), every)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{answers} answers, {len(found)} wrong")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
