"""What a person reads never carries what could steer a terminal or a runner, hide text or forge a line.

A runner of builds reads every line that a command prints. GitHub's takes ``::name::`` at the start of one, behind
blanks too, and ``##[name]`` anywhere for a command; Azure's ``##vso[``, TeamCity's ``##teamcity[`` anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from aiwei_cli.model.invisible_characters import invisible_in, is_visible

if TYPE_CHECKING:
    from aiwei_cli.render.words.phrase import Phrase

_COMMAND: Final = re.compile(r"##(?=\w*\[)")
_FIRST: Final = re.compile(r"^([^\S\n]*)::(?!:)", re.MULTILINE)


def safe(text: str) -> str:
    """Control, bidirectional and invisible characters as ``\\u{1b}``; a tab as four spaces; ``##[`` as ``## [``."""
    return _parted(_through(text.replace("\t", "    "), lambda character: f"\\u{{{ord(character):x}}}"))


def uncommanding(text: str) -> str:
    """Whole lines of which a runner obeys none: what begins one as ``::`` is a full-width colon, as wide as both."""
    return _parted(_FIRST.sub(r"\1：", text) if "::" in text else text)


def _parted(text: str) -> str:
    return _COMMAND.sub("## ", text) if "##" in text else text


def one_line(words: str | Phrase) -> str:
    """The same, with a blank for every line break: what follows one would pass for a line of ours."""
    text = words if isinstance(words, str) else words.text
    if "\n" not in text:
        return safe(text)
    first, *more = text.split("\n")
    return safe(" ".join([first.rstrip(), *(part for each in more if (part := each.strip()))]))


def in_lines(lines: Iterable[str]) -> str:
    """Lines made of data, each kept one line."""
    return "".join(f"{one_line(line)}\n" for line in lines)


def safe_json(text: str) -> str:
    """The same characters inside JSON text, as JSON writes them; what would be a runner's command too."""
    return _COMMAND.sub(r"\\u0023#", _through(text, _escaped))


def _through(text: str, escaped: Callable[[str], str]) -> str:
    if is_visible(text):  # the usual case
        return text
    return "\n".join(  # line by line: in a long document most are plain
        line if is_visible(line) else "".join(escaped(each) if invisible_in(each) else each for each in line)
        for line in text.split("\n")
    )


def _escaped(character: str) -> str:
    """A character beyond the first 65,536 as the two halves that JSON knows it by."""
    halves = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))
