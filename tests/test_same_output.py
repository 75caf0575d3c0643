"""How ``benchmarks/same_output.py`` tells of differences, and that no command or option of ours is forgotten there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from forked_program import Answer, Program
from output_cases import WORKSPACES
from output_catalogue import CONSOLES, PLAIN, Catalogue, Scenario, choose, chosen, forgotten, listed
from same_output import Outcome, differences

BEFORE = Outcome(Answer(1, "合计  2 项\n达标  1 项\n".encode(), b""), {"town/a.yaml": b"100644\na: 1\n"})


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    program = Program(Path(__file__).parents[1] / "src")
    yield Catalogue([program], tmp_path_factory.mktemp("home"))
    program.close()


def test_what_is_the_same_is_not_told() -> None:
    assert list(differences(BEFORE, BEFORE)) == []


def test_a_difference_is_told_with_its_first_lines() -> None:
    after = Outcome(Answer(0, "合计  2 项\n达标  2 项\n".encode(), b"x"), {"town/b.yaml": b"100644\n"})
    assert list(differences(BEFORE, after)) == [
        "exit code 1, now 0",
        "town/a.yaml: no longer written",
        "town/b.yaml: written only now",
        "stdout:\n  @@ -2 +2 @@\n  -'达标  1 项\\n'\n  +'达标  2 项\\n'",
        "stderr:\n  @@ -0,0 +1 @@\n  +'x'",
    ]


def test_a_file_of_other_bytes_or_another_mode_is_told() -> None:
    after = BEFORE._replace(files={"town/a.yaml": b"100600\na: 1\r\n"})
    assert list(differences(BEFORE, after)) == [
        "town/a.yaml:\n  @@ -1,2 +1,2 @@\n  -'100644\\n'\n  -'a: 1\\n'\n  +'100600\\n'\n  +'a: 1\\r\\n'"
    ]


def test_every_command_and_option_is_tried(catalogue: Catalogue) -> None:
    assert forgotten(catalogue, listed()) == []


def test_what_is_not_tried_is_named(catalogue: Catalogue) -> None:
    written = [each for each in listed() if each[0] != "due" and each[:2] != ("task", "add")]
    written = [each for each in written if "--open" not in each]
    assert forgotten(catalogue, written) == [
        "due",
        *(f"due {name}" for name in ("--year", "--as-of", "--week", "--month", "--strict")),
        "task add",
        *(
            f"task add --{name}"
            for name in ["action", "id", "responsible", "person", "due", "quantity", "source", "note", "year"]
        ),
        "issue list --as-of",
        "issue list --open",
    ]


def test_every_word_of_an_option_has_a_command_line(catalogue: Catalogue) -> None:
    assert catalogue.words(("diff",), "--format") == ["table", "text", "markdown", "json"]
    tried = [*chosen(catalogue)]
    assert ("diff", "--format", "text") in tried
    assert ("restate", "--since", "2024-07-05", "--format", "json") in tried
    assert ("completion", "fish") in tried


def test_quick_is_one_console_and_parts_are_the_whole() -> None:
    found = [Scenario(WORKSPACES[0], (name,)) for name in ("check", "due")]
    whole = choose(found, quick=False, part="1/1")
    assert len(whole) == 2 * len(CONSOLES)
    parts = [choose(found, quick=False, part=f"{number}/3") for number in (1, 2, 3)]
    assert sorted(whole) == sorted([each for part in parts for each in part])
    assert choose(found, quick=True, part="1/1") == [(each, PLAIN) for each in found]
