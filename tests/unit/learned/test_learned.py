"""The learned part: the same text gives the same model, and any text gives probabilities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.learned import NONE, Voter, voter
from pipeline.extraction.learned import model as model_module
from pipeline.extraction.learned.features import tokens
from training.expand import Expander, Frames, corpus, read_frames
from training.train import corpus_digest


@pytest.fixture(scope="module")
def loaded() -> Voter:
    """The packaged model."""
    found = voter()
    assert found is not None
    return found


def test_model_is_of_the_committed_text(loaded: Voter) -> None:
    """A changed frame without a new `make train` is noticed."""
    assert loaded.corpus == corpus_digest(corpus())


def test_every_class_has_frames_and_a_label(loaded: Voter) -> None:
    """The model knows the 25 sub-event types and `none`, each with text of its own."""
    assert sorted(f.label for f in read_frames()) == sorted(loaded.labels)
    assert len(loaded.labels) == 26
    assert NONE in loaded.labels


def test_expansion_is_seeded() -> None:
    """The same seed gives the same snippets, another seed others."""
    frames = Frames("x", ("{REB} [attacked|raided] {VILL}, {KILLN}.",), ())
    first, again, other = (list(Expander(seed).snippets(frames, 20)) for seed in (1, 1, 2))
    assert first == again != other


def test_expansion_leaves_no_slot_or_choice_open() -> None:
    """Every frame can be filled to the end."""
    assert not [text for text, _ in corpus(each=60, none=400) if any(c in text for c in "[]{}|")]


@given(st.text(max_size=400))
def test_any_text_gives_probabilities(text: str) -> None:
    """Probabilities are positive and sum to one, whatever the script."""
    found = voter()
    assert found is not None
    values = found.probabilities(text).values()
    assert all(v >= 0 for v in values)
    assert sum(values) == pytest.approx(1, abs=1e-4)


def test_clear_cases(loaded: Voter) -> None:
    """Sentences that stand in no frame fall where they belong."""
    cases = {
        "Suicide bomb": "A bomber wearing an explosive belt blew himself up in a crowded tea house.",
        "Peaceful protest": "Thousands marched through the capital to demand fresh elections.",
        "none": "The tennis champion won in straight sets and said her knee felt fine.",
    }
    for label, text in cases.items():
        found = loaded.probabilities(text)
        assert max(found, key=found.__getitem__) == label


def test_numbers_do_not_decide() -> None:
    """A toll is a `#`, whatever its size."""
    assert tokens("12 killed, 3,400 hurt") == ["#", "killed", "#", "hurt"]


def test_without_its_file_there_is_no_voter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The rules go on alone where the model file is missing."""
    monkeypatch.setattr(model_module, "MODEL", tmp_path / "absent.npz")
    voter.cache_clear()
    assert voter() is None
    voter.cache_clear()
