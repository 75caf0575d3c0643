"""Whatever reads only reads: no byte of the workspace or of ``.git`` changes, nothing is fetched, git alone is run.

Audited in a process of its own (``audited``), so that also what leaves no trace is seen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import everywhere
import pytest
import text_fields

from aiwei_cli.cli.completion.shells import SCRIPTS
from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.reference.schema.schema_files import KINDS

READING: Final = (
    *(" ".join(words) for words, _ in everywhere.commands()),
    *(f"check --format {name}" for name in FORMATS),
    "check --data-only",
    "check --at --output=x",
    "check --since --output=x",
    "check --at 2024-07-01 --fail-on late",
    "due --week",
    "diff --upload-pack=x",
    "diff -- --output=x HEAD",
    "diff HEAD~1...HEAD",
    "log nothing",
    "show ../../x",
    "report --template ../x",
    "rule",
    "rule AW203",
    "schema",
    *(f"schema {name}" for name in KINDS),
    *(f"completion {name}" for name in SCRIPTS),
    *(f"_AIWEI_COMPLETE={name} {words}" for name in SCRIPTS for words in ("show ''", "check --format ''")),
    "--color always check",
    "--version",
    "--help",
    "check --help",
    "chekc",
)
REFUSED: Final = (
    "record toilets 约90 --date 2024-12-30 --yes",
    "record toilets 1/200 --date 2024-12-30 --yes",
    "record toilets 150/200 --date 2024-12-30 --evidence nowhere",
    "task add 内容 --action nowhere",
    "issue close waste --verified-by 某人 --date 2024-12-30",
    "new-year 2024",
    "schema --write nothing",
)
"""What may take the lock, and then writes nothing."""
WRITING: Final = (
    "record toilets 190/200 --date 2024-12-30",
    "task progress ditch 做完 --date 2024-12-30",
    "issue progress waste 清完 --date 2024-12-30",
    "schema --write",
    "new-year 2025",
    "init another --town 丙镇 --county 丁县 --no-git",
)
"""So that it shows that writing would be seen."""
ELSEWHERE: Final = {"init", "new-year", "merge-driver", "record"}
"""Commands that do nothing but write."""
ALLOWED: Final = (
    "rev-parse",
    "rev-list",
    "cat-file",
    "merge-base",
    "ls-tree",
    "symbolic-ref",
    "for-each-ref",
    "config",
    "check-ignore",
)
"""Plumbing that runs nothing that a repository configures."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each command line did, in a workspace full of things that nobody should run or follow."""
    town = everywhere.Town(tmp_path_factory.mktemp("audited") / "town")
    town.keep(town.files, "second", on="2025-01-05")
    for name in ("sitecustomize.py", "jinja2.py", "conftest.py", "data/actions/rich.py"):
        (town.root / name).write_text("raise SystemExit('run')\n", encoding="utf-8")
    for name in ("git", "data/git"):
        (town.root / name).write_text("#!/bin/sh\ntouch sprung\n", encoding="utf-8")
        (town.root / name).chmod(0o755)
    return audited([town.root], *READING, *REFUSED, *WRITING)[0]


def audited(roots: list[Path], *lines: str) -> list[dict[str, Any]]:
    """What each command line did in each folder, where the environment is not to be trusted either."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    hostile = {
        "PATH": os.pathsep.join([".", *map(str, roots), kept.get("PATH", "")]),
        "GIT_EXTERNAL_DIFF": "./git",
        "GIT_TRACE": "x",
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("audited.py"))],
        cwd=roots[0],
        env={**kept, **hostile, "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(dict.fromkeys(map(str, roots), lines)),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout).values())


def test_every_command_that_reads_is_there() -> None:
    assert {line.split()[0] for line in READING} >= set(COMMANDS) - ELSEWHERE


@pytest.mark.parametrize("line", READING)
def test_reading_writes_nothing_and_asks_nobody(line: str, answers: dict[str, Any]) -> None:
    answer = answers[line]
    assert answer["code"] in (0, 1, 2), answer["said"]
    assert (answer["changed"], answer.get("wrote", []), answer.get("network", [])) == ([], [], [])


@pytest.mark.parametrize("line", READING)
def test_reading_runs_nothing_but_gits_plumbing(line: str, answers: dict[str, Any]) -> None:
    for command, settings in answers[line].get("started", []):
        program, *words = command
        assert Path(program).is_absolute()
        assert Path(program).stem == "git"
        assert "town" not in Path(program).parts
        at = next(number for number, word in enumerate(words) if word in ALLOWED)
        assert "core.fsmonitor=false" in words[:at]
        assert {"--no-pager", "--no-replace-objects"} <= set(words[:at])
        assert re.fullmatch("[0-9a-f]{32}", settings.pop("GIT_ALLOW_PROTOCOL"))  # that nobody can guess
        assert settings == {
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_TRACE2": "0",
            "GIT_TRACE2_EVENT": "0",
            "GIT_TRACE2_PERF": "0",
        }
        plain = words[at + 1 :]
        fixed = plain.index("--end-of-options") if "--end-of-options" in plain else len(plain)
        typed = plain.index("--") if "--" in plain else len(plain)
        for word in plain[: min(fixed, typed)]:  # what a user typed, and no hash, comes after these
            assert word.startswith("--") or re.fullmatch("[0-9a-f]{40}|HEAD", word), command


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_refused_changes_no_byte(line: str, answers: dict[str, Any]) -> None:
    changed = [path for path in answers[line]["changed"] if not path.endswith(".aiwei.lock")]
    assert (answers[line]["code"], changed) == (2, [])


@pytest.mark.parametrize("line", WRITING)
def test_writing_would_have_been_seen(line: str, answers: dict[str, Any]) -> None:
    answer = answers[line]
    assert answer["code"] == 0, answer["said"]
    assert answer["changed"]
    assert answer["wrote"]


def test_a_process_and_a_socket_would_have_been_seen(answers: dict[str, Any]) -> None:
    assert any(answers[line].get("started") for line in READING)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import audited, socket; sys.addaudithook(audited._hook); "
        "socket.socket().close(); print(audited._seen['network'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent)], capture_output=True, encoding="utf-8"
    )
    assert "socket.__new__" in done.stdout, done.stderr


HASH: Final = "0" * 64
PATHS: Final = {
    "evidence/../../outside.txt": "AW312",
    f"evidence/{HASH}/../../../outside.txt": "AW312",
    f"evidence/{HASH}/..": "AW312",
    f"evidence/{HASH}//outside.txt": "AW312",
    "evidence\\..\\..\\outside.txt": "AW312",
    f"evidence/{HASH}/C:\\outside.txt": "AW312",
    f"evidence/{HASH}/C:outside.txt": "AW312",
    f"evidence/{HASH}/link-outside.txt": "AW406",
    "../outside.txt": "",
    "./evidence/../../outside.txt": "",
    "/outside.txt": "",
    "C:\\outside.txt": "",
    "file:///outside.txt": "",
    "--outside.txt": "",
}
ASKED: Final = (
    "check --format concise",
    "show bins",
    "report",
    "check --at HEAD",
    "record toilets 150/200 --date 2024-12-30",
)


@pytest.fixture(scope="module")
def led_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each command line did in towns whose evidence is said to lie at each of the paths."""
    place = tmp_path_factory.mktemp("led")
    outside = place / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    roots = [place / f"town-{number}" for number in range(len(PATHS))]
    for root, path in zip(roots, PATHS, strict=True):
        files = text_fields.sample()
        files["data/actions/villages.yaml"]["plan"][0]["evidence"] = path
        text_fields.lay_out(root, files)
        (root / "evidence" / HASH).mkdir(parents=True)
        try:
            (root / "evidence" / HASH / "link-outside.txt").symlink_to(outside)
        except OSError:
            pytest.skip("no links on this system")
        for words in ("init -q --template=", "add data", "commit -qm first"):
            everywhere.git(root, *words.split())
    found = audited(roots, *ASKED)
    assert outside.read_text(encoding="utf-8") == "x"
    return dict(zip(PATHS, found, strict=True))


@pytest.mark.parametrize("path", PATHS)
def test_no_path_in_the_data_leads_out_of_the_workspace(path: str, led_out: dict[str, Any]) -> None:
    """Evidence is looked for under its hash only; any other text is the name of a paper and never opened."""
    here, code = led_out[path], PATHS[path]
    assert [line for line in ASKED if here[line].get("outside")] == []
    assert (f"[{code}]" in here[ASKED[0]]["said"]) if code else here[ASKED[0]]["code"] == 1
