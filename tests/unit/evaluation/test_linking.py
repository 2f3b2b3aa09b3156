"""Linking measured on a set of incidents."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.contract import Event
from pipeline.errors import BadInput
from pipeline.evaluation.alignment import aligned
from pipeline.evaluation.clusters import b3_f1, items
from pipeline.evaluation.coded import events
from pipeline.evaluation.dataset import load as load_items
from pipeline.evaluation.linking import report
from pipeline.evaluation.stories import Stories, is_stories, load
from pipeline.incidents import Memory, link

SET = Path(__file__).parents[3] / "evaluation" / "incidents"
TOML = """
[[incident]]
id = "gao"
[[incident]]
id = "mopti"

[[article]]
id = "1"
source = "One"
url = "https://one.example/1"
published = 2024-03-05T08:00:00Z
title = "Bomb in Gao"
text = "A bomb killed four traders in Gao on Monday."
tells = ["gao"]
[[article.event]]
incident = "gao"
sub_event_type = "Remote explosive/landmine/IED"
start = 2024-03-04
place = { text = "Gao", country = "MLI", lat = 16.27, lon = -0.04, precision = "place" }
fatalities = { low = 4, best = 4, high = 4 }

[[article]]
id = "2"
source = "Two"
url = "https://two.example/2"
published = 2024-03-05T09:00:00Z
title = "Week of violence"
text = "Four died in Gao. A clash near Mopti cost two lives."
tells = ["gao", "mopti"]
[[article.event]]
incident = "gao"
sub_event_type = "Remote explosive/landmine/IED"
start = 2024-03-04
place = { text = "Gao", country = "MLI", lat = 16.27, lon = -0.04, precision = "place" }
fatalities = { low = 4, best = 4, high = 4 }
[[article.event]]
incident = "mopti"
sub_event_type = "Armed clash"
start = 2024-03-04
place = { text = "Mopti", country = "MLI", lat = 14.49, lon = -4.19, precision = "place" }
fatalities = { low = 2, best = 2, high = 2 }

[[article]]
id = "3"
source = "Three"
url = "https://three.example/3"
published = 2024-03-05T10:00:00Z
title = "Six dead in Mali"
text = "Six people were killed in two incidents in Mali on Monday."
sum_of = ["gao", "mopti"]
[[article.event]]
sub_event_type = "Attack"
start = 2024-03-04
place = { text = "Mali", country = "MLI", precision = "country" }
fatalities = { low = 6, best = 6, high = 6 }
extent = "aggregate"
"""


@pytest.fixture
def stories(tmp_path: Path) -> Stories:
    """Give a set of two incidents."""
    return load(written(tmp_path, TOML))


def written(folder: Path, text: str) -> Path:
    """Write a set."""
    (folder / "incidents").mkdir()
    (folder / "incidents" / "one.toml").write_text(text, "utf-8")
    return folder / "incidents"


def test_both_ways_of_linking_are_measured(stories: Stories) -> None:
    """Events that are the coded ones give the same figures as those; without any, every item is missed."""
    coded = {article.id: events(article) for article in stories.articles}
    alone, whole = report("set", stories, coded).linked
    assert {figure.name: figure.value for figure in alone.figures}["b3_f1"] == 1.0
    assert {figure.name: figure.value for figure in alone.figures}["sums"] == 1.0
    assert [figure.value for figure in whole.figures] == [figure.value for figure in alone.figures]
    _, nothing = report("set", stories, {}).linked
    assert {figure.name: figure.value for figure in nothing.figures}["b3_recall"] == pytest.approx(2 / 3)
    assert nothing.errors == ("no event: 1 tells gao", "no event: 2 tells gao", "no event: 2 tells mopti")


def test_events_are_aligned_by_what_they_share(stories: Stories) -> None:
    """Each incident of an article has the event that is likest to its label; one that is like none has none."""
    article = stories.articles[1]
    gao, mopti = events(article)
    assert aligned(article, [mopti, gao]) == {"gao": gao, "mopti": mopti}
    assert aligned(article, [gao]) == {"gao": gao}


def test_a_set_with_a_wrong_name_is_refused(tmp_path: Path) -> None:
    """With the article and the name."""
    path = written(tmp_path, TOML.replace('tells = ["gao", "mopti"]', 'tells = ["gao", "moptj"]'))
    with pytest.raises(BadInput, match="2: there is no moptj"):
        load(path)


def test_a_key_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """It would be a label that nobody reads."""
    with pytest.raises(BadInput, match="sauce"):
        load(written(tmp_path, TOML.replace('source = "One"', 'source = "One"\nsauce = "hot"')))


def test_files_of_incidents_are_no_items(tmp_path: Path) -> None:
    """The extractor's own figures leave them out."""
    path = written(tmp_path, TOML)
    assert is_stories(path)
    assert is_stories(path / "one.toml")
    (tmp_path / "items.toml").write_text('[[item]]\nid = "i"\nkind = "short"\ntext = "x"\nevents = []\n', "utf-8")
    assert [item.id for item in load_items(tmp_path)] == ["i"]


def coded_set() -> list[Event]:
    """Give the coded events of the project's set in the order in which they were told."""
    return [event for article in load(SET).articles for event in events(article)]


def linked(told: list[Event]) -> Memory:
    """Link events."""
    memory = Memory()
    for event in told:
        link(memory, event)
    return memory


def division(told: list[Event]) -> dict[str, str]:
    """Link events, and give each one's incident."""
    memory = linked(told)
    homes = {event.event_id: memory.home(event.event_id) for event in told}
    return {name: home.incident_id for name, home in homes.items() if home}


def test_a_log_in_another_order_gives_nearly_the_same_incidents() -> None:
    """Wholly shuffled, on the project's set: B³ against the log in order, the mean of some permutations."""
    told = coded_set()
    straight, agreements = division(told), []
    for seed in range(1, 6):
        shuffled = random.Random(seed).sample(told, len(told))
        agreements.append(b3_f1(items(straight, division(shuffled))) or 0.0)
    assert sum(agreements) / len(agreements) >= 0.99


def test_no_incident_of_the_set_holds_reports_more_than_three_days_apart() -> None:
    """The rule holds for incidents, not only for pairs."""
    memory = linked(coded_set())
    for state in memory:
        days = [one.first for one in memory.traits(state) if one.first and not one.aggregate]
        assert not days or max(days) - min(days) <= 3 + 1


def test_the_time_of_a_coded_event_is_never_after_its_article(stories: Stories) -> None:
    """They are linked by their own time."""
    assert events(stories.articles[0])[0].article.published == datetime(2024, 3, 5, 8, tzinfo=UTC)
