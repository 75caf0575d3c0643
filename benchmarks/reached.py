"""A plugin for pytest that writes down which lines each test reaches, and how long it takes.

``REACHED`` names the folder for what is found, ``REACHED_IN`` the folder whose files are watched. Each process of
pytest-xdist writes a file of its own. Only what runs in the process of the test is seen.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

WATCHED = Path(os.environ["REACHED_IN"])
_coverage = coverage.Coverage(
    data_file=None, include=[f"{WATCHED}/*"], config_file=False, messages=False, check_preimported=False
)
_passed: dict[str, float] = {}
"""Seconds by test; those that fail or are skipped prove nothing."""


def pytest_configure() -> None:
    _coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    _coverage.switch_context(item.nodeid)
    begun = time.process_time()
    failed = item.session.testsfailed
    result = yield
    if item.session.testsfailed == failed and not item.stash.get(_SKIPPED, False):
        _passed[item.nodeid] = time.process_time() - begun
    _coverage.switch_context("")
    return result


_SKIPPED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped:
        item.stash[_SKIPPED] = True
    return report


def pytest_sessionfinish() -> None:
    _coverage.stop()
    if not _passed:  # it only hands the tests out
        return
    data, numbers = _coverage.get_data(), {test: number for number, test in enumerate(_passed)}
    lines = {
        Path(file).relative_to(WATCHED).as_posix(): {
            str(line): sorted(numbers[test] for test in tests if test in numbers)
            for line, tests in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    folder = Path(os.environ["REACHED"])
    (folder / f"{os.getpid()}.json").write_text(
        json.dumps({"passed": _passed, "lines": lines}), encoding="utf-8"
    )
