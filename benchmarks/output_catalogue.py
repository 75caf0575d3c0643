"""What two programs know, asked of themselves as a shell does that completes a command line, and so all there is to run.

``same_output.py`` runs it. Nothing is listed twice: a command, an option or a word that one of the programs has and no
command line of ``output_cases.py`` tries is found here.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from forked_program import ZONE, Program
from output_cases import NAMED_ONCE, TOWN, WORKSPACES, Workspace, broken_cases, git_settings, lines

ASKING: Final = "_AIWEI_COMPLETE"
Path_ = tuple[str, ...]


class Console(NamedTuple):
    """How a console shows things."""

    width: int
    colour: bool
    encoding: str

    def settings(self) -> dict[str, str]:
        """Its part of the environment."""
        colour = {"FORCE_COLOR": "1"} if self.colour else {"NO_COLOR": "1"}
        return {"COLUMNS": str(self.width), "PYTHONIOENCODING": self.encoding, **colour}


PLAIN: Final = Console(80, False, "utf-8")
CONSOLES: Final = tuple(
    Console(*each)
    for each in itertools.product((60, 80, 120), (False, True), ("utf-8", "gbk", "gb18030", "latin-1"))
)


class Scenario(NamedTuple):
    """A command line somewhere."""

    workspace: Workspace
    arguments: tuple[str, ...]
    writes: bool = False
    thorough: bool = True
    """Whether it is run on every console."""
    asking: str = ""
    """The shell that asks what may follow, where one does."""
    quick: bool = True
    """Whether it is run after each commit."""

    @property
    def may_change(self) -> bool:
        """Whether it shows help, documentation or schemas."""
        first = next((each for each in self.arguments if not each.startswith("-")), "")
        shown = {"--help", "--version", "-h"} & set(self.arguments)
        return bool(shown or self.asking or first in ("rule", "schema") or not self.arguments)

    def on(self, console: Console) -> str:
        """What was run where."""
        asked = f"{ASKING}={self.asking} " if self.asking else ""
        colour = "in colour" if console.colour else "without colour"
        line = " ".join(self.arguments)
        return (
            f"{self.workspace.name}: {asked}aiwei {line} ({console.width} wide, {colour}, {console.encoding})"
        )


def environment(console: Console, home: Path, asking: str = "") -> dict[str, str]:
    """All that a command line finds in its environment."""
    own = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": ZONE, "LC_ALL": "C.UTF-8"}
    asked = {ASKING: asking} if asking else {}
    return {**own, **git_settings(), **console.settings(), **asked}


class Catalogue:
    """What the two programs know: commands, options, and words to choose from."""

    def __init__(self, programs: Sequence[Program], home: Path) -> None:
        self.programs, self.home = programs, home
        self.asked: dict[tuple[Path_, Path | None], list[str]] = {}

    def next_words(self, *typed: str, cwd: Path | None = None) -> list[str]:
        """What may follow, by either program; a shell is told the same."""
        if (typed, cwd) in self.asked:
            return self.asked[typed, cwd]
        found: dict[str, None] = {}
        for program in self.programs:
            answer = program.run(typed, cwd or self.home, environment(PLAIN, self.home, "fish"))
            for line in answer.out.decode("utf-8").splitlines():
                word = line.partition("\t")[0]
                if word and (typed[-1].startswith("-") or not word.startswith("-")):
                    found[word] = None
        self.asked[typed, cwd] = list(found)
        return self.asked[typed, cwd]

    def commands(self) -> list[Path_]:
        """Every command, those made of commands also with each of these."""
        found: list[Path_] = []
        for name in self.next_words(""):
            # What is no command leads nowhere, but to an argument it leads on to options.
            below = self.next_words(name, "") if not self.next_words(name, "no-such-word", "-") else []
            found += [(name, each) for each in below] or [(name,)]
        if not found:
            raise SystemExit("neither program says which commands it has")
        return found

    def options(self, command: Path_) -> list[str]:
        """The options of a command."""
        return self.next_words(*command, "-")

    def words(self, command: Path_, *before: str) -> list[str]:
        """The words to choose from, whatever the workspace: nothing is offered where there is none."""
        return self.next_words(*command, *before, "")


_RICH: Final = ("every-verdict", "history")
"""The workspaces in which also the quick run tries every word, in the first of them everything that can be shown."""
_SLIPS: Final = frozenset(
    [
        "没有的版本",
        "没有的行动",
        "没有的编号",
        "没有的外壳",
        "没有的种类",
        "没有的指标",
        "没有的任务",
        "没有",
        "nonsense",
        "--nonsense",
        "chekc",
        "AW999",
    ]
)
"""Words that no workspace holds, so that one workspace says as much of them as all."""
_CHOOSING: Final = ("--format", "--level", "--status", "--fail-on")


def listed() -> list[Path_]:
    """The command lines that somebody wrote down, in the words of one workspace."""
    return [arguments for arguments, _ in lines(WORKSPACES[0])]


def forgotten(catalogue: Catalogue, written: Sequence[Path_]) -> list[str]:
    """Commands and options that no written command line tries, nor one with each of an option's words."""
    found = []
    for command in catalogue.commands():
        own = [each for each in written if _is_of(command, each)]
        used = {word for arguments in own for word in arguments}
        if not own:
            found.append(" ".join(command))
        missing = [
            name for name in catalogue.options(command) if name not in (*used, *NAMED_ONCE, *_CHOOSING)
        ]
        found += [f"{' '.join(command)} {name}" for name in missing]
    return found


def _is_of(command: Path_, arguments: Path_) -> bool:
    return arguments[: len(command)] == command


def scenarios(catalogue: Catalogue, towns: Path) -> list[Scenario]:
    """Every command line in every workspace."""
    found: list[Scenario] = []
    generated = list(chosen(catalogue))
    for workspace in WORKSPACES:
        here, is_first = towns / workspace.name / TOWN, workspace is WORKSPACES[0]
        for arguments, writes in lines(workspace):
            quick = workspace.thorough and (is_first or not _SLIPS & set(arguments))
            found.append(Scenario(workspace, arguments, writes, workspace.thorough, quick=quick))
        quick = workspace.name in _RICH
        found += [Scenario(workspace, each, False, workspace.thorough, quick=quick) for each in generated]
        shown = [
            name for name in catalogue.next_words("show", "", cwd=here) if name != workspace.words["named"]
        ]
        quick = workspace.name == _RICH[0]
        found += [Scenario(workspace, ("show", name), thorough=False, quick=quick) for name in shown]
        for typed in (("show", ""), ("record", ""), ("task", "done", ""), ("check", "--action", "")):
            found += [Scenario(workspace, typed, thorough=False, asking="bash", quick=workspace.thorough)]
    first = WORKSPACES[0]
    found += [Scenario(first, each, thorough=False) for each in _pages(catalogue)]
    found += [Scenario(first, (*each, ""), thorough=False, asking="zsh") for each in catalogue.commands()]
    found += [Scenario(first, (*each, "-"), thorough=False, asking="fish") for each in catalogue.commands()]
    for case in broken_cases():
        found.append(Scenario(case, ("check",), thorough=False, quick=False))
    return found


def chosen(catalogue: Catalogue) -> Iterator[Path_]:
    """Every word of every option that has words to choose from, and every shell."""
    for command in catalogue.commands():
        needed = {"restate": ("--since", "2024-07-05")}.get(command[0], ())
        for option in catalogue.options(command):
            if option in _CHOOSING:
                for word in catalogue.words(command, option):
                    yield (*command, *needed, option, word)
    yield from (("completion", each) for each in catalogue.words(("completion",)))


def _pages(catalogue: Catalogue) -> Iterator[Path_]:
    """Help, documentation and schemas; and the workspace named, once for each command."""
    yield from ((), ("--help",), ("--version",), ("rule",), ("schema",))
    for command in catalogue.commands():
        yield (*command, "--help")
        if len(command) > 1:
            yield (command[0], "--help")
        if "--workspace" in catalogue.options(command):
            yield (*command, "--workspace", "no-such-folder")
    for name in ("rule", "schema"):
        yield from ((name, each) for each in catalogue.words((name,)))


def choose(found: Sequence[Scenario], *, quick: bool, part: str) -> list[tuple[Scenario, Console]]:
    """What to run on which console, or each M-th of it from the N-th on."""
    number, _, parts = part.partition("/")
    each_once = {(each.workspace.name, *each[1:3], each.asking): each for each in reversed(found)}
    whole = [
        (scenario, console)
        for scenario in reversed(each_once.values())
        if scenario.quick or not quick
        for console in (CONSOLES if scenario.thorough and not quick else (PLAIN,))
    ]
    return whole[int(number) - 1 :: int(parts)]
