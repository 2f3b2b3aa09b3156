"""The rule-based extractor: an article in, its events and places out.

article ▸ sentences ▸ triggers ▸ gate ▸ parse ▸ frames ▸ decision table ▸ mentions
        ▸ casualties, time, place, realis, who says so (one telling a mention)
        ▸ merging ▸ drafts, and the PLOVER acts beside them ▸ events
"""

import gc
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipeline.cache import user_cache
from pipeline.contract import Article, Extraction, PlaceMention
from pipeline.extraction import gate, lexicons
from pipeline.extraction.acts import Act, Taken, acts, content_of_acts
from pipeline.extraction.acts import drafts as act_drafts
from pipeline.extraction.aftermath import ANSWERED_FOR, count, just_told, spare
from pipeline.extraction.armament import armament
from pipeline.extraction.assemble import Context, assemble
from pipeline.extraction.attribution import Accusation, accusations, spoken
from pipeline.extraction.chronology import give_clocks, order_in_time
from pipeline.extraction.confidence import DOUBTFUL, confidence
from pipeline.extraction.coreference import Entities
from pipeline.extraction.document import Document, Sentence, document
from pipeline.extraction.drafts import Draft, draft
from pipeline.extraction.frames import frames
from pipeline.extraction.mentions import HARM, mentions
from pipeline.extraction.merging import merge
from pipeline.extraction.protocol import Scope
from pipeline.extraction.reading import Reading
from pipeline.extraction.readings import MOST_READ, Sentences, scan, with_trigger
from pipeline.extraction.relevance import LEAST, features_of_text, relevance
from pipeline.extraction.syntax import spacy_parser
from pipeline.extraction.telling import Telling, telling
from pipeline.extraction.whereabouts import settle
from pipeline.gazetteer.cache import compiled_file
from pipeline.gazetteer.gazetteer import Gazetteer
from pipeline.gazetteer.place import Place
from pipeline.settings import load
from pipeline.text.language import detect

VERSION: Final = "0.1.0"


@dataclass(frozen=True, slots=True)
class Trace:
    """How an article was read: its tellings with the rules that fired, a draft for each event."""

    document: Document
    tellings: tuple[Telling, ...]
    drafts: tuple[Draft, ...]
    extraction: Extraction


class RuleExtractor:
    """Rules over frames; deterministic, and made once a process."""

    name = f"frontwire-rules/{VERSION}"

    def __init__(
        self, scope: Scope = "conflict", *, gazetteer: Gazetteer | None = None, least: float = DOUBTFUL
    ) -> None:
        """Load lexicons, parser and gazetteer; the gazetteer is compiled at first use, which takes some seconds.

        `least` is the confidence from which a draft is an event; to fit confidence, it is 0.
        """
        self._least = least
        self._all = scope == "all"
        self._gazetteer = gazetteer or Gazetteer.open(compiled_file(user_cache(), geonames=load().geonames_file))
        self._parser = spacy_parser()
        self._lexicon = lexicons.general()
        self._plover = lexicons.plover()
        # What is loaded stays: the garbage collector need not go over it again and again.
        gc.collect()
        gc.freeze()

    def extract(self, article: Article, *, now: datetime) -> Extraction:
        """Give the events and places of an article."""
        return self.explain(article, now=now).extraction

    def explain(self, article: Article, *, now: datetime) -> Trace:
        """Give the same, with the way to it."""
        doc = document(article)
        places = self._gazetteer.places(doc.title, doc.text)
        sentences = Sentences(doc, scan(doc, self._lexicon), places, self._parser)
        worth = with_trigger(sentences.hits, doc.sentences)
        found = list(sentences.read(worth if self._all or gate.passes(doc, worth) else ()))
        uttered = acts(found, self._plover, sentences.entities)
        tellings = _tellings(found, sentences, uttered)
        drafts = self._events(tellings, sentences)
        drafts += self._acts(uttered, found, sentences, _taken(tellings, drafts)) if self._all or drafts else []
        ordered = _ordinals(drafts)
        context = Context(doc, sentences.entities, now, self.name, sentences.home)
        extraction = Extraction(
            article_id=article.article_id,
            language=article.language or detect(article.title, article.text),
            events=tuple(assemble(d, ordinal, context) for d, ordinal in ordered),
            places=tuple(map(_place, places)),
        )
        return Trace(doc, tuple(tellings), tuple(d for d, _ in ordered), extraction)

    def _events(self, tellings: list[Telling], sentences: Sentences) -> list[Draft]:
        """Give the events that ACLED records and that belong to conflict and unrest."""
        found = [draft(cluster) for cluster in merge(tellings)]
        of_text = features_of_text(sentences.hits)
        for d in found:
            d.relevance = relevance(d, of_text, sentences.document.title)
        kept = [d for d in found if d.relevance >= LEAST]
        give_clocks(kept, sentences.document)
        order_in_time(kept, sentences.document)
        settle(kept, sentences)
        for d in kept:
            d.arms = armament(d.evidence, d.sub_event, [t for other in kept if other is not d for t in other.tellings])
        return [d for d in kept if confidence(d) >= self._least]

    def _may_hold_an_act(self, sentences: Sentences, index: int) -> bool:
        """Say whether a sentence is worth parsing for acts: in scope `conflict` a state or a group must be named."""
        if not self._all and not sentences.names_a_party(index):
            return False
        return bool(self._plover.find(sentences.document.sentences[index].text))

    def _acts(self, uttered: list[Act], found: list[Reading], sentences: Sentences, taken: Taken) -> list[Draft]:
        """Give the acts that PLOVER alone records, those of sentences without a conflict trigger among them."""
        parsed = {r.sentence.index for r in found}
        more = [i for i in sentences.hits if i not in parsed and self._may_hold_an_act(sentences, i)]
        every = uttered + acts(sentences.read(more[:MOST_READ]), self._plover, sentences.entities)
        every.sort(key=lambda a: (a.frame.reading.sentence.index, a.frame.start))
        return act_drafts(every, taken, sentences.entities, sentences.document.anchor)


def _taken(tellings: list[Telling], events: list[Draft]) -> Taken:
    read = {(t.mention.index, i): False for t in tellings for i in t.mention.heads}
    return read | {(t.mention.index, i): True for d in events for t in d.tellings for i in t.mention.heads}


def _tellings(found: list[Reading], sentences: Sentences, uttered: list[Act]) -> list[Telling]:
    result: list[Telling] = []
    lead = sentences.lead()
    for reading in found:
        index = reading.sentence.index
        told = [m for m in mentions(frames(reading, sentences.near(index), lead)) if sentences.tells(index, m)]
        own = [telling(m, sentences.entities, sentences.document.anchor) for m in told]
        own = [t for t in own if not _only_accused(t) and not content_of_acts(uttered, t)]
        _accuse(own, result, reading, sentences.entities)
        count(own, result, reading)
        result += own
    spare(result, sentences.document.sentences)
    _confirm(result, found, sentences.entities)
    return result


def _confirm(tellings: list[Telling], found: list[Reading], entities: Entities) -> None:
    """Give what nobody is said to say to whoever speaks in the next sentence, or in the one before, if he can know."""
    paragraphs = {r.sentence.index: r for r in found}
    said = {index: spoken(r, entities) for index, r in paragraphs.items()}
    for t in (t for t in tellings if not t.statements and not t.mention.reading.sentence.headline):
        here = t.mention.reading.sentence
        beside = [
            i
            for i in (here.index + 1, here.index - 1)
            if i in said and (i > here.index or _one_paragraph(here, paragraphs[i].sentence))
        ]
        t.statements += [s for i in beside for s in said[i] if s.speaker.knows][:1]


def _one_paragraph(a: Sentence, b: Sentence) -> bool:
    return a.field == b.field and a.paragraph == b.paragraph


def _only_accused(t: Telling) -> bool:
    """Recognise what somebody is only accused of: no event of its own unless it is violence."""
    strategic = t.result in ("Change to group/activity", "Other", "Headquarters or base established", "Agreement")
    return strategic and t.mention.clause.has("accuse", "threaten")


def _accuse(own: list[Telling], earlier: list[Telling], reading: Reading, entities: Entities) -> None:
    """Give accusations of a sentence to its own violent tellings, or to the last ones before it."""
    for accusation in accusations(reading, entities):
        target = [t for t in own if t.realis in ANSWERED_FOR and not t.pointless and not _told_behind(accusation, t)]
        deeds = [t for t in earlier if t.result != HARM or t.realis != "negated"]
        for t in target or just_told(deeds, reading.sentence.index):
            t.accusations.append(accusation)


def _told_behind(accusation: Accusation, t: Telling) -> bool:
    """Say whether a deed is only told behind a blame: "blamed X and said that its aircraft bombed a camp"."""
    for head in (f.head for f in t.mention.frames):
        path = [head, *head.ancestors()]
        if accusation.verb in path and any(n.dep == "conj" for n in path[: path.index(accusation.verb)]):
            return True
    return False


def _ordinals(drafts: list[Draft]) -> list[tuple[Draft, int]]:
    """Count, within each sentence, the events of one family whose triggers stand in one sentence."""
    counts: Counter[tuple[str, int]] = Counter()
    result = []
    for d in sorted(drafts, key=lambda d: (d.best.mention.index, d.best.mention.main.start)):
        key = (d.family, d.best.mention.index)
        result.append((d, counts[key]))
        counts[key] += 1
    return result


def _place(p: Place) -> PlaceMention:
    return PlaceMention(
        field=p.field,
        start=p.start,
        end=p.end,
        text=p.text,
        name=p.name,
        country=p.country,
        admin1=p.admin1,
        lat=p.lat,
        lon=p.lon,
        geonameid=p.geonameid,
        kind=p.kind,
    )
