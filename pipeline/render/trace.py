"""How the rule-based extractor came to its events, for a person: sentence ▸ trigger ▸ rule ▸ event."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from pipeline.render import pretty
from pipeline.render.plain import printable

if TYPE_CHECKING:
    from pipeline.extraction.extractor import Trace
    from pipeline.extraction.telling import Telling


def trace(found: "Trace") -> Text:
    """Tell the sentences in which something was found, which rules decided, and the events that came of them."""
    article, number = found.document.article, len(found.extraction.events)
    head = f"{printable(article.title)}  [{article.article_id}]"
    lines = [Text(head, "bold underline"), *_sentences(found)]
    came = f"{number or 'no'} event{'s' * (number != 1)}, {len(found.extraction.places)} places"
    return Text("\n").join([*lines, Text(came, "bold"), *map(pretty.event, found.extraction.events)]).append("\n")


def _sentences(found: "Trace") -> Iterator[Text]:
    told = sorted(found.tellings, key=lambda telling: telling.mention.index)
    for index, tellings in groupby(told, key=lambda telling: telling.mention.index):
        yield Text(f"{index}. {printable(found.document.sentences[index].text)}")
        yield from map(_telling, tellings)


def _telling(telling: "Telling") -> Text:
    mention = telling.mention
    triggers = ", ".join(f"“{printable(frame.text)}”" for frame in mention.frames)
    rivals = f"; not {', '.join(rule.id for rule in mention.rivals)}" if mention.rivals else ""
    return Text.assemble(
        (f"     {triggers}", "yellow"), f" ▸ {mention.rule.id}{rivals} ▸ {telling.result}, {telling.realis}"
    )
