"""All diagnostic codes; the entries of a hundred are read when one of them is asked for.

An entry is mostly explanation, which no check needs that has nothing to say.
"""

from typing import Final

from aiwei_cli.model.codes.code import Code
from aiwei_cli.model.severity import Severity


def _reading() -> dict[str, Code]:
    from aiwei_cli.model.codes.unreadable_files import UNREADABLE_FILES

    return UNREADABLE_FILES


def _shape() -> dict[str, Code]:
    from aiwei_cli.model.codes.wrong_shapes import WRONG_SHAPES

    return WRONG_SHAPES


def _references() -> dict[str, Code]:
    from aiwei_cli.model.codes.wrong_references import WRONG_REFERENCES

    return WRONG_REFERENCES


def _questions() -> dict[str, Code]:
    from aiwei_cli.model.codes.open_questions import OPEN_QUESTIONS

    return OPEN_QUESTIONS


HUNDREDS: Final = {"AW1": _reading, "AW2": _shape, "AW3": _references, "AW4": _questions}
"""By the first characters of their names."""


def hundred(name: str) -> dict[str, Code]:
    """The codes by name that a code stands among; none for what is no code's name."""
    entries = HUNDREDS.get(name[:3])
    return entries() if entries else {}


def entry_of(name: str) -> Code:
    """The entry of a code."""
    return hundred(name)[name]


def every_code() -> dict[str, Code]:
    """All of them by name, in the order of their numbers."""
    return {name: code for entries in HUNDREDS.values() for name, code in entries().items()}


def questions() -> tuple[str, ...]:
    """The codes that ask; what is wrong for certain cannot be excepted."""
    return tuple(name for name, code in _questions().items() if code.severity is Severity.WARNING)


def ignorable() -> tuple[str, ...]:
    """The questions whether a figure can be right, which an indicator's ``ignore`` switches off."""
    return tuple(name for name, code in _questions().items() if code.ignorable)
