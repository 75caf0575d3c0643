"""Same input, same ``--as-of``: same bytes, whatever the time zone, locale, hash seed, folder and day.

Runs every command that reads, in every format, several times in a real git repository, and counts
answers that differ from the first.

    python benchmarks/same_bytes.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aiwei_cli.render.check_formats import FORMATS

PROJECT: Final = Path(__file__).parents[1]
ENVIRONMENTS: Final[tuple[dict[str, str], ...]] = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "3"},
    {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4"},
)
DAYS: Final = ("2024-06-30", "2024-12-31")


def commands() -> Iterator[list[str]]:
    """Every command that reads."""
    for day in DAYS:
        at = ["--as-of", day]
        for form in FORMATS:
            yield ["check", "--format", form, *at]
        yield ["check", "--at", "HEAD", *at]
        yield ["report", *at, "--year", "2023"]
        yield ["report", *at]
        yield ["due", *at]
        yield ["digest", "--week", *at]
        yield ["digest", "--month", *at]
        yield ["task", "list", *at]
        yield ["issue", "list", *at]
        for name in ("table", "text", "markdown", "json"):
            yield ["diff", "HEAD~1", "--format", name, *at]
        yield ["show", "hypertension-management-rate", *at]
        yield ["show", "food-safety", *at]
    yield ["restate", "--since", "2024-07-05"]
    yield ["log", "hypertension-management-rate"]
    yield ["rule"]
    yield ["schema"]


def run(folder: Path, arguments: list[str], settings: dict[str, str]) -> tuple[int, bytes, bytes]:
    """One process, with little more than the settings in its environment."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "aiwei_cli", *arguments],
        cwd=folder,
        env={**kept, **settings, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
    )
    return done.returncode, done.stdout, done.stderr


def prepare(folder: Path) -> None:
    """Our data in a repository with two commits, the second a figure corrected."""
    shutil.copytree(PROJECT / "data", folder / "data")

    def git(*arguments: str, on: str = "2024-07-01") -> None:
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        people = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", "张三"), ("EMAIL", "z@example.org"), ("DATE", f"{on}T10:00:00+0800"))
        }
        subprocess.run(["git", *arguments], cwd=folder, env={**own, **people}, check=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "录入数据")
    note = ["--correct", "--note", "重复统计", "--date", "2024-06-30"]
    run(folder, ["record", "hypertension-management-rate", "858/1268", *note], {})
    git("add", "data")
    git("commit", "--quiet", "--message", "更正", on="2024-08-02")


def main() -> int:
    """Print how many answers there were and how many differ; 1 where any does."""
    answers = differing = 0
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = Path(one) / "town"
        first.mkdir()
        prepare(first)
        second = Path(other) / "另一处 文件夹"
        shutil.copytree(first, second)
        for arguments in commands():
            expected = run(first, arguments, ENVIRONMENTS[0])
            if expected[0] not in (0, 1) or not expected[1]:
                print("failed:", *arguments, expected[2].decode("utf-8", "replace"))
                return 1
            for settings in ENVIRONMENTS:
                answers += 1
                if run(second, arguments, settings) != expected:
                    differing += 1
                    print("differs:", *arguments, settings)
    print(f"{answers} answers, {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
