"""Labelled data are read, and what is wrong with them is said without their texts."""

from pathlib import Path

import pytest

from pipeline.errors import BadInput, WrongUsage
from pipeline.evaluation.dataset import is_blind, load

SEEDS = Path(__file__).parents[3] / "seeds"

GOOD = """
[[item]]
id = "t-1"
kind = "short"
title = ""
published = 2023-03-08T12:00:00Z
text = "A bomb killed four in Kabul."

[[item.events]]
trigger = "bomb"
words = "A bomb killed four in Kabul"
sub_event_type = "Remote explosive/landmine/IED"
plover = "ASSAULT"
realis = "actual"
newsness = "new"
extent = "single"
fatalities = { low = 4, best = 4, high = 4, stated = "exact", breakdown = [{ class = "civilians", best = 4 }] }

[[item]]
id = "t-2"
kind = "short"
text = "Cabbages are dear."
events = []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one good file in a folder of it."""
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "01.toml").write_text(GOOD, "utf-8")
    return tmp_path


def test_a_folder_gives_the_items_of_all_its_files(folder: Path) -> None:
    """In the order of the files; a label left out is null."""
    first, second = load(folder)
    assert (first.id, first.kind, first.whole) == ("t-1", "short", True)
    assert first.article.article_id == "t-1"
    assert first.article.published is not None
    assert first.events[0].fatalities is not None
    assert first.events[0].place is None
    assert second.events == ()
    assert load(folder / "open" / "01.toml") == [first, second]


def test_sets_for_other_questions_are_left_out(folder: Path) -> None:
    """They lie in folders of their own beside the articles."""
    (folder / "incidents").mkdir()
    (folder / "incidents" / "01.toml").write_text("[[incident]]\nid = 'a'\n", "utf-8")
    assert [item.id for item in load(folder)] == ["t-1", "t-2"]


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ('trigger = "bomb"', 'trigger = "grenade"', "a trigger does not stand"),
        ('trigger = "bomb"', 'trigger = "bomb"\nnth = 2', "a trigger does not stand"),
        ('words = "A bomb', 'words = "The bomb', "the words of an event"),
        ('realis = "actual"', 'realis = "real"', "events.0.realis"),
        ('realis = "actual"', 'realis = "actual"\ncolour = "red"', "events.0.colour"),
        ('stated = "exact"', 'stated = "surely"', "events.0.fatalities.stated"),
        ('realis = "actual"', 'realis = "actual"\nattribution = [{ actor = 0, status = "denied" }]', "an attribution"),
        ('id = "t-2"', 'id = "t-1"', "two items are called t-1"),
        ("[[item.events]]", "[[item.events]", "no evaluation file"),
    ],
)
def test_a_wrong_label_is_named_without_its_text(folder: Path, good: str, bad: str, reason: str) -> None:
    """File, item and key are; the words are not, since the text may be one that nobody shall read."""
    (folder / "open" / "01.toml").write_text(GOOD.replace(good, bad), "utf-8")
    with pytest.raises(BadInput, match=reason) as caught:
        load(folder)
    assert "Kabul" not in str(caught.value)


def test_a_folder_without_labels(tmp_path: Path) -> None:
    """Says what to give instead."""
    with pytest.raises(WrongUsage, match="no labels"):
        load(tmp_path)


def test_the_seeds_are_labelled_data_too() -> None:
    """Every article that is new to a replay comes with its labels, whatever file it is in."""
    items = {item.id: item for item in load(SEEDS)}
    assert len(items) > 150
    wire = items["mw-2022-0614-01"]
    assert wire.article.title.startswith("INSURGENTS AMBUSH")
    assert not wire.whole
    assert wire.events[0].sub_event_type == "Armed clash"
    assert wire.kept_out[0].realis == "background"
    assert items["mw-2023-0516-11 (revision 2)"].article.title != items["mw-2023-0516-11"].article.title


def test_what_is_blind(folder: Path) -> None:
    """A folder of that name, what lies in it, and what holds it."""
    blind = folder / "blind"
    blind.mkdir()
    assert is_blind(blind)
    assert is_blind(blind / "01.toml")
    assert is_blind(folder)
    assert not is_blind(folder / "open")
