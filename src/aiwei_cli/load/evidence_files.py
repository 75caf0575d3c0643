"""Evidence files (佐证材料): kept under the hash of their content, so that a changed one shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, assert_never

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.tree import EVIDENCE, Tree, Unfit
from aiwei_cli.load.yamltext.document import Listing, Mapping, Node, Scalar
from aiwei_cli.model.diagnostic import Diagnostic

_PATH: Final = rf"(?a){EVIDENCE}/([0-9a-f]{{64}})/[^/\\\\:\x00-\x1f]+"


def evidence_named(document: DataFile) -> Iterator[Scalar]:
    """Where a document names evidence files that are kept under their hash."""
    if any(f"{EVIDENCE}/" in line for line in document.lines):
        yield from (node for node in _named(document.root) if re.fullmatch(_PATH, node.text))


def check_evidence(tree: Tree, document: DataFile) -> Iterator[Diagnostic]:
    """Files that a document names as evidence: each must be there and be what it was."""
    if not any(EVIDENCE in line for line in document.lines):
        return
    for node in _named(document.root):
        text = node.text
        if not text.startswith((f"{EVIDENCE}/", f"{EVIDENCE}\\")):
            continue  # a paper, named in words
        found = re.fullmatch(_PATH, text)
        if found is None or text.endswith(("/.", "/..")):
            message = "佐证文件的路径应是 evidence/散列值/文件名"
            hint = "用 aiwei record 的 --evidence 存入文件，不要手写路径"
            yield document.problem("AW312", message, hint, at=node)
            continue
        try:
            digest = tree.digest(text)
        except Unfit as error:
            hint = "找回这个文件，或重新用 --evidence 存入"
            yield document.problem("AW406", f"佐证文件读不到：{error}", hint, at=node)
            continue
        if digest != found[1]:
            hint = "找回原来的文件；确要更换就用 --evidence 重新存入"
            yield document.problem("AW407", "佐证文件的内容和存入时不同", hint, at=node)


def _named(node: Node) -> Iterator[Scalar]:
    """Every text that stands under a key ``evidence``."""
    match node:
        case Mapping(entries=entries):
            for key, (_, value) in entries.items():
                if key == EVIDENCE:
                    texts = value.items if isinstance(value, Listing) else [value]
                    yield from (text for text in texts if isinstance(text, Scalar))
                else:
                    yield from _named(value)
        case Listing(items=items):
            for item in items:
                yield from _named(item)
        case Scalar():
            return
        case _:
            assert_never(node)
