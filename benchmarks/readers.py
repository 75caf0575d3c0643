"""Takes the output of every format apart again, as the programs that read it do.

A reader wants the format to be whole (published schemas included) and to hold nothing that our own
templates do not make; what it finds wrong it raises as ``AssertionError``. It returns how much was in it,
its shape without any text, and the texts: data that is only ever text changes the last of these and no other.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from unicodedata import category
from xml.etree import ElementTree

import jsonschema
import xmlschema
from markdown_it import MarkdownIt
from page_reader import Page

SCHEMAS: Final = Path(__file__).parents[1] / "tests" / "schemas"
"""As published; their README says where each comes from."""
IGNORABLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that no font draws."""


class Read(NamedTuple):
    """What one output holds."""

    found: int
    """Verdicts and diagnostics; 0 where a format cannot tell."""
    shape: list[str]
    """What it consists of, less all text."""
    texts: list[str]
    """The texts, as the format's reader gets them."""


def unseen(text: str) -> str:
    """The first character that could steer a terminal or hide text; else nothing."""
    if text.isprintable() and text.isascii():
        return ""
    found = (
        each
        for each in text
        if each != "\n"
        and (category(each) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or IGNORABLE.match(each))
    )
    return next(found, "")


@lru_cache
def _schema(name: str) -> Any:
    if name.endswith(".xsd"):
        return xmlschema.XMLSchema(str(SCHEMAS / name))
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def _strict(text: str) -> Any:
    """JSON in which no key stands twice and no number is none."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs), pairs
        return dict(pairs)

    def none(word: str) -> None:
        raise AssertionError(word)

    return json.loads(text, object_pairs_hook=once, parse_constant=none)


def _shape(data: Any, path: str = "") -> Iterator[str]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _shape(value, f"{path}.{key}")
        case list():
            for value in data:
                yield from _shape(value, f"{path}[]")
        case _:
            yield f"{path} {type(data).__name__}"


def _texts(data: Any) -> Iterator[str]:
    match data:
        case dict():
            for value in data.values():
                yield from _texts(value)
        case list():
            for value in data:
                yield from _texts(value)
        case str():
            yield data


def as_json(text: str) -> Read:
    whole = _strict(text)
    count = len(whole.get("verdicts", ())) + len(whole.get("diagnostics", ()))
    return Read(count, [*_shape(whole)], [*_texts(whole)])


def jsonl(text: str) -> Read:
    assert text.endswith("\n")
    lines = [_strict(line) for line in text.removesuffix("\n").split("\n")]
    assert [each["kind"] for each in lines].count("summary") == 1
    assert lines[0]["kind"] == "summary"
    return Read(len(lines) - 1, [*_shape(lines)], [*_texts(lines)])


def sarif(text: str) -> Read:
    raw = _strict(text)
    _schema("sarif-2.1.0-rtm.5.json").validate(raw)
    assert (raw["version"], len(raw["runs"])) == ("2.1.0", 1)
    bases = raw["runs"][0]["originalUriBaseIds"]
    assert all("uri" not in each for each in bases.values())  # no path of this machine
    rules = raw["runs"][0]["tool"]["driver"]["rules"]
    results = raw["runs"][0]["results"]
    for each in rules:  # what GitHub asks for beyond the schema
        texts = [each[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
        assert all(0 < len(text) <= 1024 for text in texts)
    for each in results:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert rules[each["ruleIndex"]]["defaultConfiguration"]["level"] == each["level"]
        assert each["level"] in ("error", "warning", "note")
        place = each["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[\w%][\w.~/%-]*", place["artifactLocation"]["uri"], re.ASCII), place
        assert place["artifactLocation"]["uriBaseId"] in bases
        assert place["region"]["endLine"] == place["region"]["startLine"] >= 1
        assert place["region"]["endColumn"] > place["region"]["startColumn"] >= 1
    prints = [each["partialFingerprints"]["aiwei/v1"] for each in results]
    assert len(set(prints)) == len(prints)
    return Read(len(results), [*_shape(raw)], [*_texts(raw)])


def gitlab(text: str) -> Read:
    found = _strict(text)
    _schema("gitlab-code-quality.json").validate(found)
    keys = {"description", "check_name", "fingerprint", "severity", "location"}
    for each in found:
        assert set(each) == keys
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not Path(each["location"]["path"]).is_absolute()
        assert each["location"]["lines"]["begin"] >= 1
    assert len({each["fingerprint"] for each in found}) == len(found)
    return Read(len(found), [*_shape(found)], [*_texts(found)])


_SUITE: Final = (
    "id",
    "package",
    "name",
    "timestamp",
    "hostname",
    "tests",
    "failures",
    "errors",
    "skipped",
    "time",
)


def junit(text: str) -> Read:
    """Held against the strict schema in use: attributes, order, one outcome a case."""
    _schema("junit-10.xsd").validate(text)
    root = ElementTree.fromstring(text)
    assert (root.tag, root.attrib) == ("testsuites", {})
    for suite in root:
        assert tuple(suite.attrib) == _SUITE
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00", suite.attrib["timestamp"])
        cases = suite.findall("testcase")
        inside = ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
        assert [each.tag for each in suite] == inside
        for case in cases:
            assert set(case.attrib) == {"classname", "name", "time"}
            assert len(case) <= 1
            assert all(each.tag == "skipped" or "type" in each.attrib for each in case)
        for word, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.attrib[word] == str(len(suite.findall(f"testcase/{tag}")))
        assert suite.attrib["tests"] == str(len(cases))
    nodes = [*root.iter()]
    texts = [text for each in nodes for text in (*each.attrib.values(), each.text or "")]
    shape = [f"{each.tag} {' '.join(each.attrib)}" for each in nodes]
    return Read(len(root.findall("testsuite/testcase")), shape, texts)


_COMMAND: Final = re.compile(r"::(error|warning|notice) file=([^,:]+),line=\d+,col=\d+,title=([^,:]*)::(.*)")


def github(text: str) -> Read:
    """One command a line, as the runner reads them; what it would unescape is unescaped."""
    shape, texts = [], []
    for line in text.split("\n")[:-1]:
        found = _COMMAND.fullmatch(line)
        assert found, line
        shape.append(found[1])
        for said in found.groups()[1:]:
            assert not re.search("%(?!25|0A|0D|3A|2C)", said), line
            for code, sign in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                said = said.replace(code, sign)
            texts.append(said)
    return Read(len(shape), shape, texts)


def as_csv(text: str) -> Read:
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in rows} == {13}
    cells = [cell for row in rows for cell in row]
    computed = [cell for cell in cells if re.match(r"\s*([=+@\t\r＝＋＠]|-(?!\d+(\.\d+)?%?$)|－)", cell)]
    assert not computed, computed
    return Read(len(rows) - 1, ["row"] * len(rows), cells)


def html(text: str) -> Read:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == [], page.open
    assert page.links <= page.names
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    return Read(page.rows, page.shape, page.texts)


class _Trusting(MarkdownIt):
    """Makes a link of any address, also of a script, as some programs do."""

    def validateLink(self, url: str) -> bool:
        return url is not None


_PARSER: Final = _Trusting("commonmark").enable(["table", "strikethrough"])
_MARKUP: Final = {"link_open", "html_inline", "code_inline", "image", "em_open", "s_open", "hardbreak"}
_BLOCKS: Final = {"html_block", "code_block", "fence", "hr"}


_FOR_GITHUB: Final = re.compile(r"(?<!\\)[$]|://|\bwww\.", re.IGNORECASE)
"""What GitHub's parser would make a link or a formula of."""
_MEANT: Final = re.compile(
    r"@[0-9a-z]|#[0-9]|\bgh-[0-9]|:(?:[0-9_+-]*[a-z][0-9a-z_+-]*|[+-]1|100|1234):", re.IGNORECASE | re.ASCII
)
"""What GitHub looks for in the text that comes out: names, references, small pictures."""
_COMMIT: Final = re.compile(
    r"(?<![0-9a-z])(?<!提交 )(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE | re.ASCII
)


def markdown(text: str) -> Read:
    """What a page of GitHub's Markdown is made of; our documents hold no more than bold."""
    assert not _FOR_GITHUB.search(text), _FOR_GITHUB.search(text)
    shape: list[str] = []
    texts: list[str] = []
    for token in _PARSER.parse(text):
        assert token.type not in _BLOCKS, (token.type, token.content)
        shape.append(f"{token.type} {token.tag} {token.markup}")
        inside = ""
        for child in token.children or ():
            assert child.type not in _MARKUP, (child.type, token.content)
            if child.type == "text":
                inside += child.content
            else:
                shape.append(child.type)
        assert not _MEANT.search(inside), (_MEANT.search(inside), inside)
        assert shape[-2:-1] == ["heading_open h2 ##"] or not _COMMIT.search(inside), inside
        texts.append(inside.replace("\u200b", ""))
    rows = sum(each.startswith("tr_open") for each in shape)
    return Read(rows - sum(each.startswith("table_open") for each in shape), shape, texts)


def concise(text: str) -> Read:
    shape = []
    for line in text.split("\n")[:-1]:
        found = re.match(r".+?:\d+:\d+: (\S+\[[A-Za-z0-9-]+\]) ", line)
        assert found, line
        shape.append(found[1])
    return Read(len(shape), shape, text.split("\n"))


def lines(text: str) -> Read:
    """Lines for a person: how many there are is all that can be said of their shape."""
    assert text == "" or text.endswith("\n")
    return Read(0, [f"line {number}" for number in range(text.count("\n"))], [text])


def table(text: str) -> Read:
    """Lines that are folded where they get long."""
    assert text == "" or text.endswith("\n")
    return Read(0, [], [text])


Reader = Callable[[str], Read]
READERS: Final[dict[str, Reader]] = {
    "table": table,
    "concise": concise,
    "json": as_json,
    "jsonl": jsonl,
    "csv": as_csv,
    "markdown": markdown,
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "html": html,
}
"""The formats of ``check``."""


_RUNS: Final = re.compile(r"^\s*::(?!:)|##\w*\[")
"""What a runner of builds takes for a command in a line that it is shown."""


def read(reader: Reader, text: str) -> Read:
    """An output taken apart, whatever the format. Raises ``AssertionError``."""
    found = reader(text)
    commanding = (each for each in text.split("\n") if _RUNS.search(each))
    assert reader is github or not (each := next(commanding, "")), each
    hidden = unseen(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert not hidden, f"U+{ord(hidden):04X}"
    return found
