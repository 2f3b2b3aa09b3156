"""Drafts written down as the contract's events: every field with its evidence, or named in `derived`.

Draft ▸ actors ▸ location ▸ time ▸ tolls ▸ occurrence and attribution ▸ codes ▸ Event
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pipeline.contract import Article, Event
from pipeline.contract.event import Actor, EventArticle, Plover
from pipeline.contract.ids import event_id
from pipeline.contract.vocabulary import QUAD_CLASS, TYPE_OF, disorder_type
from pipeline.extraction import allegiance
from pipeline.extraction.confidence import confidence
from pipeline.extraction.coreference import Entities
from pipeline.extraction.document import Document
from pipeline.extraction.drafts import Draft
from pipeline.extraction.party import Party, name
from pipeline.extraction.realis import newsness
from pipeline.extraction.roles import parties
from pipeline.extraction.writing.codes import civilian_targeting, contexts, type_of_violence
from pipeline.extraction.writing.location import location
from pipeline.extraction.writing.notes import Notes
from pipeline.extraction.writing.says import attribution, occurrence, with_accused
from pipeline.extraction.writing.time import event_time, ongoing
from pipeline.extraction.writing.tolls import HARM, affected, toll_of

_BY_RULE: Final = ("event_type", "disorder_type", "civilian_targeting", "type_of_violence", "cameo_root")
"""Fields that follow from others and rest on no words of their own."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all events of an article share."""

    document: Document
    entities: Entities
    now: datetime
    extractor: str
    home: str | None
    """The country that the article mostly speaks of."""


def assemble(draft: Draft, ordinal: int, context: Context) -> Event:
    """Write one event down; `ordinal` counts the events of its family whose triggers stand in its sentence."""
    notes = Notes(context.document)
    values = {**_identity(draft, ordinal, context, notes), **_content(draft, context, notes)}
    notes.derived += [f"/{name}" for name in _BY_RULE if values[name] is not None] + ["/plover/quad_class"]
    return Event(**values, evidence=tuple(notes.evidence), derived=tuple(dict.fromkeys(notes.derived)))


def _identity(draft: Draft, ordinal: int, context: Context, notes: Notes) -> dict[str, Any]:
    article, best = context.document.article, draft.best.mention
    sentence = best.reading.sentence
    for telling in draft.tellings:
        for frame in telling.mention.frames:
            notes.words(
                "/sub_event_type" if draft.sub_event else "/plover/event", frame.reading, frame.start, frame.end
            )
    return {
        "event_id": event_id(article.article_id, draft.family, best.index, ordinal),
        "article_id": article.article_id,
        "article": _article(article),
        "trigger": notes.span(best.reading, *best.main.told),
        "notes": context.document.span(sentence.field, sentence.start, sentence.end).text,
        "confidence": confidence(draft),
        "extractor": context.extractor,
        "extracted_at": context.now,
    }


def _content(draft: Draft, context: Context, notes: Notes) -> dict[str, Any]:
    place, further = location(draft, notes)
    country = (place.country if place else None) or context.home
    people = with_accused(parties(draft.tellings, draft.whole, draft.sub_event, context.entities), draft)
    actors = tuple(_actor(p, n, country, draft, notes) for n, p in enumerate(people))
    tolls = {name: toll_of(draft, name, harm, notes) for name, harm in HARM}
    return {
        "event_type": TYPE_OF[draft.sub_event] if draft.sub_event else None,
        "sub_event_type": draft.sub_event,
        "disorder_type": disorder_type(draft.sub_event) if draft.sub_event else None,
        "civilian_targeting": civilian_targeting(draft, actors, tolls.values()),
        "plover": Plover(
            event=draft.plover, modes=draft.modes, contexts=contexts(draft), quad_class=QUAD_CLASS[draft.plover]
        ),
        "cameo_root": draft.cameo_root,
        "type_of_violence": type_of_violence(draft, actors),
        "realis": draft.best.realis,
        "newsness": newsness(draft.best.realis, draft.best.mention),
        "occurrence": occurrence(draft, notes),
        "attribution": attribution(draft, people, country, notes),
        "extent": "aggregate" if draft.aggregate else "continuing" if ongoing(draft) else "single",
        "actors": actors,
        "location": place,
        "locations": further,
        "time": event_time(draft, context.document.anchor, notes),
        "affected": affected(draft, notes),
        "weapons": _weapons(draft, notes),
        **tolls,
    }


def _article(article: Article) -> EventArticle:
    return EventArticle(
        url=article.url,
        source=article.source,
        title=article.title,
        published=article.published,
        language=article.language,
        revision=article.revision,
    )


def _actor(party: Party, n: int, country: str | None, draft: Draft, notes: Notes) -> Actor:
    words, named = party.words, party.meant
    spans = [notes.words(f"/actors/{n}/name", p.reading, p.start, p.end) for p in dict.fromkeys((words, named))]
    span = spans[-1] if words.pronoun else spans[0]
    own = allegiance.country(named, country)
    sectors = allegiance.sectors(party, draft.plover in ("ASSAULT", "MOBILIZE"))
    inter = allegiance.inter(party, country) if draft.sub_event else None
    if allegiance.takes_to_the_streets(party, draft.sub_event):
        own = own or country
        sectors, inter = allegiance.in_the_street(party), 5 if draft.sub_event == "Violent demonstration" else 6
    elif allegiance.takes_to_arms(party, draft.sub_event):
        own, sectors, inter = None, ("UAF",), 3
    elif draft.sub_event == "Mob violence" and party.role == "actor" and inter == 7:
        inter = 5
    filled = {"country": own, "sectors": sectors, "inter": inter, "side": party.side}
    notes.derived += [f"/actors/{n}/{key}" for key, value in filled.items() if value]
    return Actor(
        role=party.role,
        side=party.side,
        name=name(named),
        country=own,
        sectors=sectors,
        inter=inter,
        **span.model_dump(),
    )


def _weapons(draft: Draft, notes: Notes) -> tuple[str, ...]:
    for n, arm in enumerate(draft.arms):
        notes.words_in(f"/weapons/{n}", arm.sentence, arm.start, arm.end)
    return tuple(arm.weapon for arm in draft.arms)
