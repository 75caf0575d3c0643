"""Texts that want to be more than text, in every field that takes text, through every command and format.

Also in every other value and key, in the names of files, authors and subjects of commits: there the answer
is mostly a mistake with its place, and that is taken apart as well. Prints how many outputs there were
and what was wrong.

    python benchmarks/injection.py [EVERY]      only each EVERY-th case; 1 by default
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final, NamedTuple

from everywhere import CALM, Answer, Town, checked, refused, wrong
from readers import unseen
from text_fields import Field, Files, fields, free_texts, lay_out, replaced, sample

from aiwei_cli.render.words.safe_text import safe

STRINGS: Final = (
    "\x1b[31m红\x1b[0m",
    "\x1b]0;标题\x07",
    "\x9b31m红",
    "\u202e倒\u202c写",
    "一\u200b二\u2060三\ufeff四",
    "一\u2028二\u2029三",
    "空\u3164白\u034f填\u115f充",
    "\U000e0041\U000e0042标",
    "\t=1+1",
    "[/oops][bold]粗[/bold][link=http://x.example]点[/link]:warning:",
    "甲 | 乙 || 丙 \\| 丁",
    "`代码` ``两`` ```三",
    "**“重点”**文字 __下__ *斜* _斜_ ~~删~~",
    "<script>alert(1)</script>",
    "<img src=x onerror=\"alert(1)\">' onload='x",
    "]]>&amp;<!-- --> <![CDATA[x]]> <?x?>",
    '"引号" \'单\' \\ "},{" \\u001b \\x1b \\n',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://x.example","点")',
    "＝1+1",
    "::error file=x,line=1::%0A::add-mask::a%25 %0D",
    "{{ 7*7 }}{{ cycler.__init__.__globals__ }}",
    "{% raw %}{% include 'x' %}{# x #}",
    "${IFS}$(touch x)`touch x`;touch x",
    "../../../etc/passwd",
    "--output=x",
    "[点](javascript:alert(1)) ![图](x) <http://x.example> [x]: http://x.example",
    "第一行\n合计  99 项  达标 99\n\n# 标题\n\n- 项\n\n    代码",
    "很" * 3000,
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "{\\rtf1\\ansi{\\field{\\*\\fldinst x}}}",
    "z" + "\u0301\u0489\u0335" * 40,
    "%s %d %n {0} {} {town}",
    "# 标题",
    "1. 项",
    "> 引用",
    "---",
    "=====",
    "见https://x.example/a?b=1、http://x.cn 和 www.x.cn，ftp://x.cn，发至a.b@x.cn、mailto:c@x.cn",
    "@name 张三@name, owner/repo#1 #12 GH-1 owner/repo@abc1234 0123456789abcdef0123456789abcdef01234567",
    ":skull: :+1: 1:100:2 $x$ $$y$$ $`z`$ [^1] [x] !12 ~12 &12 %12 <b>粗</b> &#64;x &commat;name",
    "::error file=x,line=1::某",
    "  ::stop-commands::x",
    "##[error]某 ##[add-mask]x ##vso[task.setvariable variable=x]y ##teamcity[x]",
    "###[group]某",
)
"""Those that hold a sign that cannot be seen are refused wherever they stand."""


class Case(NamedTuple):
    """One text in one place."""

    place: str
    """The name of a field, or of a kind of place that is none."""
    text: str
    where: Any = None
    """Of a value or key that takes no text: its path."""


def cases() -> list[Case]:
    """Every text in every place."""
    found = [Case(field.name, text) for field in fields() for text in STRINGS]
    found += [Case("commit", text) for text in STRINGS]
    found += [Case("file", text) for text in STRINGS]
    found += [Case("raw", text) for text in STRINGS if unseen(text)]
    places = [*values()]
    return found + [Case(kind, text, path) for kind, path in places for text in STRINGS]


def values() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """A value and a key of each kind that takes no free text: kinds are told apart by what they stand under."""
    free = free_texts()
    seen = set()
    for path, data in sample().items():
        for keys, value in _leaves(data):
            under = [key for key in keys if isinstance(key, str) and not key[0].isdigit()]
            for kind, there in (("value", value not in free), ("key", isinstance(keys[-1], str))):
                if there and (kind, path, *under[-1:]) not in seen:
                    seen.add((kind, path, *under[-1:]))
                    yield kind, (path, *keys)


def _leaves(data: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _leaves(value, (*keys, key))
        case list():
            for number, value in enumerate(data):
                yield from _leaves(value, (*keys, number))
        case str():
            yield keys, data


def put(data: Any, keys: tuple[Any, ...], text: str, *, key: bool) -> Any:
    """The data with a text in place of the value, or the key, at a path."""
    if not keys:
        return text
    if key and len(keys) == 1:
        return {text if name == keys[0] else name: value for name, value in data.items()}
    if isinstance(data, dict):
        return {k: put(v, keys[1:], text, key=key) if k == keys[0] else v for k, v in data.items()}
    return [put(v, keys[1:], text, key=key) if n == keys[0] else v for n, v in enumerate(data)]


class Bench:
    """A town of its own for every process that works."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town(Path(self.folder.name) / "town")
        self.fields = {field.name: field for field in fields()}

    @lru_cache  # noqa: B019 - it lives as long as the process
    def calm(self, place: str) -> Answer:
        """The answer to a calm text in a place."""
        if place == "commit":
            return self.town.say(self.town.files, CALM, f"某{CALM}人")
        return self.town.say(self.with_text(self.fields[place], CALM))

    def with_text(self, field: Field, text: str) -> Files:
        """The files with a text in a field."""
        return {path: replaced(data, field, text) for path, data in self.town.files.items()}

    def tried(self, case: Case) -> tuple[int, list[str]]:
        """How many outputs there were, and what is wrong with them."""
        if case.place in self.fields:
            answer, found = self._in_field(self.fields[case.place], case.text)
        elif case.place == "commit":
            who = "某" + re.sub("[<>\\n]", "", case.text) + "人"  # git itself takes these out
            answer = self.town.say(self.town.files, case.text, who)
            found = [*wrong(answer, self.calm("commit"), safe(who), f"某{CALM}人")]
        else:
            answer, found = self._mistaken(case)
        where = ".".join(map(str, case.where or ())) or ""
        return len(answer.outputs), [f"{case.place} {where} {case.text[:30]!r}: {each}" for each in found]

    def _in_field(self, field: Field, text: str) -> tuple[Answer, list[str]]:
        files = self.with_text(field, text)
        lay_out(self.town.root, files)
        answer = checked(self.town.root)
        if answer.codes["check"] == 2:
            found = [*refused(answer)]
            if not (unseen(text) or field.may_refuse(text)):
                found.append(f"refused: {answer.outputs[1].text[:200]}")
            return answer, found
        found = ["not refused"] if unseen(text) else []
        answer = self.town.say(files, said=answer)
        shown = text.replace("{{", "{").replace("}}", "}") if field.is_narrative else text
        return answer, [*found, *wrong(answer, self.calm(field.name), shown)]

    def _mistaken(self, case: Case) -> tuple[Answer, list[str]]:
        files = dict(self.town.files)
        if case.place == "file":
            with tempfile.TemporaryDirectory() as folder:
                name = case.text.replace("/", "_").lstrip(".")[
                    :60
                ]  # one that begins with a dot is none of ours
                files[f"data/actions/{name}.yaml"] = {**files["data/actions/schools.yaml"], "order": CALM}
                lay_out(Path(folder), files)
                answer = checked(Path(folder))
        elif case.place == "raw":
            lay_out(self.town.root, self.with_text(self.fields["Entry.note"], case.text), raw=True)
            answer = checked(self.town.root)
        else:
            path, *keys = case.where
            files[path] = put(files[path], tuple(keys), case.text, key=case.place == "key")
            lay_out(self.town.root, files)
            answer = checked(self.town.root)
        return answer, [*refused(answer)]


_bench: Bench | None = None


def tried(case: Case) -> tuple[int, list[str]]:
    """One case, in whatever process."""
    global _bench
    _bench = _bench or Bench()
    return _bench.tried(case)


def measure(every: int, processes: int = 2) -> tuple[int, int, list[str]]:
    """How many cases and outputs there were, and what was wrong."""
    chosen = cases()[::every]
    with Pool(processes) as several:
        answers = several.map(tried, chosen, chunksize=16)
    return len(chosen), sum(count for count, _ in answers), [each for _, found in answers for each in found]


def main() -> int:
    """Print the counts; 1 where anything is wrong."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    count, outputs, found = measure(every)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(STRINGS)} texts, {count} cases, {outputs} outputs, {len(found)} wrong")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
