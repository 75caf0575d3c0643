"""Processes of ``aiwei`` at a quarter of the cost: forked from one that has loaded the program and read a workspace.

Each has its own pipes, folder, environment and exit code, as a program that was started has; only Python and
the modules were loaded before.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

_LONGEST: Final = 1_000_000


class Forked:
    """Starts processes, one at a time."""

    def __init__(self) -> None:
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
        with theirs:
            self.parent = subprocess.Popen(
                [sys.executable, "-W", "ignore", __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """End the process that forks."""
        self.line.close()
        self.parent.wait()

    def run(
        self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """One command line run to its end, with what it wrote."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            code = self._ended(arguments, cwd, env, out.fileno(), err.fileno())
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(arguments, code, out.read(), err.read())

    def run_unread(self, arguments: Sequence[str], cwd: Path, *, lines: int) -> tuple[int, str]:
        """Exit code and standard error where the reader leaves: after some lines, or before the first."""
        start, end = os.pipe()
        with (
            tempfile.TemporaryFile() as err,
            os.fdopen(start, "rb", 0) as read,
            os.fdopen(end, "wb", 0) as into,
        ):
            reader = None
            if lines:
                reader = subprocess.Popen(["head", "-n", str(lines)], stdin=read, stdout=subprocess.DEVNULL)
            read.close()
            code = self._ended(arguments, cwd, None, into.fileno(), err.fileno())
            into.close()
            if reader:
                reader.wait()
            err.seek(0)
            return code, err.read().decode()

    def _ended(
        self, arguments: Sequence[str], cwd: Path, env: Mapping[str, str] | None, out: int, err: int
    ) -> int:
        """The exit code of a process that wrote into two open files."""
        wish = json.dumps([list(arguments), str(cwd), dict(os.environ if env is None else env)])
        socket.send_fds(self.line, [wish.encode()], [out, err])
        return int(self.line.recv(16))


def _serve(line: socket.socket) -> None:
    from importlib import import_module
    from pkgutil import walk_packages

    import aiwei_cli
    from aiwei_cli import __main__ as program

    program._start_fast()
    for module in walk_packages(aiwei_cli.__path__, "aiwei_cli."):
        import_module(module.name)
    from aiwei_cli.cli.boundary import run as run_here

    run_here(["check", "--workspace", str(Path(__file__).parent / "workspaces" / "good" / "every-verdict")])
    while True:
        wish, opened, _, _ = socket.recv_fds(line, _LONGEST, 2)
        if not wish:
            return
        child = os.fork()
        if child == 0:
            _become(json.loads(wish), opened, program.main)
        for each in opened:
            os.close(each)
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(wish: list, opened: list[int], main) -> None:  # type: ignore[no-untyped-def,type-arg]
    """What ``python -m aiwei_cli`` does."""
    arguments, folder, environment = wish
    os.dup2(opened[0], 1)
    os.dup2(opened[1], 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["aiwei", *arguments]
    try:
        main()
    except BaseException:
        import traceback

        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
