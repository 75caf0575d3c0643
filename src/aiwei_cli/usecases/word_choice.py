"""What words on the command line mean, of all that is known."""

from __future__ import annotations

from collections.abc import Iterable

from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.errors import UsageError


def choose(option: str, words: Iterable[str], known: dict[str, str]) -> list[str]:
    """The ids that words on the command line mean: ids or Chinese names. Raises :class:`UsageError`."""
    by_name = {name: key for key, name in reversed(known.items())}  # of a name used twice the first
    chosen = []
    for word in words:
        key = word if word in known else by_name.get(word)
        if key is None:
            some = "、".join([*known][:8])
            hint = did_you_mean(word, known, [*by_name]) or f"可选：{some}{'……' if len(known) > 8 else ''}"
            raise UsageError(f"{option} 不认识“{word}”", hint)
        chosen.append(key)
    return chosen
