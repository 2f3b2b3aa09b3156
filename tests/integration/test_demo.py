"""`frontwire demo` as `make demo` calls it, on a feed of two files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running_up import SEEDS

from pipeline.kafka.node import Runtime

pytestmark = pytest.mark.slow

ARTICLE = "000_0de00e5ba888a785.txt"


def test_the_demo_tells_the_first_article_and_ends_by_itself(tmp_path: Path, kafka_runtime: Runtime) -> None:
    """It prints the three violent events with place, day, deaths and blame, then the rest, and leaves no file."""
    (tmp_path / "feed").mkdir()
    for name in (ARTICLE, "manifest.toml", "lines/01-wire.jsonl"):
        shutil.copy(SEEDS / name, tmp_path / "feed")
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "pipeline", "demo", "--seeds", str(tmp_path / "feed")]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    first = run.stdout.split("Now the other seeds")[0]
    assert first.count("● ") == 3
    for words in ("Nagorno-Karabakh", "Khojavend", "Shusha", "2023-09-19", "dead      2", "dead      4"):
        assert words in first
    assert first.count("suspected or accused by authorities") == 2
    assert "incidents" in run.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["feed"]


def test_a_folder_without_a_feed_is_one_clear_line(tmp_path: Path) -> None:
    """The remedy stands in the error, and the status is that of wrong usage."""
    command = [sys.executable, "-m", "pipeline", "demo", "--seeds", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr == (
        f"frontwire: there is nothing to replay in {tmp_path}: the test feed is in the source tree, see --seeds\n"
    )
