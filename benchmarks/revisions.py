"""Hostile revisions and hostile git configurations against every command that takes a revision.

Usage: ``python benchmarks/revisions.py``. All of it also runs with the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

COMMANDS = (
    ("diff", "--", "{}"),
    ("diff", "--", "HEAD", "{}"),
    ("check", "--at={}"),
    ("digest", "--week", "--as-of", "2024-06-30", "--since={}"),
    ("restate", "--since={}"),
)
"""Every place where a command takes a revision, or the day of one."""
READERS = (("log", "clean-toilet-rate"), ("show", "clean-toilet-rate"))
"""Other commands that look into history."""
REVISIONS = (
    "--output=x",
    "-h",
    "--",
    ";touch x",
    "$(touch x)",
    "HEAD^{/x}",
    "HEAD\nx",
    "HEAD\\0",
    "@{-1}",
    "../x",
    "a" * 5000,
    ":0:data/x",
    "",
    "HEAD:data",
    "refs/../../x",
)
CONFIGURATIONS = {
    "core.fsmonitor": (("core.fsmonitor", "{trap}"), ("core.hooksPath", "{hooks}")),
    "diff.external": (("diff.external", "{trap}"), ("core.pager", "{trap}"), ("core.editor", "{trap}")),
    "attributes": (
        ("diff.trap.textconv", "{trap}"),
        ("diff.trap.command", "{trap}"),
        ("filter.trap.smudge", "{trap}"),
        ("filter.trap.clean", "{trap}"),
        ("filter.trap.process", "{trap}"),
    ),
}
"""Each a name and what it configures; all of them under the attributes that bind the drivers."""


class Answer(NamedTuple):
    """What one command line did."""

    code: int
    said: str
    wrote: bool
    """Whether any file of the repository came, went or changed, or the trap was sprung."""


def git(folder: Path, *arguments: str) -> None:
    """Git as its owner runs it, without configuration from elsewhere."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2024-06-01T12:00:00+0800",
        "GIT_COMMITTER_DATE": "2024-06-01T12:00:00+0800",
    }
    who = ("-c", "user.name=某人", "-c", "user.email=some@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def repository(folder: Path, base: Path) -> Path:
    """A workspace with two commits, a change that is not committed, and attributes that bind drivers."""
    shutil.copytree(base, folder)
    (folder / ".gitattributes").write_text("* diff=trap filter=trap\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    for message in ("first", "second"):
        file = folder / "data" / "actions" / "tidy-villages.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("172/200", "176/200") + f"# {message}\n", encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", message)
    file.write_text(text.replace("176/200", "180/200"), encoding="utf-8")
    return folder


def configure(folder: Path, name: str) -> Path:
    """Set a trap; the file that it leaves where it was sprung."""
    sprung, trap = folder.parent / f"{folder.name}.sprung", folder.parent / f"{folder.name}.trap"
    trap.write_text(f"#!/bin/sh\ntouch '{sprung}'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    hooks = folder.parent / f"{folder.name}.hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        shutil.copy(trap, hooks / hook)
    for key, value in CONFIGURATIONS[name]:
        git(folder, "config", key, value.format(trap=trap, hooks=hooks))
    return sprung


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, ``.git`` included: bytes, and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ask(folder: Path, *arguments: str, sprung: Path | None = None) -> Answer:
    """Run ``aiwei`` in a folder."""
    before, command = state(folder), [sys.executable, "-m", "aiwei_cli", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    touched = state(folder) != before or (sprung is not None and sprung.exists())
    return Answer(done.returncode, done.stdout + done.stderr, touched)


def revisions(folder: Path) -> Iterator[tuple[str, Answer]]:
    """Every hostile revision, in every place where a command takes one."""
    for command in COMMANDS:
        for revision in REVISIONS:
            yield revision, ask(folder, *_filled(command, revision))


def _filled(command: tuple[str, ...], revision: str) -> list[str]:
    return [word.replace("{}", revision) for word in command]


def main() -> int:
    """Print the counts; 1 where anything got through."""
    base = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
    with tempfile.TemporaryDirectory() as place:
        answers = list(revisions(repository(Path(place) / "town", base)))
        refused = sum(answer.code == 2 and not answer.wrote for _, answer in answers)
        print(f"{len(answers)} hostile revisions, {refused} refused with nothing written")
        calm = 0
        for name in CONFIGURATIONS:
            folder = repository(Path(place) / name, base)
            sprung = configure(folder, name)
            good = (_filled(each, "2024-06-01" if each[0] == "restate" else "HEAD~1") for each in COMMANDS)
            found = [ask(folder, *line, sprung=sprung) for line in good]
            found += [ask(folder, *line, sprung=sprung) for line in READERS]
            calm += all(answer.code in (0, 1) and not answer.wrote for answer in found)
        print(f"{len(CONFIGURATIONS)} hostile configurations, {calm} without effect")
        return int(refused < len(answers) or calm < len(CONFIGURATIONS))


if __name__ == "__main__":
    sys.exit(main())
