"""The house itself: nothing on offer without its rule, its help, its case and its golden."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from enum import EnumType
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.load.assemble import load
from aiwei_cli.model.codes.catalogue import every_code, hundred, ignorable, questions
from aiwei_cli.model.condition import CONDITION_WORDS, KINDS, Condition
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.severity import Severity
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import FormatName, Workspace
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.reference.condition_pages import CONDITIONS
from aiwei_cli.render.words import labels
from support import PROJECT, WORKSPACES

SOURCES = sorted((PROJECT / "src" / "aiwei_cli").rglob("*.py"))
MANUAL = PROJECT / "docs" / "zh"
CODES = every_code()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_small_rooms(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert body <= 50, f"{node.name}: {body} lines"


def test_no_file_name_stands_twice() -> None:
    names = Counter(path.name for path in SOURCES)
    assert {name for name, times in names.items() if times > 1} == {"__init__.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_is_sent_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    room = path.relative_to(PROJECT / "src" / "aiwei_cli").parts[0]
    tree = ast.parse(text)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert "float" not in called
    if room != "cli":
        assert not called & {"print", "date.today", "datetime.now", "datetime.today"}
    broad = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and _broad(node)]
    assert len(broad) <= (path.name == "boundary.py")
    if path.name != "labels.py":
        for word in ("达标", "未达标", "推进中", "缺数据"):
            assert f'"{word}"' not in text


@pytest.mark.parametrize(
    "path", [each for each in SOURCES if each.parent.name == "commands"], ids=lambda path: path.stem
)
def test_a_command_parses_calls_a_use_case_shows_and_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            assert lines <= 20, f"{node.name}: {lines} lines"


@pytest.mark.parametrize(
    "path", [each for each in SOURCES if each.parent.name == "usecases"], ids=lambda path: path.stem
)
def test_a_use_case_knows_neither_screen_nor_command_line(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert not imported & {"sys", "typer", "rich", "questionary", "prompt_toolkit"}


def _broad(handler: ast.ExceptHandler) -> bool:
    if isinstance(last := handler.body[-1], ast.Raise) and last.exc is None:
        return False  # it tidies up and passes the exception on
    return handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException")


OPEN_SETS = {
    "cli/help/usage_errors.py _explain": "typer's errors, by name",
    "edit/change_batch.py _reach": "a path that leads nowhere",
    "edit/file_change.py _bare": "what YAML is made of",
    "edit/file_change.py _do": "the changes as _plan, which is held to all, has let them through",
    "edit/branch_merge.py _lacking": "any key of a file",
    "edit/entry_text.py flow": "any object, refused",
    "model/text.py kind_word": "whatever YAML holds",
}
"""The matches that need not name everything, and why; of a closed set nothing may fall through. It only shrinks."""


def test_a_match_over_a_closed_set_names_all_of_it() -> None:
    """It ends in ``assert_never``, so that the type checker names every place a new member has to be told of."""
    found = set()
    for path in SOURCES:
        where = path.relative_to(PROJECT / "src" / "aiwei_cli").as_posix()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                matches = [node for node in _own_nodes(function) if isinstance(node, ast.Match)]
                found |= {f"{where} {function.name}" for node in matches if not _ends_in_assert_never(node)}
    assert found == set(OPEN_SETS)


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a function but those of functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            yield from _own_nodes(node)


def _ends_in_assert_never(node: ast.Match) -> bool:
    last = node.cases[-1]
    return [ast.unparse(line).partition("(")[0] for line in last.body] == ["assert_never"]


MODELS = sorted((PROJECT / "src" / "aiwei_cli" / "model").glob("[a-z]*.py"))
ENUMS = {
    name: each
    for path in MODELS
    for name, each in vars(import_module(f"aiwei_cli.model.{path.stem}")).items()
    if isinstance(each, EnumType)
}


def test_a_table_over_a_closed_set_has_all_of_it() -> None:
    """A word, a colour, a level for each: what is new is not looked up in vain, nor given somebody else's."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            written = [key for key in node.keys if key] if isinstance(node, ast.Dict) else []
            keys = {ast.unparse(key).removesuffix(".value") for key in written}
            for name in {key.partition(".")[0] for key in keys} & ENUMS.keys():
                lacking = {f"{name}.{member}" for member in ENUMS[name].__members__} - keys
                assert not lacking, f"{path}:{written[0].lineno}"


def test_every_period_has_its_words() -> None:
    every = get_args(Indicator.model_fields["every"].annotation)
    assert set(labels.EVERY) == set(every)
    assert (
        set(labels.SPAN) == set(labels.BEFORE) == {each.value for each in Interval} == set(every) - {"once"}
    )


def _words_of(workspace: Workspace) -> Iterator[str]:
    for action in workspace.actions.values():
        yield from (action.id, action.name, *action.issues)
        yield from (said for item in action.plan for said in (item.id, item.title))
        yield from (key for figures in action.figures.values() for key in figures)
    for key, indicator in workspace.indicators.items():
        yield from (key, indicator.name, *((indicator.short,) if indicator.short else ()))


WRITERS = {"edit/storage.py"}
"""The modules that may open a file for writing, or give one its name: nothing else is held to be whole or not there."""

_WRITING = (
    *("write_text", "write_bytes", "fdopen", "touch", "truncate", "mkstemp", "NamedTemporaryFile"),
    *(
        "rename",
        "renames",
        "move",
        "link",
        "symlink",
        "hardlink_to",
        "symlink_to",
        "copyfile",
        "copy2",
        "copytree",
    ),
)


def test_one_module_writes_files() -> None:
    found = {
        path.relative_to(PROJECT / "src" / "aiwei_cli").as_posix(): [ast.unparse(each) for each in calls]
        for path in SOURCES
        if (
            calls := [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _writes(each)]
        )
    }
    assert found.keys() == WRITERS, found


def _writes(node: ast.AST) -> bool:
    """Whether it opens a file in another way than for reading, or puts one in a place."""
    if not isinstance(node, ast.Call):
        return False
    module, _, name = ast.unparse(node.func).rpartition(".")
    said = [ast.unparse(each) for each in (*node.args, *(keyword.value for keyword in node.keywords))]
    if name == "open" and module == "os":
        return "os.devnull" not in said and not any("O_RDONLY" in each for each in said)
    if name == "open":
        named = [ast.unparse(each.value) for each in node.keywords if each.arg == "mode"]
        mode = [*named, *said[0 if module else 1 : len(node.args)][:1]]
        return bool(mode) and mode[0] not in ("'r'", "'rb'")
    # A text has two arguments to replace, a day has names for them; a file has one.
    return name in _WRITING or (
        name == "replace" and (module == "os" or (len(node.args) == 1 and not node.keywords))
    )


def test_one_module_knows_what_was_meant() -> None:
    found = [path for path in SOURCES if "difflib" in path.read_text(encoding="utf-8")]
    assert [path.name for path in found] == ["closest_words.py"]


def test_no_programme_in_the_code() -> None:
    """No action, indicator, task, issue or figure of our data stands in the sources, nor any year as a number.

    Comments and docstrings are held to it as well: an example there wants a name of nobody's.
    """
    words = sorted(set(_words_of(load(PROJECT).workspace)))
    named = re.compile(rf"(?<![a-z0-9-])(?:{'|'.join(map(re.escape, words))})(?![a-z0-9-])")
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not named.findall(text), path
        numbers = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
        assert not {2022, 2023, 2024, 2025} & numbers, path


def test_every_condition_of_the_catalogue_is_read_and_tells_all_of_itself() -> None:
    read = {(get_args(each)[0], get_args(each)[1].tag) for each in get_args(get_args(Condition)[0])}
    assert read == {(kind, f"({kind.kind})") for kind in KINDS}
    assert {kind.__name__: kind.__abstractmethods__ for kind in KINDS if kind.__abstractmethods__} == {}


def test_every_condition_has_a_rule_a_docstring_and_a_case() -> None:
    for kind in KINDS:
        rule = import_module(f"aiwei_cli.rules.{kind.kind}")
        assert rule.judge.__doc__
        assert "``{" in (rule.__doc__ or ""), kind
    cases = "".join(
        path.read_text(encoding="utf-8") for path in (PROJECT / "tests" / "rules").glob("test_*.py")
    )
    for word in CONDITION_WORDS:
        assert f'"{word}"' in cases, word


def test_every_format_may_be_a_default() -> None:
    assert set(get_args(FormatName)) == set(FORMATS)


def test_a_golden_with_line_ends_of_windows_is_checked_out_byte_for_byte() -> None:
    lines = (PROJECT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    kept = [line.removesuffix(" -text") for line in lines if line.endswith(" -text")]
    goldens = sorted((WORKSPACES / "golden").iterdir())
    with_them = [each.relative_to(PROJECT).as_posix() for each in goldens if b"\r\n" in each.read_bytes()]
    assert with_them
    assert [each for each in with_them if not any(fnmatch(each, pattern) for pattern in kept)] == []


def test_every_format_has_a_golden() -> None:
    for name in FORMATS:
        assert (WORKSPACES / "golden" / f"every-verdict.2024-12-31.{name}").exists()


def test_every_code_has_a_broken_workspace_and_is_in_the_manual() -> None:
    expected = "".join(
        path.read_text(encoding="utf-8") for path in (WORKSPACES / "broken").glob("*/expected.txt")
    )
    assert set(re.findall(r"AW\d{3}", expected)) == set(CODES)
    manual = (MANUAL / "codes.md").read_text(encoding="utf-8")
    assert set(CODES) <= set(re.findall(r"AW\d{3}", manual))
    asked = (MANUAL / "questions.md").read_text(encoding="utf-8")
    assert set(ignorable()) <= set(re.findall(r"^\| (AW\d{3}) \|", asked, re.MULTILINE))


def test_every_code_has_an_entry_and_is_raised_somewhere() -> None:
    raised = set()
    for path in SOURCES:
        if path.parent.name != "codes":
            raised |= set(re.findall(r'"(AW\d{3})"', path.read_text(encoding="utf-8")))
    assert raised == set(CODES)


@pytest.mark.parametrize("name", CODES)
def test_an_entry_stands_among_those_of_its_hundred(name: str) -> None:
    """Where it is looked up by its number; what is wrong for certain is an error, what only may be is none."""
    assert name in hundred(name)
    assert list(CODES) == sorted(CODES)
    assert (CODES[name].severity is Severity.ERROR) == (name < "AW400")
    assert not CODES[name].ignorable or name in questions()


def test_every_condition_is_explained() -> None:
    assert set(CONDITIONS) == set(CONDITION_WORDS)


def test_only_what_shows_or_completes_them_knows_the_explanations() -> None:
    naming = {path for path in SOURCES if "reference.c" in path.read_text(encoding="utf-8")}
    outside = {path for path in naming if path.parent.parts[-2:] != ("render", "reference")}
    assert sorted(path.name for path in outside) == ["candidates.py", "rule.py"]


def test_every_command_has_help_and_is_in_the_manual() -> None:
    for name in COMMANDS:
        module = name.replace("-", "_")
        command = getattr(import_module(f"aiwei_cli.cli.commands.{module}"), module)
        parts = [each.callback for each in getattr(command, "registered_commands", ())]
        for text in (getattr(command, "info", command), *parts):
            assert re.search("[\u4e00-\u9fff]", getattr(text, "help", None) or text.__doc__ or "")
        told = [path for path in MANUAL.glob("*.md") if f"aiwei {name}" in path.read_text(encoding="utf-8")]
        assert {"commands.md"} < {path.name for path in told}, f"no page says how {name} is used"


def test_every_condition_word_is_in_the_manual() -> None:
    rows = re.findall(r"^\| `\{.*", (MANUAL / "conditions.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert not [word for word in CONDITION_WORDS if f"{word}:" not in "".join(rows)]


def test_every_format_is_in_the_manual() -> None:
    head = (MANUAL / "formats.md").read_text(encoding="utf-8").partition("<!-- generated")[0]
    assert not [name for name in FORMATS if f"`{name}`" not in head]
