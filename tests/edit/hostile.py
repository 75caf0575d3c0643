"""Action files as nobody should write them but somebody will, each from a seed.

Every comment carries a number (``# 注12``), so that each of them can be found again after an edit.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

INDICATORS = [f"indicator-{letter}" for letter in "abcdefgh"]
ORGANISATIONS = [f"school-{letter}" for letter in "abcdef"]
_WORDS = [
    "各村报表",
    "抽查",
    "县疾控中心通报",
    "it's",
    'said "yes"',
    "第 2 稿",
    "a/b",
    "100%",
    "—",
    "见附件1",
]


class Writer:
    """Writes one file; what is chosen where is up to the seed."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.comments = 0
        self.step = draw.choice([1, 2, 2, 2, 3, 4, 6])
        self.flows = draw.choice([0.1, 0.4, 0.9])
        self.noise = draw.choice([0.0, 0.15, 0.4])
        self.deepest = 12
        """How far in a comment may stand: below a literal text it would become part of it."""

    def chance(self, odds: float) -> bool:
        return self.draw.random() < odds

    def comment(self) -> str:
        self.comments += 1
        return (
            f"# 注{self.comments}："
            + self.draw.choice(["", "核对过", "别删, 真的", "{见: 附件}", "'", '"'])
            + "。"
        )

    def tail(self) -> str:
        """What may follow on a line that is complete."""
        if self.chance(self.noise):
            return self.draw.choice([" ", "  ", "      ", "\t"]) + self.comment()
        return self.draw.choice(["", "", "", "", "", " ", "   ", "\t"])

    def between(self, indent: int) -> None:
        """Comments and blank lines, at any depth."""
        while self.chance(self.noise):
            if self.chance(0.4):
                self.lines.append(" " * self.draw.choice([0, 0, min(indent, self.deepest)]))
            else:
                depth = self.draw.choice([0, indent, indent, indent + 1, indent + self.step, 9])
                self.lines.append(" " * min(depth, self.deepest) + self.comment())

    def emit(self, line: str) -> None:
        self.lines.append(line)
        self.deepest = 12

    def text(self) -> str:
        words = [self.draw.choice(_WORDS) for _ in range(self.draw.randint(1, 4))]
        return "，".join(words) + ("长" * 600 if self.chance(0.03) else "") + str(self.draw.randint(0, 9999))

    def scalar(self, text: str) -> str:
        """A text on one line, quoted or not."""
        style = self.draw.choice(["plain", "plain", "single", "double"])
        if style == "single" or (style == "plain" and text[0] in "—"):
            return "'" + text.replace("'", "''") + "'"
        if style == "double" or not text[0].isalnum():
            return '"' + text.replace('"', '\\"') + '"'
        return text

    def mapping(self, data: dict[str, Any], indent: int, first: str = "") -> None:
        """Block lines; ``first`` stands in front of the first key in place of its indent."""
        for number, (key, value) in enumerate(data.items()):
            if number or not first:
                self.between(indent)
            self.entry(first if first and not number else " " * indent, self.key(key), value, indent)

    def key(self, key: str) -> str:
        return self.draw.choice([key] * 6 + [f'"{key}"', f"'{key}'"]) + self.draw.choice([":"] * 9 + [" :"])

    def entry(self, front: str, key: str, value: Any, indent: int) -> None:
        step = self.step if self.chance(0.8) else self.draw.randint(1, 6)
        if isinstance(value, dict | list) and (not value or self.chance(self.flows)):
            self.flowing(f"{front}{key} ", value, indent)
        elif isinstance(value, dict):
            self.emit(front + key + self.tail())
            self.mapping(value, indent + step)
        elif isinstance(value, list):
            self.emit(front + key + self.tail())
            self.listing(value, indent + self.draw.choice([0, step]))
        elif not value:
            self.emit(front + key + self.tail())
        elif len(value) > 12 and self.chance(0.4):
            self.long(front + key, value, indent)
        else:
            self.emit(f"{front}{key} {self.scalar(value)}{self.tail()}")

    def listing(self, items: list[Any], indent: int) -> None:
        for item in items:
            self.between(indent)
            wide = self.draw.choice(["- ", "- ", "-   "])
            if isinstance(item, str):
                self.emit(" " * indent + wide + self.scalar(item) + self.tail())
            elif self.chance(self.flows):
                self.flowing(" " * indent + wide, item, indent)
            else:
                self.mapping(item, indent + len(wide), " " * indent + wide)

    def long(self, front: str, text: str, indent: int) -> None:
        """A text over several lines."""
        depth = indent + self.draw.randint(1, 6)
        pad, half = " " * depth, len(text) // 2
        parts = [text[:half].rstrip(), text[half:].lstrip()]
        match self.draw.choice(["below", "plain", "double", "single", "literal"]):
            case "below":
                self.emit(front + self.tail())
                self.emit(pad + self.scalar(text) + self.tail())
            case "plain" if text[0].isalnum() and parts[1][0].isalnum():
                self.emit(f"{front} {parts[0]}")
                self.emit(pad + parts[1] + self.tail())
            case "double" | "plain":
                first, second = (part.replace('"', '\\"') for part in parts)
                self.emit(f'{front} "{first}')
                self.lines += [""] * self.draw.randint(0, 2)
                self.emit(f'{pad}{second}"{self.tail()}')
            case "single":
                first, second = (part.replace("'", "''") for part in parts)
                self.emit(f"{front} '{first}")
                self.emit(f"{pad}{second}'{self.tail()}")
            case _:
                mark = self.draw.choice(["|", "|", ">", "|-", ">-", "|+"])
                self.emit(f"{front} {mark}{self.tail()}")
                self.lines += [pad + parts[0], *[""] * self.draw.randint(0, 1), pad + parts[1]]
                self.lines += [""] * self.draw.choice([0, 0, 1, 2])
                self.deepest = depth - 1

    def flowing(self, front: str, value: Any, indent: int) -> None:
        """Braces or brackets, over as many lines as they like."""
        body = self.flow(value, indent).split("\n")
        for number, line in enumerate(body):
            self.emit((front if number == 0 else "") + line)
        self.lines[-1] += self.tail()

    def flow(self, value: Any, indent: int) -> str:
        if value == "":
            return ""
        if isinstance(value, str):
            return self.scalar(value.replace(",", "，"))
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if not value:
            return opening + self.draw.choice(["", " "]) + closing
        inner = indent + self.draw.randint(1, 6)
        items = [
            f"{self.draw.choice([item] * 5 + [repr(item)])}: {self.flow(value[item], inner)}"
            if isinstance(value, dict)
            else self.flow(item, inner)
            for item in value
        ]
        match self.draw.choice(["line", "line", "tall", "tall", "ragged"]):
            case "line":
                comma = self.draw.choice([", ", ",", " , "])
                return opening + self.draw.choice(["", " "]) + comma.join(items) + self.trailing() + closing
            case "tall":
                return opening + self.tall(items, inner) + " " * self.draw.choice([indent, inner]) + closing
        text = opening
        for number, item in enumerate(items):
            text += item + ("," if number < len(items) - 1 else self.trailing())
            text += self.draw.choice([" ", " ", f"{self.tail()}\n{' ' * inner}"])
        return text + closing

    def trailing(self) -> str:
        return self.draw.choice(["", "", "", ","])

    def tall(self, items: list[str], inner: int) -> str:
        """Each item on a line of its own."""
        pad, text = " " * inner, self.tail() + "\n"
        for number, item in enumerate(items):
            while self.chance(self.noise):
                text += self.draw.choice(
                    ["\n", f"{pad}{self.comment()}\n", f"{' ' * indent_of(inner)}{self.comment()}\n"]
                )
            comma = "," if number < len(items) - 1 else self.trailing()
            if comma and self.chance(0.05):
                text += f"{pad}{item}{self.tail()}\n{pad}{comma}{self.tail()}\n"
            else:
                text += f"{pad}{item}{self.draw.choice(['', '', ' ']) if comma else ''}{comma}{self.tail()}\n"
        if self.chance(self.noise):
            text += f"{pad}{self.comment()}\n"
        return text


def indent_of(inner: int) -> int:
    """Where a careless hand puts a comment between braces."""
    return max(1, inner - 2)


def _value(writer: Writer) -> Any:
    draw = writer.draw
    number = draw.choice(
        [str(draw.randint(1, 99)), f"{draw.randint(1, 99)}/{draw.randint(100, 999)}", "84.995%"]
    )
    if writer.chance(0.6):
        return number
    said: dict[str, Any] = {"value": number}
    for key, odds in (("status", 0.3), ("source", 0.4), ("note", 0.5)):
        if writer.chance(odds):
            said[key] = "快报" if key == "status" else draw.choice([writer.text()] * 9 + [""])
    if writer.chance(0.3):
        said["evidence"] = [writer.text() for _ in range(draw.randint(1, 3))]
    return said


def _series(writer: Writer) -> dict[str, Any]:
    draw = writer.draw
    days = sorted(draw.sample(range(0, 700, 7), draw.randint(1, 7)))
    match draw.choice(["up", "up", "down", "any"]):
        case "down":
            days.reverse()
        case "any":
            draw.shuffle(days)
    return {(date(2023, 1, 1) + timedelta(days=each)).isoformat(): _value(writer) for each in days}


def _measurements(writer: Writer) -> dict[str, Any]:
    draw, found = writer.draw, {}
    for key in _some(writer, INDICATORS[:6], 1):
        by = _some(writer, ORGANISATIONS[:4], 1) if writer.chance(0.3) else ()
        found[key] = {each: _series(writer) for each in by} if by else _series(writer)
    if writer.chance(0.2):
        draw.shuffle(keys := list(found))
        found = {key: found[key] for key in keys}
    return found


def _some(writer: Writer, among: Sequence[str], least: int) -> list[str]:
    return sorted(writer.draw.sample(list(among), writer.draw.randint(least, len(among))))


def tree(writer: Writer) -> dict[str, Any]:
    """What the file says."""
    draw = writer.draw
    data: dict[str, Any] = {"id": "tidy-villages", "name": writer.text(), "order": "1"}
    if writer.chance(0.6):
        data["lead"] = writer.text()
    if writer.chance(0.7):
        data["plan"] = [
            {"id": f"plan-{n}", "year": "2024", "title": writer.text()} for n in range(draw.randint(0, 4))
        ]
    if writer.chance(0.6):
        data["issues"] = {
            f"issue-{n}": [
                {"on": f"2024-0{step + 1}-01", "step": writer.text()} for step in range(draw.randint(1, 3))
            ]
            for n in range(draw.randint(0, 3))
        }
    if writer.chance(0.5):
        data["work"] = {"2024": [{"lead": "改厕", "text": writer.text() * 2}]}
    if writer.chance(0.9):
        data["measurements"] = _measurements(writer)
    if writer.chance(0.15):
        draw.shuffle(keys := list(data))
        data = {key: data[key] for key in keys}
    return data


def hostile_file(seed: int) -> bytes:
    """One file: valid YAML within our subset, laid out in any way."""
    draw = random.Random(seed)
    writer = Writer(draw)
    writer.between(0)
    if writer.chance(0.15):
        writer.emit("---" + writer.tail().replace("\t", " "))
    if writer.chance(0.04):
        writer.flowing("", tree(writer), 0)
    else:
        writer.mapping(tree(writer), 0)
    writer.between(0)
    if writer.chance(0.05):
        writer.emit("..." + writer.tail())
    ends = draw.choice([["\n"], ["\n"], ["\r\n"], ["\r\n"], ["\n", "\r\n"]])
    text = "".join(line + draw.choice(ends) for line in writer.lines)
    if writer.chance(0.2):
        text = text.rstrip("\r\n")
    return (b"\xef\xbb\xbf" if writer.chance(0.2) else b"") + text.encode()
