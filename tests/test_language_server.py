"""The editor's side: yaml-language-server itself, spoken to as VS Code does.

Skipped where it is not installed: ``npm install yaml-language-server`` somewhere, and name its
``bin/yaml-language-server`` in AIWEI_YAML_LANGUAGE_SERVER.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from conftest import Cli
from support import WORKSPACES

VILLAGES = "data/actions/tidy-villages.yaml"
TARGETS = "data/targets.yaml"


def _command() -> list[str] | None:
    named = os.environ.get("AIWEI_YAML_LANGUAGE_SERVER")
    if named and shutil.which("node"):
        return ["node", named, "--stdio"]
    if npx := shutil.which("npx"):
        package = [npx, "--no-install", "--offline", "--package", "yaml-language-server", "--"]
        found = subprocess.run(
            [*package, "node", "-e", "0"], capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        return [*package, "yaml-language-server", "--stdio"] if found.returncode == 0 else None
    return None


class Editor:
    """Opens files and asks about places in them."""

    def __init__(self, root: Path, server: subprocess.Popen[bytes]) -> None:
        assert server.stdin and server.stdout
        self.root, self.to, self.by = root, server.stdin, server.stdout
        self.count = 0
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.to.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.to.flush()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self.send({"method": method, "params": params})

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = _message(self.by)
            if "method" in message and "id" in message:  # the server asks for settings
                items = message.get("params", {}).get("items", ())
                none = [
                    {"schemaStore": {"enable": False}} if each.get("section") == "yaml" else {}
                    for each in items
                ]
                self.send({"id": message["id"], "result": none or None})
            if wanted(message):
                return message

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        answer = self.until(lambda each: each.get("id") == self.count and "method" not in each)
        assert "error" not in answer, answer
        return answer["result"]

    def opened(self, path: str, old: str = "", new: str = "") -> tuple[str, list[str]]:
        """A file opened, with one stretch of text replaced: its name and what is marked in it."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) >= 1
        self.count += 1
        uri = (self.root / path).with_name(f"opened-{self.count}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text.replace(old, new, 1)}
        self.tell("textDocument/didOpen", {"textDocument": document})
        method = "textDocument/publishDiagnostics"
        told = self.until(lambda each: each.get("method") == method and each["params"]["uri"] == uri)
        return uri, [
            f"{each['range']['start']['line'] + 1}: {each['message']}"
            for each in told["params"]["diagnostics"]
        ]

    def at(self, what: str, path: str, old: str, new: str) -> Any:
        """What is offered (``completion``) or told (``hover``) at the ``¦`` in the new text."""
        uri, _ = self.opened(path, old, new.replace("¦", ""))
        text = (self.root / path).read_text(encoding="utf-8").replace(old, new, 1)
        before = text[: text.index("¦")].split("\n")
        place = {"line": len(before) - 1, "character": len(before[-1])}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": place})

    def offered(self, path: str, old: str, new: str) -> dict[str, str]:
        items = self.at("completion", path, old, new)["items"]
        return {each["label"]: str(each.get("documentation", "")) for each in items}


def _message(stream: IO[bytes]) -> dict[str, Any]:
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    assert length, "the language server has gone"
    message: dict[str, Any] = json.loads(stream.read(length))
    return message


@pytest.fixture
def editor(tmp_path: Path, cli: Cli) -> Iterator[Editor]:
    command = _command()
    if command is None:
        pytest.skip("yaml-language-server is not installed (npm install yaml-language-server)")
    shutil.copytree(WORKSPACES / "base", tmp_path / "town")
    assert cli("schema", "--write", "-w", str(tmp_path / "town")).code == 0
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as server:
        try:
            yield Editor(tmp_path / "town", server)
        finally:
            server.kill()


def test_an_editor_marks_completes_and_explains(editor: Editor) -> None:
    for path in (TARGETS, VILLAGES, "data/actions/healthy-schools.yaml", "data/workspace.yaml"):
        assert editor.opened(path)[1] == []
    for path, old, new, said in (
        (VILLAGES, "name:", "nmae:", '2: Missing property "name".'),
        (VILLAGES, "2024-06-30:", "2024-06-31:", "21: Property 2024-06-31 is not allowed."),
        (VILLAGES, "source:", "sourse:", "22: Property sourse is not allowed."),
        (VILLAGES, "40 座", "四十座", "8: 这里应为数量：先写确切的数字再写单位，例如 1 公里"),
        (TARGETS, "at_least: 85", "atleast: 85", "15: Property atleast is not allowed."),
        (TARGETS, "at_least: 85", "at_least: 八十五", "15: 这里应为数字，例如 91.7，单位写在别处"),
        (
            TARGETS,
            "level: town",
            "level: contry",
            '7: Value is not accepted. Valid values: "town", "county".',
        ),
    ):
        assert said in editor.opened(path, old, new)[1]

    assert editor.offered(TARGETS, "level: town", "level: ¦").keys() == {"town", "county"}
    keys = editor.offered(TARGETS, "    every: half-year", "    ¦\n    every: half-year")
    assert keys["short"] == "简称：窄表格里用"
    assert "every" not in keys  # it is there already
    conditions = editor.offered(TARGETS, "{at_least: 85}", "\n        ¦")
    assert {"at_least", "grade", "each", "rising", "每个考核对象：级别"} <= conditions.keys()
    entry = editor.offered(VILLAGES, "{value: 172/200, source: 各村报表}", "\n      ¦")
    assert entry.keys() >= {"value", "indices", "status", "source", "note", "evidence"}

    told = editor.at("hover", TARGETS, "level: town", "le¦vel: town")
    assert "镇里自己要完成的" in json.dumps(told, ensure_ascii=False)
    told = editor.at("hover", TARGETS, "  fly-density:\n    name", "  fly-¦density:\n    name")
    assert "一个分级标准" in json.dumps(told, ensure_ascii=False)
    exception = editor.offered(TARGETS, "\nscales:", "\nexceptions:\n  some:\n    ¦\nscales:")
    assert exception["until"] == "期限：最后一天，含当天；以后照常判定"
    assert "豁免" in exception
    told = editor.at("hover", VILLAGES, "responsible:", "respon¦sible:")
    assert "责任单位" in json.dumps(told, ensure_ascii=False)
