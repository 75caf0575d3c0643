"""A workspace that commands are tried on."""

from __future__ import annotations

import shutil
from difflib import ndiff
from pathlib import Path

from conftest import Cli, Result, tree_hash
from support import WORKSPACES

VILLAGES = "data/actions/tidy-villages.yaml"
SCHOOLS = "data/actions/healthy-schools.yaml"
RATE = "clean-toilet-rate"
STILL_MET = "判定：仍为达标（要求 ≥85%，实际 86%（172/200））\n"


class Town:
    """A copy of the base workspace, and what a command did to it."""

    def __init__(self, root: Path, cli: Cli) -> None:
        shutil.copytree(WORKSPACES / "base", root)
        self.root, self.cli = root, cli
        self.before: dict[str, str] = {}

    def files(self) -> dict[str, str]:
        paths = (path for path in self.root.rglob("*") if path.suffix == ".yaml")
        return {path.relative_to(self.root).as_posix(): path.read_bytes().decode() for path in paths}

    def rewrite(self, old: str, new: str, file: str = VILLAGES) -> None:
        path = self.root / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1
        path.write_bytes(text.replace(old, new).encode())

    def record(self, *arguments: str) -> Result:
        self.before = self.files()
        return self.cli("record", *arguments, "-w", str(self.root))

    def changes(self) -> dict[str, list[str]]:
        """For each changed file its lines that went and came, with their line ends."""
        after = self.files()
        assert after.keys() == self.before.keys()
        found = {}
        for path, old in self.before.items():
            lines = ndiff(old.splitlines(keepends=True), after[path].splitlines(keepends=True))
            if changed := [line for line in lines if line[0] in "+-"]:
                found[path] = changed
        return found


def refused(town: Town, *arguments: str) -> str:
    """What is said of a record that is not made."""
    before = tree_hash(town.root / "data")
    result = town.record(*arguments)
    assert (result.code, result.out) == (2, "")
    assert tree_hash(town.root / "data") == before
    assert not (town.root / "evidence").exists()
    return result.err
