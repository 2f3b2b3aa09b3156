"""Functions in processes that can be killed one at a time."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.child import Child, Children, Lost, NotStarted


def arithmetic() -> Callable[[str], int]:
    """Make a function that does what it is told."""
    return told


def told(what: str) -> int:
    """Give a pid, hang, die, fail or measure."""
    if what == "hang":
        time.sleep(3600)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "fail":
        raise ValueError("told to")
    return len(bytearray(1 << 40)) if what == "eat" else os.getpid()


def broken() -> Callable[[str], int]:
    """Fail to make the function."""
    raise ValueError("no model")


def stillborn() -> Callable[[str], int]:
    """End the process before it can be asked."""
    os._exit(9)


@pytest.fixture
def children() -> Iterator[Children[str, int]]:
    """Give two that are not started yet."""
    with Children(arithmetic, 2) as made:
        yield made


def gone(pid: int) -> bool:
    """Tell whether no process has this pid."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_one_process_answers_one_question_after_the_other(children: Children[str, int]) -> None:
    """It is made once, and is not this process."""
    first = children.ask("pid", 10)
    assert first == children.ask("pid", 10) != os.getpid()


def test_an_idle_process_that_is_killed_is_replaced(children: Children[str, int]) -> None:
    """The next question is answered as if nothing had been."""
    first = children.ask("pid", 10)
    os.kill(first, signal.SIGKILL)
    assert children.ask("pid", 10) != first


@pytest.mark.parametrize(("what", "reason"), [("hang", "no answer within"), ("die", "killed by SIGKILL")])
def test_a_question_that_loses_its_process_is_lost_alone(children: Children[str, int], what: str, reason: str) -> None:
    """It is asked twice, then given up; the next one is answered."""
    with pytest.raises(Lost, match=reason):
        children.ask(what, 0.3)
    assert children.ask("pid", 10)


@pytest.mark.parametrize(("what", "error"), [("fail", ValueError), ("eat", MemoryError)])
def test_an_error_comes_back_and_the_process_lives_on(
    children: Children[str, int], what: str, error: type[Exception]
) -> None:
    """What the function raises is raised here; memory without end is an error too."""
    first = children.ask("pid", 10)
    with pytest.raises(error):
        children.ask(what, 10)
    assert children.ask("pid", 10) == first


def test_what_cannot_be_made_raises_its_reason() -> None:
    """The error of making the function is the asker's."""
    with pytest.raises(ValueError, match="no model"):
        Child(broken)


def test_one_that_hangs_holds_up_no_other_and_ends_with_all() -> None:
    """Another question is answered meanwhile; closing gives the waiter Lost and starts nothing again."""
    children = Children(arithmetic, 2)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(children.ask, "hang", 3600)
        pid = children.ask("pid", 10)
        children.close()
        with pytest.raises(Lost):
            waiting.result()
    assert gone(pid)


def test_a_process_that_does_not_start_is_no_question_s_fault() -> None:
    """What is asked is not given up as poison: the caller learns that nothing can be asked at all."""
    with Children(stillborn, 1) as made, pytest.raises(NotStarted, match="status 9"):
        made.ask("pid", 10)
