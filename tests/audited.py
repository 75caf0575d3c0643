"""Run as a program of its own: command lines by folder from standard input, and what each did to the machine.

Settings of the environment may stand before a command, as in a shell.

An audit hook cannot be taken off again, so it stands in no test's own process. Prints JSON: by folder, for every
command line its exit code, files opened to be written, changes to folders, sockets, programs started, files
read whose path has "outside" in it, and the files of the current folder that came, went or changed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any

from aiwei_cli.cli.boundary import run

_CHANGING = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
    "os.setxattr",
    "shutil.",
    "tempfile.",
)
_STARTING = (
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
    "ctypes.dlopen",
)
_seen: dict[str, list[Any]] = {}


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = any(sign in (mode or "") for sign in "wax+") or bool(
            flags and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        )
        if writes and path != os.devnull and not isinstance(path, int):  # a number is a pipe to git
            _seen.setdefault("wrote", []).append(str(path))
        if not writes and "outside" in str(path):
            _seen.setdefault("outside", []).append(str(path))
    elif event == "subprocess.Popen":
        _, command, _, environment = arguments
        settings = {
            key: value for key, value in (environment or os.environ).items() if key.startswith("GIT_")
        }
        _seen.setdefault("started", []).append([list(map(str, command)), settings])
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        _seen.setdefault("network", []).append(event)
    elif event.startswith(_CHANGING):
        _seen.setdefault("wrote", []).append(event)
    elif event.startswith(_STARTING):
        _seen.setdefault("started", []).append([[event, *map(str, arguments[:1])], {}])


def _state() -> dict[str, tuple[int, bytes]]:
    files = (path for path in Path.cwd().rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def main() -> None:
    """Answer the command lines of each folder."""
    wanted = json.load(sys.stdin)
    sys.addaudithook(_hook)
    answers = {}
    for folder, lines in wanted.items():
        os.chdir(folder)
        answers[folder] = _answers(lines)
    print(json.dumps(answers))


def _answers(lines: list[str]) -> dict[str, Any]:
    answers, given = {}, list[str]()
    before = _state()
    for line in lines:
        words = shlex.split(line)
        while words and words[0].partition("=")[0].isupper():
            name, _, value = words.pop(0).partition("=")
            os.environ[name] = value
            given.append(name)
        sys.argv = ["aiwei", *words]
        _seen.clear()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            code = run(words)
        seen, after = json.loads(json.dumps(_seen)), _state()
        changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        answers[line] = {"code": code, "said": err.getvalue(), "changed": changed, **seen}
        before = after
        while given:
            del os.environ[given.pop()]
    return answers


if __name__ == "__main__":
    main()
