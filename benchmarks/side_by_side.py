"""Six seeded mistakes in three files, as aiwei, check-jsonschema and spectral see them.

Usage: ``python benchmarks/side_by_side.py [--check-jsonschema PROGRAM] [--spectral PROGRAM]``. The files
are those of ``tests/workspaces/broken/seeded``. The others get our own JSON Schemas (``aiwei schema``), each
in its best configuration: check-jsonschema one schema a run, spectral one ruleset for all, told to accept
years as keys. A program is looked for beside this Python and on the PATH, spectral also in
``AIWEI_SPECTRAL``; what is not found is said, with the way to get it. Nothing here needs a network.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SEEDED = Path(__file__).parents[1] / "tests" / "workspaces" / "broken" / "seeded"
WORKSPACE, TARGETS, ACTION = "data/workspace.yaml", "data/targets.yaml", "data/actions/tidy-villages.yaml"
KINDS = {"workspace": WORKSPACE, "targets": TARGETS, "action": ACTION}
WIDTH = 110
GET = {
    "check-jsonschema": "pip install check-jsonschema",
    "spectral": "npm install @stoplight/spectral-cli, then --spectral node_modules/.bin/spectral",
}


class Mistake(NamedTuple):
    """What was put in, and how a tool's words are recognised as being about it."""

    what: str
    path: str
    line: int
    knows: str
    """What it takes to see it."""
    sign: str


MISTAKES = (
    Mistake("the year twice, an old one left", WORKSPACE, 9, "YAML", r"(?i)duplicate key|写了两次"),
    Mistake("a hyphen in a key, counted-in", TARGETS, 12, "the schema", r"counted-in"),
    Mistake("a number that is none, 约90", TARGETS, 23, "the schema", r"约90|\"at_least\""),
    Mistake("a day that is none, 2024-02-30", ACTION, 6, "the schema", r"2024-02-30|\"due\""),
    Mistake("185 of 180", ACTION, 16, "arithmetic", r"185/180"),
    Mistake("an indicator of no such id", ACTION, 17, "the other file", r"flies-grade"),
)


class Said(NamedTuple):
    """One finding of a tool: the file, the place where it gives one, and its lines."""

    path: str
    line: int | None
    column: int | None
    lines: tuple[str, ...]


class Seen(NamedTuple):
    """What a tool made of the three files."""

    name: str
    runs: int
    output: str
    findings: tuple[Said, ...]

    def about(self, mistake: Mistake) -> tuple[Said, str] | None:
        """The finding about a mistake, and the line of it that says most."""
        for each in self.findings:
            told = [line for line in each.lines if re.search(mistake.sign, line)]
            if each.path == mistake.path and told:
                return each, told[-1]
        return None


def read_lines(output: str, separator: str) -> Iterator[Said]:
    """The findings of a tool that says each on a line of its own, its place first."""
    for line in output.splitlines():
        if found := re.match(rf"(?:.*/)?(data/\S+?):(\d+):(\d+){separator}(.*)", line):
            yield Said(found[1], int(found[2]), int(found[3]), (found[4],))


def read_blocks(output: str) -> Iterator[Said]:
    """Those of check-jsonschema: a line with file and path in the data, or a file that it could not read."""
    for block in re.split(r"^  (?=Failed to parse |data/)", output, flags=re.MULTILINE)[1:]:
        head = re.match(r"(?:Failed to parse )?(data/[^\s:]+)(?:::)?", block)
        if head:
            place = [*re.finditer(r"line (\d+), column (\d+)", block)]
            line, column = (int(place[-1][1]), int(place[-1][2])) if place else (None, None)
            lines = (each.strip() for each in block[head.end() :].splitlines())
            yield Said(head[1], line, column, tuple(each for each in lines if each))


def run(folder: Path, *command: str) -> str:
    """What a program prints, wherever it prints it."""
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    return done.stdout


def ours(folder: Path) -> Seen:
    """Of ``check --format concise`` its result; the same in full goes to standard error."""
    command = [sys.executable, "-m", "aiwei_cli", "check", "--format", "concise"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return Seen("aiwei", 1, done.stdout, tuple(read_lines(done.stdout, ": ")))


def by_check_jsonschema(program: str, folder: Path, schemas: Path) -> Seen:
    """One run for each kind of file."""
    said = [
        run(folder, program, "--schemafile", str(schemas / f"{kind}.json"), path)
        for kind, path in KINDS.items()
    ]
    output = "".join(said)
    return Seen(run(folder, program, "--version").strip(), len(said), output, tuple(read_blocks(output)))


def by_spectral(program: str, folder: Path, schemas: Path) -> Seen:
    """All files in one run, by a ruleset that hands each to its schema."""
    overrides = [
        {
            "files": [path],
            "rules": {
                kind: {
                    "given": "$",
                    "severity": "error",
                    "message": "{{error}}",
                    "then": {
                        "function": "schema",
                        "functionOptions": {
                            "schema": json.loads((schemas / f"{kind}.json").read_text(encoding="utf-8")),
                            "allErrors": True,
                        },
                    },
                }
            },
        }
        for kind, path in KINDS.items()
    ]
    rules = {"rules": {}, "parserOptions": {"incompatibleValues": "off"}, "overrides": overrides}
    ruleset = folder / "ruleset.json"
    ruleset.write_text(json.dumps(rules), encoding="utf-8")
    lint = (program, "lint", "--quiet", "--format", "text", "--ignore-unknown-format", "--ruleset")
    output = run(folder, *lint, str(ruleset), *KINDS.values()).replace(f"{folder}/", "")
    name = f"spectral, version {run(folder, program, '--version').strip()}"
    return Seen(name, 1, output, tuple(read_lines(output, r" (?:error|warning|information|hint) ")))


def report(seen: Sequence[Seen]) -> Iterator[str]:
    """What each printed, cut to width; then each mistake as each saw it; then the counts."""
    for tool in seen:
        yield from (f"--- {tool.name}", *(line[:WIDTH] for line in tool.output.splitlines()), "")
    for number, mistake in enumerate(MISTAKES, 1):
        yield f"{number} {mistake.path}:{mistake.line}: {mistake.what} (it takes {mistake.knows})"
        for tool in seen:
            yield f"  {tool.name:32} {_cell(tool, mistake)}"[:WIDTH]
        yield ""
    yield f"{'':34} {'found':>6} {'right line':>11} {'runs':>5} {'beside':>7}"
    for tool in seen:
        found, right, beside = counts(tool)
        yield f"{tool.name:34} {found:>4}/{len(MISTAKES)} {right:>9}/{len(MISTAKES)} {tool.runs:>5} {beside:>7}"


def counts(tool: Seen) -> tuple[int, int, int]:
    """How many mistakes it found, how many of them on the right line, and what it found beside them."""
    found = [(mistake, tool.about(mistake)) for mistake in MISTAKES]
    told = [(mistake, about[0]) for mistake, about in found if about]
    beside = len(tool.findings) - len({each for _, each in told})
    return len(told), sum(each.line == mistake.line for mistake, each in told), beside


def _cell(tool: Seen, mistake: Mistake) -> str:
    about = tool.about(mistake)
    if about is None:
        return "-       not found"
    said, words = about
    return f"{f'{said.line}:{said.column}' if said.line else 'no line':7} {words}"


def program(name: str, given: str | None) -> str | None:
    """Where a tool is; where it is not, that is said."""
    wanted = given or os.environ.get(f"AIWEI_{name.upper().replace('-', '_')}")
    found = shutil.which(wanted) if wanted else None
    found = found or shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        print(f"{name} is not installed here, so its column is missing: {GET[name]}\n")
    return found


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in GET:
        options.add_argument(f"--{name}", metavar="PROGRAM", help=f"how to get it: {GET[name]}")
    given = vars(options.parse_args())
    with tempfile.TemporaryDirectory() as scratch:
        folder, schemas = Path(scratch).resolve() / "town", Path(scratch) / "schemas"
        shutil.copytree(SEEDED / "data", folder / "data")
        schemas.mkdir()
        for kind in KINDS:
            schema = run(folder, sys.executable, "-m", "aiwei_cli", "schema", kind)
            (schemas / f"{kind}.json").write_text(schema, encoding="utf-8")
        seen = [ours(folder)]
        if found := program("check-jsonschema", given["check_jsonschema"]):
            seen.append(by_check_jsonschema(found, folder, schemas))
        if found := program("spectral", given["spectral"]):
            seen.append(by_spectral(found, folder, schemas))
        print("\n".join(report(seen)))


if __name__ == "__main__":
    main()
