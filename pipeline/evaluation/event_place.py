"""Where an event happened, among the places that its sentence names: labelled sentences, and how many words are right.

    python -m pipeline.evaluation.event_place evaluation/places/sentences.toml

A sentence counts where an event was found whose trigger covers the labelled one; of several all places count. Words of
places are counted, not phrases: half of a name is half right. Each act is asked for, also those that ACLED leaves out.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.contract import Article, Event
from pipeline.errors import BadInput
from pipeline.evaluation.names import place_words
from pipeline.extraction.plugin import load

Words = frozenset[str]


class Sentence(BaseModel):
    """A sentence, the trigger of one event in it, and the words that say where that was.

    `place` and `place_second` were labelled apart from each other; `gold` is what was settled. Empty: not said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    trigger: str
    place: tuple[str, ...]
    place_second: tuple[str, ...]
    gold: tuple[str, ...]
    note: str = ""

    @property
    def span(self) -> range:
        """The offsets of the trigger in the text."""
        start = self.text.index(self.trigger)
        return range(start, start + len(self.trigger))


def read(path: Path) -> list[Sentence]:
    """Read the sentences, or raise BadInput where a file is of another form or words do not stand in a sentence."""
    try:
        sentences = [Sentence.model_validate(row) for row in tomllib.loads(path.read_text("utf-8"))["sentence"]]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValidationError) as error:
        raise BadInput(f"{path}: it is no file of labelled sentences: {error}; see evaluation/places/") from None
    for sentence in sentences:
        _check(sentence, path)
    return sentences


def _check(sentence: Sentence, path: Path) -> None:
    spans = (sentence.trigger, *sentence.place, *sentence.place_second, *sentence.gold)
    if missing := [span for span in spans if span not in sentence.text]:
        raise BadInput(f"{path}: {sentence.id}: not in the sentence: {', '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Score:
    """Words of places that were right, too many, and missed; sentences judged, and which of them were wrong."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    judged: int = 0
    wrong: tuple[str, ...] = field(default=())

    @property
    def precision(self) -> float:
        """The share of the words given that are right."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of the labelled words that were given."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)

    def plus(self, name: str, expected: Words, found: Words) -> Self:
        """Add a sentence."""
        return type(self)(
            self.right + len(expected & found),
            self.extra + len(found - expected),
            self.missed + len(expected - found),
            self.judged + 1,
            self.wrong if expected == found else (*self.wrong, name),
        )


def words(places: Iterable[str]) -> Words:
    """Give the words of all places together."""
    return frozenset[str]().union(*map(place_words, places))


def agreement(sentences: Sequence[Sentence]) -> Score:
    """Score the second labels against the first."""
    score = Score()
    for sentence in sentences:
        score = score.plus(sentence.id, words(sentence.place), words(sentence.place_second))
    return score


def judge(answers: Iterable[tuple[Sentence, Sequence[Event]]]) -> Score:
    """Score the events that were found in each sentence; one without an event at its trigger is not judged."""
    score = Score()
    for sentence, events in answers:
        if found := [event for event in events if _covers(event, sentence)]:
            score = score.plus(sentence.id, words(sentence.gold), words(_places(found)))
    return score


def _covers(event: Event, sentence: Sentence) -> bool:
    span = sentence.span
    return event.trigger.field == "text" and event.trigger.start < span.stop and span.start < event.trigger.end


def _places(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        for place in (event.location, *event.locations):
            if place is not None:
                yield place.text


def answer(sentences: Sequence[Sentence], extractor: str) -> Iterator[tuple[Sentence, Sequence[Event]]]:
    """Extract each sentence as an article of its own, without a title and a day."""
    built = load(extractor, "all")
    for sentence in sentences:
        article = Article(article_id=sentence.id, title="", text=sentence.text)
        yield sentence, built.extract(article, now=datetime.now(UTC)).events


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--extractor", default="rules", show_default=True, help="The extractor's entry point.")
@click.option("--wrong", is_flag=True, help="Name the sentences with a word too many or too few.")
def main(path: Path, extractor: str, wrong: bool) -> None:
    """Print how well the places of events are found in labelled sentences."""
    try:
        sentences = read(path)
        score = judge(answer(sentences, extractor))
    except BadInput as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"labels: two passes agree with F1 {agreement(sentences).f1:.3f}")
    click.echo(f"judged {score.judged} of {len(sentences)}: ", nl=False)
    click.echo(f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}")
    if wrong:
        click.echo("wrong: " + " ".join(score.wrong))


if __name__ == "__main__":
    main()
