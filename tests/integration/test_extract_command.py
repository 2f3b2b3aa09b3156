"""`frontwire extract` on input of the sizes that people have, with the packaged rules, as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.dataset import load

pytestmark = pytest.mark.slow

BLAST = "A roadside bomb killed four soldiers near Gao on Monday, the army said."
QUIET = "The museum opens at nine and the garden is free. "


def extract(lines: list[str], **environ: str) -> tuple[list[dict[str, Any]], str, int]:
    """Give what the command writes for JSONL on its standard input, what it says, and its status."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", "-"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
        env=os.environ | environ,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr, done.returncode


def article(name: str, text: str) -> str:
    """Give a line."""
    return json.dumps({"article_id": name, "title": "", "text": text, "published": "2024-03-05T10:00:00Z"})


def test_ten_thousand_lines_come_out_in_order_with_the_bad_ones_named() -> None:
    """Each line has its object at its place; a bad one its error, a line on stderr, and status 1."""
    lines = [article(str(n), BLAST if n % 1000 == 7 else QUIET) for n in range(10_000)]
    lines[5000] = '{"article_id": "5000", "text": 1}'
    found, said, status = extract(lines)
    assert [one["article_id"] for one in found] == [str(n) for n in range(10_000)]
    assert [n for n, one in enumerate(found) if "error" in one] == [5000]
    assert [n for n, one in enumerate(found) if one.get("events")] == list(range(7, 10_000, 1000))
    assert "line 5001" in said
    assert status == 1


def test_an_article_of_five_megabytes_is_read() -> None:
    """Its events are found where they are told."""
    found, _, status = extract([article("big", f"{BLAST}\n\n{QUIET * 100_000}")])
    assert [event["sub_event_type"] for event in found[0]["events"]] == ["Remote explosive/landmine/IED"]
    assert status == 0


def test_two_processes_find_the_same() -> None:
    """Whatever order Python gives to its sets: an event's id and fields follow from its article alone."""
    items = load(Path(__file__).parents[2] / "evaluation" / "open" / "a-04-round-ups.toml")
    lines = [article(item.article.article_id, item.article.text) for item in items]
    one, other = (extract(lines, PYTHONHASHSEED=seed)[0] for seed in ("1", "2"))
    timeless = [[event | {"extracted_at": None} for event in row["events"]] for row in (*one, *other)]
    assert timeless[: len(lines)] == timeless[len(lines) :]
