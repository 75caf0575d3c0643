"""Explanations as text: one in full, or all by name."""

from __future__ import annotations

from textwrap import indent
from typing import Final

from aiwei_cli.model.codes.catalogue import entry_of, every_code, hundred
from aiwei_cli.model.codes.code import Code
from aiwei_cli.render.words.condition_explanation import Explanation
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY

_HUNDREDS: Final = {"AW1": "读不懂的文件", "AW2": "写法不对", "AW3": "文件之间对不上", "AW4": "有疑问"}


def code_titles() -> dict[str, str]:
    """The codes with their titles."""
    return {name: code.title for name, code in every_code().items()}


def names() -> dict[str, str]:
    """Everything that is explained, with its title."""
    # With the words of every kind of condition, which no code needs.
    from aiwei_cli.render.reference.condition_pages import CONDITIONS
    from aiwei_cli.render.reference.figure_pages import FIGURES

    return code_titles() | {word: each.title for word, each in (CONDITIONS | FIGURES).items()}


def listing() -> str:
    """All codes and conditions, a line each."""
    from aiwei_cli.render.reference.condition_pages import CONDITIONS
    from aiwei_cli.render.reference.figure_pages import FIGURES

    parts = []
    for start, title in _HUNDREDS.items():
        rows = [
            f"  {name}  {SEVERITY[each.severity]}  {each.title}\n" for name, each in hundred(start).items()
        ]
        parts.append(f"{title}\n{''.join(rows)}")
    width = max(map(len, CONDITIONS | FIGURES))
    rows = [f"  {word:{width}}  {each.title}\n" for word, each in CONDITIONS.items()]
    parts.append(f"目标条件\n{''.join(rows)}")
    kinds = [f"  {word:{width}}  {each.title}\n" for word, each in FIGURES.items()]
    parts.append(f"数的口径（figures）\n{''.join(kinds)}")
    return "\n".join(parts) + "\n看其中一个：aiwei rule AW203，或 aiwei rule at_least\n"


def explained(name: str) -> str:
    """One code or condition in full."""
    if name in every_code():
        return safe(_code(name, entry_of(name)))
    from aiwei_cli.render.reference.condition_pages import CONDITIONS
    from aiwei_cli.render.reference.figure_pages import FIGURES

    return safe(_condition(name, (CONDITIONS | FIGURES)[name]))


def _code(name: str, each: Code) -> str:
    head = f"{name}（{SEVERITY[each.severity]}）{each.title}\n"
    wrong, right = _example("不要这样写", each.wrong), _example("要这样写", each.right)
    beside = _example("targets.yaml 的 indicators 里另有", each.beside) + "\n" if each.beside else ""
    return f"{head}\n{_reasons(each.what, each.why)}\n例子在 {each.path}：\n\n{beside}{wrong}\n{right}"


def _condition(word: str, each: Explanation) -> str:
    text = f"{word} {each.title}\n\n{_reasons(each.what, each.why)}\n{_example('目标', each.target)}\n"
    if each.figures:
        text += _example("指标里写", f"every: quarter\nfigures: {each.figures}") + "\n"
    if each.beside:
        text += _example("targets.yaml 里另有", each.beside) + "\n"
    missed, met = (
        _example(f"这样的监测值（{each.unit}）{end}", values)
        for end, values in (("不满足", each.misses), ("满足", each.meets))
    )
    return f"{text}{missed}\n{met}"


def _reasons(what: str, why: str) -> str:
    """A sentence a line, so that no terminal has to break one."""
    return f"是什么：\n{_sentences(what)}为什么：\n{_sentences(why)}"


def _sentences(text: str) -> str:
    return "".join(f"  {sentence}。\n" for sentence in text.split("。") if sentence)


def _example(title: str, text: str) -> str:
    shown = text.rstrip("\n").replace("\t", "<Tab>")  # which could not be told from spaces
    return f"{title}：\n{indent(shown, '  ')}\n"
