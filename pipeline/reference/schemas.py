"""The JSON Schemas of the messages (draft 2020-12), as readers need them: what may be left out is not required."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from pipeline import contract

KINDS: Final[tuple[type[contract.Value], ...]] = (
    contract.Article,
    contract.DuplicateReport,
    contract.Receipt,
    contract.Event,
    contract.Incident,
    contract.DedupeState,
    contract.LinkState,
    contract.LinkedArticle,
    contract.FeedSpec,
    contract.FeedState,
    contract.Extraction,
)
"""What travels on topics, in the order of its way, and what the batch command gives."""


class _Schemas(GenerateJsonSchema):
    """Adds what each field means, and leaves out the titles that only repeat a field's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for name, field in made.get("properties", {}).items():
            field["description"] = meaning(schema["cls"], name)
        return made


def schema(kind: type[BaseModel]) -> dict[str, Any]:
    """Give the schema of one message, complete in itself."""
    made = kind.model_json_schema(schema_generator=_Schemas)
    head = {"$schema": _Schemas.schema_dialect, "$id": f"urn:frontwire:{kind.__name__}:{contract.SCHEMA}"}
    return head | made


def all_schemas(reference: str) -> dict[str, Any]:
    """Give the schemas of all messages and their parts by name; `reference` is the pattern of references to them."""
    from pydantic.json_schema import models_json_schema

    inputs: Any = [(kind, "validation") for kind in KINDS]
    _, made = models_json_schema(inputs, ref_template=reference, schema_generator=_Schemas)
    definitions: dict[str, Any] = made["$defs"]
    return definitions


def meaning(kind: type[BaseModel], key: str) -> str:
    """Give what a field means: its own words, else those listed under its type or a type that this one extends."""
    own = {field.alias or name: field.description for name, field in kind.model_fields.items()}[key]
    if own:
        return own
    for ancestor in kind.__mro__:
        if found := meanings().get((ancestor.__name__, key)):
            return found
    raise LookupError(f"{kind.__name__}.{key} has no meaning in meanings.tsv")


@cache
def meanings() -> dict[tuple[str, str], str]:
    """Give the rows of the contract's list of meanings."""
    lines = files("pipeline.contract").joinpath("meanings.tsv").read_text("utf-8").splitlines()
    return dict(_rows(line for line in lines if line and not line.startswith("#")))


def _rows(lines: Iterator[str]) -> Iterator[tuple[tuple[str, str], str]]:
    for line in lines:
        kind, key, words = line.split("\t")
        yield (kind, key), words


def as_text(document: dict[str, Any]) -> str:
    """Give a document as the committed file has it."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
