"""The schemas that others have published for what we write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import jsonschema
import xmlschema

SCHEMAS: Final = Path(__file__).parent / "schemas"
"""As published; their README says where each comes from."""


def held_against(name: str, text: str) -> None:
    """The schema that a format has."""
    if name.endswith(".xsd"):
        xmlschema.XMLSchema(str(SCHEMAS / name)).validate(text)
        return
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(json.loads(text))
