"""A program started once from its sources, and a process of its own for each command line, forked from it.

Python, the libraries and all modules of the program are loaded before the first command line; what a command
line makes of them is lost with its process. Each has its folder, environment, encoding, exit code and files for
what it writes, as a program that was started has. Nothing here knows a name inside the program: where it begins
stands in the ``[project.scripts]`` of the ``pyproject.toml`` beside its sources. The clock stands still.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

TODAY: Final = "2024-12-31"
NOON: Final = 1735617600.0
"""Of that day, in the time zone that both programs run in."""
ZONE: Final = "Asia/Shanghai"
_LONGEST: Final = 1_000_000


class Answer(NamedTuple):
    """What one command line did."""

    code: int
    out: bytes
    err: bytes


class Running(NamedTuple):
    """A command line that has been begun."""

    out: BinaryIO
    err: BinaryIO


class Program:
    """A program that answers one command line at a time."""

    def __init__(self, source: Path) -> None:
        self.source = source.resolve()
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LD_LIBRARY_PATH") if key in os.environ}
        own = {
            "PYTHONPATH": os.pathsep.join((str(self.source), str(Path(__file__).parent))),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": ZONE,
        }
        begin = "import sys, forked_program; forked_program.serve(*sys.argv[1:])"
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", begin, str(theirs.fileno()), str(self.source)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**kept, **own},
            )

    def close(self) -> None:
        """End the process that forks."""
        self.line.close()
        self.process.wait()

    def begin(self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Running:
        """Let a command line run; the next begins when this one has been asked for its answer."""
        running = Running(tempfile.TemporaryFile(), tempfile.TemporaryFile())  # noqa: SIM115
        wish = json.dumps([list(arguments), str(cwd), dict(env)])
        socket.send_fds(self.line, [wish.encode()], [running.out.fileno(), running.err.fileno()])
        return running

    def end(self, running: Running) -> Answer:
        """Wait until it has ended."""
        code = self.line.recv(16)
        if not code:
            raise SystemExit(f"the program of {self.source} does not run")
        with running.out, running.err:
            for each in running:
                each.seek(0)
            return Answer(int(code), running.out.read(), running.err.read())

    def run(self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Answer:
        """One command line run to its end."""
        return self.end(self.begin(arguments, cwd, env))


def entry(source: Path) -> tuple[str, str]:
    """The module and the function where the one program of a project begins."""
    project = tomllib.loads((source.parent / "pyproject.toml").read_text(encoding="utf-8"))
    ((_, place),) = project["project"]["scripts"].items()
    module, _, function = place.partition(":")
    return module, function


def serve(line_number: str, source: str) -> None:
    """Load the program and fork it for whoever asks, until nobody does any more."""
    line = socket.socket(fileno=int(line_number))
    _stop_the_clock()
    main = _loaded(Path(source))
    while True:
        wish, opened, _, _ = socket.recv_fds(line, _LONGEST, 2)
        if not wish:
            return
        child = os.fork()
        if child == 0:
            line.close()
            _become(json.loads(wish), opened, main)
        for each in opened:
            os.close(each)
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _stop_the_clock() -> None:
    """``date.today`` asks ``time.time``, whichever module calls it under whatever name."""
    import datetime
    import time

    time.time = lambda: NOON
    if datetime.date.today().isoformat() != TODAY:
        raise SystemExit("this Python does not ask time.time what day it is: the clock cannot be stopped")


def _loaded(source: Path) -> Callable[[], None]:
    """The beginning of the program, all of whose modules are loaded and all of whose models are built."""
    import gc
    from importlib import import_module
    from pkgutil import walk_packages

    module, function = entry(source)
    package = import_module(module.partition(".")[0])
    if not Path(str(package.__file__)).is_relative_to(source):
        raise SystemExit(f"{package.__name__} was loaded from {package.__file__}, not from {source}")
    for each in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(each.name)
    for library in ("rich.table", "rich.console", "jinja2.sandbox"):  # loaded where they are needed
        import_module(library)
    _build_models(gc.get_objects())
    gc.collect()
    gc.freeze()
    main: Callable[[], None] = getattr(import_module(module), function)
    return main


def _build_models(everything: Sequence[Any]) -> None:
    from pydantic import BaseModel, TypeAdapter

    for each in everything:
        if isinstance(each, type) and issubclass(each, BaseModel) and each is not BaseModel:
            each.model_rebuild()
        elif isinstance(each, TypeAdapter):
            each.rebuild()


def _become(wish: list[Any], opened: list[int], main: Callable[[], None]) -> None:
    """What the program does when it is started; never comes back."""
    arguments, folder, environment = wish
    os.dup2(opened[0], 1)
    os.dup2(opened[1], 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment["PYTHONIOENCODING"]
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["aiwei", *arguments]
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
