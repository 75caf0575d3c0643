"""Which git is run, and what of the environment it may see.

Git obeys some thirty variables, and settings can come in by them as well. What is passed on is listed
here, each with the reason why nothing foreign is run or written by it; all others are dropped, whoever
set them. What is run is plumbing that needs no programs of anybody's (``load.history.git``).
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from aiwei_cli.model.errors import UsageError

_WINDOWS: Final = os.name == "nt"
_SEARCH: Final = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""Where the search for a repository ends: they only ever make it find none."""
_SETTINGS: Final = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")
"""Other files in place of ``~/.gitconfig`` and the system's. They hold what those may hold: programs
that plumbing never runs, and traces, which are switched off below."""
_REPOSITORY: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)
"""Where the repository lies, passed on where the workspace is in its working tree (a hook of another
repository sets them too). A repository named by hand is read as one that was found: nothing it configures
is run; objects are asked for by their hash."""
_TRUST: Final = ("safe.directory", "safe.barerepository")
"""The settings that count where they come by ``GIT_CONFIG_COUNT`` or ``git -c``: they say whom the user
trusts, and git takes them from nowhere in a repository. All others that come this way are dropped."""


def git_program(root: Path) -> str:
    """Where git is: on the path, but never in the workspace or a folder named only in part.

    On Windows a bare name is looked for in the current folder first, where anybody may have put one; and
    a ``git.cmd`` is run by the command processor, which reads signs in a revision as its own. Raises
    :class:`UsageError` where there is none.
    """
    name, inside = ("git.exe" if _WINDOWS else "git"), root.resolve()
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        place = Path(folder)
        if not folder or not place.is_absolute() or place.resolve().is_relative_to(inside):
            continue
        if os.access(place / name, os.X_OK) and (place / name).is_file():
            return str(place / name)
    raise UsageError("没有安装 git，看不到历史", "从 https://git-scm.com 安装；不看历史的命令照常能用")


def git_environment(repository: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables that git is run with; ``repository`` are those that say where it lies."""
    found = {key: value for key, value in os.environ.items() if not key.upper().startswith("GIT_")}
    found |= {key: value for key in _SEARCH if (value := os.environ.get(key)) is not None}
    for key in _SETTINGS:
        if (value := os.environ.get(key)) is not None:
            found[key] = str(Path(value).absolute()) if value else value  # git itself is run elsewhere
    if "GIT_CONFIG_NOSYSTEM" in os.environ:
        found["GIT_CONFIG_NOSYSTEM"] = os.environ["GIT_CONFIG_NOSYSTEM"]
    trusted = [(key, value) for key, value in _given_settings() if key.lower() in _TRUST]
    if trusted:
        found["GIT_CONFIG_COUNT"] = str(len(trusted))
    for number, (key, value) in enumerate(trusted):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found | dict(repository or {}) | _fixed()


def _fixed() -> dict[str, str]:
    """What holds whatever the user or a repository says."""
    return {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        # Nothing is fetched. Versions that do not know the first obey the second, and a repository
        # that cannot guess the word cannot configure a transport of that name.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": os.urandom(16).hex(),
        "GIT_GRAFT_FILE": os.devnull,  # history as it was committed
        "GIT_LITERAL_PATHSPECS": "1",  # a path is a path
        "GIT_TRACE2": "0",  # a trace is a file that is written
        "GIT_TRACE2_EVENT": "0",
        "GIT_TRACE2_PERF": "0",
    }


def _given_settings() -> Iterator[tuple[str, str]]:
    """What ``GIT_CONFIG_COUNT`` and ``git -c`` say."""
    count = os.environ.get("GIT_CONFIG_COUNT", "")
    for number in range(int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0):
        key, value = (os.environ.get(f"GIT_CONFIG_{part}_{number}") for part in ("KEY", "VALUE"))
        if key is not None and value is not None:
            yield key, value
    try:
        for each in shlex.split(os.environ.get("GIT_CONFIG_PARAMETERS", "")):
            key, equals, value = each.partition("=")
            if equals:
                yield key, value
    except ValueError:  # git refuses such a list too; here it only says nothing
        return


def is_repository_given() -> bool:
    """Whether the environment says where a repository lies."""
    return any(key in os.environ for key in _REPOSITORY)


def given_repository() -> dict[str, str]:
    """What the environment says of where a repository lies, as whole paths."""
    found = {key: value for key in _REPOSITORY if (value := os.environ.get(key))}
    for key in _REPOSITORY[:4]:
        if key in found:
            found[key] = str(Path(found[key]).absolute())
    return found
