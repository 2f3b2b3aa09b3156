"""The measure of near-copies: edits that are the same at every run, and figures that hold what the project promises."""

import random

import pytest

from pipeline.contract import Article
from pipeline.evaluation.duplicates import ROOT, figures, originals, summary, table
from pipeline.evaluation.edits import EDITS, Lists

FOLDER = ROOT / "evaluation"
LISTS = Lists(FOLDER / "duplicates")


def chance() -> random.Random:
    """Give the same draws each time."""
    return random.Random(1)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_changes_an_article_the_same_way_each_time(edit: object) -> None:
    """So that two runs measure the same."""
    article = originals(FOLDER)[0]
    made = edit.make(article, chance(), LISTS)  # type: ignore[attr-defined]
    assert made is not None
    assert made != article
    assert made == edit.make(article, chance(), LISTS)  # type: ignore[attr-defined]


def test_there_are_enough_originals() -> None:
    """Articles, and short items."""
    articles = originals(FOLDER)
    assert sum(len(one.text.split()) >= 80 for one in articles) >= 60
    assert sum(len(one.text.split()) < 80 for one in articles) >= 60


def test_an_article_that_cannot_be_edited_is_left_out() -> None:
    """It has no number to change."""
    article = Article(article_id="a", title="Rain", text="It rained.")
    made = {edit.name: edit.make(article, chance(), LISTS) for edit in EDITS}
    assert made["another number"] is None
    assert made["another day"] is None


@pytest.mark.slow
def test_the_figures_hold() -> None:
    """Recall by the degree of the edit, and nothing taken for a copy that is none."""
    rows = figures(FOLDER)
    least = {"5 % of the words": 0.99, "10 % of the words": 0.95, "cut to 70 %": 0.98, "extended by 15 %": 0.98}
    for row in rows:
        if not row.is_copy:
            assert row.merged == 0, row
        for name, share in least.items():
            if row.kind.startswith(name):
                assert row.merged >= share * row.count, row
    assert table(rows).count("\n") == len(rows) + 2
    assert summary(rows).startswith("Precision 1.000")
