"""Functions in processes of their own: one that hangs or dies costs its own question, and no other.

Each process has a pipe that it shares with nobody. A pool with one pipe for all, as pebble's and the standard
library's, is broken for ever when an idle worker is killed, and may wait for a lock that a killed one took with it.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import LifoQueue
from threading import Event, Lock
from typing import Any, Final, Generic, Self, TypeVar

from pipeline.supervisor import die_with

Question = TypeVar("Question")
Answer = TypeVar("Answer")
Make = Callable[[], Callable[[Question], Answer]]
"""Runs in the child, once: may be slow, and gives the function that answers. Must be found by its name (pickle)."""

START_SECONDS: Final = 300.0
"""Loading the models takes two, compiling the gazetteer at first use thirty; on a busy machine more."""
MEMORY: Final = 4 * 1024**3
"""Bytes of address space of a child; more is a bomb."""

_SPAWN: Final = multiprocessing.get_context("spawn")
"""A fresh interpreter: it inherits neither threads, whose locks a fork would copy as they stand, nor sockets."""


class Lost(Exception):
    """The child hung or died over a question; the text says which."""


class NotStarted(Exception):
    """The child hung or died before it could be asked anything: no question is to blame."""


class Child(Generic[Question, Answer]):
    """One process and its pipe. It is of no use any more after Lost."""

    def __init__(self, make: Make[Question, Answer]) -> None:
        """Start it; raises what `make` raises, or NotStarted."""
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, make, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._answer(START_SECONDS)
        except Lost as error:
            self.end()
            raise NotStarted(f"a parser process did not start: {error}") from None
        except Exception:
            self.end()
            raise

    def alive(self) -> bool:
        """Tell whether it can still be asked."""
        return self._process.is_alive()

    def ask(self, question: Question, seconds: float) -> Answer:
        """Give the answer, or raise what the function raised, or Lost."""
        try:
            self._pipe.send(question)
        except OSError:
            raise Lost(self._ending()) from None
        answer: Answer = self._answer(seconds)
        return answer

    def _answer(self, seconds: float) -> Any:
        try:
            if not self._pipe.poll(seconds):
                raise Lost(f"no answer within {seconds:.0f} s")
            answer = self._pipe.recv()
        except (EOFError, OSError):
            raise Lost(self._ending()) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _ending(self) -> str:
        self._process.join(1)
        code = self._process.exitcode
        return f"killed by {signal.Signals(-code).name}" if code and code < 0 else f"ended with status {code}"

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()


class Children(Generic[Question, Answer]):
    """Some of them, for some threads: each question goes to one that is free. They start when they are needed."""

    def __init__(self, make: Make[Question, Answer], number: int) -> None:
        self._make = make
        self._closed = Event()
        self._any = Event()
        self._first = Lock()
        self._seats = [_Seat[Question, Answer]() for _ in range(number)]
        self._free: LifoQueue[_Seat[Question, Answer]] = LifoQueue()
        for seat in self._seats:
            self._free.put(seat)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, question: Question, seconds: float) -> Answer:
        """Do what `Child.ask` does, with one that is free; waits for one.

        A question that ends its process is asked once more: the first time may have been an accident.
        """
        with suppress(Lost):
            return self._ask(question, seconds)
        return self._ask(question, seconds)

    def _ask(self, question: Question, seconds: float) -> Answer:
        seat = self._free.get()
        try:
            return self._child(seat).ask(question, seconds)
        except Lost:
            if seat.child is not None:
                seat.child.end()
            raise
        finally:
            self._free.put(seat)

    def _child(self, seat: "_Seat[Question, Answer]") -> Child[Question, Answer]:
        if self._closed.is_set():
            raise Lost("stopped")
        if seat.child is None or not seat.child.alive():
            seat.child = self._started()
            if self._closed.is_set():  # meanwhile: `close` has not seen it
                seat.child.end()
        return seat.child

    def _started(self) -> Child[Question, Answer]:
        """Start one; the first alone, so that what it compiles and keeps on disk is there for the others."""
        with self._first:
            if not self._any.is_set():
                child = Child(self._make)
                self._any.set()
                return child
        return Child(self._make)

    def close(self) -> None:
        """End them all, whatever they do; what is being asked raises Lost."""
        self._closed.set()
        for seat in self._seats:
            if seat.child is not None:
                seat.child.end()


@dataclass(slots=True)
class _Seat(Generic[Question, Answer]):
    child: Child[Question, Answer] | None = None


def _serve(pipe: Connection, make: Make[Question, Answer], parent: int) -> None:
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    with suppress(ValueError, OSError):  # where the system knows how
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(EOFError, OSError):  # the parent is gone
        answer = _try(pipe, make)
        while answer is not None:
            _reply(pipe, answer, pipe.recv())


def _try(pipe: Connection, make: Make[Question, Answer]) -> Callable[[Question], Answer] | None:
    """Make the function that answers and say so, or say why it cannot be made."""
    try:
        answer = make()
    except Exception as error:  # noqa: BLE001 - every error is the parent's to judge
        pipe.send(error)
        return None
    pipe.send(True)
    return answer


def _reply(pipe: Connection, answer: Callable[[Question], Answer], question: Question) -> None:
    try:
        pipe.send(answer(question))
    except Exception as error:  # noqa: BLE001 - as above
        pipe.send(error)
