"""Labelled sentences are read, and the places of the events found in them are scored by their words."""

import re
from pathlib import Path
from typing import Any

import pytest
from evaluation_samples import Make

from pipeline.errors import BadInput
from pipeline.evaluation.event_place import Score, Sentence, agreement, judge, read

PUBLIC = Path(__file__).parents[3] / "evaluation" / "places" / "sentences.toml"
TEXT = "Soldiers from Bama shelled Gwoza and Konduga after talks in Yola."
GOOD = """
[[sentence]]
id = "t-1"
text = "Soldiers from Bama shelled Gwoza."
trigger = "shelled"
place = ["Gwoza"]
place_second = ["Bama"]
gold = ["Gwoza"]
"""


def _sentence(*gold: str) -> Sentence:
    return Sentence(id="t-1", text=TEXT, trigger="shelled", place=gold, place_second=gold, gold=gold)


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"field": "text", "start": start, "end": start + len(words), "text": words}


def _at(place: str) -> dict[str, Any]:
    return {"name": place, "precision": "place", **_span(place)}


def test_the_public_sentences_keep_their_form() -> None:
    """Two hundred or more, each told apart by its id, its trigger standing in it once."""
    sentences = read(PUBLIC)
    assert len(sentences) >= 200
    assert len({sentence.id for sentence in sentences}) == len(sentences)
    assert len({sentence.text for sentence in sentences}) == len(sentences)
    assert [s.id for s in sentences if s.text.count(s.trigger) != 1] == []
    assert [s.id for s in sentences if s.place != s.place_second and not s.note] == []


def test_the_head_of_the_file_states_the_agreement() -> None:
    """The figure there is that of the two passes of labels."""
    stated = re.search(r"token F1 is (\d\.\d+)", PUBLIC.read_text("utf-8"))
    assert stated is not None
    assert float(stated[1]) == round(agreement(read(PUBLIC)).f1, 3)


def test_words_of_places_are_counted(event: Make) -> None:
    """Those that are right, those too many, and those missed; the name of the sentence that is wrong."""
    found = event(trigger=_span("shelled"), location=_at("Gwoza"), locations=[_at("Yola")])
    score = judge([(_sentence("Gwoza", "Konduga"), [found])])
    assert score == Score(right=1, extra=1, missed=1, judged=1, wrong=("t-1",))
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_all_events_at_the_trigger_count_and_no_others(event: Make) -> None:
    """Two that cover it give their places together; one elsewhere in the sentence gives none."""
    pair = [event(trigger=_span("shelled"), location=_at(place)) for place in ("Gwoza", "Konduga")]
    talks = event(trigger=_span("talks"), location=_at("Yola"))
    score = judge([(_sentence("Gwoza", "Konduga"), [*pair, talks])])
    assert score == Score(right=2, judged=1)


def test_a_sentence_without_its_event_is_not_judged(event: Make) -> None:
    """Whether the event is found is another question."""
    talks = event(trigger=_span("talks"), location=_at("Yola"))
    assert judge([(_sentence("Gwoza"), [talks]), (_sentence("Gwoza"), [])]) == Score()


def test_no_place_where_none_is_said_is_right(event: Make) -> None:
    """And a place is too many."""
    silent = event(trigger=_span("shelled"), location=None)
    assert judge([(_sentence(), [silent])]) == Score(judged=1)
    assert judge([(_sentence(), [event(trigger=_span("shelled"), location=_at("Yola"))])]).extra == 1


def test_sentences_are_read(tmp_path: Path) -> None:
    """With both passes of labels, whose agreement is scored by the same words."""
    (tmp_path / "s.toml").write_text(GOOD, "utf-8")
    (sentence,) = read(tmp_path / "s.toml")
    assert sentence.text[sentence.span.start : sentence.span.stop] == "shelled"
    assert agreement([sentence]) == Score(extra=1, missed=1, judged=1, wrong=("t-1",))


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ('trigger = "shelled"', 'trigger = "bombed"', "t-1: not in the sentence: bombed"),
        ('gold = ["Gwoza"]', 'gold = ["Damboa"]', "t-1: not in the sentence: Damboa"),
        ('gold = ["Gwoza"]', 'golden = ["Gwoza"]', "no file of labelled sentences"),
        ("[[sentence]]", "[[sentence]", "no file of labelled sentences"),
    ],
)
def test_wrong_labels_are_named(tmp_path: Path, good: str, bad: str, reason: str) -> None:
    """A span that does not stand in its sentence would match nothing."""
    (tmp_path / "s.toml").write_text(GOOD.replace(good, bad), "utf-8")
    with pytest.raises(BadInput, match=reason):
        read(tmp_path / "s.toml")
