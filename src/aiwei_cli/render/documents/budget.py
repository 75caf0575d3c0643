"""How much a template may do: steps, text, depth. Counted, never timed: the same template ends the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jinja2.utils import Namespace

MAX_STEPS: Final = 500_000
"""Rounds of loops, calls, filters and operators, and a hundredth of what each of them handles."""
MAX_VALUE: Final = 1_000_000
"""Characters of one value."""
_ITEM: Final = 8
"""What an item of a list counts for beside its characters."""
MAX_BYTES: Final = 10_000_000
"""Of all that is put out, also into macros and variables."""
MAX_DEPTH: Final = 50
"""Macros, included templates and recursive loops within each other."""
_WORK: Final = 50 * MAX_VALUE
"""What one call may come to before its result is measured."""
_BITS: Final = 4_000
"""Of a whole number: some 1,200 digits."""
_WIDTH: Final = 10_000
"""What a format may fill a value up to."""
_NUMBER: Final = 5_000
"""What a number counts for where another one says how often or how far."""

_SPEC: Final = re.compile(r"%(?:\([^()]*\))?[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?")


class Exhausted(RuntimeError):
    """A template wants more than it may have."""


class Budget:
    """What one rendering has used up so far."""

    def __init__(self) -> None:
        self.steps = self.written = self.depth = 0

    def step(self, amount: int = 1) -> None:
        """So many steps more. Raises :class:`Exhausted`."""
        self.steps += amount
        if self.steps > MAX_STEPS:
            raise Exhausted(f"循环和运算太多，超过 {MAX_STEPS} 步")

    def write(self, amount: int) -> None:
        """So many bytes more. Raises :class:`Exhausted`."""
        self.written += amount
        if self.written > MAX_BYTES:
            raise Exhausted(f"写出的内容太长，超过 {MAX_BYTES} 字节")

    def deeper(self) -> None:
        """One more within the others. Raises :class:`Exhausted`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Exhausted(f"宏互相调用，没有尽头（连同引用的模板超过 {MAX_DEPTH} 层）")

    def back(self) -> None:
        """One less."""
        self.depth -= 1

    def measured(self, value: object) -> int:
        """The size of a value, which costs steps by its size. Raises :class:`Exhausted`."""
        size = size_of(value)
        self.step(1 + size // 100)
        return size

    def counted(self, values: Iterator[object]) -> Iterator[object]:
        """The same values, each a step."""
        for value in values:
            self.step()
            yield value

    def foreseen(self, value: object, others: Iterable[object]) -> None:
        """What a function can make of a value, before it does. Raises :class:`Exhausted`."""
        size = _NUMBER if isinstance(value, (int, float)) else self.measured(value)
        times = 1
        for other in others:
            times += abs(other) if isinstance(other, int) else self.measured(other)
        if (size + 1) * times > _WORK:
            raise Exhausted("重复或填充的次数太多")

    def operated(self, operator: str, left: object, right: object) -> None:
        """What an operator can make of two values. Raises :class:`Exhausted`."""
        sizes = self.measured(left), self.measured(right)
        if operator == "%" and isinstance(left, str):
            self._filled(left, right, sizes[1])
        elif operator == "**" and isinstance(left, int) and isinstance(right, int):
            _within(_BITS, left.bit_length() * max(right, 0), "数太大")
        elif operator == "*":
            self._multiplied(left, right, sizes)
        elif operator == "+":
            within_value(sum(sizes))

    def _multiplied(self, left: object, right: object, sizes: tuple[int, int]) -> None:
        if isinstance(left, int) and isinstance(right, int):
            _within(_BITS, left.bit_length() + right.bit_length(), "数太大")
        elif isinstance(left, int):
            _within(MAX_VALUE, sizes[1] * max(left, 0), "重复的次数太多")
        elif isinstance(right, int):
            _within(MAX_VALUE, sizes[0] * max(right, 0), "重复的次数太多")

    def _filled(self, text: str, values: object, size: int) -> None:
        specs = _SPEC.findall(text)
        said = [number for pair in specs for number in pair]
        widths = [wide(number) for number in said if number.isdigit()]
        if "*" in said:
            several = values if isinstance(values, tuple) else (values,)
            widths += [abs(each) for each in several if isinstance(each, int)]
        _within(_WIDTH, max(widths, default=0), "填充的宽度太大")
        _within(_WORK, sum(widths) + (len(specs) + 1) * size, "填充的内容太长")


def wide(digits: str) -> int:
    """A number in a format; one that nobody would write counts as too much."""
    return int(digits) if len(digits) < 10 else MAX_VALUE


def within_value(size: int) -> None:
    """No more than one value may hold. Raises :class:`Exhausted`."""
    _within(MAX_VALUE, size, "文字或列表太长")


def within_width(spec: str) -> None:
    """A format that fills a value up not too far. Raises :class:`Exhausted`."""
    _within(_WIDTH, max(map(wide, re.findall(r"\d+", spec)), default=0), "填充的宽度太大")


def _within(most: int, amount: int, said: str) -> None:
    if amount > most:
        raise Exhausted(said)


def size_of(value: object) -> int:
    """The characters in a value and what its items count for, those of what it holds included. Raises :class:`Exhausted`."""
    total, held = -_ITEM, [value]
    while held:
        each = held.pop()
        total += _ITEM
        if isinstance(each, (str, bytes)):
            total += len(each)
        elif isinstance(each, int):
            _within(_BITS, each.bit_length(), "数太大")
        else:
            held += _parts(each)
        within_value(total + _ITEM * len(held))
    return total


def _parts(value: object) -> Iterable[object]:
    """What a value holds that comes out with it."""
    if isinstance(value, Namespace):
        return list(object.__getattribute__(value, "_Namespace__attrs").values())
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, (list, tuple, set, frozenset)) else ()
