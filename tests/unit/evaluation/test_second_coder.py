"""The labels against a second coder who had not seen them: Cohen's kappa, as docs/accuracy.md states it."""

import csv
from pathlib import Path

from pipeline.evaluation import items
from pipeline.evaluation.gold import GoldEvent
from pipeline.evaluation.scores import cohens_kappa

FOLDER = Path(__file__).parents[3] / "evaluation"
AIM = 0.8


def test_two_coders_agree_on_type_day_and_deaths() -> None:
    """On forty short items kappa is at least 0.8 for each of the three."""
    labels = {item.id: _chief(item.events) for file in (FOLDER / "open").glob("*.toml") for item in items.read(file)}
    second = {row[0]: tuple(row[1:]) for row in _rows()}
    assert len(second) == 40
    for field in range(3):
        pairs = [(labels[item][field], codes[field]) for item, codes in second.items()]
        assert cohens_kappa(pairs) >= AIM


def _rows() -> list[list[str]]:
    lines = (FOLDER / "second-coder.tsv").read_text("utf-8").splitlines()
    return list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def _chief(events: tuple[GoldEvent, ...]) -> tuple[str, str, str]:
    """Give the first event that happened and that ACLED records, as the second coder wrote it."""
    for event in events:
        if event.realis == "actual" and event.sub_event_type:
            day = event.time.start.isoformat() if event.time and event.time.start else ""
            deaths = event.fatalities.best if event.fatalities else None
            return event.sub_event_type, day, "" if deaths is None else str(deaths)
    return "none", "", ""
