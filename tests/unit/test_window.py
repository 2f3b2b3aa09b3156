"""What may be forgotten, by the messages' own time and the order of their log."""

from datetime import UTC, datetime, timedelta

from pipeline.window import Window

START = datetime(2024, 1, 1, tzinfo=UTC)


def touch(window: Window, name: str, day: float) -> list[str]:
    """Let an id arrive, and give what is over then."""
    window.touch(name, START + timedelta(days=day))
    return list(window.over())


def test_nothing_is_over_before_enough_times_were_seen() -> None:
    """With fewer than a hundred arrivals nobody knows what time it is."""
    window = Window(timedelta(days=1), recent=1)
    assert [touch(window, f"n{n}", n) for n in range(99)] == [[]] * 99


def test_an_id_that_arrives_again_lives_on() -> None:
    """Its newest time counts."""
    window = Window(timedelta(days=1), recent=1)
    touch(window, "kept", 0)
    touch(window, "left", 0)
    touch(window, "kept", 50)
    over = [name for n in range(150) for name in touch(window, f"n{n}", 50)]
    assert over == ["left"]


def test_an_id_without_a_time_is_kept_while_it_is_recent() -> None:
    """It can be delivered again; after that nothing speaks for it."""
    window = Window(timedelta(days=1), recent=20)
    for n in range(120):
        touch(window, f"n{n}", 0)
    window.touch("timeless", None)
    over = [touch(window, f"m{n}", 0) for n in range(30)]
    assert over.index(["timeless"]) == 19
