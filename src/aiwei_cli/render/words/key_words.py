"""What a key is called and what it is for, as the fields of the models say it."""

from __future__ import annotations

from aiwei_cli.model.text import Frozen


def word_of(model: type[Frozen], name: str) -> str:
    """What a sentence calls a field: ``更改了……的计量单位``; the key itself where nobody has named it yet."""
    field = model.model_fields[name]
    return field.title or field.alias or name


def entry_words(model: type[Frozen]) -> tuple[str, str]:
    """What an editor calls a whole piece of a file, and says of it; empty where it never stands by itself."""
    extra = model.model_config.get("json_schema_extra")
    said = extra.get("description", "") if isinstance(extra, dict) else ""
    return model.model_config.get("title") or "", str(said)
