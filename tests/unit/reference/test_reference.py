"""The generated reference: committed as it is generated, and true of the messages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contract_samples import SAMPLES
from jsonschema import Draft202012Validator

from pipeline import contract
from pipeline.errors import BadMessage
from pipeline.kafka.topics import STAGES, topics
from pipeline.reference import documents
from pipeline.reference.asyncapi import PAYLOADS, document
from pipeline.reference.messages import page
from pipeline.reference.schemas import KINDS, all_schemas, meanings, schema
from pipeline.settings import Settings

ROOT = Path(__file__).parents[3]
GENERATED = dict(documents())


@pytest.mark.parametrize("path", GENERATED, ids=str)
def test_committed_files_are_fresh(path: Path) -> None:
    """What is committed is what the types give now (`make generate`)."""
    assert (ROOT / path).read_text("utf-8") == GENERATED[path], f"{path} is stale: make generate"


def test_no_file_is_left_over() -> None:
    """Every committed schema is still generated."""
    committed = {path.relative_to(ROOT) for path in (ROOT / "pipeline/contract/schemas").iterdir()}
    assert committed == {path for path in GENERATED if path.match("schemas/*.json")}


def validator(name: str) -> Draft202012Validator:
    """Give the validator of a message's committed schema."""
    made = json.loads((ROOT / f"pipeline/contract/schemas/{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_are_valid(name: str) -> None:
    """A message of every kind obeys its schema, as written and with keys of a later version."""
    written = json.loads(contract.encode(contract.read(getattr(contract, name), SAMPLES[name])))
    validator(name).validate(written)
    validator(name).validate({**written, "later": 1})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Article", {"schema": 2}),
        ("Article", {"article_id": 7}),
        ("Article", {"text": None}),
        ("DuplicateReport", {"reason": "same"}),
        ("Event", {"event_type": "Battle"}),
        ("Event", {"confidence": 2}),
        ("Event", {"evidence": [{"for": "/time"}]}),
        ("FeedState", {"known": "a"}),
    ],
)
def test_wrong_messages_are_invalid(name: str, wrong: dict[str, Any]) -> None:
    """What the reader refuses breaks the schema too."""
    value = {**SAMPLES[name], **wrong}
    with pytest.raises(BadMessage):
        contract.read(getattr(contract, name), value)
    assert not validator(name).is_valid(value)


def test_every_kind_has_a_sample() -> None:
    """All kinds of message are tried."""
    assert {kind.__name__ for kind in KINDS} == set(SAMPLES)


def test_every_topic_has_a_payload() -> None:
    """The document has the topics of the table, each with what it carries."""
    names = {topic.name for topic in topics(Settings())}
    assert set(PAYLOADS) == names
    assert set(document()["channels"]) == names


@pytest.mark.parametrize("topic", [topic for topic, (kind, _) in PAYLOADS.items() if kind])
def test_keys_are_fields(topic: str) -> None:
    """A topic is keyed by a field of its message."""
    kind, key = PAYLOADS[topic]
    assert kind is not None
    assert key in kind.model_fields


def references(value: Any) -> Iterator[str]:
    """Give all JSON references of a document."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def resolved(whole: Any, reference: str) -> Any:
    """Follow a reference into its own document; a missing part is a KeyError."""
    assert reference.startswith("#/")
    for step in reference[2:].split("/"):
        whole = whole[step.replace("~1", "/").replace("~0", "~")]
    return whole


def test_references_resolve() -> None:
    """Every reference of the documents leads somewhere."""
    for made in [document(), *(schema(kind) for kind in KINDS)]:
        assert all(resolved(made, reference) for reference in references(made))


def test_asyncapi_document() -> None:
    """The document has what AsyncAPI 3.0 requires, and the partitions and cleanup of each topic."""
    made = document()
    assert made["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= set(made["info"])
    for topic in topics(Settings()):
        binding = made["channels"][topic.name]["bindings"]["kafka"]
        assert binding["partitions"] == topic.partitions
        assert binding["topicConfiguration"]["cleanup.policy"] == [topic.cleanup]
    reads = {f"{stage}.receive.{name}" for stage, names in STAGES.items() for name in names}
    assert reads <= set(made["operations"])
    assert {operation["action"] for operation in made["operations"].values()} == {"send", "receive"}


def test_meanings_are_of_fields() -> None:
    """Every listed meaning is of a field that a type declares, and none stands beside the type's own words."""
    types = {kind.__name__: kind for kind in _types(contract.Value)}
    for name, key in meanings():
        fields = {field.alias or own: field for own, field in types[name].model_fields.items()}
        assert fields[key].description is None, f"{name}.{key}"
        parents = [parent for parent in types[name].__mro__[1:] if (parent.__name__, key) in meanings()]
        assert not parents or key in _own(types[name]), f"{name}.{key}"


def _types(kind: type[contract.Value]) -> Iterator[type[contract.Value]]:
    yield kind
    for part in kind.__subclasses__():
        yield from _types(part)


def _own(kind: type[contract.Value]) -> set[str]:
    return {name.rstrip("_") for name in kind.__annotations__}


def test_page_links() -> None:
    """Every link of the page leads to a heading on it."""
    headings = {line.removeprefix("## ").lower() for line in page().splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([a-z]+)\)", page())) <= headings
    assert headings == {name.lower() for name in all_schemas("#/{model}")}
