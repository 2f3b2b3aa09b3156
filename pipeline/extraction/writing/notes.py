"""Evidence and derived pointers, as they gather while an event is written down."""

from dataclasses import dataclass, field

from pipeline.contract import Span
from pipeline.contract.event import Evidence
from pipeline.extraction.document import Document, Sentence
from pipeline.extraction.reading import Reading


@dataclass(slots=True)
class Notes:
    """The words on which fields rest, and the fields that rest on a rule alone."""

    document: Document
    evidence: list[Evidence] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    _known: set[tuple[str, str, int, int]] = field(default_factory=set)

    def span(self, reading: Reading, start: int, end: int) -> Span:
        """Give the article's own words at offsets of a sentence."""
        return self.span_in(reading.sentence, start, end)

    def span_in(self, sentence: Sentence, start: int, end: int) -> Span:
        """Give the same for a sentence that was not parsed."""
        return self.document.span(sentence.field, sentence.start + start, sentence.start + end)

    def words(self, pointer: str, reading: Reading, start: int, end: int) -> Span:
        """Note the words of a sentence on which a field rests."""
        return self.words_in(pointer, reading.sentence, start, end)

    def words_in(self, pointer: str, sentence: Sentence, start: int, end: int) -> Span:
        """Note the same of a sentence that was not parsed."""
        span = self.span_in(sentence, start, end)
        key = (pointer, span.field, span.start, span.end)
        if key not in self._known:
            self._known.add(key)
            self.evidence.append(
                Evidence(**{"for": pointer}, field=span.field, start=span.start, end=span.end, text=span.text)
            )
        return span
