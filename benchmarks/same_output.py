"""Two versions of the program, side by side: the same exit code, the same bytes on both streams, the same files.

For a change that must change nothing that anybody sees: files move, names change, output must not.

    python benchmarks/same_output.py --remember REVISION        what later runs compare with, kept in git's settings
    python benchmarks/same_output.py [--quick] [--part N/M]     this folder against it
    python benchmarks/same_output.py OLD_SRC NEW_SRC            two ``src`` folders, or revisions of git
    python benchmarks/same_output.py --self-check               faults put into a copy, each of which must be seen

Promised is: every command, with every option and every word that an option takes, was run in both, in the
workspaces of ``output_cases.py``, on every console (three widths, colour or none, four encodings), and what came of it
was the same byte for byte. The commands, options and words are asked of the programs themselves, as a shell does;
one without a command line of its own ends the run with its name and exit code 2. ``--quick`` takes one console, and
tries in one workspace what others would say the same of.
Pages of help, ``--version``, ``rule``, ``schema`` and what completion says of them may change by decision: their
differences are counted apart and do not fail. Both programs run at noon of one day, in the same folders.

Not seen are: what is asked and drawn where a person sits at a terminal, the time of day, other systems.
"""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from forked_program import Answer, Program
from output_cases import PROJECT, TOWN, WORKSPACES, lay_out
from output_catalogue import Catalogue, Console, Scenario, choose, environment, forgotten, listed, scenarios

SETTING: Final = "aiwei.same-output"
SHOWN_LINES: Final = 8
CHECKED: Final = "a-year-of-work"
"""The workspace in which faults have to be seen."""
FAULTS: Final = (
    ("未达标", "没达标", "a word of a verdict"),
    ("改法：", "改为：", "a word of an error"),
    ("os._exit(code)", "os._exit(code and 7)", "an exit code"),
    ("原为{", "原来{", "a word that is written into a file"),
)
"""What is put in place of what, wherever it stands in the sources, and what that is."""


class Outcome(NamedTuple):
    """What a command line did, and the files that it left where it may write."""

    answer: Answer
    files: Mapping[str, bytes]


class Bench:
    """Two programs, and the workspaces that they run in."""

    def __init__(self, old: Program, new: Program, folder: Path) -> None:
        self.programs = old, new
        self.towns, self.copy, self.home = folder / "towns", folder / "copy", folder / "home"
        self.home.mkdir()
        for workspace in WORKSPACES:
            lay_out(workspace, self.towns / workspace.name)
        self.catalogue = Catalogue(self.programs, self.home)

    def both(self, scenario: Scenario, console: Console) -> tuple[Outcome, Outcome]:
        """What the old and the new program made of a command line."""
        settings = environment(console, self.home, scenario.asking)
        if not (self.towns / scenario.workspace.name).exists():
            lay_out(scenario.workspace, self.towns / scenario.workspace.name)
        if scenario.writes:
            old, new = (self._written(program, scenario, settings) for program in self.programs)
            return old, new
        town = self.towns / scenario.workspace.name / TOWN
        before = _signs(town)
        running = [program.begin(scenario.arguments, town, settings) for program in self.programs]
        old, new = (
            Outcome(_bare(program.end(each), program), {})
            for program, each in zip(self.programs, running, strict=True)
        )
        if _signs(town) != before:
            raise SystemExit(f"{scenario.on(console)}: is listed among what reads, and wrote")
        return old, new

    def _written(self, program: Program, scenario: Scenario, settings: Mapping[str, str]) -> Outcome:
        shutil.copytree(self.towns / scenario.workspace.name, self.copy, symlinks=True)
        try:
            answer = program.run(scenario.arguments, self.copy / TOWN, settings)
            return Outcome(_bare(answer, program), _contents(self.copy))
        finally:
            shutil.rmtree(self.copy)


def _bare(answer: Answer, program: Program) -> Answer:
    """The answer without the place where the program's sources happen to lie."""
    place = str(program.source.parent).encode()
    return Answer(answer.code, answer.out.replace(place, b"..."), answer.err.replace(place, b"..."))


def _signs(folder: Path) -> list[tuple[str, int, int]]:
    """What shows whether anything was written."""
    stats = ((str(path), path.lstat()) for path in sorted(folder.rglob("*")))
    return [(name, each.st_size, each.st_mtime_ns) for name, each in stats]


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file with its mode and bytes, but for git's index, which holds the times of files."""
    return {
        str(path.relative_to(folder)): f"{path.lstat().st_mode:o}\n".encode() + _read(path)
        for path in sorted(folder.rglob("*"))
        if not (path.name == "index" and path.parent.name == ".git")
    }


def _read(path: Path) -> bytes:
    if path.is_symlink():
        return str(path.readlink()).encode()
    return path.read_bytes() if path.is_file() else b""


def differences(old: Outcome, new: Outcome) -> Iterator[str]:
    """In what two outcomes differ, with the first lines that do."""
    if old.answer.code != new.answer.code:
        yield f"exit code {old.answer.code}, now {new.answer.code}"
    pairs = [("stdout", old.answer.out, new.answer.out), ("stderr", old.answer.err, new.answer.err)]
    for name in sorted(old.files.keys() | new.files.keys()):
        if name not in new.files or name not in old.files:
            yield f"{name}: {'no longer written' if name in old.files else 'written only now'}"
        else:
            pairs.append((name, old.files[name], new.files[name]))
    for name, before, after in pairs:
        if before != after:
            yield "\n".join((f"{name}:", *_unified(before, after)))


def _unified(before: bytes, after: bytes) -> list[str]:
    a, b = (
        [repr(line.decode("utf-8", "surrogateescape")) for line in each.splitlines(keepends=True)]
        for each in (before, after)
    )
    found = list(difflib.unified_diff(a, b, n=0, lineterm=""))[2:]
    return [f"  {line[:200]}" for line in found[:SHOWN_LINES]]


class Count(NamedTuple):
    """How many command lines were run, and in how many the programs differ."""

    compared: int
    differing: int
    decided: int
    """Differences where output may change by decision."""
    crashed: int
    """Answers of either program that no data may lead to."""


def compare(bench: Bench, chosen: Sequence[tuple[Scenario, Console]], *, told: bool = True) -> Count:
    """Run them all and print what differs."""
    differing = decided = crashed = 0
    for scenario, console in chosen:
        old, new = bench.both(scenario, console)
        broken = [
            each
            for each in (old, new)
            if each.answer.code not in (0, 1, 2) or b"Traceback" in each.answer.err
        ]
        crashed += bool(broken)
        found = list(differences(old, new))
        if scenario.may_change:
            decided += bool(found)
        else:
            differing += bool(found)
        if told and (found or broken):
            said = [each.answer.err.decode("utf-8", "replace")[-300:] for each in broken if not found]
            print(scenario.on(console), *found, *said, sep="\n  ", flush=True)
    return Count(len(chosen), differing, decided, crashed)


def _in_memory() -> str | None:
    """A folder on no disk, where there is one: nothing has to wait there until its bytes are safe."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and os.access(shared, os.W_OK) else None


@contextmanager
def bench_of(old: Path, new: Path) -> Iterator[Bench]:
    """Both programs loaded, and every workspace laid out."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="same-output-", dir=_in_memory()))
        programs = [Program(each) for each in (old, new)]
        for each in programs:
            stack.callback(each.close)
        yield Bench(programs[0], programs[1], Path(folder).resolve())


def sources(word: str, folder: Path) -> Path:
    """A ``src`` folder, or that of a revision of git, written into a folder."""
    if Path(word).is_dir():
        return Path(word).resolve()
    archive = subprocess.run(
        ["git", "archive", commit(word)], cwd=PROJECT, check=True, stdout=subprocess.PIPE
    )
    place = Path(tempfile.mkdtemp(dir=folder))
    subprocess.run(["tar", "-x", "-C", str(place)], input=archive.stdout, check=True)
    return place / "src"


def commit(word: str) -> str:
    """The commit that a user means."""
    found = _git_says("rev-parse", "--verify", "--quiet", f"{word}^{{commit}}")
    return found or sys.exit(f"{word} is neither a folder nor a commit")


def self_check(source: Path) -> int:
    """Put faults into copies of the sources; 1 where one is not seen."""
    unseen = 0
    for old, new, what in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "project"
            skipped = shutil.ignore_patterns("__pycache__", ".*", "tests", "benchmarks")
            shutil.copytree(source.parent, place, ignore=skipped)
            files = [path for path in place.glob("src/**/*.py") if old in path.read_text(encoding="utf-8")]
            for path in files:
                text = path.read_text(encoding="utf-8").replace(old, new)
                path.write_text(text, encoding="utf-8", newline="\n")
            with bench_of(source, place / "src") as bench:
                chosen = choose(scenarios(bench.catalogue, bench.towns), quick=True, part="1/1")
                there = [each for each in chosen if each[0].workspace.name == CHECKED]
                count = compare(bench, there, told=False)
        print(f"{what}: {old} in {len(files)} files, {count.differing} of {count.compared} answers differ")
        unseen += not count.differing
    return int(unseen > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Two versions of the program, side by side.")
    parser.add_argument("sources", nargs="*", metavar="OLD NEW", help="src folders or revisions of git")
    parser.add_argument("--remember", metavar="REVISION", help="what later runs compare with")
    parser.add_argument("--quick", action="store_true", help="one console")
    parser.add_argument(
        "--part", default="1/1", metavar="N/M", help="each M-th command line, from the N-th on"
    )
    parser.add_argument(
        "--self-check", action="store_true", help="put faults in and see whether they are seen"
    )
    asked = parser.parse_args()
    if len(asked.sources) not in (0, 2):
        parser.error("name both, the old and the new, or neither")
    return asked


def _git_says(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout.strip()


def main() -> int:
    """Print what differs and the counts; 1 where anything differs that must not, 2 where a command is not tried."""
    asked = _arguments()
    if asked.remember:
        subprocess.run(["git", "config", SETTING, commit(asked.remember)], cwd=PROJECT, check=True)
        return 0
    if asked.self_check:
        return self_check(PROJECT / "src")
    old, new = asked.sources or (_git_says("config", SETTING), str(PROJECT / "src"))
    if not old:
        raise SystemExit("nothing to compare with: name two, or --remember REVISION first")
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        bench_of(*(sources(each, Path(folder)) for each in (old, new))) as bench,
    ):
        found = scenarios(bench.catalogue, bench.towns)
        if missing := forgotten(bench.catalogue, listed()):
            print("nothing tries:", *missing, sep="\n  ")
            return 2
        count = compare(bench, choose(found, quick=asked.quick, part=asked.part))
    print(
        f"{count.compared} command lines, {count.differing} differ; of help, documentation and schemas {count.decided}"
        f" differ; {count.crashed} crashed; {time.monotonic() - begun:.0f} s,"
        f" {sum(os.times()[:4]):.0f} s of a core"
    )
    return int(count.differing + count.crashed > 0)


if __name__ == "__main__":
    sys.exit(main())
