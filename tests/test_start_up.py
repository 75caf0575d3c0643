"""What each command loads, room by room and library by library: start-up is most of a run, and slips in by an import.

No time is taken here (``benchmarks/startup.py`` does that). A command that needs a room or a library more says so in
this table; one that is loaded by the way is imported where it is used instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from support import WORKSPACES, lay_out

_TOLD: Final = """
import os, sys
def leave(code):
    sys.stdout.flush()
    with open(os.environ["LOADED"], "w", encoding="utf-8") as file:
        file.write("\\n".join(sys.modules))
    end(code)
end, os._exit = os._exit, leave
"""
_AIWEI: Final = f"{_TOLD}from aiwei_cli.__main__ import main\nmain()\n"
_HELLO: Final = f"""{_TOLD}
import typer
from pydantic import BaseModel
class Greeting(BaseModel):
    name: str
def main(name: str = "x"):
    print(Greeting(name=name).name)
    os._exit(0)
typer.run(main)
"""
"""The least that a program on typer and pydantic loads, whatever their versions: what is asked is what comes on top."""
_LOCKS: Final = _HELLO.replace("import typer", "import filelock, typer")
"""The same with filelock, whose versions load much or little of Python: what it takes is its own affair."""
# fmt: off
_HEAVY: Final = frozenset({
    "asyncio", "concurrent", "csv", "difflib", "email", "html", "http", "json", "logging",
    "multiprocessing", "pickle", "shlex", "sqlite3", "subprocess", "tempfile", "unicodedata", "unittest", "urllib",
    "xml", "zipfile",
})
# fmt: on
"""Of Python's own those that cost more than a glance."""


class Loads(NamedTuple):
    """What a command loads."""

    rooms: str
    """Packages of ours, below the whole, with a module of theirs."""
    libraries: str = ""
    """Of others on top of the least, and of Python's own the heavy ones."""
    data: bool = True
    """Whether the models of data are among it, each of which is built by pydantic."""


_DESK: Final = "cli cli.commands cli.help"
_READ: Final = "load load.history load.questions load.yamltext model"
_SAID: Final = "render render.terminal render.words"
LOADS: Final = {
    "--version": Loads("cli cli.help", data=False),
    "--help": Loads("cli cli.help edit edit.scaffold render render.terminal", "unicodedata", data=False),
    "completion bash": Loads(f"{_DESK} cli.completion model {_SAID} usecases", data=False),
    "schema targets": Loads(
        f"{_DESK} model {_SAID} render.reference render.reference.schema usecases", "json", data=False
    ),
    "rule AW203": Loads(f"{_DESK} model model.codes {_SAID} render.reference usecases", data=False),
    "rule at_least": Loads(
        f"{_DESK} model model.codes {_SAID} render.reference render.words.conditions rules usecases"
    ),
    "check": Loads(
        f"{_DESK} {_READ} {_SAID} render.records render.words.conditions rules usecases",
        "rich ruamel unicodedata",
    ),
    "check --format json": Loads(
        f"{_DESK} {_READ} {_SAID} render.exchange render.records render.words.conditions rules usecases",
        "ruamel",
    ),
    "due": Loads(f"{_DESK} {_READ} {_SAID} rules usecases", "ruamel unicodedata"),
    "report": Loads(
        f"{_DESK} {_READ} {_SAID} render.documents render.records render.words.conditions rules usecases",
        "jinja2 json markupsafe pickle ruamel unicodedata",
    ),
    "record clean-toilet-rate 170/200 --date 2024-10-21": Loads(
        f"{_DESK} {_READ} {_SAID} edit render.records render.words.conditions rules usecases",
        "filelock json ruamel unicodedata",
    ),
}


def _loaded(code: str, arguments: str, town: Path) -> set[str]:
    """The modules at the end of a process of its own."""
    told = town / "loaded.txt"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments.split()],
        cwd=town,
        env={**os.environ, "LOADED": str(told), "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return set(told.read_text(encoding="utf-8").split("\n"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("town"), WORKSPACES / "none")


@pytest.fixture(scope="module")
def least(town: Path) -> set[str]:
    return _loaded(_HELLO, "", town)


@pytest.fixture(scope="module")
def of_locks(town: Path, least: set[str]) -> set[str]:
    """What filelock loads besides itself."""
    return {name for name in _loaded(_LOCKS, "", town) - least if name.partition(".")[0] != "filelock"}


@pytest.mark.parametrize("command", LOADS)
def test_a_command_loads_no_more_than_it_needs(
    command: str, town: Path, least: set[str], of_locks: set[str]
) -> None:
    modules = _loaded(_AIWEI, command, town)
    if "filelock" in modules:
        modules -= of_locks
    ours = {name for name in modules if name.startswith("aiwei_cli.")}
    rooms = {name.rpartition(".")[0].partition(".")[2] for name in ours} - {""}
    tops = {name.partition(".")[0] for name in modules - least - ours} - {"aiwei_cli"}
    heavy = {top for top in tops if top in _HEAVY}
    # What is written in C may load helpers of its own, which begin with an underscore or have Cython's name.
    others = {top for top in tops - sys.stdlib_module_names if not top.startswith(("_", "cython"))}
    assert Loads(
        " ".join(sorted(rooms)), " ".join(sorted(heavy | others)), "aiwei_cli.model.text" in ours
    ) == (LOADS[command]._replace(rooms=" ".join(sorted(LOADS[command].rooms.split()))))
