"""What a template sees of a document: plain text, of which nothing is taken for Markdown.

The document itself is made of phrases and of names as they were typed. Only here, where it becomes Markdown, are
they made texts, each escaped as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from aiwei_cli.render.words.markdown_text import escape, escape_title
from aiwei_cli.render.words.phrase import Phrase, TracedFigure, Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


NAMES_A_COMMIT: Final = {"names_a_commit": True}
"""Metadata of what is told in our words and names a commit, which is there to be copied."""


def variables(content: DataclassInstance) -> dict[str, Any]:
    """Each name of a document with what a template is given for it."""
    return {
        each.name: _shown(getattr(content, each.name), escape_title if each.metadata else escape)
        for each in fields(content)
    }


def _shown(value: Any, write: Callable[[Words], str] = escape) -> Any:
    if isinstance(value, str | Phrase | TracedFigure):
        return write(value)
    if isinstance(value, list):
        return [_shown(each) for each in value]
    if isinstance(value, tuple):
        return tuple(map(_shown, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **variables(value))
    return value
