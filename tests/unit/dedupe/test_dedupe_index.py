"""The keys under which articles stand, the rows of their states, and how long each stays."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedupe import keys as keys_module
from pipeline.dedupe import rows as rows_module
from pipeline.dedupe.keys import Keys, Numbers, key
from pipeline.dedupe.rows import Rows
from pipeline.dedupe.window import WITNESSES, Window

ENTRIES = st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True), max_size=60)


def numbers(values: list[int]) -> Numbers:
    """Give keys; they lie evenly over their 34 bits, as hashes do."""
    return np.array([value * ((1 << 34) // 41) for value in values], np.uint64)


@settings(deadline=None)
@given(ENTRIES, st.sets(st.integers(0, 59)), st.lists(st.integers(0, 40), max_size=5), st.integers(4, 40))
def test_keys_lead_to_the_rows_that_have_them(
    entries: list[list[int]], gone: set[int], asked: list[int], pending: int
) -> None:
    """In the dict, in segments large and small, merged and swept; rows that are gone are passed over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys_module, "_PENDING", pending)
        patch.setattr(keys_module, "_LARGEST", 4 * pending)
        keys = Keys(lambda rows: ~np.isin(rows, list(gone)))
        for row, values in enumerate(entries):
            keys.add(row, numbers(values))
        rows, which = keys.find(numbers(asked))
    there = [(row, values) for row, values in enumerate(entries) if row not in gone]
    want = [(row, place) for row, values in there for place, one in enumerate(asked) if one in values]
    assert sorted(zip(rows.tolist(), which.tolist(), strict=True)) == want


def test_a_row_with_several_of_the_keys_is_given_as_many_times() -> None:
    """It says how much the two have in common."""
    keys = Keys(lambda rows: np.ones(rows.shape, np.bool_))
    keys.add(3, numbers([1, 2, 3]))
    assert keys.find(numbers([1, 2, 9]))[0].tolist() == [3, 3]


def test_keys_of_different_kinds_differ() -> None:
    """A URL is no content."""
    assert len({key(kind, "x") for kind in ("url", "content", "id")}) == 3
    assert 0 <= key("url", "\udcff") < 1 << 34


def test_rows_keep_states_and_forget_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the disk and before; a dropped row is neither given nor used again, and its file goes with the last of it."""
    monkeypatch.setattr(rows_module, "_CHUNK", 10)
    open_before = psutil.Process().num_fds()
    rows = Rows(tmp_path)
    states = [f'{{"schema":1,"article_id":"{n}"}}'.encode() for n in range(35)]
    numbered = [rows.append(state) for state in states]
    for row in numbered[:21]:
        rows.drop(row)
    assert [rows.get(row) for row in numbered[21:]] == states[21:]
    assert len(rows) == 14
    assert rows.alive(np.array([0, 20, 21])).tolist() == [False, False, True]
    assert rows.append(b"{}") == 35
    assert psutil.Process().num_fds() == open_before + 1
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_is_dropped_before_its_file_is_written_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """And its file does not wait for it."""
    monkeypatch.setattr(rows_module, "_CHUNK", 4)
    open_before = psutil.Process().num_fds()
    rows = Rows()
    for _ in range(3):
        rows.drop(rows.append(b"{}"))
    last = rows.append(b"{}")
    assert psutil.Process().num_fds() == open_before + 1
    rows.drop(last)
    assert psutil.Process().num_fds() == open_before
    assert len(rows) == 0
    assert not rows.is_alive(last)


def entered(window: Window, hours: list[int], first: int = 0) -> None:
    """Enter rows that arrive at the offsets of their numbers."""
    for row, hour in enumerate(hours, first):
        window.enter(row, hour, row)


def test_a_window_is_over_by_the_hour_of_the_hundredth_newest() -> None:
    """Not by a few that are dated ahead."""
    window = Window(timedelta(hours=10), recent=0)
    entered(window, [0, 5, *[10] * (WITNESSES - 1), 9_999])
    assert list(window.over()) == []
    entered(window, [14, *[15] * WITNESSES], first=300)
    assert list(window.over()) == [(0, 0)]


def test_of_a_topic_that_was_made_anew_nothing_stays_for_its_old_offset() -> None:
    """Offsets that begin again are far from those before."""
    window = Window(timedelta(hours=10), recent=100)
    window.enter(0, 0, 1_000_000)
    for row in range(1, 1 + WITNESSES):
        window.enter(row, 50, row)
    assert list(window.over()) == [(0, 0)]
