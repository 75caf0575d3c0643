"""The examples of a command in the words of the programme that comes with aiwei."""

from __future__ import annotations

from aiwei_cli.cli.help.command_registry import EXAMPLES
from aiwei_cli.edit.scaffold.shipped_programme import example_words


def examples(path: str) -> list[tuple[str, str]]:
    """Those of a command, in the words of the programme; a date that is written out is of its year."""
    words, found = example_words(), []
    for line, what in EXAMPLES[path]:
        try:
            found.append((line.format_map(words), what))
        except KeyError:  # another programme lacks the word
            continue
    return found
