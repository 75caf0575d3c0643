"""The big list of naughty strings: in every field at once through every command and format, and typed.

The list is nobody's to guess: https://github.com/minimaxir/big-list-of-naughty-strings, its ``blns.json``. A
string that no field takes has to be refused with a place; one that is typed has to end with 0, 1 or 2,
what was written because of it has to be read back as it was, and what fails changes no file. Prints the counts.

    python benchmarks/naughty.py blns.json [EVERY]      only each EVERY-th string; 1 by default
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final

from everywhere import CALM, Answer, Town, call, checked, refused, wrong
from readers import unseen
from text_fields import Files, fields, lay_out, replaced

from aiwei_cli.edit.lock import LOCK
from aiwei_cli.load.assemble import load
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import plain

_EXCLUSIVE: Final = ("Scale.below", "Entry.value", "GradeAtLeast.grade", "Scale.grades")
"""Fields that may not all say the same."""
_MEANING: Final = {"%": ("Indicator.unit", "Index.unit")}
"""What is no naughty string there but says how figures are counted, as it did before."""
TYPED: Final = (
    "check --as-of={}",
    "check --at={}",
    "check --since={}",
    "check --action={}",
    "check --level={}",
    "check --status={}",
    "check --format={}",
    "check --fail-on={}",
    "check --year={}",
    "check --workspace={}",
    "check --data-only -- {}",
    "--color={} check",
    "due --as-of={}",
    "digest --week --as-of=2024-12-31 --since={}",
    "digest --month --as-of=2024-12-31 --template={}",
    "report --template={}",
    "show -- {}",
    "log -- {}",
    "diff -- {}",
    "diff -- HEAD {}",
    "diff --format={}",
    "restate --since={}",
    "rule -- {}",
    "schema -- {}",
    "completion -- {}",
    "new-year -- {}",
    "task list --action={}",
    "{}",
    "--{}",
    "check {}",
    "check --{}",
    "record -- {} 1/2",
    "record --date=2024-12-30 --yes -- toilets {}",
    "record --date=2024-12-30 --yes --for={} -- lessons 1",
    "record --yes --date={} -- toilets 150/200",
    "task progress --date=2024-12-30 -- {} 完",
    "issue done --date=2024-12-30 -- {}",
    "merge-driver -- {} {} {}",
    "init --no-git --year={} --town=甲镇 --county=乙县 new",
)
"""Command lines that a string has no business in, or may only be looked for with."""
WRITING: Final = (
    "record --date=2024-12-30 --yes --note={} -- toilets 190/200",
    "record --date=2024-12-30 --yes --source={} -- toilets 190/200",
    "task add --action=villages --responsible={} --note={} -- {}",
    "task progress --date=2024-12-30 -- ditch {}",
    "task done --date=2024-12-30 --note={} -- lamps",
    "issue open --date=2024-12-30 --action=schools --responsible={} --due=2024-12-31 --place={} -- {}",
    "issue progress --date=2024-12-30 -- waste {}",
    "init --no-git --year=2024 --town={} --county={} --office={} --programme={} new",
)
"""Command lines that put it into the data, if it is words at all."""


class Bench:
    """A town of its own for every process that works."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town(Path(self.folder.name) / "town")
        self.apart = Path(self.folder.name) / "apart"
        """Where commands are given; nothing may come to stand there but what ``init`` makes."""
        self.apart.mkdir()
        os.chdir(self.apart)
        self.calm: dict[frozenset[str], Answer] = {}

    def tried(self, text: str) -> tuple[int, int, list[str]]:
        """How many outputs of files and of command lines there were, and what is wrong."""
        answer, found = self.in_fields(text)
        typed = [each for line in TYPED for each in self.typed(line, text)]
        typed += [each for line in WRITING for each in self.typed(line, text, writes=True)]
        lines = 2 * len(TYPED + WRITING)
        return len(answer.outputs), lines, [f"{text[:40]!r}: {each}" for each in [*found, *typed]]

    def in_fields(self, text: str) -> tuple[Answer, list[str]]:
        """In every field that may say it, at once."""
        own = (*_EXCLUSIVE, *_MEANING.get(text, ()))
        taking = [each for each in fields() if each.name not in own and not each.may_refuse(text)]
        files = self.saying(text, frozenset(each.name for each in taking))
        lay_out(self.town.root, files)
        answer = checked(self.town.root)
        if answer.codes["check"] == 2:
            found = [*refused(answer)]
            if not unseen(text) and text.strip():
                found.append(f"refused: {answer.outputs[1].text[-300:]}")
            return answer, found
        names = frozenset(each.name for each in taking)
        if names not in self.calm:
            self.calm[names] = self.town.say(self.saying(CALM, names))
        answer = self.town.say(files)
        return answer, [*wrong(answer, self.calm[names], text)]

    def saying(self, text: str, names: frozenset[str]) -> Files:
        """The files with a text in all fields of these names."""
        files = self.town.files
        for field in fields():
            if field.name in names:
                files = {path: replaced(data, field, text) for path, data in files.items()}
        return files

    def typed(self, line: str, text: str, *, writes: bool = False) -> Iterator[str]:
        """What is wrong with the answer to a command line."""
        if "\x00" in text:  # which no command line can hold
            return
        lay_out(self.town.root, self.town.files)
        before = self._there()
        words = [word.replace("{}", text) for word in line.split(" ")]
        if not any(word.startswith("--workspace") for word in words) and words[0] in _PLACED:
            at = 1 + (words[0] in ("task", "issue"))
            words[at:at] = ["-w", str(self.town.root)]
        try:
            code, out, err = call(*words)
        except BaseException:
            yield f"{line}: {traceback.format_exc()[-400:]}"
            return
        if code not in (0, 1, 2) or "内部出错" in err:
            yield f"{line}: exit code {code}, {err[-300:]}"
        for said in (out, err):
            if hidden := unseen(said.removeprefix("\ufeff").replace("\r\n", "\n")):
                yield f"{line}: U+{ord(hidden):04X}"
        if (code or words[0] not in _MAY_WRITE) and self._there() != before:
            yield f"{line}: exit code {code}, and files have changed"
        made = [each.name for each in self.apart.iterdir()]
        if made != (["new"] if words[0] == "init" and code == 0 else []):
            yield f"{line}: exit code {code}, and made {made}"
        if writes and code == 0 and text.strip():
            loaded = load(self.apart / "new" if words[0] == "init" else self.town.root)
            if loaded.complete is None or not any(
                _says(each, text.strip()) for each in map(_data, loaded.documents.values())
            ):
                yield f"{line}: not read back as it was typed"
        shutil.rmtree(self.apart / "new", ignore_errors=True)

    def _there(self) -> dict[str, bytes]:
        """What stands in the workspace, but for what git keeps and the lock."""
        files = (each for each in self.town.root.rglob("*") if each.is_file())
        found = {each.relative_to(self.town.root).as_posix(): each for each in files}
        return {
            name: file.read_bytes()
            for name, file in found.items()
            if not name.startswith(".git/") and name != LOCK
        }


def _data(document: DataFile) -> Any:
    return plain(document.root)


def _says(data: Any, text: str) -> bool:
    match data:
        case dict():
            return any(_says(each, text) for each in data.values())
        case list():
            return any(_says(each, text) for each in data)
    return bool(data == text)


_PLACED: Final = (
    "check", "due", "digest", "report", "show", "log", "diff", "restate", "schema", "new-year", "task", "issue",
    "record",
)  # fmt: skip
_MAY_WRITE: Final = ("record", "task", "issue", "new-year")
_bench: Bench | None = None


def tried(text: str) -> tuple[int, int, list[str]]:
    """One string, in whatever process."""
    global _bench
    _bench = _bench or Bench()
    return _bench.tried(text)


def measure(path: Path, every: int = 1) -> tuple[int, int, int, list[str]]:
    """How many strings and outputs there were, and what was wrong."""
    chosen = json.loads(path.read_text(encoding="utf-8"))[::every]
    with Pool(2) as several:
        answers = several.map(tried, chosen, chunksize=4)
    shown, typed = sum(answer[0] for answer in answers), sum(answer[1] for answer in answers)
    return len(chosen), shown, typed, [each for answer in answers for each in answer[2]]


def main() -> int:
    """Print the counts; 1 where anything is wrong."""
    count, shown, typed, found = measure(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{count} strings, {shown} outputs of data, {typed} of what was typed, {len(found)} wrong")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
