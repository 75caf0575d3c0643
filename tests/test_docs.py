"""What the documents show is what the commands print: run, compared, and rewritten by ``--update-golden``."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import generate
import pytest
from pydantic import TypeAdapter

from aiwei_cli.load.data_file import DataFile, parsed
from aiwei_cli.load.references import check_action
from aiwei_cli.load.yamltext.document import plain
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.condition import Condition
from aiwei_cli.model.target import TargetsFile
from aiwei_cli.model.workspace import Defaults, WorkspaceFile
from aiwei_cli.render.documents.supervision_note import Digest
from aiwei_cli.render.documents.work_summary import Report
from aiwei_cli.render.reference.schema.model_schema import schema_of
from aiwei_cli.render.reference.schema.schema_files import KINDS, as_text
from aiwei_cli.render.words.changes.change_row import Section
from conftest import Cli
from support import PROJECT, WORKSPACES, repository

FRONT = [PROJECT / "README.md", PROJECT / "README.zh-CN.md"]
CONTENTS = PROJECT / "docs" / "zh" / "README.md"
MANUAL = [
    CONTENTS.parent / name
    for name in re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", CONTENTS.read_text(encoding="utf-8"), re.MULTILINE)
]
"""In the order of the contents."""
EVERY = sorted(
    path for folder in ("", "docs/zh", "docs/en", "tests/schemas") for path in (PROJECT / folder).glob("*.md")
)
OUTPUT = re.compile(r"(<!-- output of: (aiwei [^\n]*?) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
BROKEN = re.compile(r"(<!-- broken: ([a-z0-9-]+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize(
    "story", [[FRONT[0]], [FRONT[1]], MANUAL], ids=["README.md", "README.zh-CN.md", "the manual"]
)
def test_shown_output_is_real(
    story: list[Path],
    cli: Cli,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """One after the other in a copy of our data: what a page records, the pages after it review."""
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    monkeypatch.chdir(repository(tmp_path, "2024-12-31"))

    def run(found: re.Match[str]) -> str:
        result = cli(*shlex.split(found[2])[1:])
        assert result.code in (0, 1, 2), result.err
        return found[1] + result.out + result.err + found[4]

    def broken(found: re.Match[str]) -> str:
        said = (WORKSPACES / "broken" / found[2] / "expected.stderr").read_text(encoding="utf-8")
        return found[1] + said + found[4]

    for path in story:
        text = path.read_text(encoding="utf-8")
        assert "<!-- output of" not in OUTPUT.sub("", text) and "<!-- broken" not in BROKEN.sub("", text)
        golden(path, BROKEN.sub(broken, OUTPUT.sub(run, text)))


@pytest.mark.parametrize("path", FRONT, ids=lambda path: path.name)
def test_the_first_line_shown_is_the_line_written(
    path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    recorded = next(line for _, line, _, _ in OUTPUT.findall(text) if line.startswith("aiwei record"))
    assert cli(*shlex.split(recorded)[1:]).code == 0
    (block,) = re.findall(r"```yaml\nmeasurements:\n(.*?)```", text, re.DOTALL)
    assert [file for file in tmp_path.rglob("*.yaml") if block in file.read_text(encoding="utf-8")]


def test_the_contents_name_every_page() -> None:
    assert sorted([CONTENTS, *MANUAL]) == sorted(CONTENTS.parent.glob("*.md"))


@pytest.mark.parametrize("path", MANUAL, ids=lambda path: path.stem)
def test_generated_blocks_are_as_the_program_has_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert generate.renewed(text) == text, f"{named(path)} is out of date: run python docs/generate.py"


def test_everything_that_the_program_knows_has_its_block() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in MANUAL)
    found = [name for _, name, _, _ in generate.BLOCK.findall(text)]
    assert generate.blocks() - set(found) == set(), "write a block of that name into its page"
    assert sorted(found) == sorted(generate.blocks())


@pytest.mark.parametrize("path", FRONT, ids=lambda path: path.name)
def test_the_front_page_stays_one_page(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


def places(path: Path) -> set[str]:
    """What ``#…`` can lead to on a page, as code hosts name headings."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target, place in re.findall(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)", text):
        there = path.parent / target if target else path
        assert there.exists(), target
        assert not place or place in places(there), f"{target}#{place}"


@pytest.mark.parametrize(("pages", "count"), [([FRONT[0]], 1), ([FRONT[1]], 1), (MANUAL, 7)])
def test_shown_data_is_valid(pages: list[Path], count: int) -> None:
    """What the program wrote is held to be right, or wrong, by the tests of the explanations."""
    text = "".join(generate.BLOCK.sub("", path.read_text(encoding="utf-8")) for path in pages)
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    documents = [_read(block) for block in blocks if not block.startswith(("# .pre-commit", "defaults:"))]
    for text in (block for block in blocks if block.startswith("defaults:")):
        Defaults.model_validate(plain(_read(text).root)["defaults"])
    shown = [plain(document.root) for document in documents]
    assert len(shown) == count
    for document, data in zip(documents, shown, strict=True):
        if "town" in data:
            WorkspaceFile.model_validate(data)
        elif data.keys() & {"indicators", "scales", "exceptions"}:
            indicators = next(data["indicators"] for data in shown if "indicators" in data)
            TargetsFile.model_validate({"indicators": indicators, **data})
        else:
            action = ActionFile.model_validate({"id": "some", "name": "某行动", "order": "1", **data})
            assert not list(check_action(document, action))


def _read(block: str) -> DataFile:
    document, problems = parsed("shown", block.split("\n"))
    assert document and not problems
    return document


def test_shown_conditions_are_valid() -> None:
    text = (PROJECT / "docs" / "zh" / "conditions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`\{.*?) \|", text, re.MULTILINE)
    shown = [each for row in rows for each in re.findall(r"`(\{.*?\})`", row)]
    assert len(shown) == 21
    for each in shown:
        document, problems = parsed("a table", [f"target: {each}"])
        assert document and not problems
        TypeAdapter[Condition](Condition).validate_python(plain(document.root)["target"])


SOURCE = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "src").rglob("*.py"))


def test_the_glossary_names_classes_and_keys_that_there_are() -> None:
    keys = set(re.findall(r'"([a-z_]+)": \{\n', "".join(as_text(schema_of(kind)) for kind in KINDS)))
    shown = 0
    for row in (PROJECT / "docs" / "en" / "glossary.md").read_text(encoding="utf-8").splitlines():
        for word in re.findall(r"`([A-Za-z_]+)`", row.rpartition(" | ")[0]):
            shown += 1
            if word[0].isupper():
                assert re.search(rf"^(class {word}\b|{word} = |type {word}\b)", SOURCE, re.MULTILINE), word
            else:
                assert word in keys, word
    assert shown > 60


def test_the_recipes_name_tables_that_there_are() -> None:
    text = (PROJECT / "docs" / "en" / "recipes.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(_?[A-Z][A-Z_]+|[A-Z][a-z]+[A-Za-z]*)`", text)) - {"AIWEI_YAML_LANGUAGE_SERVER"}
    assert len(named) > 15
    for word in named:
        assert re.search(rf"^(class {word}\b|{word}(: [^\n]*)? = |type {word}\b)", SOURCE, re.MULTILINE), word


def first_column(page: str, heading: str) -> list[str]:
    """The names in the first column of the tables under a heading of a page."""
    text = (PROJECT / "docs" / "zh" / page).read_text(encoding="utf-8")
    part = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ((?:… )?`[^|]*) \|", part, re.MULTILINE)
    return re.findall(r"`(\w+)(?:\[\])?`", "".join(rows))


@pytest.mark.parametrize(
    ("heading", "variables"), [("工作总结的模板", Report), ("周报告和通报的模板", Digest)]
)
def test_the_manual_names_all_that_a_template_may_use(heading: str, variables: type) -> None:
    assert sorted(first_column("documents.md", heading)) == sorted(each.name for each in fields(variables))


def test_the_manual_names_every_key_of_the_json() -> None:
    golden = WORKSPACES / "golden" / "every-verdict.2024-12-31.json"
    whole = json.loads(golden.read_text(encoding="utf-8"))
    assert first_column("formats.md", "JSON") == [
        *(key for key in whole if key != "diagnostics"),
        *whole["verdicts"][0],
        "diagnostics",
    ]
    page = (PROJECT / "docs" / "zh" / "history.md").read_text(encoding="utf-8")
    assert not [each for each in Section if f"`{each}`" not in page]
