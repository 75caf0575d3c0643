"""A text put into any field of any file, and shown by every command in every format.

``injection.py`` and ``naughty.py`` say which texts. What each output should hold is learnt from a calm text
in the same place: a hostile one must be found wherever that is found, and must leave the shape of
everything as it is. A file that is refused must be refused with a place.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

import readers
from readers import READERS, Read, Reader
from text_fields import Files, lay_out, sample

from aiwei_cli.cli.boundary import run
from aiwei_cli.render.terminal.compliance_table import AMBIGUOUS

CALM: Final = "标记甲乙丙"
DAY: Final = ("--as-of", "2024-12-31")


class Output(NamedTuple):
    """One output of one command."""

    command: str
    reader: Reader
    text: str


class Answer(NamedTuple):
    """All outputs of all commands on one workspace."""

    codes: dict[str, int]
    outputs: list[Output]


_SHOWN: Final = "toilets greens rats air lessons scores charter ditch bins waste rat-holes".split()  # noqa: SIM905
_CHANGES: Final[dict[str, Reader]] = {
    "table": readers.table,
    "text": readers.lines,
    "markdown": readers.markdown,
    "json": readers.as_json,
}


def commands() -> Iterator[tuple[list[str], Reader]]:
    """Every command that shows data, but for the formats of ``check``, with who reads its result."""
    yield ["check", "--at", "HEAD", *DAY], readers.table
    yield ["check", "--since", "HEAD~1", "--format", "concise", *DAY], readers.concise
    yield ["due", *DAY], readers.table
    yield ["task", "list", *DAY], readers.table
    yield ["issue", "list", *DAY], readers.table
    yield ["report", *DAY], readers.markdown
    yield ["digest", "--week", *DAY], readers.markdown
    yield ["digest", "--month", "--since", "HEAD~1", *DAY], readers.markdown
    for name in ("villages", "schools"):
        yield ["show", name, *DAY], readers.table
    for name in _SHOWN:
        yield ["show", name, *DAY], readers.lines
    for name in ("toilets", "lessons"):
        yield ["log", name], readers.lines
    for form, reader in _CHANGES.items():
        yield ["diff", "HEAD~1", "--format", form, *DAY], reader
        yield ["diff", "HEAD", "HEAD~1", "--format", form, *DAY], reader
        yield ["restate", "--since", "2024-12-30", "--format", form], reader


def call(*arguments: str) -> tuple[int, str, str]:
    """A command line run in this process, as through pipes: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, COLUMNS="400"), redirect_stdout(out), redirect_stderr(err):
        if arguments[0] == "log" or (arguments[0] == "show" and arguments[1] in _SHOWN):  # kept whole then
            del os.environ["COLUMNS"]
        code = run(arguments)
    return code, out.getvalue(), err.getvalue()


def checked(root: Path) -> Answer:
    """The eleven formats of ``check``, in one run."""
    answer = Answer({}, [])
    with tempfile.TemporaryDirectory() as place:
        files = {name: Path(place) / name for name in READERS if name != "table"}
        words = [word for name, file in files.items() for word in ("--format", f"{name}={file}")]
        code, out, err = call("check", "-w", str(root), *DAY, "--format", "table", *words)
        answer.codes["check"] = code
        answer.outputs.append(Output("check table", READERS["table"], out))
        answer.outputs.append(Output("check stderr", readers.lines, err))
        for name, file in files.items():
            text = file.read_bytes().decode("utf-8") if file.exists() else ""
            answer.outputs.append(Output(f"check {name}", READERS[name], text))
    return answer


def answered(root: Path, answer: Answer | None = None) -> Answer:
    """Everything that every command says of a workspace in a repository, added to what ``check`` said."""
    answer = answer or checked(root)
    for arguments, reader in commands():
        code, out, err = call(*arguments, "-w", str(root))
        name = " ".join(arguments)
        answer.codes[name] = code
        answer.outputs.append(Output(name, reader, out))
        answer.outputs.append(Output(f"{name} stderr", readers.lines, err))
    return answer


def git(folder: Path, *arguments: str, on: str = "2024-06-01", who: str = "某人") -> None:
    """Git without configuration from elsewhere, on a day, by somebody."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{role}_NAME": who, f"GIT_{role}_EMAIL": "some@example.org"}
        own[f"GIT_{role}_DATE"] = f"{on}T12:00:00+0800"
    command = ["git", "-c", "core.autocrlf=false", "-c", "gc.auto=0", *arguments]
    subprocess.run(command, cwd=folder, env=own, check=True, capture_output=True)


_EARLIER: Final = {
    "10/200": "14/200",
    "11.25": "11.4",
    "70": "72",
    "61": "63",
    "36": "30",
    "已清淤一半": "清淤三成",
}


def earlier(files: Files) -> Files:
    """The sample before it was all there: other figures, an indicator, a task and an issue fewer."""
    before: Files = _with_other_figures(files)
    schools, villages = before["data/actions/schools.yaml"], before["data/actions/villages.yaml"]
    del before["data/targets.yaml"]["indicators"]["canteens"], schools["measurements"]["canteens"]
    del (
        villages["plan"][2],
        villages["issues"]["waste"],
        before["data/targets.yaml"]["exceptions"]["greens-late"],
    )
    del villages["measurements"]["rats"]["2024-12-29"], villages["measurements"]["air"]
    return before


def _with_other_figures(data: Any) -> Any:
    match data:
        case dict():
            return {key: _with_other_figures(value) for key, value in data.items()}
        case list():
            return [_with_other_figures(value) for value in data]
    return _EARLIER.get(data, data)


class Town:
    """A workspace in a repository: an earlier state of the sample, then one with a text in a field."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.root = folder
        self.files = sample()
        git(folder, "init", "-q", "-b", "main")
        self.keep(earlier(self.files), "first")
        git(folder, "tag", "sample")

    def keep(self, files: Files, subject: str, *, on: str = "2024-06-01", who: str = "某人") -> None:
        """Write files and commit them."""
        lay_out(self.root, files)
        git(self.root, "add", "--all")
        git(self.root, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", subject, on=on, who=who)

    def say(
        self, files: Files, subject: str = "second", who: str = "某人", said: Answer | None = None
    ) -> Answer:
        """What is said of files, committed after the earlier state; then they are taken back."""
        self.keep(files, subject, on="2025-01-05", who=who)
        try:
            return answered(self.root, said)
        finally:
            git(self.root, "reset", "-q", "--hard", "sample")


@lru_cache(500)
def _read_before(reader: Reader, text: str) -> Read:
    return readers.read(reader, text)


_FOLDS: Final = 60
"""What is longer is folded in a table, beside other columns."""
_SHORTENED: Final = "内容太多，有"
"""What a comment says that is too long for a service: with a long text fewer lines have room."""
_PLACED: Final = re.compile(r"(?m)^data/[^\n]*:\d+:\d+: 错误\[AW\d{3}\] .+")


def wrong(answer: Answer, calm: Answer, text: str, calm_text: str = CALM) -> Iterator[str]:
    """What is wrong with an answer, held against one in which a calm text stands in the place of this one."""
    for command, code in answer.codes.items():
        if code != calm.codes[command]:
            yield f"{command}: exit code {code} for {calm.codes[command]}"
    for each, other in zip(answer.outputs, calm.outputs, strict=True):
        try:
            found, before = readers.read(each.reader, each.text), _read_before(each.reader, other.text)
        except Exception as error:
            yield f"{each.command}: {type(error).__name__}: {str(error)[:300]}"
            continue
        if "内部出错" in each.text:
            yield f"{each.command}: {each.text[:300]}"
        if sorted(found.shape) != sorted(before.shape) and _SHORTENED not in each.text:
            changed = [(a, b) for a, b in zip(found.shape, before.shape, strict=False) if a != b][:1]
            yield f"{each.command}: another shape, {len(found.shape)} for {len(before.shape)} pieces {changed}"
        folds = each.reader is readers.table and (len(text) > _FOLDS or "\n" in text)
        if not folds and _bare(calm_text) in _all(before) and _bare(text) not in _all(found):
            yield f"{each.command}: the text is not there whole"


def refused(answer: Answer) -> Iterator[str]:
    """What is wrong with the answer to files that hold a mistake."""
    if answer.codes["check"] != 2:
        yield f"check: exit code {answer.codes['check']}"
    for each in answer.outputs:
        if each.command == "check stderr" and not _PLACED.search(each.text):
            yield f"no place: {each.text[-200:]!r}"
        if each.text or each.command not in ("check table",):
            try:
                readers.read(each.reader, each.text)
            except Exception as error:
                yield f"{each.command}: {type(error).__name__}: {str(error)[:300]}"


def _all(found: Read) -> str:
    return _bare("\x00".join(found.texts))


def _bare(text: str) -> str:
    """Without what folding, joining of lines, narrow columns and the care for runners of builds change."""
    return "".join(text.translate(AMBIGUOUS).split()).replace("：", "::")
