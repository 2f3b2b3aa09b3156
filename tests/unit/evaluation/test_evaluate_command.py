"""`frontwire evaluate`, with an extractor of the tests' own in its child process."""

from pathlib import Path

import orjson
import pytest

from pipeline.cli import main

ITEM = """
[[item]]
id = "t-1"
kind = "short"
title = "1 events"
published = 2023-03-08T12:00:00Z
text = "bomb in Segou on 2023-03-08"

[[item.events]]
trigger = "bomb"
words = "bomb in Segou on 2023-03-08"
sub_event_type = "Armed clash"
plover = "ASSAULT"
realis = "actual"
newsness = "new"
extent = "single"
place = { text = "Segou", country = "MLI", precision = "place" }
time = { start = 2023-03-08, end = 2023-03-08, precision = "day", basis = "stated" }
"""
FAILING = """
[[item]]
id = "t-2"
kind = "short"
title = "raise"
text = "It raises an error."
events = []
"""


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTWIRE_EXTRACTOR", "fake_extractor:FakeExtractor")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Give a folder of one item."""
    (tmp_path / "one.toml").write_text(ITEM, "utf-8")
    return tmp_path


def run(*args: str | Path) -> int:
    """Run the command and give its exit status."""
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", *map(str, args)])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_json_for_programs(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object with figures; words only where errors are asked for."""
    assert run(dataset, "--json") == 0
    told = orjson.loads(capsys.readouterr().out)
    figures = {figure["name"]: figure for figure in told["figures"]}
    assert told["extractor"] == "fake/1"
    assert figures["recall"]["value"] == 1.0
    assert figures["date"]["value"] == 1.0
    assert told["errors"] == []


def test_a_failing_article_is_named_and_counts_as_empty(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest is done, and the exit status is 1."""
    (dataset / "two.toml").write_text(FAILING, "utf-8")
    assert run(dataset) == 1
    captured = capsys.readouterr()
    assert "t-2: the extractor failed: KeyError" in captured.err
    assert "2 articles, 1 actual events labelled" in captured.out


def test_texts_of_the_blind_set_are_not_shown(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its figures are; its words only for who insists."""
    blind = dataset / "blind"
    blind.mkdir()
    (dataset / "one.toml").rename(blind / "one.toml")
    assert run(blind, "--errors", "3") == 2
    assert "--show-texts" in capsys.readouterr().err
    assert run(blind, "--errors", "3", "--show-texts") == 0
    assert "Segou" in capsys.readouterr().out
    assert run(blind) == 0
    assert "Segou" not in capsys.readouterr().out


def test_a_page_is_written_between_its_marks(dataset: Path, tmp_path: Path) -> None:
    """The dataset names the part."""
    page = tmp_path / "page.md"
    page.write_text(f"# Accuracy\n<!-- begin {dataset} -->\n<!-- end {dataset} -->\n", "utf-8")
    assert run(dataset, "--markdown", page) == 0
    assert "| recall of actual events | 100.0 |" in page.read_text("utf-8")
    assert run(dataset, "--markdown", tmp_path / "none.md") == 2
