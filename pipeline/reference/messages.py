"""The page of the messages for people: a table of fields a message, and of each part that messages share."""

from typing import Any, Final

from pipeline.reference.asyncapi import PAYLOADS
from pipeline.reference.schemas import KINDS, all_schemas

_REFERENCE: Final = "#/{model}"
_HEAD: Final = """\
# Messages

The fields of every message, generated from the types (`make generate`). What the fields mean together is
[contract.md](contract.md), how they are coded [coding.md](coding.md). JSON Schemas lie in
`pipeline/contract/schemas/`, the AsyncAPI document is [asyncapi.json](asyncapi.json).

Every message has all of its keys; a reader may do without those that are not required, and ignores those that it
does not know. Times are RFC 3339 in UTC, days and clocks are local to the event's place.
"""


def page() -> str:
    """Give the page in Markdown."""
    schemas = all_schemas(_REFERENCE)
    kinds = [kind.__name__ for kind in KINDS]
    parts = sorted(set(schemas) - set(kinds))
    messages = [_section(name, schemas[name], _where(name)) for name in kinds]
    return "\n".join([_HEAD, *messages, "# Parts\n", *(_section(name, schemas[name], "") for name in parts)])


def _where(name: str) -> str:
    on = [f"`{topic}` (key {key})" for topic, (kind, key) in PAYLOADS.items() if kind and kind.__name__ == name]
    return f"On {', '.join(on)}." if on else "What `frontwire extract` writes, one a line."


def _section(name: str, schema: dict[str, Any], where: str) -> str:
    description = " ".join(schema.get("description", "").split())
    required = schema.get("required", [])
    rows = [_row(key, field, key in required) for key, field in schema["properties"].items()]
    head = ["| field | type | null | required | meaning |", "|---|---|---|---|---|"]
    return "\n".join([f"## {name}", "", description, "", *([where, ""] if where else []), *head, *rows, ""])


def _row(key: str, field: dict[str, Any], required: bool) -> str:
    kinds = [kind for kind in field.get("anyOf", [field]) if kind.get("type") != "null"]
    null = len(kinds) < len(field.get("anyOf", [field]))
    words = field["description"].replace("|", "\\|")
    return f"| `{key}` | {' or '.join(map(_type, kinds))} | {_tick(null)} | {_tick(required)} | {words} |"


def _tick(is_so: bool) -> str:
    return "yes" if is_so else ""


_FORMATS: Final = {"date-time": "time", r"^\d{4}-\d{2}-\d{2}$": "day", r"^\d{2}:\d{2}$": "clock"}


def _type(schema: dict[str, Any]) -> str:
    """Give a type in a word or two: "integer ≥ 0", "list of Actor", or the values it may have."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/")
        return f"[{name}](#{name.lower()})"
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    if schema["type"] == "object":
        values = schema["additionalProperties"]
        return f"object of {_type(values) if isinstance(values, dict) and values else 'anything'}"
    known = _FORMATS.get(schema.get("format") or schema.get("pattern", ""))
    return known or f"{schema['type']}{_bounds(schema)}"


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f" {low:g} to {high:g}"
    return "" if low is None else f" ≥ {low}"
