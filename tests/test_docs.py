"""What the documents show is what the commands print: run, compared, and rewritten by ``--update-golden``."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from aiwei_cli.load.document import Document, plain
from aiwei_cli.load.references import check_action
from aiwei_cli.load.yaml import parse
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.defaults import Defaults
from aiwei_cli.model.diagnostic import CODES
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.workspace import WorkspaceFile
from aiwei_cli.render.labels import SEVERITY
from conftest import Cli
from support import PROJECT, WORKSPACES, repository

DOCUMENTS = [PROJECT / "README.md", PROJECT / "README.zh-CN.md", PROJECT / "CONTRIBUTING.md"]
OUTPUT = re.compile(r"(<!-- output of: (aiwei [^\n]*?) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
BROKEN = re.compile(r"(<!-- broken: ([a-z0-9-]+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
TABLE = re.compile(r"(<!-- codes -->\n)(.*?)(<!-- /codes -->\n)", re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_shown_output_is_real(
    path: Path,
    cli: Cli,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """One after the other in a copy of our data, so that what a page records it can also review."""
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    monkeypatch.chdir(repository(tmp_path, "2024-12-31"))

    def run(found: re.Match[str]) -> str:
        result = cli(*shlex.split(found[2])[1:])
        assert result.code in (0, 1, 2), result.err
        return found[1] + result.out + result.err + found[4]

    def broken(found: re.Match[str]) -> str:
        said = (WORKSPACES / "broken" / found[2] / "expected.stderr").read_text(encoding="utf-8")
        return found[1] + said + found[4]

    rows = "".join(f"| {code} | {SEVERITY[each.severity]} | {each.title} |\n" for code, each in CODES.items())
    text = path.read_text(encoding="utf-8")
    text = BROKEN.sub(broken, OUTPUT.sub(run, text))
    head = "| code | severity | meaning |\n" if "zh-CN" not in path.name else "| 代码 | 轻重 | 含义 |\n"
    text = TABLE.sub(lambda found: f"{found[1]}{head}| --- | --- | --- |\n{rows}{found[3]}", text)
    golden(path, text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (PROJECT / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS[:2], ids=lambda path: path.name)
def test_shown_data_is_valid(path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    documents = [_read(block) for block in blocks if not block.startswith(("# .pre-commit", "defaults:"))]
    for text in (block for block in blocks if block.startswith("defaults:")):
        Defaults.model_validate(plain(_read(text).root)["defaults"])
    shown = [plain(document.root) for document in documents]
    assert len(shown) == 7
    indicators = next(data["indicators"] for data in shown if "indicators" in data)
    for document, data in zip(documents, shown, strict=True):
        if "town" in data:
            WorkspaceFile.model_validate(data)
        elif data.keys() & {"indicators", "scales", "exceptions"}:
            TargetsFile.model_validate({"indicators": indicators, **data})
        else:
            action = ActionFile.model_validate({"id": "some", "name": "某行动", "order": "1", **data})
            assert not list(check_action(document, action))


def _read(block: str) -> Document:
    document, problems = parse("shown", block.split("\n"))
    assert document and not problems
    return document


@pytest.mark.parametrize("path", DOCUMENTS[:2], ids=lambda path: path.name)
def test_shown_conditions_are_valid(path: Path) -> None:
    rows = re.findall(r"^\| (`\{.*?) \|", path.read_text(encoding="utf-8"), re.MULTILINE)
    shown = [each for row in rows for each in re.findall(r"`(\{.*?\})`", row)]
    assert len(shown) == 20
    for text in shown:
        document, problems = parse("a table", [f"target: {text}"])
        assert document and not problems
        TypeAdapter[Condition](Condition).validate_python(plain(document.root)["target"])
