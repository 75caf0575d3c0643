"""Hostile files; what must be said to each of them is in ``hostile_answers.tsv``.

A case is a sort of fault, a name, and what stands in place of a file of the workspace (or what is done
at its path). Its answer: line and code of the worst that is said of that file, and how many things are
said in all, ``100+`` where no more are told; ``ok`` where nothing is. Those that somebody could have
typed are folders of ``tests/workspaces/broken``; ``TYPED`` names some for each sort.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

BASE: Final = Path(__file__).parents[1] / "tests" / "workspaces" / "base"
ANSWERS: Final = Path(__file__).with_name("hostile_answers.tsv")
FILE: Final = "data/actions/tidy-villages.yaml"
TYPED: Final = {
    "aliases": ("aw108-anchor-and-alias", "aw108-merge-key", "aw108-tag"),
    "ampersand": ("aw108-ampersand",),
    "nesting": ("aw110-too-deep",),
    "size": (),
    "twice": ("aw107-same-date-twice", "aw309-same-day-in-full-width"),
    "encoding": ("aw102-gbk", "aw102-utf16", "aw102-cut-in-a-character"),
    "signs": ("aw103-escape", "aw103-next-line", "aw103-nul", "aw104-tab"),
    "merge": ("aw105-merge-conflict", "aw105-in-a-literal-block"),
    "colon": ("aw112-no-space", "aw112-full-width-colon", "aw112-in-braces"),
    "day": ("aw204-no-such-day", "aw204-chinese-date", "aw204-due-date"),
    "number": ("aw203-about-90", "aw203-thousands", "aw211-too-many-digits"),
    "empty": ("aw111-empty", "aw111-only-comments", "aw109-second-document"),
    "cut": ("aw405-jump", "aw402-out-of-range", "aw106-unclosed-quote"),
}
"""Every row, and cases of it among the folders."""

Content = bytes | str | Callable[[Path], None]


class Case(NamedTuple):
    """One hostile file."""

    row: str
    name: str
    content: Content
    path: str = FILE

    def lay(self, root: Path) -> None:
        """Put it into a workspace."""
        path = root / self.path
        if callable(self.content):
            self.content(path)
        else:
            said = self.content
            path.write_bytes(said if isinstance(said, bytes) else said.encode("utf-8", "surrogatepass"))


TARGETS: Final = "data/targets.yaml"
WORKSPACE: Final = "data/workspace.yaml"
TEXT: Final = (BASE / FILE).read_text(encoding="utf-8")
TARGETS_TEXT: Final = (BASE / TARGETS).read_text(encoding="utf-8")
INDICATOR: Final = """\
  {key}:
    action: many-{number}
    name: 指标{key}
    unit: "%"
    level: town
    reported_by: 各村
    every: month
    numerator: 分子
    denominator: 分母
    target:
      2024: {{at_least: 85}}
"""
ABOUT: Final = (BASE / WORKSPACE).read_text(encoding="utf-8")


def lead(new: str) -> str:
    """The file with another text in its fourth line."""
    return TEXT.replace("村镇中心\nsince", f"{new}\nsince")


def value(new: str) -> str:
    """The file with another figure in its line 20."""
    return TEXT.replace("160/200", new)


def day(new: str) -> str:
    """The file with another date in its line 20."""
    return TEXT.replace("2024-06-30", new)


def written_down() -> dict[str, str]:
    """The answer to every case."""
    return dict(line.split("\t") for line in ANSWERS.read_text(encoding="utf-8").splitlines())


def rows() -> Iterator[Case]:
    """Every case, one at a time: together they would not fit."""
    for part in (aliases, nesting, size, twice, encoding, signs, merge, words, empty, places):
        yield from part()


def aliases() -> Iterator[Case]:
    """What YAML offers to say a thing once and mean it often."""
    row = "aliases"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
    )
    yield Case(row, "a bomb of 400 bytes", bomb)
    yield Case(row, "a bomb on one line", "x: [&a [1, 1], &b [*a, *a], &c [*b, *b], *c]\n")
    yield Case(row, "an alias of itself", "a: &a [*a]\n")
    yield Case(row, "an alias of itself in a map", "a: &a {b: *a}\n")
    yield Case(row, "100,000 aliases", "a: &a [" + "x, " * 99 + "]\nb: [" + "*a, " * 100_000 + "]\n")
    yield Case(row, "50,000 anchors", "".join(f"k{n}: &a{n} 1\n" for n in range(50_000)))
    yield Case(row, "merge keys", "a: &a {b: 1}\nc: {<<: [*a, *a, *a]}\n")
    yield Case(row, "a merge key of itself", "a: &a\n  <<: *a\n")
    yield Case(row, "an anchor of 1 MB", "a: &" + "a" * 1_000_000 + " 1\n")
    yield Case(row, "a tag that runs a program", "a: !!python/object/apply:os.system ['true']\n")
    yield Case(row, "a tag of 1 MB", "a: !" + "a" * 1_000_000 + " 1\n")
    yield Case(row, "base64", "a: !!binary R0lGODlhAQABAAAAACw=\n")
    yield Case(row, "a tag of a set", "a: !!set {a, b}\n")
    yield Case(row, "a tag directive", "%TAG ! tag:example.org,2024:\n---\na: !x 1\n")
    yield Case("ampersand", "& before a text", lead("&重点"))
    yield Case("ampersand", "& before a text, then more", lead("&重点 村庄"))
    yield Case("ampersand", "* before a text", lead("*重点"))
    yield Case("ampersand", "** around a text", lead("**重点**"))
    yield Case("ampersand", "! before a text", lead("!重点"))
    yield Case("ampersand", "& and nothing", lead("&"))


def nesting() -> Iterator[Case]:
    """Deeper than anybody needs."""
    for count in (1_000, 100_000):
        for sign in ("[", "{", "- ", "? ", "{a: ", "[{a: ", "- a:\n  - ", "!!map {a: "):
            yield Case("nesting", f"{sign!r} × {count:,}", sign * count)
        yield Case("nesting", f"brackets closed × {count:,}", "a: " + "[" * count + "]" * count + "\n")
        yield Case("nesting", f"braces closed × {count:,}", "a: " + "{a: " * count + "}" * count + "\n")
    steps = "".join(f"{' ' * n}a:\n" for n in range(1_000))
    yield Case("nesting", "1,000 steps in", steps + " " * 1_000 + "b: 1\n")
    yield Case("nesting", "3,000 steps in", "".join(f"{' ' * n}a:\n" for n in range(3_000)))
    yield Case("nesting", "1,000 lists, a line each", "".join(f"{' ' * n}-\n" for n in range(1_000)))
    yield Case("nesting", "20 deep is deep enough", "a: " + "[" * 21 + "]" * 21 + "\n")
    yield Case("nesting", "quotes in quotes", lead('"' + '\\"' * 100_000 + '"'))
    yield Case("nesting", "quotes of both kinds", lead("\"'" * 50_000))
    yield Case("nesting", "1,000,001 single quotes", lead("'" * 1_000_001))
    yield Case("nesting", "1,000,000 single quotes", lead("'" * 1_000_000))


def size() -> Iterator[Case]:
    """More than anybody types."""
    row, two, five = "size", 2_000_000, 4_900_000
    yield Case(row, "2 MB of sound comments", TEXT + "# 说明\n" * (two // 9))
    yield Case(row, "4.9 MB of sound comments", TEXT + "# 说明\n" * (five // 9))
    yield Case(row, "2 MB of figures", TEXT + "".join(f"    k{n}: 1\n" for n in range(two // 14)))
    yield Case(row, "one byte too much", TEXT + "#" * (5_000_001 - len(TEXT.encode())))
    yield Case(row, "50 MB", times(b"a: 1\n", 50_000_000))
    yield Case(row, "1 GB with nothing in it", sparse(1_000_000_000))
    yield Case(row, "1 TB with nothing in it", sparse(1_000_000_000_000))
    yield Case(row, "a text of 4.9 MB in one line", lead("长" * (five // 3)))
    yield Case(row, "a quoted text of 4.9 MB", lead('"' + "长" * (five // 3) + '"'))
    yield Case(row, "a text of 500,000 lines", lead("|\n" + "  长\n" * 500_000))
    yield Case(row, "a folded text of 500,000 lines", lead(">\n" + "  长\n" * 500_000))
    yield Case(row, "a plain text of 500,000 lines", lead("a\n" + "  长\n" * 500_000))
    yield Case(row, "a quoted text of 500,000 lines", lead('"\n' + "  长\n" * 500_000 + '  "'))
    yield Case(row, "a line of 4.9 MB of nothing", "a" * five)
    yield Case(row, "a comment of 4.9 MB", TEXT + "#" * five)
    yield Case(row, "a key of 1 MB", "a" * 1_000_000 + ": 1\n")
    yield Case(row, "a key of 1,000 letters", "a" * 1_000 + ": 1\n")
    yield Case(row, "100,000 keys", "".join(f"k{n}: 1\n" for n in range(100_000)))
    yield Case(row, "49,000 keys", "".join(f"k{n}: 1\n" for n in range(49_000)))
    yield Case(row, "100,000 items", "a: [" + "1, " * 100_000 + "]\n")
    yield Case(row, "100,000 empty items", "a:\n" + "-\n" * 100_000)
    yield Case(row, "1,000,000 commas", "a: [" + "," * 1_000_000 + "]\n")
    yield from more_than_a_town_has()
    yield Case(row, "49,000 unknown plan keys", "plan:\n" + "- {i: 1}\n" * 24_000)
    for name, part in {
        "line ends": b"\n",
        "spaces": b" ",
        "carriage returns": b"\r",
        "colons": b":",
        "single quotes": b"'",
        "double quotes": b'"',
        "backslashes": b"\\",
        "dashes": b"-",
        "dashes, a line each": b"-\n",
        "question marks, a line each": b"?\n",
        "colons, a line each": b":\n",
        "keys without a value": b"a:\n",
        "percent signs": b"%",
        "hashes": b"#",
        "comments, a line each": b"#\n",
        "brackets closed": b"[]",
        "bars": b"a: |\n",
        "document starts": b"---\n",
        "document ends": b"...\n",
        "commas": b",",
        "full-width colons": "：".encode(),
        "full-width spaces": "\u3000".encode(),
        "combining signs": "\u0301".encode(),
        "faces": "\U0001f600".encode(),
    }.items():
        yield Case(row, f"4.9 MB of {name}", times(part, five))


def more_than_a_town_has() -> Iterator[Case]:
    """Texts, lists and files beyond what a workspace may hold, and just within."""
    row, tags = "size", "".join(f"%TAG !t{n}! x:{n}\n" for n in range(130_000))
    yield Case(row, "130,000 tag directives", f"{tags}---\n{TEXT}")
    yield Case(row, "130,000 tag directives after the end", f"{TEXT}...\n{tags}---\n{TEXT}")
    yield Case(row, "a town of 3.6 MB", ABOUT.replace("town: ", "town: " + "镇" * 1_200_000), WORKSPACE)
    yield Case(
        row, "a name of 20,001 letters", TARGETS_TEXT.replace("蝇密度\n", "蝇" * 20_001 + "\n"), TARGETS
    )
    yield Case(
        row, "a name of 20,000 letters", TARGETS_TEXT.replace("蝇密度\n", "蝇" * 20_000 + "\n"), TARGETS
    )
    yield Case(row, "8 files of 30,000 figures", many_files(8, figures(30_000)), "data/actions")
    yield Case(row, "8 files of 6,000 figures", many_files(8, figures(6_000)), "data/actions")
    yield Case(row, "8 files of 4.9 MB", many_files(8, "#" * 4_900_000), "data/actions")
    yield Case(row, "1,000 files", many_files(1_000, ""), "data/actions")
    yield Case(row, "150 files", many_files(150, ""), "data/actions")
    for count in (50_000, 9_000):
        tasks = "".join(f"  - {{id: t{n}, year: 2024, title: 事}}\n" for n in range(count))
        yield Case(row, f"{count:,} tasks", TEXT.replace("plan:\n", f"plan:\n{tasks}"))
    for count in (50_000, 40_000):
        members = "".join(f"      m{n}: 第{n}户\n" for n in range(count))
        yield Case(
            row,
            f"{count:,} organisations",
            f"{TARGETS_TEXT}  many:\n    name: 户\n    members:\n{members}",
            TARGETS,
        )
    schools = "data/actions/healthy-schools.yaml"
    text, strange = (BASE / schools).read_text(encoding="utf-8"), "school-lessons:\n"
    strange += "".join(f"    m{n}:\n      2024-06-30: 1\n" for n in range(20_000))
    yield Case(row, "20,000 figures of nobody", text.replace("school-lessons:\n", strange), schools)
    for count in (140_000, 14_000):
        steps = "    - {progress: 2024-01-02, note: 某事}\n" * count
        issue = f"issues:\n  one:\n    - {{opened: 2024-01-01, problem: 乱, responsible: 村, due: 2024-02-01}}\n{steps}"
        yield Case(row, f"{count:,} steps of an issue", TEXT + issue)


def figures(count: int) -> str:
    """Figures of two indicators of a file's own, a line each."""
    first = date(1950, 1, 1)
    return "measurements:\n" + "".join(
        f"  {name}-{{n}}:\n" + "".join(f"    {first + timedelta(n)}: 8/9\n" for n in range(count // 2))
        for name in ("rate", "share")
    )


def many_files(count: int, rest: str) -> Callable[[Path], None]:
    """Writes so many files of actions beside the one, and the indicators of which there are figures."""

    def make(path: Path) -> None:
        data, told = path.parents[1] if path.suffix else path.parent, ""
        for number in range(count):
            text = f"id: many-{number}\nname: 行动{number}\norder: {number + 10}\n{rest}"
            (data / f"actions/many-{number}.yaml").write_text(
                text.replace("{n}", f"{number}"), encoding="utf-8"
            )
            for name in ("rate", "share") if "measurements" in rest else ():
                told += INDICATOR.format(key=f"{name}-{number}", number=number)
        indicators = TARGETS_TEXT.replace("indicators:\n", f"indicators:\n{told}")
        (data / "targets.yaml").write_text(indicators, encoding="utf-8")

    return make


def times(part: bytes, length: int) -> Callable[[Path], None]:
    """The same again and again; never all of it in memory."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            for _ in range(length // len(part) // 1_000):
                file.write(part * 1_000)

    return make


def sparse(length: int) -> Callable[[Path], None]:
    """A file that takes no room."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(length)

    return make


def twice() -> Iterator[Case]:
    """The same key again."""
    row = "twice"
    yield Case(row, "100,000 times", "a: 1\n" * 100_000)
    yield Case(row, "100,000 times in braces", "a: {" + "b: 1, " * 100_000 + "}\n")
    yield Case(row, "once in quotes", lead('村镇中心\n"lead": 农业中心'))
    yield Case(row, "as an escape", lead('村镇中心\n"\\x6cead": 农业中心'))
    yield Case(row, "at the end", TEXT + "lead: 农业中心\n")
    yield Case(row, "another letter that looks the same", lead("村镇中心\nlеad: 农业中心"))


def encoding() -> Iterator[Case]:
    """Saved by another program, or cut off."""
    row, data = "encoding", TEXT.encode()
    for name in ("gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"):
        yield Case(row, name, TEXT.encode(name, "replace"))
    yield Case(row, "utf-7", TEXT.encode("utf-7"))
    yield Case(row, "one line of GBK", data + "# 说明\n".encode("gbk"))
    yield Case(row, "4.9 MB of GBK", times("说明\n".encode("gbk"), 4_900_000))
    yield Case(row, "4.9 MB of no encoding", times(b"\xff", 4_900_000))
    yield Case(row, "a BOM", b"\xef\xbb\xbf" + data)
    yield Case(row, "two BOMs", b"\xef\xbb\xbf" * 2 + data)
    yield Case(row, "half a BOM", b"\xef\xbb" + data)
    yield Case(row, "only a BOM", b"\xef\xbb\xbf")
    yield Case(row, "cut in a character", data[: data.index("净".encode()) + 2])
    yield Case(row, "a character cut in the middle of the file", data.replace("净".encode(), b"\xe5\x87"))
    yield Case(row, "more bytes than needed", data.replace("净".encode(), b"\xc0\xaf"))
    yield Case(row, "half a pair", lead("\ud800"))
    yield Case(row, "half a pair as an escape", lead('"\\ud800"'))
    yield Case(row, "beyond the last character", data.replace("净".encode(), b"\xf5\x80\x80\x80"))
    yield Case(row, "CRLF", data.replace(b"\n", b"\r\n"))
    yield Case(row, "CR", data.replace(b"\n", b"\r"))
    yield Case(row, "all three ends of a line", data.replace(b"\n", b"\r\n", 5).replace(b"\n", b"\r", 2))
    yield Case(row, "no end of the last line", data[:-1])
    yield Case(row, "a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    yield Case(row, "a spreadsheet", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00")


def signs() -> Iterator[Case]:
    """Signs that nobody sees."""
    row = "signs"
    for number in (0, 1, 7, 8, 11, 12, 26, 27, 127, 0x80, 0x85, 0x9B, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
        yield Case(row, f"U+{number:04X}", lead(f"村镇{chr(number)}中心"))
    for number in (0xAD, 0x200B, 0x200D, 0x200E, 0x202E, 0x2060, 0x2066, 0x2F00, 0xE000, 0xE0041, 0x10FFFD):
        yield Case(row, f"U+{number:04X}", lead(f"村镇{chr(number)}中心"))
    for text in (
        "\\0",
        "\\e[31m",
        "\\x85",
        "\\N",
        "\\L",
        "\\u202e",
        "\\u200b",
        "\\t",
        "\\r\\n",
        "\\_",
        "\\a",
    ):
        yield Case(row, f"as an escape: {text}", lead(f'"村镇{text}中心"'))
    yield Case(row, "4.9 MB of NUL", times(b"\x00", 4_900_000))
    yield Case(row, "4.9 MB of ESC", times(b"a: \x1b\n", 4_900_000))
    yield Case(row, "4.9 MB of tabs", times(b"\t", 4_900_000))
    yield Case(row, "4.9 MB of indents by tabs", times(b"\ta\n", 4_900_000))
    yield Case(row, "a tab after a dash", TEXT.replace("  - {id", "  -\t{id"))
    yield Case(row, "a tab after a colon", TEXT.replace("lead: 村", "lead:\t村"))
    yield Case(row, "a line of a tab", lead("村镇中心\n\t"))


def merge() -> Iterator[Case]:
    """What git leaves where two have changed the same."""
    row, ours, theirs = "merge", "<<<<<<< HEAD\n", ">>>>>>> 农业中心\n"
    yield Case(row, "three parts", lead(f"x\n{ours}a: 1\n=======\na: 2\n{theirs}b: 1"))
    yield Case(row, "four parts", lead(f"x\n{ours}a: 1\n||||||| b\n=======\na: 2\n{theirs}b: 1"))
    yield Case(row, "under a bar", lead(f"|\n{ours}  a\n=======\n  b\n{theirs}"))
    yield Case(row, "only the last mark", lead(f"x\n{theirs}b: 1"))
    yield Case(row, "only the middle", lead("x\n======="))
    yield Case(row, "with CRLF", TEXT.replace("lead", f"{ours}lead").replace("\n", "\r\n"))
    yield Case(row, "100,000 of them", ours + "a: 1\n=======\na: 2\n" + theirs + f"{ours}{theirs}" * 50_000)


def words() -> Iterator[Case]:
    """Colons, days, figures, and texts that patterns could choke on."""
    yield Case("colon", "no space", lead("村镇中心\nnote:85"))
    yield Case("colon", "full-width", lead("村镇中心\nnote：85"))
    yield Case("colon", "full-width everywhere", TEXT.replace(":", "："))
    yield Case("colon", "no space anywhere", TEXT.replace(": ", ":"))
    yield Case("colon", "100,000 without a space", "a:b\n" * 100_000)
    yield Case("colon", "100,000 full-width", "a：b\n" * 100_000)
    yield Case("colon", "in a text", lead("村镇: 中心"))
    for text in (
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "0000-01-01",
        "99999-01-01",
        "20240630",
    ):
        yield Case("day", text, day(text))
    for text in ("2024/06/30", "2024-6-30", "6月30日", "2024-06-30T00:00:00", "２０２４-06-30", "2024-06"):
        yield Case("day", text, day(text))
    for text in (
        "012",
        "1e3",
        "12:30",
        "NO",
        "1_000",
        "1,000",
        "9" * 24,
        "NaN",
        ".inf",
        "0x1F",
        "-5",
        "101",
        "~",
    ):
        yield Case("number", text, value(text))
    for text in (
        "1e999999999",
        "٣",
        "½",
        "1/0",
        "0/0",
        "201/200",
        "-1/200",
        "1/2/3",
        "0.1234567",
        "８０％",
        "+80",
    ):
        yield Case("number", text, value(text))
    yield Case("number", "1,000,000 digits", value("9" * 1_000_000))
    yield Case("number", "1,000,000 digits of a part", value("1/" + "9" * 1_000_000))
    row = "patterns"
    yield Case(row, "1,000,000 spaces in a figure", value('"1' + " " * 1_000_000 + '2"'))
    yield Case(row, "1,000,000 letters and a bang", value("a" * 1_000_000 + "!"))
    yield Case(row, "1,000,000 open braces", TEXT.replace("{toilets}", "{" * 1_000_000))
    yield Case(row, "300,000 references", TEXT.replace("{toilets}", "{toilets}" * 300_000))
    yield Case(row, "300,000 unknown references", TEXT.replace("{toilets}", "{x}" * 300_000))
    yield Case(row, "a quantity of 1,000,000 figures", TEXT.replace("40 座", "4 " * 1_000_000))
    yield Case(row, "an id of 500,000 dashes", TEXT.replace("id: toilets", "id: " + "a-" * 500_000))
    yield Case(
        row, "a date of 1,000,000 figures", TEXT.replace("due: 2024-12-31", "due: " + "2024-" * 200_000)
    )
    yield Case(row, "an unknown key of 1,000 letters", lead("x\n" + "ledaresponsible" * 66 + ": 1"))
    yield Case(row, "10,000 keys that are nearly known", "".join(f"lea{n}: x\n" for n in range(10_000)))
    yield Case(row, "an open quote above 100,000 lines", lead('"x') + 'a: "b"\n' * 100_000)
    yield Case(row, "100,000 comments glued on", "a: 'x'#\n" * 100_000)
    yield Case(row, "100,000 hashes in quotes", lead("'" + '"#' * 100_000 + "'"))
    yield Case(row, "50,000 texts with hashes in a line", lead("[" + "',#', " * 20_000 + "'x'#"))
    plan = "".join(f"  - {{id: a{n}, year: x}}\n" for n in range(12_000))
    yield Case(row, "36,000 mistakes in the plan", TEXT.replace("plan:\n", f"plan:\n{plan}"))
    taken = "".join(
        f"    {1900 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}: 约\n" for n in range(24_000)
    )
    yield Case(row, "24,000 figures that are none", TEXT.replace("    2024-06-30: 160/200\n", taken))
    yield Case(row, "50,000 faulty days", TEXT.replace("    2024-06-30: 160/200\n", taken.replace("-", "/")))


def empty() -> Iterator[Case]:
    """Nothing, or more than one thing."""
    row = "empty"
    for name, text in {
        "no byte": "",
        "a line end": "\n",
        "spaces": "   \n  \n",
        "comments": "# 说明\n# 说明\n",
        "a document start": "---\n",
        "null": "null\n",
        "a word": "净村庄\n",
        "a list": "- a\n",
        "a number": "85\n",
        "an empty map": "{}\n",
        "an empty text": '""\n',
    }.items():
        yield Case(row, name, text)
    yield Case(row, "a second document", TEXT + "---\nid: x\n")
    yield Case(row, "a document end", TEXT + "...\n")
    yield Case(row, "a second document after an end", TEXT + "...\n---\nid: x\n")
    yield Case(row, "a version nobody knows", "%YAML 9.9\n---\n" + TEXT)
    row, data = "cut", TEXT.encode()
    for share in (10, 25, 40, 55, 70, 85, 95):
        yield Case(row, f"after {share} %", data[: len(data) * share // 100])
    yield Case(row, "in a figure", TEXT[: TEXT.index("172/200") + 2])
    yield Case(row, "in a figure that is still one", value("1/200"))


def places() -> Iterator[Case]:
    """No file at all where one should be."""
    row = "places"

    def instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
        def change(path: Path) -> None:
            path.unlink()
            make(path)

        return change

    def link(to: str) -> Callable[[Path], None]:
        return instead(lambda path: path.symlink_to(to))

    yield Case(row, "a folder", instead(lambda path: path.mkdir()))
    yield Case(row, "a pipe", instead(os.mkfifo))
    yield Case(row, "a pipe for the workspace", instead(os.mkfifo), "data/workspace.yaml")
    yield Case(row, "a pipe for the targets", instead(os.mkfifo), "data/targets.yaml")
    yield Case(row, "a socket", instead(lambda path: _socket(path)))
    yield Case(row, "a link to zeros without end", link("/dev/zero"))
    yield Case(row, "a link to nothing", link("/dev/null"))
    yield Case(row, "a link to standard input", link("/dev/stdin"))
    yield Case(row, "a link to a process's memory", link("/proc/self/mem"))
    yield Case(row, "a link out of the workspace", link("/etc/passwd"))
    yield Case(row, "a link upwards", link("../../../../../etc/passwd"))
    yield Case(row, "a link to nowhere", link("nowhere.yaml"))
    yield Case(row, "a link to itself", link("tidy-villages.yaml"))
    yield Case(row, "a link to its folder", link("."))
    yield Case(row, "a link inside", link("healthy-schools.yaml"))
    yield Case(row, "no file", lambda path: path.unlink(), "data/targets.yaml")
    yield Case(row, "a name of two lines", _named("a\nb.yaml"), "data/actions")
    yield Case(row, "a name that steers a terminal", _named("\x1b[31m.yaml"), "data/actions")
    yield Case(row, "a name that is no text", _named(b"\xff.yaml"), "data/actions")
    yield Case(row, "a name of 255 bytes", _named("a" * 250 + ".yaml"), "data/actions")
    yield Case(row, "2,000 files", _many, "data/actions")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's name may have 108 bytes only
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)


def _named(name: str | bytes) -> Callable[[Path], None]:
    return lambda path: _write(path / os.fsdecode(name))


def _write(path: Path) -> None:
    path.write_text("a: 1\n", encoding="utf-8")


def _many(path: Path) -> None:
    for number in range(2_000):
        (path / f"a{number}.yaml").write_text("id: [\n", encoding="utf-8")
