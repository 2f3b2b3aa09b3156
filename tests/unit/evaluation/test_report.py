"""Verdicts become figures, tables and pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from evaluation_samples import Make, span
from rich.console import Console

from pipeline.errors import WrongUsage
from pipeline.evaluation.judge import Judged, judge
from pipeline.evaluation.markdown import markdown, replaced
from pipeline.evaluation.report import Report, report
from pipeline.evaluation.show import errors, show


@pytest.fixture
def judged(
    item: Make, extraction: Make, label: Make, event: Make, shooting: dict[str, Any], old_mine: dict[str, Any]
) -> list[Judged]:  # fmt: skip
    """Give three articles: one all right, one with an event missed and the past leaked, one empty and kept so."""
    old = event(trigger=span("mine", 2), location=None, time=None, notes="", confidence=0.4)
    return [
        judge(item(label(), id="a-1"), extraction(event())),
        judge(item(label(**shooting), label(**old_mine), id="a-2"), extraction(old)),
        judge(item(id="a-3", kind="short"), extraction()),
    ]


@pytest.fixture
def made(judged: Sequence[Judged]) -> Report:
    """Give their report."""
    return report("set", "test/1", judged)


def values(report: Report) -> dict[str, tuple[float | None, int]]:
    """Give each figure's value and number."""
    return {figure.name: (figure.value, figure.n) for figure in report.figures}


def test_figures(made: Report) -> None:
    """Reckoned by hand."""
    found = values(made)
    assert found["precision"] == (0.5, 2)
    assert found["recall"] == (0.5, 2)
    assert found["detection_f1"] == (0.5, 2)
    assert found["background"] == (0.0, 1)
    assert found["eventless"] == (1.0, 1)
    assert found["record"] == (1.0, 1)
    assert found["record_of_all"] == (0.5, 2)
    assert found["realis_f1"] == (pytest.approx((2 / 3 + 0) / 2), 2)
    assert found["calibration_error"] == (pytest.approx((0.1 + 0.4) / 2), 2)
    assert "no_place" not in found


def test_aims(made: Report) -> None:
    """An aim is met or missed, and an upper bound is met from below."""
    met = {figure.name: figure.met for figure in made.figures}
    assert met["precision"] is False
    assert met["deaths_best"] is True
    assert met["recall"] is None
    assert met["calibration_error"] is False


def test_tables(made: Report) -> None:
    """Types count what is labelled, found and predicted; realis what each came out as; kinds stand apart."""
    types = {row.sub_type: (row.labelled, row.found, row.typed, row.predicted, row.right) for row in made.types}
    assert types == {"Armed clash": (1, 0, 0, 0, 0), "Remote explosive/landmine/IED": (1, 1, 1, 2, 1)}
    realis = {row.realis: (row.labelled, row.found) for row in made.realis}
    assert realis == {"actual": (2, {"actual": 1, "none": 1}), "background": (1, {"actual": 1})}
    assert [(row.kind, row.articles, row.recall.n) for row in made.kinds] == [("article", 2, 2), ("short", 1, 0)]


def test_the_commonest_errors_have_no_words(made: Report) -> None:
    """They are told by field and kind."""
    kinds = {(error.field, error.kind): error.n for error in made.commonest}
    assert kinds["recall", "Armed clash ▸ nothing"] == 1
    assert kinds["precision", "background ▸ Remote explosive/landmine/IED"] == 1


def test_the_worst_come_first(made: Report) -> None:
    """What was missed, then what was said most surely; so many of each field, with the article's words."""
    lines = list(errors(made, 1))
    assert "recall:" in lines
    assert any("Soldiers shot dead a gunman" in line for line in lines)
    assert sum(line.startswith("  ") for line in lines) == sum(not line.startswith("  ") for line in lines)


def test_a_person_sees_every_figure_and_no_words(made: Report) -> None:
    """The tables are safe to show of a set that nobody may read."""
    console = Console(width=160)
    with console.capture() as capture:
        console.print(show(made))
    shown = capture.get()
    assert all(figure.label in shown for figure in made.figures)
    assert "gunman" not in shown
    assert "gunman" not in markdown(made)


def test_a_page_gets_its_part_anew(made: Report) -> None:
    """What people wrote around it stays; the same figures give the same page."""
    page = "# Accuracy\n\n<!-- begin set -->\nlast year\n<!-- end set -->\n\nProse.\n"
    once = replaced(page, made.dataset, markdown(made), Path("page.md"))
    assert once.startswith("# Accuracy\n")
    assert once.endswith("\n\nProse.\n")
    assert "last year" not in once
    assert "| precision of actual events | 50.0 |" in once
    assert replaced(once, made.dataset, markdown(made), Path("page.md")) == once


def test_a_page_without_its_marks(made: Report) -> None:
    """Says which lines it lacks."""
    with pytest.raises(WrongUsage, match="begin set"):
        replaced("# Accuracy\n", made.dataset, "", Path("page.md"))


def test_nothing_at_all(item: Make, extraction: Make) -> None:
    """An empty article alone gives the few figures that there are."""
    found = report("set", "test/1", [judge(item(), extraction())])
    assert values(found) == {"eventless": (1.0, 1)}
