"""What tests share: workspaces laid out in a folder, and one condition judged in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from aiwei_cli.edit.scaffold.repository import DRIVER
from aiwei_cli.load.assemble import Loaded, load
from aiwei_cli.load.questions.all_questions import late
from aiwei_cli.load.value_reading import Reader
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.measurement import Entry, Measurement
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Group, Indicator, Scale
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules.engine import assess, judge
from aiwei_cli.rules.judging_context import JudgingContext

WORKSPACES = Path(__file__).parent / "workspaces"
PROJECT = Path(__file__).parents[1]

TERMS = TypeAdapter(tuple[Term, ...]).validate_python(
    [
        {"name": "春季学期", "starts": "02-16", "ends": "07-31"},
        {"name": "秋季学期", "starts": "08-26", "ends": "01-31"},
    ]
)


def lay_out(folder: Path, case: Path) -> Path:
    """The base workspace with a case's files in place of its own."""
    shutil.copytree(WORKSPACES / "base", folder, dirs_exist_ok=True)
    removed = case / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (folder / name).unlink()
    for part in ("data", "evidence"):
        if (case / part).exists():
            shutil.copytree(case / part, folder / part, dirs_exist_ok=True)
    return folder


def git(folder: Path, *arguments: str, on: str = "2024-07-01", who: str = "张三") -> str:
    """Real git as on a machine of its own: no inherited variables, no settings of the user's."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    day, mail = f"{on}T10:00:00+0800", "someone@example.org"
    people = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", who), ("EMAIL", mail), ("DATE", day))
    }
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**own, **people, **settings}, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def repository(folder: Path, on: str = "2024-07-01") -> Path:
    """A folder as a repository with everything in it committed on a day."""
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    driver = DRIVER.replace("aiwei", f'"{sys.executable}" -m aiwei_cli', 1)
    quoted = driver.replace("\\", r"\\").replace('"', r"\"")
    with (folder / ".git" / "config").open("a", encoding="utf-8") as settings:  # faster than git's own words
        settings.write(f'[core]\n\tautocrlf = false\n[merge "aiwei"]\n\tdriver = "{quoted}"\n')
    commit(folder, "录入数据", on)
    return folder


def commit(folder: Path, message: str, on: str, who: str = "张三") -> None:
    """Commit everything, on a day, by somebody."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, on=on, who=who)


def diagnostics(root: Path, as_of: date = date(2024, 12, 31)) -> list[Diagnostic]:
    """Everything that ``aiwei check`` says of a workspace's files."""
    loaded: Loaded = load(root)
    if loaded.complete is None:
        return loaded.diagnostics
    assessment = assess(loaded.complete, loaded.complete.about.year, as_of)
    return [*loaded.diagnostics, *late(loaded.documents, assessment.late, as_of)]


def judged(
    target: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    as_of: str = "2024-12-31",
    unit: str = "%",
    every: str = "year",
    scales: Mapping[str, Any] | None = None,
    groups: Mapping[str, Any] | None = None,
    year: int = 2024,
    figures: str = "standing",
) -> Verdict:
    """A target of 2024 judged on values as files state them: ``{date: value}`` or ``{organisation: {date: value}}``."""
    indicator, day = demanding(target, unit=unit, every=every, figures=figures), date.fromisoformat(as_of)
    known_scales = TypeAdapter(dict[str, Scale]).validate_python(scales or {})
    known_groups = TypeAdapter(dict[str, Group]).validate_python(groups or {})
    known = [each for each in measured(indicator, values, known_scales) if each.on <= day]
    condition = indicator.condition_for(year)
    assert condition is not None
    return judge(
        condition, JudgingContext(indicator, year, day, known, TERMS, known_scales, known_groups, judge)
    )


def demanding(
    target: Mapping[str, Any], *, unit: str = "%", every: str = "year", figures: str = "standing"
) -> Indicator:
    """An indicator with a target of 2024."""
    return Indicator.model_validate(
        {
            "action": "some-action",
            "name": "某指标",
            "unit": unit,
            "level": "town",
            "reported_by": "某部门",
            "every": every,
            "figures": figures,
            "numerator": "分子",
            "denominator": "分母",
            "counted_in": "户",
            "target": {"2024": target},
        }
    )


def measured(
    indicator: Indicator, values: Mapping[str, Any], scales: Mapping[str, Scale]
) -> tuple[Measurement, ...]:
    """Measurements of an indicator from values as files state them, in date order."""
    reader, found = Reader(indicator, indicator.target[2024], scales), []
    for key, value in values.items():
        lines = value.items() if key[0].isalpha() else [(key, value)]
        for on, entry in lines:
            said = Entry.model_validate(entry if isinstance(entry, dict) else {"value": entry})
            organisation = key if key[0].isalpha() else None
            found.append(
                Measurement("some", date.fromisoformat(on), reader.read(said), said, Place("f"), organisation)
            )
    return tuple(sorted(found, key=lambda each: each.on))
