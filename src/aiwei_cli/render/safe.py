"""What a person reads never carries a character that could steer a terminal, hide text or forge a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiwei_cli.model.unseen import is_seen, unseen


def safe(text: str) -> str:
    """Control, bidirectional and invisible characters as ``\\u{1b}``; a tab as four spaces."""
    return _through(text.replace("\t", "    "), lambda character: f"\\u{{{ord(character):x}}}")


def one_line(text: str) -> str:
    """The same, with a blank for every line break: what follows one would pass for a line of ours."""
    if "\n" not in text:
        return safe(text)
    first, *more = text.split("\n")
    return safe(" ".join([first.rstrip(), *(part for each in more if (part := each.strip()))]))


def in_lines(lines: Iterable[str]) -> str:
    """Lines made of data, each kept one line."""
    return "".join(f"{one_line(line)}\n" for line in lines)


def safe_json(text: str) -> str:
    """The same characters inside JSON text, as JSON writes them."""
    return _through(text, _escaped)


def _through(text: str, escaped: Callable[[str], str]) -> str:
    if is_seen(text):  # the usual case
        return text
    return "\n".join(  # line by line: in a long document most are plain
        line if is_seen(line) else "".join(escaped(each) if unseen(each) else each for each in line)
        for line in text.split("\n")
    )


def _escaped(character: str) -> str:
    """A character beyond the first 65,536 as the two halves that JSON knows it by."""
    halves = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))
