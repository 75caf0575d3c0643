"""Every golden that another program reads, held against the schema of its format."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import jsonschema
import pytest
import xmlschema

from published import held_against
from support import WORKSPACES

SCHEMA_OF: Final = {
    "sarif": "sarif-2.1.0-rtm.5.json",
    "junit": "junit-10.xsd",
    "gitlab": "gitlab-code-quality.json",
}
GOLDENS: Final = sorted(
    path for path in (WORKSPACES / "golden").iterdir() if path.suffix.removeprefix(".") in SCHEMA_OF
)


def test_each_format_has_goldens_with_and_without_mistakes() -> None:
    names = {path.name for path in GOLDENS}
    assert names >= {
        f"{name}.{each}" for each in SCHEMA_OF for name in ("faulty", "every-verdict.2024-12-31")
    }


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.name)
def test_a_golden_is_as_its_schema_says(golden: Path) -> None:
    held_against(SCHEMA_OF[golden.suffix.removeprefix(".")], golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("format_", "ours", "wrong"),
    [
        ("sarif", '"level": "error"', '"level": "grave"'),
        ("junit", "<failure", "<missed"),
        ("gitlab", '"severity": "major"', '"severity": "grave"'),
    ],
)
def test_the_schemas_are_strict(format_: str, ours: str, wrong: str) -> None:
    text = (WORKSPACES / "golden" / f"every-verdict.2024-12-31.{format_}").read_text(encoding="utf-8")
    assert ours in text
    with pytest.raises((jsonschema.ValidationError, xmlschema.XMLSchemaException)):
        held_against(SCHEMA_OF[format_], text.replace(ours, wrong).replace("</failure", "</missed"))
