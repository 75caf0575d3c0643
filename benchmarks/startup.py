"""Processor time of commands, as a multiple of ``python -c pass`` and of the least on the same libraries.

Usage: ``python benchmarks/startup.py [ROUNDS]``, from the project's root, in an environment with
aiwei; yamllint and check-jsonschema are measured beside it where they are installed. Every round runs every
command once, in turn, so that a drifting machine slows all of them alike; the median of the ratios of
each round is printed. Processor time is that of the process and of those it started, so that waiting for a busy
machine does not count. Figures of one machine say little about another: compare ratios, not seconds.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from same_bytes import prepare

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
BASE = "python -c pass"
LEAST = "five lines"
HELLO = """\
import typer
from pydantic import BaseModel
class Greeting(BaseModel):
    name: str
def main(name: str = "x"):
    print(Greeting(name=name).name)
typer.run(main)
"""
"""The least that a program with an option and a model costs on typer and pydantic."""


def commands(schema: Path) -> dict[str, list[str]]:
    """What is measured, by the name it is printed under."""
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "data").rglob("*.yaml"))]
    rate = "hypertension-management-rate"
    wanted = {
        BASE: ["python", "-c", "pass"],
        LEAST: ["python", "-c", HELLO],
        "aiwei --version": ["aiwei", "--version"],
        "aiwei --help": ["aiwei", "--help"],
        "aiwei rule AW203": ["aiwei", "rule", "AW203"],
        "aiwei schema targets": ["aiwei", "schema", "targets"],
        "aiwei check --format json": ["aiwei", "check", "--format", "json"],
        "aiwei check": ["aiwei", "check"],
        "aiwei record": ["aiwei", "record", rate, "900/1280", "--date", "{day}"],
        "aiwei diff HEAD~1": ["aiwei", "diff", "HEAD~1"],
        "yamllint": ["yamllint", *files],
        "check-jsonschema": ["check-jsonschema", "--schemafile", str(schema), *files],
    }
    return {name: [_program(line[0]), *line[1:]] for name, line in wanted.items() if _program(line[0])}


def _program(name: str) -> str:
    return sys.executable if name == "python" else shutil.which(name, path=str(BIN)) or ""


def measure(rounds: int, measured: dict[str, list[str]], town: Path) -> dict[str, list[float]]:
    """Seconds of processor time of each run, after one round that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds + 1):
        day = (date(2024, 10, 1) + timedelta(number)).isoformat()
        for name, line in measured.items():
            arguments = [word.replace("{day}", day) for word in line]
            run = subprocess.Popen(arguments, cwd=town, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            if number:
                seconds[name].append(used.ru_utime + used.ru_stime)
    return seconds


def main() -> None:
    """Print one line a command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        schema, town = Path(folder) / "schema.json", Path(folder) / "town"
        town.mkdir()
        prepare(town)
        schema.write_text(json.dumps({"type": "object"}), encoding="utf-8")
        seconds = measure(rounds, commands(schema), town)
    print(f"{'command':28} {'median ms':>9} {'ratio':>6} {'lowest':>7} {'highest':>8} {'of five lines':>14}")
    for name, runs in seconds.items():
        ratios = [run / base for run, base in zip(runs, seconds[BASE], strict=True)]
        least = statistics.median(run / base for run, base in zip(runs, seconds[LEAST], strict=True))
        middle, median = statistics.median(runs) * 1000, statistics.median(ratios)
        print(f"{name:28} {middle:9.1f} {median:6.1f} {min(ratios):7.1f} {max(ratios):8.1f} {least:14.2f}")


if __name__ == "__main__":
    main()
