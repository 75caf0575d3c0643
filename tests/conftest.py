from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from aiwei_cli.cli.boundary import run
from forked import Forked


class Result(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files; review the diff")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs one command line in this process, as seen through pipes and 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> Result:
        code = run(arguments)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def forked() -> Iterator[Forked]:
    """Starts real processes, without the time that Python takes to load."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    parent = Forked()
    yield parent
    parent.close()


@pytest.fixture
def wide(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """After ``cli``, which sets the usual width: room enough that nothing is folded."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares with a golden file, or rewrites it under ``--update-golden``."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_bytes(text.encode("utf-8"))
        assert text == path.read_bytes().decode("utf-8")

    return compare


def tree_hash(folder: Path) -> str:
    """Names and bytes of everything below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
