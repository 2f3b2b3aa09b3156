"""What users, other programs and the tests rely on: messages, ids, code lists.

    codec       bytes ▸ message, message ▸ bytes
    article     Article, DuplicateReport, Receipt, DedupeState
    event       Event, PlaceMention, Extraction
    incident    Incident, LinkState, LinkedArticle
    feed        FeedSpec, FeedState
    ids         what is computed and never changes
    vocabulary  the code lists of ACLED, PLOVER, CAMEO and UCDP

The JSON Schemas under `schemas/`, `docs/asyncapi.json` and `docs/messages.md` are generated from these and from
`meanings.tsv`, which says what each field means (`make generate`).
"""

from pipeline.contract.article import Article, DedupeState, DuplicateReport, Receipt
from pipeline.contract.base import SCHEMA, Figure, Message, Span, Value
from pipeline.contract.codec import decode, encode, parse, read
from pipeline.contract.event import Event, Extraction, PlaceMention
from pipeline.contract.feed import FeedSpec, FeedState
from pipeline.contract.incident import Incident, LinkedArticle, LinkState

__all__ = [
    "SCHEMA",
    "Article",
    "DedupeState",
    "DuplicateReport",
    "Event",
    "Extraction",
    "FeedSpec",
    "FeedState",
    "Figure",
    "Incident",
    "LinkState",
    "LinkedArticle",
    "Message",
    "PlaceMention",
    "Receipt",
    "Span",
    "Value",
    "decode",
    "encode",
    "parse",
    "read",
]
